package flow_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/places"
	"candour/internal/records"
	"candour/internal/story"
)

// newLand is a country of its own: a hospital that closed and became another, run
// by boards of which one is no more, with somebody who has to do with each thing
// a link can lead to.
func newLand(t *testing.T) *tree {
	w := newTree(t)
	always, then := time.Time{}, day(2026, 4, 1)
	w.organisation("REGION", "")
	w.organisation("BOARD", "REGION")
	w.organisation("OLDICB", "")
	w.organisation("NEWICB", "")
	w.organisation("NEXTBOARD", "")
	for _, code := range []string{"FRIENDS", "INSPECTOR", "COLLEGE", "COUNCILLOR", "REGULATOR", "PARTNER", "LATE", "GONE", "GONENEXT", "OUT"} {
		w.organisation(code, "")
	}
	w.service("SITE", "", "BOARD", "kind", "hospital", "council", "S12000033")
	w.service("WARD", "SITE", "BOARD")
	w.service("TEAM", "WARD", "BOARD")
	w.service("OTHER", "", "NEXTBOARD", "kind", "care home", "serviceReview", "no", "council", "S12000045")
	w.service("NEW", "", "NEXTBOARD")
	w.service("OLD", "", "BOARD", "closedOn", day(2024, 1, 1), "successor", w.services["NEW"].Id)
	w.become("OLDICB", "NEWICB", then)
	w.become("GONE", "GONENEXT", day(2020, 1, 1))
	w.link("OLDICB", records.LinkCommissions, records.LinkTo{Service: w.services["SITE"].Id}, always, then)
	w.link("NEWICB", records.LinkCommissions, records.LinkTo{Service: w.services["SITE"].Id}, then, always)
	w.link("FRIENDS", records.LinkFollows, records.LinkTo{Service: w.services["WARD"].Id}, always, always)
	w.link("INSPECTOR", records.LinkInspects, records.LinkTo{ServiceKind: "hospital"}, always, always)
	w.link("REGULATOR", records.LinkRegulates, records.LinkTo{Target: w.organisations["REGION"].Id}, always, always)
	w.link("COUNCILLOR", records.LinkRepresents, records.LinkTo{Area: "S12000033"}, always, always)
	w.link("PARTNER", records.LinkPartners, records.LinkTo{Area: "S08000020"}, always, always) // the body that answers for the area
	w.link("LATE", records.LinkFollows, records.LinkTo{Service: w.services["SITE"].Id}, day(2026, 10, 1), always)
	w.link("GONE", records.LinkFollows, records.LinkTo{Service: w.services["OTHER"].Id}, always, always)
	w.link("OUT", records.LinkFollows, records.LinkTo{Service: w.services["OTHER"].Id}, always, always)
	w.ok(setField(w, "OUT", "termUntil", day(2021, 1, 1)))
	return w
}

func setField(w *tree, code, field string, value any) error {
	o, err := records.FindOrganisation(w.App, w.organisations[code].Id)
	if err != nil {
		return err
	}
	o.Set(field, value)
	return w.Save(o)
}

func TestAStoryReachesAllAboveItsServiceAllLinkedToThatAndWhoeverTookOver(t *testing.T) {
	w := newLand(t)
	for name, c := range map[string]struct {
		service string
		on      time.Time
		want    []string
	}{
		"a whole":                       {"SITE", day(2026, 9, 30), []string{"BOARD", "REGION", "NEWICB", "INSPECTOR", "REGULATOR", "COUNCILLOR", "PARTNER"}},
		"a part of a part":              {"TEAM", day(2026, 9, 30), []string{"BOARD", "REGION", "NEWICB", "INSPECTOR", "REGULATOR", "COUNCILLOR", "PARTNER", "FRIENDS"}},
		"March 2026: the old and next":  {"SITE", day(2026, 3, 31), []string{"BOARD", "REGION", "OLDICB", "NEWICB", "INSPECTOR", "REGULATOR", "COUNCILLOR", "PARTNER"}},
		"the first of April 2026":       {"SITE", day(2026, 4, 1), []string{"BOARD", "REGION", "NEWICB", "INSPECTOR", "REGULATOR", "COUNCILLOR", "PARTNER"}},
		"the first day of a link":       {"SITE", day(2026, 10, 1), []string{"BOARD", "REGION", "NEWICB", "INSPECTOR", "REGULATOR", "COUNCILLOR", "PARTNER", "LATE"}},
		"closed, and become another":    {"OLD", day(2026, 9, 30), []string{"BOARD", "REGION", "REGULATOR", "NEXTBOARD"}},
		"what it became":                {"NEW", day(2026, 9, 30), []string{"NEXTBOARD"}},
		"a follower that is no more":    {"OTHER", day(2026, 9, 30), []string{"NEXTBOARD", "GONENEXT"}},
		"while that follower was there": {"OTHER", day(2019, 9, 30), []string{"NEXTBOARD", "GONE", "GONENEXT"}},
	} {
		t.Run(name, func(t *testing.T) {
			reached, err := flow.NewRouter(w.App, t.Context()).Reached(c.service, "", c.on)
			if err != nil {
				t.Fatal(err)
			}
			var codes []string
			for _, r := range reached {
				codes = append(codes, r.Code)
				if !strings.HasSuffix(r.Why, ".") || strings.Contains(r.Why, "  ") || strings.Contains(r.Why, " .") {
					t.Errorf("%s: %q is no sentence", r.Code, r.Why)
				}
			}
			if !slices.Equal(sorted(codes), sorted(c.want)) {
				t.Errorf("reaches %v, not %v", codes, c.want)
			}
		})
	}
}

