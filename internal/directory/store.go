package directory

import (
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// Entries reads all services for NewIndex, the closed ones included.
func Entries(app core.App) ([]Entry, error) {
	var entries []Entry
	err := records.ServicesForSearch(app, &entries)
	return entries, err
}
