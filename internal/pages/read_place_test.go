package pages

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/testkit"
)

// withCode finds a service of the sample.
func (s readSite) withCode(t testing.TB, code string) *records.Service {
	t.Helper()
	found, err := records.FindServiceByCode(s, code)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAHospitalShowsItsPartsAndTheStoriesAboutThem(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	whole, part := site.withCode(t, "N101H"), site.withCode(t, "DEMO-ARI-ED")
	page := v.Get("/services/" + whole.Id).Is(200)
	page.Has(".part-list a[href='/services/"+part.Id+"']", "Emergency Department")
	page.Has("#stories-title", "about it and its parts")
	page.Has(".facts", "hospital", "NHS Grampian", "Healthcare Improvement Scotland", "Aberdeen City Health and Social Care Partnership")
	page.Has(".place-codes", "Public Health Scotland location code", "N101H")
	total := strings.TrimSuffix(page.Text("#stories-title"), " about it and its parts")
	if got := v.Get("/stories?service=" + whole.Id).Is(200).Text("#found"); got != total {
		t.Errorf("the list of stories holds %s, the page %s", got, total)
	}
	slippers := site.titled(t, "They took me seriously when I did not")
	v.Get("/stories?q=slippers&service=" + whole.Id).Is(200).Has(".story-card a[href='/stories/" + slippers.Id + "']")
	v.Get("/stories/"+slippers.Id).Has(".story__about", "Emergency Department, Aberdeen Royal Infirmary, Aberdeen")

	page = v.Get("/services/" + part.Id).Is(200)
	page.Has(".facts a[href='/services/"+whole.Id+"']", "Aberdeen Royal Infirmary")
	page.Has(".story-card a[href='/stories/" + slippers.Id + "']")
	page.Has("#stories-title", "2 stories")
	page.HasNot(".facts", "Healthcare Improvement Scotland") // it inspects hospitals
	page.Has(".place-few", "Fewer than 3 stories have been published since November 2025")
	page.Has(".in-its-words", "In the words of NHS Grampian", "open day and night")
	if got := page.Count(".in-its-words p"); got != 2 {
		t.Errorf("its words are %d paragraphs", got)
	}
}

func TestTreatmentFunctionsAreSaidInPlainEnglish(t *testing.T) {
	site := fullSite(t)
	eye := site.withCode(t, "DEMO-ARI-EYE")
	eye.Set("treatments", []string{"130", "101", "999-nobody-knows"})
	if err := site.Save(eye); err != nil {
		t.Fatal(err)
	}
	page := testkit.NewVisitor(t, site.url).Get("/services/" + eye.Id).Is(200)
	page.Has(".facts", "Treats", "Urology (kidneys and bladder); Eyes")
	page.HasNot(".facts", "999")
}

func TestWhatClosedCanStillBeReadAndSaysWhatItBecame(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	old, now := site.withCode(t, "DEMO-ARI-HAEM"), site.withCode(t, "DEMO-ARI-BLOOD")
	bus := site.titled(t, "I was told by phone, on a bus")
	page := v.Get("/services/" + old.Id).Is(200)
	page.Has(".govuk-inset-text", "This service has been closed since")
	page.Has(".govuk-inset-text a[href='/services/"+now.Id+"']", "Blood and Cancer Unit")
	page.Has(".story-card a[href='/stories/" + bus.Id + "']")
	page = v.Follow(".govuk-inset-text a").Is(200)
	page.Has("#stories-title", "No stories yet")
	page.Has(".before", "It took over from", "Haematology Ward")
	page.Has(".before .story-card a[href='/stories/" + bus.Id + "']")
	page = v.Get("/services/" + now.Id + "/history").Is(200)
	page.Has(".timeline", "It took over from Haematology Ward, Aberdeen.")
	v.Get("/services/"+old.Id+"/history").Is(200).Has(".timeline a[href='/services/"+now.Id+"']", "Blood and Cancer Unit")
}

// The last day that a list gives is 31 March, as with the NHS's: it is closed from 1 April.
func TestEveryPageSaysOfOneDayThatAPlaceIsClosed(t *testing.T) {
	site := siteToChange(t)
	v := testkit.NewVisitor(t, site.url)
	file := filepath.Join(t.TempDir(), "closings 2026-11.csv")
	if err := os.WriteFile(file, []byte("what,code,name,closed\norganisation,shut-board,Shut Board,2026-03-31\nservice,shut-clinic,Shut Clinic,2026-03-31\n"+
		"organisation,soon-board,Soon Board,2027-03-31\nservice,soon-clinic,Soon Clinic,2027-03-31\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := directory.OpenFile(file, directory.FormatTable, time.Time{}, testkit.Noon)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := list.Load(site, t.Context(), directory.Options{Now: testkit.Noon}); err != nil {
		t.Fatal(err)
	}
	for code, what := range map[string]string{"shut-board": "organisation", "soon-board": "organisation", "shut-clinic": "service", "soon-clinic": "service"} {
		place, at := "", time.Time{}
		if o, err := records.FindOrganisationByCode(site, code); err == nil {
			place, at = "/organisations/"+o.Id, o.ClosedOn()
		} else {
			s := site.withCode(t, code)
			place, at = "/services/"+s.Id, s.ClosedOn()
		}
		day, says := "1 April 2026", "This "+what+" has been closed since 1 April 2026."
		if strings.HasPrefix(code, "soon") {
			day, says = "1 April 2027", "This "+what+" will be closed from 1 April 2027."
		}
		if got := at.Format("2 January 2006"); got != day {
			t.Errorf("stored of %s is %s", code, got)
		}
		v.Get(place).Is(200).Has(".govuk-inset-text", says)
		v.Get(place+"/history").Is(200).Has(".timeline", day)
	}
}

func TestAFormerNameStandsWithItsEndAndTheHistorySaysWhereItComesFrom(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	eye := site.withCode(t, "DEMO-ARI-EYE")
	v.Get("/services/"+eye.Id).Is(200).Has(".place-head__was", "It was called “Ophthalmic Outpatients” until")
	page := v.Follow(".place-foot a").Is(200)
	page.Has(".timeline", "Its name changed from “Ophthalmic Outpatients” to “Eye Clinic”.", "The official list says so.")
	v.Get("/services/"+site.withCode(t, "N102H").Id+"/history").Is(200).Has(".empty", "Nothing has changed")
	board := site.withCode(t, "N101H").Organisation()
	page = v.Get("/organisations/" + board + "/history").Is(200)
	page.Has(".timeline", "The words about it on this site changed.", "An administrator of the organisation did it.")
	page.HasNowhere("Isla")
}

func TestTheHistorySaysWhoCameAndWentAndWhichCodesThereAre(t *testing.T) {
	site := newOwnSite(t)
	infirmary := site.services["N101H"]
	day := func(text string) time.Time { at, _ := time.Parse(time.DateOnly, text); return at }
	as := records.Origin{Source: records.FromDesk}
	other, err := records.FindOrganisationByCode(site, "S08000031")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []records.LinkKind{records.LinkCommissions, records.LinkFollows} {
		l, err := records.NewLink(site, other.Id, kind, records.LinkTo{Service: infirmary}, day("2020-04-01"), time.Time{}, records.FromDesk)
		if err == nil {
			err = records.SaveAs(site, l, as)
		}
		if err == nil {
			l.SetUntil(day("2024-04-01"))
			err = records.SaveAs(site, l, as)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	code, err := records.NewServiceIdentifier(site, infirmary, "cqc", "1-1234567")
	if err == nil {
		err = records.SaveAs(site, code, as)
	}
	if err != nil {
		t.Fatal(err)
	}
	page := testkit.NewVisitor(t, site.url).Get("/services/" + infirmary + "/history").Is(200)
	page.Has(".timeline", other.Name()+" came to pay for it on 1 April 2020.", other.Name()+" stopped paying for it. The last day was 31 March 2024.",
		"It got a further code: 1-1234567 (Care Quality Commission code).", "The moderators of this site entered it.")
	page.Has(".timeline a[href='/organisations/" + other.Id + "']")
	page.HasNowhere("follow it") // whoever follows a service says so to nobody else
	if n := page.Count(".timeline li"); n != 3 {
		t.Errorf("%d events", n)
	}
}

func TestAnOrganisationListsItsServicesTownByTownAndIsSearched(t *testing.T) {
	site := fullSite(t)
	v := testkit.NewVisitor(t, site.url)
	board := site.withCode(t, "N101H").Organisation()
	page := v.Get("/organisations/" + board).Is(200)
	page.Has(".in-its-words", "In the words of NHS Grampian")
	page = v.Follow(".split__side p a").Is(200)
	page.Has(".town h2", "Aberdeen", "Elgin")
	page.HasNot(".part-list", "Emergency Department") // a part stands on the page of its hospital
	page = v.Submit("form.search", url.Values{"q": {"elgin emergency"}}).Is(200)
	page.Has(".part-list a[href='/services/"+site.withCode(t, "DEMO-DGH-ED").Id+"']", "Emergency Department")
	page.Has(".part-list li", "Dr Gray's Hospital, Elgin")
	page.Has("#found", "1 service with “elgin emergency”")
	v.Submit("form.search", url.Values{"q": {"100%_"}}).Is(200).Has(".empty", "None of its services")
	partnership, err := records.FindOrganisationByCode(site, "S37000001")
	if err != nil {
		t.Fatal(err)
	}
	v.Get("/organisations/"+partnership.Id).Is(200).Has(".facts", "Care Inspectorate")
	v.Get("/organisations/"+partnership.Id+"/services").Is(200).Has(".empty", "no services that it runs")
}

// treeSite is an own site with a hospital of many wards, and one service that
// nobody has confirmed.
func treeSite(t *testing.T) (*ownSite, *records.Service, *records.Service) {
	t.Helper()
	site := newOwnSite(t)
	whole, err := records.FindService(site, site.services["N101H"])
	if err != nil {
		t.Fatal(err)
	}
	for i := range partsOnPage + 1 {
		w, err := records.NewPart(site, whole, "local", fmt.Sprintf("W%d", i), fmt.Sprintf("Ward %02d", i), "ward")
		mustSave(t, site, w, err)
	}
	hidden, err := records.NewPart(site, whole, "local", "H1", "Ward of rumours", "ward")
	if err == nil {
		hidden.Set("unconfirmed", true)
	}
	mustSave(t, site, hidden, err)
	return site, whole, hidden
}

func TestAServiceThatNobodyConfirmedIsNotThere(t *testing.T) {
	site, whole, hidden := treeSite(t)
	v := testkit.NewVisitor(t, site.url)
	for _, end := range []string{"", "/history", "/parts", ".atom"} {
		v.Get("/services/" + hidden.Id + end).Is(404)
	}
	v.Get("/stories?service="+hidden.Id).Is(200).Has(".found", "No stories found")
	v.Get("/tell?service=" + hidden.Id).Is(200).HasNowhere("Ward of rumours")
	for _, path := range []string{"/services/" + whole.Id, "/services/" + whole.Id + "/parts", "/organisations/" + site.board, "/organisations/" + site.board + "/services?q=ward"} {
		v.Get(path).Is(200).HasNowhere("Ward of rumours", hidden.Id)
	}
	site.signedIn(t, "isla@board.example").Get("/staff/services/" + hidden.Id).Is(404)
}

func TestManyPartsHaveAPageOfTheirOwn(t *testing.T) {
	site, whole, _ := treeSite(t)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/services/" + whole.Id).Is(200)
	if got := page.Count(".part-list li"); got != partsOnPage {
		t.Errorf("%d parts on the page", got)
	}
	page = v.Follow(".split__side p a").Is(200)
	page.Has("h1", "All parts of Aberdeen Royal Infirmary")
	if got := page.Count(".part-list li"); got != partsOnPage+1 {
		t.Errorf("%d parts in all", got)
	}
	v.Get("/services/"+whole.Id+"/parts?page=99").Is(200).Has(".part-list", "Ward 00")
}

func TestOnlyLinksThatHoldTodayAreShownAndNoFollower(t *testing.T) {
	site := newOwnSite(t)
	now := site.Deployment.Now()
	link := func(name string, kind records.LinkKind, to records.LinkTo, since, until time.Time) {
		t.Helper()
		o, err := records.NewOrganisation(site, "local", name, name, "regulator")
		mustSave(t, site, o, err)
		l, err := records.NewLink(site, o.Id, kind, to, since, until, records.FromFile)
		mustSave(t, site, l, err)
	}
	here, long := records.LinkTo{Service: site.services["N101H"]}, time.Time{}
	link("Payer of today", records.LinkCommissions, here, now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0))
	link("Payer of yesterday", records.LinkCommissions, here, long, now.AddDate(0, 0, -1))
	link("Payer of tomorrow", records.LinkCommissions, here, now.AddDate(0, 0, 1), long)
	link("Regulator of the board", records.LinkRegulates, records.LinkTo{Target: site.board}, long, long)
	link("A quiet follower", records.LinkFollows, here, long, long)
	link("A speaker for somebody", records.LinkRepresents, here, long, long)
	page := testkit.NewVisitor(t, site.url).Get("/services/" + site.services["N101H"]).Is(200)
	page.Has(".facts", "Paid for by Payer of today", "Regulated by Regulator of the board")
	page.HasNowhere("Payer of yesterday", "Payer of tomorrow", "quiet follower", "A speaker")
}

func TestPhoneAndWebsiteAreLinksOnlyWhenTheyLeadSomewhere(t *testing.T) {
	for typed, want := range map[string]string{"www.nhsgrampian.org": "https://www.nhsgrampian.org", "https://a.example/b?c": "https://a.example/b?c", "javascript:alert(1)": "",
		"ask at the desk": "", "": "", "https://user:word@a.example": "", "ftp://a.example": ""} {
		if l, ok := webLink(typed); l.Href != want || ok != (want != "") {
			t.Errorf("%q leads to %q", typed, l.Href)
		}
	}
	for typed, want := range map[string]string{"0345 456 6000": "03454566000", "+44 (0)1224 1": "+44012241", "none": "", "": ""} {
		if got := dial(typed); got != want {
			t.Errorf("%q dials %q", typed, got)
		}
	}
}

func TestAStoryIsBegunAboutTheServiceItWasAskedForFromThere(t *testing.T) {
	site := newTellSite(t)
	id := site.services["N411H"]
	v := testkit.NewVisitor(t, site.url)
	v.Get("/tell?service="+id).Is(200).Has("main", "You will tell it about Dr Gray's Hospital, Elgin.")
	page := v.Follow(".tell-start").Is(200)
	page.Has("input[name=service][value='" + id + "']")
	v.Get("/tell?service=nothing").Is(200).Has(".tell-start[href='/tell/story']")
}

// TestNoPageOfAPlaceScansATable reads SQLite's own plan of every question that
// the pages of a hospital and of its board ask.
func TestNoPageOfAPlaceScansATable(t *testing.T) {
	site, whole, _ := treeSite(t)
	db := site.ConcurrentDB().(*dbx.DB)
	var asked []string
	db.QueryLogFunc = func(_ context.Context, _ time.Duration, sql string, _ *sql.Rows, _ error) { asked = append(asked, sql) }
	v := testkit.NewVisitor(t, site.url)
	for _, end := range []string{"", "/parts", "/history", ".atom"} {
		v.Get("/services/" + whole.Id + end).Is(200)
	}
	for _, end := range []string{"", "/services", "/services?q=elgin", "/history", ".atom"} {
		v.Get("/organisations/" + site.board + end).Is(200)
	}
	db.QueryLogFunc = nil
	if len(asked) < 40 {
		t.Fatalf("only %d questions were seen", len(asked))
	}
	for _, question := range asked {
		var steps []struct {
			Detail string `db:"detail"`
		}
		if err := db.NewQuery("EXPLAIN QUERY PLAN " + question).All(&steps); err != nil {
			t.Fatalf("%v in %s", err, question)
		}
		for _, step := range steps {
			for _, table := range []string{"services", "organisations", "links", "identifiers", "directory_history", "stories", "story_services", "story_scopes", "s", "x", "v", "p"} {
				if step.Detail == "SCAN "+table || strings.HasPrefix(step.Detail, "SCAN "+table+" ") {
					t.Errorf("%s: %s", step.Detail, question)
				}
			}
		}
	}
}
