package flow_test

import (
	"slices"
	"testing"
	"time"

	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/places"
	"candour/internal/records"
)

// newEngland is a directory with every body of England, and practices that three of
// their parts commission.
func newEngland(t *testing.T) *tree {
	t.Helper()
	w := newTree(t)
	_, err := directory.Load(w.App, t.Context(), func() directory.Rows { return directory.BodiesOf(places.England) }, directory.Options{Now: w.Now()})
	w.ok(err)
	w.organisation("NATION", "")
	for practice, c := range map[string]struct{ part, council string }{
		"OXFORD": {"E38000136", ""}, "EPPING": {"E38000197", ""}, "WARE": {"E38000049", ""},
		"ALDERSHOT": {"E38000252", "E07000092"}, "CAMBERLEY": {"E38000252", "E07000214"}, "SOMEWHERE": {"E38000252", ""},
	} {
		w.service(practice, "", "NATION", "council", c.council)
		o, err := records.FindOrganisationByCode(w.App, c.part)
		w.ok(err)
		w.organisations[c.part] = o
		w.link(c.part, records.LinkCommissions, records.LinkTo{Service: w.services[practice].Id}, time.Time{}, time.Time{})
	}
	w.reroute()
	return w
}

// why asks whom a story about a practice reaches, and gives the sentences by code.
func (w *tree) why(practice string, on time.Time) map[string]string {
	w.t.Helper()
	reached, err := flow.NewRouter(w.App, w.t.Context()).Reached(practice, "", on)
	w.ok(err)
	why := map[string]string{}
	for _, r := range reached {
		why[r.Code] = r.Why
	}
	return why
}

func TestAStoryBelongsToTheBoardOfItsDayAndTheHeirIsNamedAsHeir(t *testing.T) {
	w := newEngland(t)
	march, may := day(2026, 3, 31), day(2026, 4, 1)
	const oxfordshire = "NHS Oxfordshire sub-ICB location"
	for about, c := range map[string]struct {
		practice string
		on       time.Time
		want     map[string]string
	}{
		"before the merger": {"OXFORD", march, map[string]string{"E54000044": oxfordshire + " was a part of it.",
			"E54000070": "It took over from NHS Buckinghamshire, Oxfordshire and Berkshire West Integrated Care Board."}},
		"after it": {"OXFORD", may, map[string]string{"E54000070": oxfordshire + " is a part of it."}},
		"a board that was divided: the one part": {"EPPING", march, map[string]string{"E54000025": "NHS West Essex sub-ICB location was a part of it.",
			"E54000066": "It took over from NHS Hertfordshire and West Essex Integrated Care Board."}},
		"and the other": {"WARE", march, map[string]string{"E54000025": "NHS East and North Hertfordshire sub-ICB location was a part of it.",
			"E54000065": "It took over from NHS Hertfordshire and West Essex Integrated Care Board."}},
		"divided among three: by the council of the practice": {"ALDERSHOT", march, map[string]string{"E54000034": "NHS Frimley sub-ICB location was a part of it.",
			"E54000067": "It took over from NHS Frimley Integrated Care Board."}},
		"and its part after that": {"CAMBERLEY", may, map[string]string{"E54000069": "NHS Surrey Heartlands sub-ICB location is a part of it.",
			"E38000264": "It took over from NHS Frimley sub-ICB location."}},
		"where nothing tells, all of them": {"SOMEWHERE", march, map[string]string{"E54000034": "NHS Frimley sub-ICB location was a part of it.",
			"E54000067": "It may have taken over from NHS Frimley Integrated Care Board, which was divided.",
			"E54000069": "It may have taken over from NHS Frimley Integrated Care Board, which was divided.",
			"E54000070": "It may have taken over from NHS Frimley Integrated Care Board, which was divided."}},
	} {
		got := w.why(c.practice, c.on)
		for code, words := range got {
			if code[:3] == "E54" && c.want[code] != words {
				t.Errorf("%s: %s: %q, not %q", about, code, words, c.want[code])
			}
		}
		for code, words := range c.want {
			if got[code] == "" {
				t.Errorf("%s: %s is missing: %q", about, code, words)
			}
		}
	}
}

