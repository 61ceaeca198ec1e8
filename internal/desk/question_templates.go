package desk

import (
	"net/http"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/region"
)

// templateView is words to begin a question with, as the list shows them.
type templateView struct {
	region.Message
	Own bool   `json:"own"` // of this site, and can be taken off
	By  string `json:"by"`
	At  string `json:"at"`
}

// messageTemplates lists the words to begin a message with, for authors and services.
func messageTemplates(d *desk) error {
	list, err := flow.QuestionTemplates(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, map[string]any{"messages": list, "languages": deployment.Of(d.App).Region.Languages})
}

// listTemplates lists them with who wrote them.
func listTemplates(d *desk) error {
	list, err := flow.QuestionTemplates(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	own, err := records.QuestionTemplates(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	wrote := map[string]*records.QuestionTemplate{}
	for _, t := range own {
		wrote[t.Id] = t
	}
	views := make([]templateView, 0, len(list))
	for _, m := range list {
		v := templateView{Message: m}
		if t := wrote[m.ID]; t != nil {
			v.Own, v.By, v.At = true, names.name(t.By()), moment(d.App, t.At())
		}
		views = append(views, v)
	}
	return d.JSON(http.StatusOK, map[string]any{"templates": views, "languages": deployment.Of(d.App).Region.Languages})
}

func keepTemplate(d *desk) error {
	var t region.Message
	if err := d.read(&t); err != nil {
		return err
	}
	if err := flow.KeepTemplate(d.App, d.moderator.Id, t); err != nil {
		return d.fail(err, "", nil)
	}
	return listTemplates(d)
}

func dropTemplate(d *desk) error {
	if err := flow.DropTemplate(d.App, d.Request.PathValue("id")); err != nil {
		return d.fail(err, "", nil)
	}
	return listTemplates(d)
}
