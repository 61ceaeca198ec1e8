package pages

import (
	"errors"
	"net/http"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// mostReadings is how many stories the list of what was read shows.
const mostReadings = 200

// readLine is one story an author read. A story that is no longer public has
// no title here.
type readLine struct {
	ID, Title string
	At        time.Time
}

// readingView lists what an author read, for the author alone.
type readingView struct {
	Notice string
	Read   []readLine
}

var readingPage = newPage[readingView]("account/reading")

func showReading(e *core.RequestEvent) error {
	readings, err := records.ReadingsOfAuthor(e.App, signedIn(e).Author.Id, mostReadings)
	if err != nil {
		return err
	}
	view := readingView{Notice: doneNotice(e)}
	for _, r := range readings {
		line := readLine{At: local(r.At(), zoneOf(e))}
		s, err := records.FindStory(e.App, r.Story())
		if err != nil && !errors.Is(err, records.ErrNotFound) {
			return err
		}
		if err == nil && s.State() == story.Published {
			line.ID, line.Title = s.Id, s.Title()
		}
		view.Read = append(view.Read, line)
	}
	return readingPage.show(e, http.StatusOK, view)
}

func doForgetReading(e *core.RequestEvent) error {
	if err := flow.ForgetReadings(e.App, signedIn(e).Author.Id); err != nil {
		return err
	}
	return leadTo(e, "/account/reading", "forgot")
}
