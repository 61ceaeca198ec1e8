package flow_test

import (
	"context"
	"slices"
	"testing"

	"candour/hooks"
	"candour/internal/directory"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// withHospitals is an app that knows every hospital of Scotland.
func withHospitals(t *testing.T) *testkit.App {
	t.Helper()
	app := testkit.New(t, hooks.Register)
	file, err := directory.Hospitals()
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := directory.ParsePHS(file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := directory.Import(app, parsed, false); err != nil {
		t.Fatal(err)
	}
	return app
}

func TestAStoryWithAnAB1PostcodeReachesThePartnershipAndTheBoardAsTheDataSays(t *testing.T) {
	app := withHospitals(t)
	arran, err := records.FindServiceByCode(app, "A101H") // far from Aberdeen, so that only the area can bring Grampian in
	if err != nil {
		t.Fatal(err)
	}
	partnerships := map[string]string{"S12000033": "S37000001", "S12000034": "S37000002"} // Aberdeen City, Aberdeenshire
	seen := map[string]bool{}
	for _, postcode := range []string{"AB1 0AA", "AB1 0AB", "AB1 0AE", "AB1 0AR"} {
		area, found, err := app.Deployment.Places.Find(context.Background(), postcode)
		if err != nil || !found {
			continue
		}
		seen[area.Council] = true
		sent := flow.Sent{FormKey: postcode, Telling: story.Telling{Title: "On holiday", Text: "I was seen at once.", ToldFor: "self",
			Services: []string{arran.Id}, HappenedMonth: 9, HappenedYear: 2026, ScreenName: "ferryfolk", AgeGroup: "adult",
			Postcode: postcode, Edits: "just-publish", Consent: true}}
		r, err := flow.SubmitStory(app, sent)
		if err != nil {
			t.Fatal(err)
		}
		codes := codesReached(t, app, r.StoryID, "area")
		if want := []string{partnerships[area.Council], "S08000020"}; !slices.Equal(sorted(codes), sorted(want)) {
			t.Errorf("a story from an area of council %s reaches %v by area, not %v", area.Council, codes, want)
		}
		if by := codesReached(t, app, r.StoryID, "service"); !slices.Contains(by, "S08000015") {
			t.Errorf("the board that runs the hospital is not reached: %v", by)
		}
	}
	if len(seen) < 2 {
		t.Errorf("the postcodes of this test lie in %d councils: it needs both", len(seen))
	}
}

func codesReached(t *testing.T, app *testkit.App, storyID, why string) []string {
	t.Helper()
	reach, err := records.ReachOfStory(app, storyID)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, r := range reach {
		if r.Why != why {
			continue
		}
		o, err := records.FindOrganisation(app, r.Organisation)
		if err != nil {
			t.Fatal(err)
		}
		codes = append(codes, o.Code())
	}
	return codes
}

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}
