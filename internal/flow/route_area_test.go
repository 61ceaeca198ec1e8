package flow_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/places"
	"candour/internal/records"
)

// postcodes puts a table of its own in the place of the sample: so many postcodes
// in Oxfordshire, as a file from before April 2026 has them.
func (w *tree) postcodes(n int) {
	w.t.Helper()
	table, err := places.Open(filepath.Join(w.t.TempDir(), "places.db"))
	w.ok(err)
	w.t.Cleanup(func() { _ = table.Close() })
	var file strings.Builder
	file.WriteString("pcds,doterm,lad25cd,ctry25cd,hlth19cd,sicbl24cd,icb23cd,lat,long\n")
	for i := range n {
		fmt.Fprintf(&file, "OX%d %dA%c,,E07000178,E92000001,E18000009,E38000136,E54000044,,\n", i/180+1, i/18%10, "ABDEFGHJLNPQRSTUWX"[i%18])
	}
	_, err = table.Import(w.t.Context(), strings.NewReader(file.String()), places.Options{})
	w.ok(err)
	w.Deployment.Places = table
}

// inOxford is one of them.
const inOxford = "OX1 0AA"

func newOxford(t *testing.T, postcodes int) *tree {
	w := newTree(t)
	w.postcodes(postcodes)
	w.organisation("E38000136", "")
	w.organisation("E54000044", "", "closedOn", day(2026, 4, 1))
	w.organisation("NATION", "")
	w.organisation("ODS70", "")
	thames, err := records.NewOrganisationIdentifier(w.App, w.organisations["ODS70"].Id, "ons", "E54000070") // known by another code first
	w.ok(err)
	w.ok(w.Save(thames))
	w.service("SITE", "", "NATION")
	return w
}

func TestAStoryOfMarch2026BelongsToTheOldCommissionerAndItsSuccessorSeesIt(t *testing.T) {
	w := newOxford(t, 150)
	for on, want := range map[[2]int][]string{
		{2026, 3}: {"E38000136", "E54000044", "ODS70"},
		{2026, 4}: {"E38000136", "ODS70"},
	} {
		reached, err := flow.NewRouter(w.App, t.Context()).Reached("", inOxford, day(on[0], 0, 0).AddDate(0, on[1]+1, 0))
		w.ok(err)
		var codes []string
		for _, r := range reached {
			codes = append(codes, r.Code)
		}
		w.wants(fmt.Sprint("a story of ", on), sorted(codes), want...)
		w.month, w.year = on[1], on[0]
		w.wants("of those, kept as reached by area", w.reach(w.tell(0, inOxford, "SITE"), "area"), "E38000136", "ODS70") // the old one reads nothing any more
	}
}

func TestAnAreaWithFewPostcodesReachesNobody(t *testing.T) {
	for n, want := range map[int]int{99: 0, 100: 3} {
		w := newOxford(t, n)
		reached, err := flow.NewRouter(w.App, t.Context()).Reached("", inOxford, day(2026, 3, 1))
		w.ok(err)
		if len(reached) != want {
			t.Errorf("an area with %d postcodes reaches %d bodies, not %d", n, len(reached), want)
		}
		why, err := flow.NewRouter(w.App, t.Context()).Unused(inOxford, day(2026, 3, 1))
		w.ok(err)
		if small := strings.Contains(why, "fewer than 100 postcodes"); small != (want == 0) || why != "" && !small {
			t.Errorf("of an area with %d postcodes it says %q", n, why)
		}
	}
}

func TestAFollowerIsReachedByTheAreaOfTheServiceAndNeverOfTheAuthor(t *testing.T) {
	w := newOxford(t, 150)
	w.organisation("HEALTHWATCH", "")
	for _, area := range []string{"E07000178", "E54000070", "10Q", "E92000001"} { // its council, its commissioners by a code of each kind, its country
		w.ok(w.onlyLink("HEALTHWATCH", area))
		w.wants("a service elsewhere, "+area, w.reach(w.tell(0, inOxford, "SITE"), "service"), "NATION")
		w.service("IN"+area, "", "NATION", "postcode", inOxford)
		w.wants("a service there, "+area, w.reach(w.tell(0, "", "IN"+area), "service"), "HEALTHWATCH", "NATION")
	}
}

// onlyLink makes this the one link there is.
func (w *tree) onlyLink(organisation, area string) error {
	links, err := records.LinksOf(w.App, w.organisations[organisation].Id)
	if err != nil {
		return err
	}
	for _, l := range links {
		if err := w.Delete(l); err != nil {
			return err
		}
	}
	w.link(organisation, records.LinkRepresents, records.LinkTo{Area: area}, day(2020, 1, 1), day(2030, 1, 1))
	return nil
}
