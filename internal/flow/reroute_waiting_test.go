package flow_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/records"
)

func TestALinkToAnAreaATagOrAKindGoesBackOverPublicStories(t *testing.T) {
	w := newTree(t)
	for _, code := range []string{"BOARD", "COUNCILLOR", "CHARITY", "INSPECTOR", "BOTH"} {
		w.organisation(code, "")
	}
	w.service("SITE", "", "BOARD", "kind", "hospital", "council", "S12000033")
	w.service("WARD", "SITE", "BOARD")
	w.service("ELSEWHERE", "", "BOARD", "kind", "practice", "council", "S12000045")
	there, other := w.tell(0, "", "WARD"), w.tell(1, "", "ELSEWHERE")
	w.publish(there)
	w.publish(other)
	w.wants("before", w.reach(there, "service"), "BOARD")
	tag, err := records.FindTag(w.App, "speed")
	w.ok(err)
	members := []*records.Member{w.member("COUNCILLOR"), w.member("CHARITY"), w.member("INSPECTOR")}
	w.link("COUNCILLOR", records.LinkRepresents, records.LinkTo{Area: "S12000033"}, time.Time{}, time.Time{})
	w.link("BOTH", records.LinkPartners, records.LinkTo{Area: "S08000020"}, time.Time{}, time.Time{}) // the board of that council
	w.link("INSPECTOR", records.LinkInspects, records.LinkTo{ServiceKind: "hospital"}, time.Time{}, time.Time{})
	w.reroute()
	w.wants("a ward there, of a hospital", w.reach(there, "service"), "BOARD", "BOTH", "COUNCILLOR", "INSPECTOR")
	w.wants("a practice elsewhere", w.reach(other, "service"), "BOARD")
	w.link("CHARITY", records.LinkFollows, records.LinkTo{Tag: tag.Id}, time.Time{}, time.Time{})
	w.reroute()
	w.wants("with the tag", w.reach(other, "service"), "BOARD", "CHARITY")
	for _, m := range members {
		if n := w.letters(m, there) + w.letters(m, other); n != 0 {
			t.Errorf("%d letters to %s about stories that are not new", n, m.Name())
		}
	}
	links, err := records.LinksOf(w.App, w.organisations["COUNCILLOR"].Id)
	w.ok(err)
	if n := w.reroute(); n != 0 || !links[0].UnroutedSince().IsZero() {
		t.Errorf("routed again, and %d changed; the link waits since %s", n, links[0].UnroutedSince())
	}
	links[0].SetUntil(day(2020, 1, 1))
	w.ok(w.Save(links[0]))
	w.reroute()
	w.wants("who was told goes on seeing it", w.reach(there, "service"), "BOARD", "BOTH", "CHARITY", "COUNCILLOR", "INSPECTOR")
}

func TestAFileThatChangesWhereOrWhatAServiceIsRoutesItsStoriesAnew(t *testing.T) {
	w := newTree(t)
	for _, code := range []string{"BOARD", "COUNCILLOR", "INSPECTOR", "TOWN"} {
		w.organisation(code, "")
	}
	w.link("COUNCILLOR", records.LinkRepresents, records.LinkTo{Area: "S12000033"}, time.Time{}, time.Time{})
	w.link("TOWN", records.LinkRepresents, records.LinkTo{Area: "S12000034"}, time.Time{}, time.Time{})
	w.link("INSPECTOR", records.LinkInspects, records.LinkTo{ServiceKind: "hospital"}, time.Time{}, time.Time{})
	w.service("SITE", "", "BOARD", "kind", "clinic")
	w.service("WARD", "SITE", "BOARD")
	id := w.tell(0, "", "WARD")
	w.publish(id)
	w.reroute()
	for _, c := range []struct {
		row  directory.Service
		want []string
	}{
		{directory.Service{Kind: "hospital"}, []string{"BOARD", "INSPECTOR"}},
		{directory.Service{Council: "S12000033"}, []string{"BOARD", "COUNCILLOR", "INSPECTOR"}},
		{directory.Service{Postcode: inShire}, []string{"BOARD", "COUNCILLOR", "INSPECTOR", "TOWN"}},
	} {
		c.row.Scheme, c.row.Code, c.row.Name = "phs", "SITE", "Service SITE"
		r, err := directory.Load(w.App, t.Context(), rowsOf(directory.Row{Line: 2, Service: &c.row}), directory.Options{Now: w.Now()})
		w.ok(err)
		if r.PublishedStories != 1 && slices.Contains(r.Rerouted, w.services["WARD"].Id) {
			t.Errorf("the report says %d stories", r.PublishedStories)
		}
		w.reroute()
		w.wants(fmt.Sprintf("after %+v", c.row), w.reach(id, "service"), c.want...)
	}
}

