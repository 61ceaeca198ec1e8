package doctor

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// Question is what the doctor is asked by over the control socket.
const Question = "doctor"

// last is the last line of an answer: why the examination broke off, or nothing.
type last struct {
	Error string `json:"error"`
}

// Handler answers the control socket's question POST /doctor: findings as JSON
// lines, as they are made. url and no-story may be given.
func Handler(app core.App, s Settings) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		asked := s
		asked.URL, asked.NoStory = r.URL.Query().Get("url"), r.URL.Query().Get("no-story") != ""
		out := json.NewEncoder(w)
		send := func(line any) {
			_ = out.Encode(line) // who asked may have gone; the examination tidies up all the same
			_ = http.NewResponseController(w).Flush()
		}
		end := last{}
		if err := Run(r.Context(), app, asked, func(f Finding) { send(f) }); err != nil {
			end.Error = err.Error()
		}
		send(end)
	}
}

// ReadAnswer reads what Handler wrote.
func ReadAnswer(in *json.Decoder, report func(Finding)) error {
	for {
		var line struct {
			Finding
			Error *string `json:"error"`
		}
		if err := in.Decode(&line); err != nil {
			return fmt.Errorf("the running Candour broke off the examination: %w", err)
		}
		if line.Error != nil {
			if *line.Error != "" {
				return fmt.Errorf("%s", *line.Error)
			}
			return nil
		}
		report(line.Finding)
	}
}
