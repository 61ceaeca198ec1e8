package desk

import (
	"net/http"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// disclosing is what the panel sends about a disclosure.
type disclosing struct {
	Story         string `json:"story"`
	Field         string `json:"field"`
	RecipientKind string `json:"recipientKind"`
	Recipient     string `json:"recipient"`
	Reason        string `json:"reason"`
	Believed      bool   `json:"believed"`
	Quiet         string `json:"quiet"`       // why telling the author would add risk
	QuietAgreed   bool   `json:"quietAgreed"` // the senior agrees that it would
	Words         string `json:"words"`
	Tell          bool   `json:"tell"`
	Password      string `json:"password"`
}

func askDisclosure(d *desk) error {
	var sent disclosing
	if err := d.read(&sent); err != nil {
		return err
	}
	if _, err := records.FindStory(d.App, sent.Story); err != nil {
		return d.fail(err, sent.Story, nil)
	}
	id, err := flow.AskDisclosure(d.App, story.Disclosure{Story: sent.Story, Field: sent.Field, RecipientKind: sent.RecipientKind,
		Recipient: sent.Recipient, Reason: sent.Reason, Believed: sent.Believed, Quiet: sent.Quiet, AskedBy: d.moderator.Id}, sent.Password)
	return d.disclosureAfter(id, err)
}

func agreeDisclosure(d *desk) error {
	return d.decideDisclosure(func(id string, sent disclosing) error {
		return flow.AgreeDisclosure(d.App, id, d.moderator.Id, sent.Password, sent.QuietAgreed)
	})
}

func refuseDisclosure(d *desk) error {
	return d.decideDisclosure(func(id string, sent disclosing) error {
		return flow.RefuseDisclosure(d.App, id, d.moderator.Id, sent.Words, sent.QuietAgreed)
	})
}

func reviewDisclosure(d *desk) error {
	return d.decideDisclosure(func(id string, sent disclosing) error {
		return flow.ReviewDisclosure(d.App, id, d.moderator.Id, sent.Tell, sent.Words)
	})
}

func (d *desk) decideDisclosure(do func(id string, sent disclosing) error) error {
	var sent disclosing
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	if _, err := records.FindDisclosure(d.App, id); err != nil {
		return d.failDisclosure(err)
	}
	return d.disclosureAfter(id, do(id, sent))
}

// showDisclosure is the one answer of the desk that holds a private detail: in the
// body, which no cache keeps, and in no address.
func showDisclosure(d *desk) error {
	var sent disclosing
	if err := d.read(&sent); err != nil {
		return err
	}
	id := d.Request.PathValue("id")
	if _, err := records.FindDisclosure(d.App, id); err != nil {
		return d.failDisclosure(err)
	}
	value, err := flow.ShowDisclosure(d.App, id, d.moderator.Id, sent.Password)
	if err != nil {
		return d.failDisclosure(err)
	}
	return d.JSON(http.StatusOK, map[string]string{"value": value})
}
