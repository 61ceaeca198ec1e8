package directory

import (
	"slices"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/places"
	"candour/internal/records"
)

func loadBodies(t *testing.T, app core.App, bodies ...places.Body) Report {
	t.Helper()
	r, err := Load(app, t.Context(), func() Rows { return Bodies(bodies) }, Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestABodyThatWasGivenANewCodeStaysOneOrganisation(t *testing.T) {
	app := newApp(t)
	body := func(code string, former ...string) places.Body {
		b := places.Body{Code: code, Name: "NHS Hampshire " + code, Kind: places.Commissioner}
		for _, f := range former {
			b.Identifiers = append(b.Identifiers, places.Identifier{Scheme: places.SchemeFormer, Value: f})
		}
		return b
	}
	loadBodies(t, app, body("E38000253"))
	first, err := records.FindOrganisationByCode(app, "E38000253")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range []places.Body{body("E38000266", "E38000253"), body("E38000366", "E38000253", "E38000266"), body("E38000466", "E38000366")} {
		loadBodies(t, app, b)
		if n := count(t, app, "organisations"); n != 1 {
			t.Fatalf("%s: %d organisations, not one", b.Code, n)
		}
		found, err := records.FindOrganisationByCode(app, b.Code)
		if err != nil || found.Id != first.Id || found.Name() != b.Name || !slices.Contains(found.OtherNames(), first.Name()) {
			t.Errorf("%s: %v, once called %v (%v)", b.Code, found.Name(), found.OtherNames(), err)
		}
		if again := loadBodies(t, app, b); again.Writes != 0 {
			t.Errorf("%s: loaded again, and %d rows were written", b.Code, again.Writes)
		}
	}
}

func TestAListOwnsTheOrganisationsThatHaveItsCodes(t *testing.T) {
	app := newApp(t)
	file := func(o Organisation) {
		t.Helper()
		rows := func() Rows { return func(yield func(Row, error) bool) { yield(Row{Line: 2, Organisation: &o}, nil) } }
		if _, err := Load(app, t.Context(), rows, Options{Now: now}); err != nil {
			t.Fatal(err)
		}
	}
	file(Organisation{Scheme: SchemeONS, Code: "E54000070", Name: "NHS Thames Valley", Kind: "commissioner"})
	file(Organisation{Scheme: "ods", Code: "S0E4D", Also: []Code{{SchemeONS, "E54000070"}}, Name: "THAMES VALLEY ICB", Kind: "provider", Town: "Oxford", Postcode: "OX4 2LH"})
	o, err := records.FindOrganisationByCode(app, "S0E4D")
	if err != nil {
		t.Fatal(err)
	}
	if o.Name() != "NHS Thames Valley" || o.Kind() != "commissioner" {
		t.Errorf("a list that did not name it calls it %s, a %s", o.Name(), o.Kind())
	}
	if o.Town() != "Oxford" || o.Postcode() != "OX4 2LH" || !slices.Contains(o.OtherNames(), "THAMES VALLEY ICB") {
		t.Errorf("what nobody had said is not added: %s, %s, %v", o.Town(), o.Postcode(), o.OtherNames())
	}
	file(Organisation{Scheme: SchemeONS, Code: "E54000070", Name: "NHS Thames Valley and Beyond", Kind: "board", Town: "Reading"})
	o, err = records.FindOrganisationByCode(app, "E54000070")
	if err != nil || o.Name() != "NHS Thames Valley and Beyond" || o.Kind() != "board" || o.Town() != "Reading" {
		t.Errorf("the list that named it does not rename it: %s, a %s in %s (%v)", o.Name(), o.Kind(), o.Town(), err)
	}
}
