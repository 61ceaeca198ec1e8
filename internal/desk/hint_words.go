package desk

import (
	"net/http"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/hints"
	"candour/internal/records"
)

// wordView is one word that the hints were taught.
type wordView struct {
	ID     string `json:"id"` // "" for a word of the region, which stays
	Kind   string `json:"kind"`
	Word   string `json:"word"`
	Ignore bool   `json:"ignore"`
	By     string `json:"by"`
	At     string `json:"at"`
}

// wrongView is how often a kind of hint was said to be wrong in the last months.
type wrongView struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// wrongMonths is how far back wrong hints are counted.
const wrongMonths = 12

// hintWords lists what the hints of this site were taught, and how often they were
// said to be wrong.
func hintWords(d *desk) error {
	taught, err := records.TaughtWords(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	words := []wordView{}
	for _, w := range taught {
		words = append(words, wordView{w.Id, w.Kind(), w.Word(), w.Ignored(), names.name(w.By()), moment(d.App, w.At())})
	}
	for _, w := range deployment.Of(d.App).Region.HintWords {
		words = append(words, wordView{Kind: w.Kind, Word: w.Word, Ignore: w.Ignore})
	}
	counted, err := records.WrongHintsSince(d.App, d.now().AddDate(0, -wrongMonths, 0).Format("2006-01"))
	if err != nil {
		return d.InternalServerError("", err)
	}
	wrong := make([]wrongView, len(counted))
	for i, c := range counted {
		wrong[i] = wrongView(c)
	}
	return d.JSON(http.StatusOK, map[string]any{"words": words, "wrong": wrong, "kinds": hints.TaughtKinds})
}

// teachWord adds a word to the list, or says that it is never to be marked.
func teachWord(d *desk) error {
	var t hints.Taught
	if err := d.BindBody(&t); err != nil {
		return d.BadRequestError("", nil)
	}
	if err := flow.TeachWord(d.App, d.moderator.Id, t); err != nil {
		return d.fail(err, "", nil)
	}
	return hintWords(d)
}

func forgetWord(d *desk) error {
	if err := flow.ForgetWord(d.App, d.Request.PathValue("id")); err != nil {
		return d.fail(err, "", nil)
	}
	return hintWords(d)
}

// wrongHint counts that a hint was wrong: its kind, and nothing else.
func wrongHint(d *desk) error {
	var said struct {
		Kind hints.Kind `json:"kind"`
	}
	if err := d.BindBody(&said); err != nil {
		return d.BadRequestError("", nil)
	}
	if err := flow.CountWrongHint(d.App, said.Kind); err != nil {
		return d.fail(err, "", nil)
	}
	return d.NoContent(http.StatusNoContent)
}
