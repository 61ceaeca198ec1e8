package command

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"candour/hooks"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

func newRouter(t testing.TB) *flow.Router {
	t.Helper()
	app := testkit.New(t, hooks.Register)
	o, err := records.NewOrganisation(app, "ons", "S08000020", "NHS Grampian", "board")
	ok(t, err, app.Save(o))
	v, err := records.NewService(app, "phs", "N101H", "Aberdeen Royal Infirmary", "Aberdeen", o.Id)
	ok(t, err, app.Save(v))
	part, err := records.NewOrganisation(app, "ons", "S37000001", "Aberdeen City Health and Social Care Partnership", "partnership")
	ok(t, err, app.Save(part))
	l, err := records.NewOrganisation(app, "ons", "CHARITY", "Friends", "charity")
	ok(t, err, app.Save(l))
	link, err := records.NewLink(app, l.Id, records.LinkFollows, records.LinkTo{Service: v.Id}, time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), time.Time{}, records.FromFile)
	ok(t, err, app.Save(link))
	return flow.NewRouter(app, t.Context())
}

func ok(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// ask gives the codes of each list that is printed, and what is complained of.
func ask(t *testing.T, in string) (lists []string, complaints string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	err = routeMany(newRouter(t), "", strings.NewReader(in), &out, &errs)
	for line := range strings.Lines(out.String()) {
		var reached []flow.Reached
		if err := json.Unmarshal([]byte(line), &reached); err != nil || reached == nil {
			t.Errorf("%q is no list: %v", line, err)
		}
		codes := []string{}
		for _, r := range reached {
			codes = append(codes, r.Code)
		}
		lists = append(lists, strings.Join(codes, " "))
	}
	return lists, errs.String(), err
}

func TestRoute_OfManyLines_GivesOneListALineInOrder(t *testing.T) {
	for name, c := range map[string]struct {
		in, want, complaints string
		fails                bool
	}{
		"a header":                 {in: "service,postcode\nN101H,\nN101H,AB10 1AB\n", want: "S08000020 CHARITY|S08000020 CHARITY S37000001"},
		"no header":                {in: "N101H,\n", want: "S08000020 CHARITY"},
		"other order, and dates":   {in: "\ufeffPostcode,date,Service\n,2026-03,N101H\n,2026-04-01,N101H\n", want: "S08000020|S08000020 CHARITY"},
		"only a postcode":          {in: ",AB10 1AB\n", want: "S37000001 S08000020"},
		"a postcode nobody knows":  {in: "N101H,AB99 9ZZ\n", want: "S08000020 CHARITY", complaints: "line 1: the postcode is not in the table that is loaded"},
		"no postcode at all":       {in: "phs:N101H,what\nods:N101H,\n", want: "S08000020 CHARITY|", complaints: "line 1: the postcode has not the form of a postcode", fails: true},
		"an unknown service":       {in: "NOPE,\nN101H,\n", want: "|S08000020 CHARITY", complaints: "line 1: there is no service with the code NOPE\n", fails: true},
		"a quote that never ends":  {in: "\"N101H,\nN101H,\n", want: "|S08000020 CHARITY", complaints: "line 1: it needs two columns", fails: true},
		"one column, an empty one": {in: "N101H\n\nN101H,\n", want: "||S08000020 CHARITY", complaints: "line 2: it needs two columns", fails: true},
		"no date":                  {in: "service,postcode,date\nN101H,,soon\n", want: "", complaints: `line 2: "soon" is not a date`, fails: true},
		"nothing asked":            {in: ",\n", want: "", complaints: "line 1: neither a service nor a postcode", fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			lists, complaints, err := ask(t, c.in)
			if got := strings.Join(lists, "|"); got != c.want {
				t.Errorf("lists %q, not %q", got, c.want)
			}
			if !strings.Contains(complaints, c.complaints) || c.complaints == "" && complaints != "" || (err != nil) != c.fails {
				t.Errorf("says %q and %v", complaints, err)
			}
		})
	}
}

func TestRoute_SaysThatThoseReachedByAreaAloneWait(t *testing.T) {
	var said bytes.Buffer
	ok(t, sayUnused(newRouter(t), "N101H", "AB10 1AB", time.Time{}, &said))
	if want := "nobody reads by area alone before published stories of 5 authors reach each of them so; still waiting: Aberdeen City Health and Social Care Partnership\n"; said.String() != want {
		t.Errorf("says %q", said.String())
	}
	said.Reset()
	ok(t, sayUnused(newRouter(t), "N101H", "", time.Time{}, &said))
	if said.Len() > 0 {
		t.Errorf("says %q", said.String())
	}
}

func TestRoute_OfALineTooLong_StopsAndSaysWhere(t *testing.T) {
	_, _, err := ask(t, "N101H,\n"+strings.Repeat("x", longestLine+1)+"\nN101H,\n")
	if err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("%v", err)
	}
}

// BenchmarkRoute is one line of --stdin.
func BenchmarkRoute(b *testing.B) {
	r := newRouter(b)
	for b.Loop() {
		if _, err := r.Reached("N101H", "AB10 1AB", time.Time{}); err != nil {
			b.Fatal(err)
		}
	}
}
