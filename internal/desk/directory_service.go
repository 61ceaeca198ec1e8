package desk

import (
	"net/http"

	"candour/internal/records"
)

// mostParts is how many parts, and how many stories, the page of a service names.
const mostParts = 50

// fullService is a service as its page at the desk shows it.
type fullService struct {
	serviceView
	Address string   `json:"address"`
	Kind    string   `json:"kind"`
	Codes   []string `json:"codes"`
	Names   []string `json:"names"` // other and former ones

	PartOf placeName `json:"partOf"`
	RunBy  placeName `json:"runBy"`

	Parts     []serviceView `json:"parts"`
	PartCount int           `json:"partCount"`
	Open      int           `json:"open"`      // stories that are not decided
	Published int           `json:"published"` // stories that everyone can read
	Links     int           `json:"links"`
	Stories   []titleRow    `json:"stories"`
	History   []eventView   `json:"history"`
	Said      []saidView    `json:"said"`   // its own words, latest first
	Listed    bool          `json:"listed"` // an official list has it, and writes over corrections

	AddedBy    string `json:"addedBy"`
	Senior     bool   `json:"senior"`
	MayConfirm bool   `json:"mayConfirm"`
}

func readService(d *desk) error {
	v, err := d.fullService(d.Request.PathValue("id"))
	if err != nil {
		return d.failPlace(err)
	}
	return d.JSON(http.StatusOK, map[string]any{"service": v})
}

func (d *desk) fullService(id string) (*fullService, error) {
	s, err := records.FindService(d.App, id)
	if err != nil {
		return nil, err
	}
	views, err := d.serviceViews([]*records.Service{s})
	if err != nil {
		return nil, err
	}
	v := &fullService{serviceView: views[0], Address: s.Address(), Kind: s.Kind(), Names: append([]string{}, s.OtherNames()...), Senior: d.moderator.Senior(),
		PartOf: placeName{ID: s.Parent(), Name: views[0].Whole}, RunBy: placeName{ID: s.Organisation(), Name: views[0].Organisation},
		Listed: s.Scheme() != "local"}
	for _, fill := range []func(*fullService, *records.Service) error{d.addCodes, d.addParts, d.addStories, d.addSaid, d.addHistory} {
		if err := fill(v, s); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (d *desk) addCodes(v *fullService, s *records.Service) error {
	further, err := records.IdentifiersOfService(d.App, s.Id)
	if err != nil {
		return err
	}
	v.Codes = []string{s.Scheme() + ": " + s.Code()}
	for _, i := range further {
		v.Codes = append(v.Codes, i.Scheme()+": "+i.Value())
	}
	return nil
}

func (d *desk) addParts(v *fullService, s *records.Service) error {
	parts, err := records.PartsOf(d.App, s.Id, -1)
	if err != nil {
		return err
	}
	v.PartCount = len(parts)
	v.Parts, err = d.serviceViews(parts[:min(len(parts), mostParts)])
	return err
}

func (d *desk) addStories(v *fullService, s *records.Service) error {
	published, err := records.CountStoriesOfServices(d.App, []string{s.Id})
	if err != nil {
		return err
	}
	v.Published = published[s.Id]
	if v.Open, err = records.CountOpenStories(d.App, s.Id); err != nil {
		return err
	}
	if v.Links, err = records.CountLinks(d.App, s.Id); err != nil {
		return err
	}
	stories, err := records.OpenStoriesOf(d.App, []string{s.Id}, mostParts)
	v.Stories = titlesFor(stories, s.Id)
	return err
}

// mostEvents is how much of its history the page of a service tells.
const mostEvents = 200

func (d *desk) addHistory(v *fullService, s *records.Service) error {
	changes, err := records.WholeHistoryOfService(d.App, s.Id, mostEvents)
	if err != nil {
		return err
	}
	if v.History, err = d.eventViews(changes); err != nil {
		return err
	}
	names, err := peopleOf(d.App)
	if err != nil {
		return err
	}
	by, err := records.AddedBy(d.App, s.Id)
	if err != nil {
		return err
	}
	if by != "" {
		v.AddedBy = names.name(by)
	}
	own, err := records.HasChangedService(d.App, s.Id, d.moderator.Id)
	if err != nil {
		return err
	}
	v.MayConfirm = s.Unconfirmed() && s.Successor() == "" && v.Senior && !own
	next, err := d.became(s)
	if err != nil || next == nil {
		return err
	}
	views, err := d.serviceViews([]*records.Service{next})
	if err == nil {
		v.Became = &views[0]
	}
	return err
}