// rowsOf are the lines of a file.
func rowsOf(rows ...directory.Row) func() directory.Rows {
	return func() directory.Rows {
		return func(yield func(directory.Row, error) bool) {
			for _, r := range rows {
				if !yield(r, nil) {
					return
				}
			}
		}
	}
}

func TestALoadThatLinksAnAreaOrMovesABodyHasItsStoriesRouted(t *testing.T) {
	w := newTree(t)
	w.organisation("BOARD", "")
	w.service("SITE", "", "BOARD", "council", "S12000033")
	id := w.tell(0, "", "SITE")
	w.publish(id)
	watch := directory.Organisation{Scheme: "local", Code: "WATCH", Name: "The watch", Kind: "charity", Links: []directory.Link{{Kind: records.LinkRepresents, Area: "S12000033"}}}
	_, err := directory.Load(w.App, t.Context(), rowsOf(directory.Row{Line: 2, Organisation: &watch}), directory.Options{Now: w.Now()})
	w.ok(err)
	w.reroute()
	w.wants("after a load with a link to its area", w.reach(id, "service"), "BOARD", "WATCH")
	above := directory.Organisation{Scheme: "ons", Code: "NATION", Name: "The nation", Kind: "board"}
	below := directory.Organisation{Scheme: "local", Code: "WATCH", Name: "The watch", Kind: "charity", Parent: directory.Code{Scheme: "ons", Value: "NATION"}}
	_, err = directory.Load(w.App, t.Context(), rowsOf(directory.Row{Line: 2, Organisation: &above}, directory.Row{Line: 3, Organisation: &below}), directory.Options{Now: w.Now()})
	w.ok(err)
	moved, err := records.FindOrganisationByCode(w.App, "WATCH")
	w.ok(err)
	if moved.UnroutedSince().IsZero() {
		t.Error("an organisation moved by a file does not say that its stories wait")
	}
	w.reroute()
	w.wants("after one by which it became a part of another", w.reach(id, "service"), "BOARD", "NATION", "WATCH")
}

func TestAStoryThatCannotBeRoutedKeepsNoOtherWaitingAndIsTriedAgain(t *testing.T) {
	w := newMoves(t)
	var ids []string
	for n := range 3 {
		ids = append(ids, w.tell(n, inCity, "TEAM"))
	}
	other := w.tell(3, "", "HOSPITAL")
	w.spoil(ids[1], "not sealed")
	w.ok(flow.MoveService(w.App, w.services["WARD"].Id, w.services["HOSPITAL"].Id, "", "", records.FromDesk))
	w.link("FRIENDS", records.LinkFollows, records.LinkTo{Service: w.services["HOSPITAL"].Id}, time.Time{}, time.Time{})
	w.reroute()
	for n, want := range map[int][]string{0: {"FRIENDS", "OTHER"}, 1: {"BOARD", "BOTH"}, 2: {"FRIENDS", "OTHER"}} {
		w.wants(fmt.Sprint("story ", n), w.reach(ids[n], "service"), want...)
	}
	w.wants("a story of another service", w.reach(other, "service"), "FRIENDS", "OTHER")
	w.mend(ids[1])
	w.reroute()
	w.wants("at once nothing is tried again", w.reach(ids[1], "service"), "BOARD", "BOTH")
	w.Pass(time.Hour)
	w.reroute()
	w.wants("an hour later", w.reach(ids[1], "service"), "FRIENDS", "OTHER")
	for _, code := range []string{"WARD", "HOSPITAL"} {
		if !w.read(code).UnroutedSince().IsZero() {
			t.Errorf("%s waits on", code)
		}
	}
}

