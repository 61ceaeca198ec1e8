package desk

import (
	"net/http"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// noteView is what a moderator wrote about how they are.
type noteView struct {
	ID      string `json:"id"`
	Who     string `json:"who"` // "" among one's own
	Words   string `json:"words"`
	Seniors bool   `json:"seniors"` // the senior moderators read it too
	At      string `json:"at"`
	Until   string `json:"until"` // when it goes by itself
}

// ownNotes answers with the moderator's own notes, and with who would read one that
// is for the seniors too.
func ownNotes(d *desk) error {
	notes, err := records.WellbeingNotesOf(d.App, d.moderator.Id)
	if err != nil {
		return d.InternalServerError("", err)
	}
	views, err := d.noteViews(notes, nil)
	if err != nil {
		return d.InternalServerError("", err)
	}
	all, err := records.Moderators(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	seniors := []string{}
	for _, m := range all {
		if m.Senior() && m.Active() && m.Id != d.moderator.Id {
			seniors = append(seniors, m.Name())
		}
	}
	return d.JSON(http.StatusOK, map[string]any{"notes": views, "seniors": seniors, "kept": story.FindClock("wellbeing").Period()})
}

func writeNote(d *desk) error {
	var sent struct {
		Words   string `json:"words"`
		Seniors bool   `json:"seniors"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	if err := flow.WriteWellbeing(d.App, d.moderator.Id, sent.Words, sent.Seniors); err != nil {
		return d.fail(err, "", nil)
	}
	return ownNotes(d)
}

// deleteNote deletes one of the moderator's own notes; nobody deletes another's.
func deleteNote(d *desk) error {
	if err := flow.DeleteWellbeing(d.App, d.moderator.Id, d.Request.PathValue("id")); err != nil {
		return d.fail(err, d.Request.PathValue("id"), nil)
	}
	return ownNotes(d)
}

// notesForSeniors are the notes that their writers wanted the seniors to read.
func (d *desk) notesForSeniors() ([]noteView, error) {
	notes, err := records.WellbeingNotesForSeniors(d.App, mostRead)
	if err != nil {
		return nil, err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return nil, err
	}
	return d.noteViews(notes, names)
}

func (d *desk) noteViews(notes []*records.WellbeingNote, names people) ([]noteView, error) {
	views := make([]noteView, 0, len(notes))
	for _, n := range notes {
		words, err := n.Words(deployment.Of(d.App).Sealer)
		if err != nil {
			return nil, err
		}
		v := noteView{ID: n.Id, Words: words, Seniors: n.ForSeniors(), At: moment(d.App, n.At()), Until: day(d.App, story.FindClock("wellbeing").Ends(n.At()))}
		if names != nil {
			v.Who = names.name(n.Moderator())
		}
		views = append(views, v)
	}
	return views, nil
}
