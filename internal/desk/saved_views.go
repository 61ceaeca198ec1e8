package desk

import (
	"net/http"
	"net/url"

	"candour/internal/flow"
	"candour/internal/records"
)

// viewView is a filter that the moderator keeps.
type viewView struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Query string `json:"query"` // as in the address of the queue
}

// own is what a moderator finds at the desk that is theirs.
func (d *desk) own() (paused bool, views []viewView, err error) {
	since, err := records.PausedSince(d.App, d.moderator.Id)
	if err != nil {
		return false, nil, err
	}
	kept, err := records.DeskViewsOf(d.App, d.moderator.Id)
	views = make([]viewView, len(kept))
	for i, v := range kept {
		views[i] = viewView{v.Id, v.Name(), v.Query()}
	}
	return !since.IsZero(), views, err
}

// keepView keeps the filter of the queue under a name.
func keepView(d *desk) error {
	var sent struct {
		Name  string            `json:"name"`
		Query map[string]string `json:"query"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	query := url.Values{} // only what the queue knows is kept
	for _, part := range []string{"show", "urgent", "critical", "place", "late", "whose"} {
		if v := sent.Query[part]; v != "" {
			query.Set(part, v)
		}
	}
	if err := flow.KeepView(d.App, d.moderator.Id, sent.Name, query.Encode()); err != nil {
		return d.fail(err, "", nil)
	}
	return d.answerViews()
}

// dropView deletes one of the moderator's own.
func dropView(d *desk) error {
	if err := flow.DropView(d.App, d.moderator.Id, d.Request.PathValue("id")); err != nil {
		return d.fail(err, "", nil)
	}
	return d.answerViews()
}

func (d *desk) answerViews() error {
	_, views, err := d.own()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"views": views})
}
