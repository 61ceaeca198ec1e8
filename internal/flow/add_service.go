package flow

import (
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/security"

	"candour/internal/places"
	"candour/internal/records"
	"candour/internal/story"
)

// Unlisted is a service that a story tells of and that no list has. Who runs it
// may not be known yet; a part of a service is run by whoever runs the whole.
type Unlisted struct {
	records.Details
	Organisation, Parent string // ids; each may be empty
}

// AddService adds a service that is missing, and links the story of the decision
// to it together with the moderator's other edits. Nobody has confirmed it: the
// story waits until somebody else has. It returns the id of the service.
//
// Kept by: services are confirmed first.
func AddService(app core.App, d Decision, u Unlisted) (id string, err error) {
	u.Details, err = checkDetails(u.Details)
	if err != nil {
		return "", err
	}
	err = inTx(app, "adding a service", func(tx core.App) error {
		s, err := openForModeration(tx, d)
		if err != nil {
			return err
		}
		v, err := newUnlisted(tx, u)
		if err != nil {
			return err
		}
		as := records.Origin{Source: records.FromDesk, By: d.Moderator}
		if err := records.SaveAs(tx, v, as); err != nil {
			return err
		}
		if err := records.WriteAdded(tx, v, as, now(tx)); err != nil {
			return err
		}
		id = v.Id
		linked, err := servicesAfter(tx, d)
		if err != nil {
			return err
		}
		linked = append(linked, v.Id)
		d.Services = &linked
		if !slices.ContainsFunc(d.Reasons, func(r story.EditReason) bool { return r.Part == "services" }) {
			d.Reasons = append(slices.Clone(d.Reasons), story.EditReason{Part: "services", Code: "service-missing"})
		}
		_, err = applyEdits(tx, s, d)
		return err
	})
	return id, err
}

// servicesAfter are the services a story is about after a decision.
func servicesAfter(tx core.App, d Decision) ([]string, error) {
	if d.Services != nil {
		return append([]string{}, *d.Services...), nil
	}
	return records.StoryServiceIDs(tx, d.StoryID)
}

// newUnlisted makes the service, with a code that is given out once.
func newUnlisted(tx core.App, u Unlisted) (*records.Service, error) {
	if u.Parent != "" {
		whole, err := records.FindService(tx, u.Parent)
		if errors.Is(err, records.ErrNotFound) {
			return nil, story.Problem{Field: "parent", Text: "That is not in the directory any more. Look for it again."}
		}
		if err != nil {
			return nil, err
		}
		if whole.Successor() != "" {
			return nil, story.Problem{Field: "parent", Text: whole.Name() + " has become another service. Choose that one."}
		}
		if u.Organisation != "" && u.Organisation != whole.Organisation() {
			return nil, story.Problem{Field: "organisation", Text: "A part of a service is run by whoever runs the whole. Leave this empty."}
		}
		u.Organisation = whole.Organisation()
	} else if u.Organisation != "" {
		_, err := records.FindOrganisation(tx, u.Organisation)
		if errors.Is(err, records.ErrNotFound) {
			return nil, story.Problem{Field: "organisation", Text: "That organisation is not in the directory any more. Look for it again."}
		}
		if err != nil {
			return nil, err
		}
	}
	code := records.DeskCode + security.RandomStringWithAlphabet(10, "23456789ABCDEFGHJKMNPQRSTUVWXYZ")
	v, err := records.NewService(tx, "local", code, u.Name, u.Town, u.Organisation)
	if err != nil {
		return nil, err
	}
	v.SetParent(u.Parent)
	v.SetUnconfirmed(true)
	v.SetDetails(u.Details)
	return v, nil
}

// checkDetails tidies what was typed about a service and says what is missing.
func checkDetails(d records.Details) (records.Details, error) {
	d = records.Details{Name: story.CleanLine(d.Name), Town: story.CleanLine(d.Town), Address: story.CleanLine(d.Address),
		Postcode: story.CleanLine(d.Postcode), Kind: story.CleanLine(d.Kind)}
	if written, ok := places.Written(d.Postcode); ok {
		d.Postcode = written
	}
	var problems story.Problems
	for _, f := range []struct {
		field, value, missing string
		most                  int
	}{
		{"name", d.Name, "Write what it is called.", 200},
		{"town", d.Town, "Write the town it is in. Names repeat.", 100},
		{"kind", d.Kind, "Write what it is: ward, dental surgery, care home.", 60},
		{"address", d.Address, "", 400},
		{"postcode", d.Postcode, "", 10},
	} {
		switch {
		case f.value == "" && f.missing != "":
			problems = append(problems, story.Problem{Field: f.field, Text: f.missing})
		case len([]rune(f.value)) > f.most:
			problems = append(problems, story.Problem{Field: f.field, Text: fmt.Sprintf("That is too long: %d characters at most.", f.most)})
		}
	}
	if len(problems) > 0 {
		return d, problems
	}
	return d, nil
}