func TestWhatClosesByTheCalendarHandsItsStoriesOnThatDayAndOnce(t *testing.T) {
	w := newTree(t)
	for _, code := range []string{"BOARD", "NEXT", "HEIR", "GONE"} {
		w.organisation(code, "")
	}
	turn := func() int {
		t.Helper()
		n, err := flow.TurnDay(w.App)
		w.ok(err)
		return n
	}
	w.service("SITE", "", "BOARD")
	w.service("CLINIC", "", "GONE")
	w.service("LATER", "", "HEIR")
	if n := turn(); n != 0 {
		t.Errorf("the first time, and %d things turned", n)
	}
	m, id, clinic := w.member("NEXT"), w.tell(0, "", "SITE"), w.tell(1, "", "CLINIC")
	w.publish(id)
	w.publish(clinic)
	tomorrow := w.Now().AddDate(0, 0, 1)
	w.become("BOARD", "NEXT", tomorrow)
	v := w.read("CLINIC")
	v.SetClosed(tomorrow, w.services["LATER"].Id)
	w.ok(w.Save(v))
	w.reroute()
	turn()
	w.reroute()
	w.wants("the day before", w.reach(id, "service"), "BOARD")
	w.Pass(72 * time.Hour) // the site was off for a while
	if n := turn(); n != 2 {
		t.Errorf("%d things turned, not 2", n)
	}
	if n := w.reroute(); n != 2 {
		t.Errorf("%d stories changed, not 2", n)
	}
	w.wants("the heir of its board", w.reach(id, "service"), "BOARD", "NEXT")
	w.wants("what its clinic became", w.reach(clinic, "service"), "GONE", "HEIR")
	if turn() != 0 || w.reroute() != 0 || w.letters(m, id) != 0 {
		t.Error("something was done twice, or somebody written to")
	}
}

// What closed while nobody looked at the calendar: the site is of before it did, or
// was off for days.
func TestTheFirstLookAtTheCalendarFindsWhatClosedOnEveryDayBefore(t *testing.T) {
	w := newTree(t)
	ids := map[string]string{}
	for i, code := range []string{"FIRST", "SECOND", "THIRD"} {
		w.organisation(code, "")
		w.organisation("HEIR"+code, "")
		w.service("OF"+code, "", code)
		ids[code] = w.tell(i, "", "OF"+code)
		w.publish(ids[code])
		w.become(code, "HEIR"+code, w.Now().AddDate(0, 0, i+1))
	}
	w.organisation("NOBODY", "") // whose closing changes nothing
	w.become("NOBODY", "HEIRFIRST", w.Now().AddDate(0, 0, 1))
	w.reroute()
	w.wants("before any of it", w.reach(ids["FIRST"], "service"), "FIRST")
	for i, want := range []int{2, 0, 1} { // on the second day, again on that day, and days later
		w.Pass([]time.Duration{49 * time.Hour, time.Hour, 240 * time.Hour}[i])
		n, err := flow.TurnDay(w.App)
		w.ok(err)
		if n != want || w.reroute() != want {
			t.Errorf("look %d: %d things turned, not %d", i+1, n, want)
		}
	}
	for code, id := range ids {
		w.wants("days later", w.reach(id, "service"), code, "HEIR"+code)
	}
}

func TestThePostcodeOfAPublicStoryIsNeverLookedUpAgain(t *testing.T) {
	w, _, _, _ := newAreas(t)
	id := w.tell(0, inCity, "SITE")
	w.publish(id)
	w.ok(flow.CorrectPostcode(w.App, w.authors[0].Id, id, inCity))
	w.ok(w.rawPostcode(id, w.Deployment.Sealer.Seal("contacts.sealedPostcode", inShire))) // as if a newer list placed the home elsewhere
	before := w.reach(id, "area")
	w.link("S37000002", records.LinkFollows, records.LinkTo{Service: w.services["SITE"].Id}, time.Time{}, time.Time{})
	w.reroute()
	w.wants("the link is seen", w.reach(id, "service"), "FAR", "S37000002")
	w.wants("and the home is not", w.reach(id, "area"), before...)
	if !slices.Equal(before, []string{"S08000020", "S37000001"}) {
		t.Error(before)
	}
}

// spoil writes something that is no sealed postcode where the postcode of a story
// is, behind the back of every promise, as a disk might.
func (w *tree) spoil(id, value string) {
	w.t.Helper()
	w.ok(w.rawPostcode(id, value))
}

// mend takes the postcode off again.
func (w *tree) mend(id string) {
	w.t.Helper()
	w.ok(w.rawPostcode(id, ""))
}

func (w *tree) rawPostcode(id, value string) error {
	_, err := w.NonconcurrentDB().NewQuery("UPDATE contacts SET sealedPostcode = {:value} WHERE story = {:id}").
		Bind(dbx.Params{"value": value, "id": id}).Execute()
	return err
}