func TestWithoutATableTheDaysOfTheOrganisationsTellWhoWasResponsible(t *testing.T) {
	w := newTree(t)
	w.organisation("REGION", "")
	w.organisation("TRUST", "REGION", "openedOn", day(2026, 4, 1))
	for _, code := range []string{"NORTH", "SOUTH"} {
		w.organisation(code, "")
		w.become(code, "TRUST", day(2026, 4, 1))
	}
	w.organisation("NEWREGION", "", "openedOn", day(2026, 4, 1))
	w.organisation("OLDREGION", "")
	w.become("OLDREGION", "NEWREGION", day(2026, 4, 1))
	w.organisation("TEAM", "NEWREGION")
	w.service("SITE", "", "TRUST")
	w.service("CLINIC", "", "TEAM")
	w.wants("two it may have been", keys(w.why("SITE", day(2026, 3, 31))), "TRUST", "REGION", "NORTH", "SOUTH")
	w.wants("afterwards", keys(w.why("SITE", day(2026, 4, 1))), "TRUST", "REGION")
	if got := w.why("SITE", day(2026, 3, 31))["NORTH"]; got != "It may have been responsible then: The TRUST took over from it." {
		t.Error(got)
	}
	then := w.why("CLINIC", day(2026, 3, 31))
	w.wants("what a team was a part of", keys(then), "TEAM", "OLDREGION", "NEWREGION")
	if then["OLDREGION"] != "The TEAM was a part of it." || then["NEWREGION"] != "It took over from The OLDREGION." {
		t.Error(then)
	}
	w.wants("what it is a part of", keys(w.why("CLINIC", day(2026, 4, 1))), "TEAM", "NEWREGION")
}

func TestWhoeverTakesOverNextYearSeesNothingYet(t *testing.T) {
	w := newTree(t)
	w.organisation("BOARD", "")
	w.organisation("NEXT", "")
	w.service("SITE", "", "BOARD")
	w.service("LATER", "", "NEXT")
	w.become("BOARD", "NEXT", w.Now().AddDate(1, 0, 0))
	v := w.read("SITE")
	v.SetClosed(w.Now().AddDate(1, 0, 0), w.services["LATER"].Id)
	w.ok(w.Save(v))
	w.wants("before it is so", keys(w.why("SITE", w.Now())), "BOARD")
}

func TestAPublicStoryGoesToAllHeirsOfABoardThatWasDividedUnlessItsPartTells(t *testing.T) {
	w := newEngland(t)
	w.ok(w.set("E54000025", "closedOn", "")) // as it was before the first of April
	w.ok(w.set("E54000034", "closedOn", ""))
	w.reroute()
	known, unknown := w.tell(0, "", "OXFORD"), w.tell(1, "", "OXFORD")
	w.publish(known)
	w.publish(unknown)
	_, err := records.SetReach(w.App, known, []records.Reach{{Organisation: w.id("E38000197"), Why: "area"}, {Organisation: w.id("E54000025"), Why: "area"}})
	w.ok(err)
	_, err = records.SetReach(w.App, unknown, []records.Reach{{Organisation: w.id("E54000034"), Why: "area"}})
	w.ok(err)
	w.ok(w.set("E54000025", "closedOn", day(2026, 4, 1)))
	w.ok(w.set("E54000034", "closedOn", day(2026, 4, 1)))
	w.reroute()
	w.wants("the heir that its part went to", w.reach(known, "area"), "E38000197", "E54000066")
	w.wants("all heirs", w.reach(unknown, "area"), "E54000067", "E54000069", "E54000070")
	if n := w.reroute(); n != 0 {
		t.Errorf("routed again, and %d changed", n)
	}
}

// id is that of an organisation by a code.
func (w *tree) id(code string) string {
	w.t.Helper()
	o, err := records.FindOrganisationByCode(w.App, code)
	w.ok(err)
	return o.Id
}

func (w *tree) set(code, field string, value any) error {
	w.t.Helper()
	o, err := records.FindOrganisationByCode(w.App, code)
	w.ok(err)
	o.Set(field, value)
	return w.Save(o)
}

func keys(m map[string]string) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