func TestEachReasonIsSaidInPlainWords(t *testing.T) {
	w := newLand(t)
	reached, err := flow.NewRouter(w.App, t.Context()).Reached("TEAM", "", day(2026, 3, 31))
	w.ok(err)
	why := map[string]string{}
	for _, r := range reached {
		why[r.Code] = r.Why
	}
	for code, want := range map[string]string{
		"BOARD": "It runs Service TEAM.", "REGION": "The BOARD is a part of it.", "OLDICB": "It commissions Service SITE.",
		"NEWICB": "It took over from The OLDICB.", "FRIENDS": "It follows Service WARD.", "INSPECTOR": "It inspects services of the kind hospital.",
		"REGULATOR": "It regulates what The REGION runs.", "COUNCILLOR": "It represents services in the area this one lies in.",
		"PARTNER": "It answers for the area the service lies in.",
	} {
		if why[code] != want {
			t.Errorf("%s: %q, not %q", code, why[code], want)
		}
	}
}

func TestATermThatIsOverShutsTheDoorAndARenewedOneOpensItAgain(t *testing.T) {
	w := newLand(t)
	m := w.member("OUT")
	id := w.tell(0, "", "OTHER")
	w.publish(id)
	reads := func() bool {
		t.Helper()
		in, err := records.Reaches(w.App, id, w.organisations["OUT"].Id)
		w.ok(err)
		list, err := records.StoriesInScope(w.App, w.organisations["OUT"].Id, 0, 10)
		w.ok(err)
		unanswered, err := records.UnansweredInScope(w.App, w.organisations["OUT"].Id, 0, 10)
		w.ok(err)
		members, err := records.MembersInScope(w.App, id)
		w.ok(err)
		if told := len(members) == 1; in != told || in != (len(list) == 1) || in != (len(unanswered) == 1) {
			t.Errorf("one way in and not another: %v, %d members, %d stories, %d unanswered", in, len(members), len(list), len(unanswered))
		}
		return in
	}
	if reads() || w.letters(m, id) != 0 {
		t.Error("a member is let in, or told, though the term is over")
	}
	w.ok(setField(w, "OUT", "termUntil", ""))
	if !reads() {
		t.Error("the term was renewed and the story does not reach it again")
	}
	w.ok(setField(w, "OUT", "closedOn", w.Now().AddDate(0, 0, -1)))
	if reads() {
		t.Error("an organisation that is no more is let in")
	}
}

func TestATagIsFollowedWhicheverServiceAStoryIsAbout(t *testing.T) {
	w := newTree(t)
	w.organisation("BOARD", "")
	w.organisation("CHARITY", "")
	w.service("SITE", "", "BOARD")
	tag, err := records.FindOrMakeTag(w.App, "speed", "speed")
	w.ok(err)
	w.link("CHARITY", records.LinkFollows, records.LinkTo{Tag: tag.Id}, time.Time{}, time.Time{})
	id := w.tell(0, "", "SITE")
	w.wants("a story with the tag", w.reach(id, "service"), "BOARD", "CHARITY")
	s, err := records.FindStory(w.App, id)
	w.ok(err)
	tags := map[string][]string{"better": {"parking"}}
	_, err = flow.EditStory(w.App, flow.Decision{StoryID: id, Version: s.Version(), Moderator: w.moderator.Id, Tags: &tags, Reasons: story.ReasonsFor("identifies-author")})
	w.ok(err)
	w.wants("without the tag", w.reach(id, "service"), "BOARD")
	if _, err := records.FindTag(w.App, "speed"); err == nil {
		t.Error("a word that no story carries any more is kept by a link")
	}
}

func TestEveryCouncilOfScotlandReachesItsPartnershipAndItsBoard(t *testing.T) {
	w := newTree(t)
	for _, b := range places.Bodies(places.Scotland) {
		w.organisation(b.Code, "")
		w.link(b.Code, records.LinkPartners, records.LinkTo{Area: b.Code}, time.Time{}, time.Time{})
	}
	w.organisation("RUNS", "")
	councils := map[string]bool{}
	for council := range allCouncils {
		w.service(council, "", "RUNS", "council", council)
		reached, err := flow.NewRouter(w.App, context.Background()).Reached(council, "", time.Time{})
		w.ok(err)
		var kinds []string
		for _, r := range reached[1:] {
			kinds = append(kinds, r.Code[:3])
		}
		if !slices.Equal(sorted(kinds), []string{"S08", "S37"}) {
			t.Errorf("%s reaches %v", council, kinds)
		}
		councils[council] = true
	}
	if len(councils) != 32 {
		t.Errorf("%d councils", len(councils))
	}
}

// allCouncils are the councils of Scotland by their codes in force.
var allCouncils = func() map[string]bool {
	all := map[string]bool{}
	for n := 5; n <= 50; n++ {
		code := "S120000" + string(rune('0'+n/10)) + string(rune('0'+n%10))
		if places.CouncilName(code) != "" && places.CurrentCode(code) == code {
			all[code] = true
		}
	}
	return all
}()
