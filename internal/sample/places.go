package sample

import (
	"fmt"
	"slices"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
)

// Part is an invented ward, clinic or team of a real hospital.
type Part struct {
	Code, Whole string // Whole is the code of the hospital
	Name, Kind  string
	Was         string // what it was called until 300 days ago; empty: always the same
	Became      string // the code of the part that took over when it closed; empty: it is open
}

// Parts returns the invented parts of hospitals, each after the one it became.
func Parts() []Part { return slices.Clone(parts) }

var parts = []Part{
	{Code: "DEMO-ARI-ED", Whole: "N101H", Name: "Emergency Department", Kind: "emergency department"},
	{Code: "DEMO-ARI-ICU", Whole: "N101H", Name: "Intensive Care Unit", Kind: "ward"},
	{Code: "DEMO-ARI-EYE", Whole: "N101H", Name: "Eye Clinic", Kind: "clinic", Was: "Ophthalmic Outpatients"},
	{Code: "DEMO-ARI-BREAST", Whole: "N101H", Name: "Breast Screening Clinic", Kind: "clinic"},
	{Code: "DEMO-ARI-MED", Whole: "N101H", Name: "General Medicine Ward", Kind: "ward"},
	{Code: "DEMO-ARI-SURG", Whole: "N101H", Name: "General Surgery Ward", Kind: "ward"},
	{Code: "DEMO-ARI-BLOOD", Whole: "N101H", Name: "Blood and Cancer Unit", Kind: "ward"},
	{Code: "DEMO-ARI-HAEM", Whole: "N101H", Name: "Haematology Ward", Kind: "ward", Became: "DEMO-ARI-BLOOD"},
	{Code: "DEMO-ARI-HOSPICE", Whole: "N101H", Name: "Harbour Light Hospice", Kind: "hospice"}, // it looks at stories first
	{Code: "DEMO-DGH-ED", Whole: "N411H", Name: "Emergency Department", Kind: "emergency department"},
	{Code: "DEMO-DGH-DAY", Whole: "N411H", Name: "Day Surgery Unit", Kind: "ward"},
	{Code: "DEMO-DGH-DSU", Whole: "N411H", Name: "Day Surgery", Kind: "ward"}, // the same, listed twice: the desk points it out
}

// inspectors are real public bodies, and what they look at: a kind of service, or
// organisations by their codes.
var inspectors = []struct {
	code, name string
	kind       string
	targets    []string
}{
	{"DEMO-HIS", "Healthcare Improvement Scotland", "hospital", nil},
	{"DEMO-CI", "Care Inspectorate", "", []string{aberdeenCity, aberdeenshire, moray}},
}

// ownWords are what the invented administrators say on pages, by the code of the
// service; "" is NHS Grampian itself.
var ownWords = map[string]string{
	"": "We run the hospitals and most of the NHS care in Aberdeen, Aberdeenshire and Moray.\n\nStories here are read by the people who run the wards and clinics. Somebody answers each of them.",
	"DEMO-ARI-ED": "We are open day and night. A nurse sees you soon after you arrive, and the sickest people go first. That is why somebody who came after you may be called before you.\n\n" +
		"Bring a list of your medicines if you can. One person may stay with you. If you have waited for long and feel worse, please tell the nurse at the desk.",
}

// The days on which the demo's directory changed, counted back from now.
const (
	renamedDaysAgo = 300
	closedDaysAgo  = 200
	wordsDaysAgo   = 40
)

// places makes the parts of hospitals and who inspects what.
func (s *storing) places() error {
	ids := map[string]string{}
	for _, p := range parts {
		if err := s.part(p, ids); err != nil {
			return fmt.Errorf("making the sample service %s: %w", p.Code, err)
		}
	}
	for _, i := range inspectors {
		o, err := records.NewOrganisation(s.app, "local", i.code, i.name, "inspectorate")
		if err != nil {
			return err
		}
		if err := s.app.Save(o); err != nil {
			return fmt.Errorf("saving %s: %w", i.name, err)
		}
		to := []records.LinkTo{}
		if i.kind != "" {
			to = append(to, records.LinkTo{ServiceKind: i.kind})
		}
		for _, code := range i.targets {
			target, err := records.FindOrganisationByCode(s.app, code)
			if err != nil {
				return err
			}
			to = append(to, records.LinkTo{Target: target.Id})
		}
		for _, t := range to {
			l, err := records.NewLink(s.app, o.Id, records.LinkInspects, t, time.Time{}, time.Time{}, records.FromDesk)
			if err != nil {
				return err
			}
			if err := s.app.Save(l); err != nil {
				return fmt.Errorf("saving what %s inspects: %w", i.name, err)
			}
		}
	}
	for code := range ownWords {
		s.at("own words "+code, wordsDaysAgo, 0, func() error { return s.sayInOwnWords(code) })
	}
	return nil
}

func (s *storing) part(p Part, ids map[string]string) error {
	whole, err := records.FindServiceByCode(s.app, p.Whole)
	if err != nil {
		return err
	}
	v, err := records.NewPart(s.app, whole, "local", p.Code, p.Name, p.Kind)
	if err != nil {
		return err
	}
	closed := s.today.Truncate(24*time.Hour).AddDate(0, 0, -closedDaysAgo)
	if p.Became != "" {
		v.SetClosed(closed, ids[p.Became])
	}
	if err := s.app.Save(v); err != nil {
		return err
	}
	ids[p.Code] = v.Id
	file := records.Origin{Source: records.FromFile}
	if p.Was != "" {
		return records.WriteHistory(s.app, v.ProxyRecord(), "name", p.Was, p.Name, file, s.today.AddDate(0, 0, -renamedDaysAgo))
	}
	if p.Became != "" {
		return records.WriteHistory(s.app, v.ProxyRecord(), "successor", "", ids[p.Became], file, closed)
	}
	return nil
}

func (s *storing) sayInOwnWords(code string) error {
	if code == "" {
		return flow.SayAboutOrganisation(s.app, s.memberIDs["isla"], ownWords[code])
	}
	v, err := records.FindServiceByCode(s.app, code)
	if err != nil {
		return err
	}
	return flow.SayAboutService(s.app, s.memberIDs["isla"], v.Id, ownWords[code])
}
