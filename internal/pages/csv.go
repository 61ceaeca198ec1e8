package pages

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// answerCSV sends a table as a file for spreadsheets. Its cells are words of ours
// and numbers, never words of people, so none can pass for a formula.
func answerCSV(e *core.RequestEvent, name string, rows [][]string) error {
	var file bytes.Buffer
	w := csv.NewWriter(&file)
	if err := w.WriteAll(rows); err != nil {
		return fmt.Errorf("writing a table: %w", err)
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="`+name+`"`)
	return e.Blob(http.StatusOK, "text/csv; charset=utf-8", file.Bytes())
}
