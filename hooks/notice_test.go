package hooks

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/pages"
	"candour/internal/story"
	"candour/internal/testkit"
)

var updatePrivacy = flag.Bool("update", false, "write the tables of PRIVACY.md anew")

// notice serves the privacy notice as a visitor gets it.
func notice(t *testing.T, set func(*testkit.App)) *testkit.Page {
	t.Helper()
	app := testkit.New(t, func(app core.App) {
		if err := pages.Start(app, os.DirFS("../pb_public")); err != nil {
			t.Fatal(err)
		}
	})
	if set != nil {
		set(app)
	}
	return testkit.NewVisitor(t, testkit.Serve(t, app).URL).Get("/about/privacy").Is(http.StatusOK)
}

// anchors are the ids on a page that begin so, without their beginning.
func anchors(p *testkit.Page, begin string) []string {
	var found []string
	for _, m := range regexp.MustCompile(` id="`+begin+`([a-z0-9-]+)"`).FindAllStringSubmatch(p.Source, -1) {
		found = append(found, m[1])
	}
	return found
}

func TestTheNoticeShowsEveryPromiseEveryThingHeldAndEveryClockOnce(t *testing.T) {
	p := notice(t, nil)
	var promised []string
	for _, m := range regexp.MustCompile(`<li class="promise" id="([a-z-]+)"`).FindAllStringSubmatch(p.Source, -1) {
		promised = append(promised, m[1])
		p.Has("#"+m[1]+" h3", "")
	}
	if !slices.Equal(sorted(promised), sorted(Names())) {
		t.Errorf("the notice promises\n%v\nand the program keeps\n%v", sorted(promised), sorted(Names()))
	}
	var held, clocks []string
	for _, h := range story.Holdings() {
		if h.Reach != story.ReachPlaces {
			held = append(held, h.Name)
			p.Has("#held-"+h.Name, h.What, h.Why, h.Who)
		}
	}
	if got := anchors(p, "held-"); !slices.Equal(sorted(got), sorted(held)) {
		t.Errorf("the notice lists as held\n%v\nand what is held is\n%v", sorted(got), sorted(held))
	}
	for _, c := range story.Clocks() {
		clocks = append(clocks, c.Name)
		p.Has("#clock-"+c.Name, c.What, c.Period()+" "+c.From)
	}
	if got := anchors(p, "clock-"); !slices.Equal(sorted(got), sorted(clocks)) {
		t.Errorf("the notice has the clocks\n%v\nand there are\n%v", sorted(got), sorted(clocks))
	}
}

func TestTheNoticeFollowsTheOperatorsSettings(t *testing.T) {
	p := notice(t, func(app *testkit.App) {
		d := app.Deployment
		d.IPDays, d.BackupDays = 12, 3
		d.Operator.DPO, d.Operator.Registration, d.Operator.Processors = "Dora, dpo@candour.example", "ZA1", "Example Hosting (Scotland)"
	})
	p.Has("#clock-ip-addresses", "12 days after you sent it")
	p.Has("#held-ip-address", "12 days after you sent it")
	p.Has("#clock-backups", "3 days after")
	p.Has("main", "Backups are kept for 3 days", "Dora, dpo@candour.example", "ZA1", "Example Hosting (Scotland)", "Candour Test", "Article 9(2)(a)", "under 13")
	p.Has(`main a[href="https://ico.org.uk/make-a-complaint/"]`, "Information Commissioner")
	p = notice(t, func(app *testkit.App) { app.Deployment.IPDays, app.Deployment.Operator.DPO = 0, "none" })
	p.Has("#clock-ip-addresses", "never stored")
	p.Has("#held-ip-address", "We never store it.")
	p.HasNot("main", "Data protection officer", "Registered with", "Who stores or carries")
}

// TestPrivacyMdSaysWhatTheTablesOfTheProgramSay compares the generated tables of
// PRIVACY.md, or writes them anew with -update.
func TestPrivacyMdSaysWhatTheTablesOfTheProgramSay(t *testing.T) {
	const file = "../PRIVACY.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := string(text)
	for name, table := range map[string]string{"held": heldTable(), "clocks": clockTable()} {
		between := regexp.MustCompile(`(?s)(<!-- ` + name + `: [^\n]*-->\n).*?(<!-- end of ` + name + ` -->)`)
		if !between.MatchString(want) {
			t.Fatalf("PRIVACY.md has no place for the table of %s", name)
		}
		want = between.ReplaceAllStringFunc(want, func(old string) string {
			m := between.FindStringSubmatch(old)
			return m[1] + table + m[2]
		})
	}
	if *updatePrivacy {
		if err := os.WriteFile(file, []byte(want), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want != string(text) {
		t.Error("PRIVACY.md says something else than the tables of the program; run: go test ./hooks -run TestPrivacyMd -update")
	}
}

func heldTable() string {
	var b strings.Builder
	b.WriteString("| what | why | who sees it | how long | fields |\n|---|---|---|---|---|\n")
	for _, h := range story.Holdings() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", h.What, h.Why, h.Who, h.HowLong(story.FindClock), fieldsOf(h.Name))
	}
	return b.String()
}

// fieldsOf lists the stored fields of one thing: "contacts: sealedIP, ipKey".
func fieldsOf(holding string) string {
	var collections []string
	fields := map[string][]string{}
	for _, f := range story.Inventory() {
		if story.HoldingOf(f) != holding {
			continue
		}
		if fields[f.Collection] == nil {
			collections = append(collections, f.Collection)
		}
		fields[f.Collection] = append(fields[f.Collection], f.Name)
	}
	parts := make([]string, len(collections))
	for i, c := range collections {
		parts[i] = "`" + c + "`: " + strings.Join(fields[c], ", ")
	}
	return strings.Join(parts, "; ")
}

func clockTable() string {
	var b strings.Builder
	b.WriteString("| what | how long | clock | setting |\n|---|---|---|---|\n")
	for _, c := range story.Clocks() {
		setting := ""
		if c.Setting != "" {
			setting = "`CANDOUR_" + c.Setting + "`"
		}
		fmt.Fprintf(&b, "| %s | %s %s | `%s` | %s |\n", c.What, c.Period(), c.From, c.Name, setting)
	}
	return b.String()
}

// toCome are promises that other work of the same issue makes; empty this once
// they are all in hooks.go.
var toCome = []string{}

func TestTheImpactAssessmentNamesOnlyPromisesThatAreKept(t *testing.T) {
	text, err := os.ReadFile("../PRIVACY.md")
	if err != nil {
		t.Fatal(err)
	}
	_, risks, found := strings.Cut(string(text), "### Risks, and what is done about them")
	if !found {
		t.Fatal("PRIVACY.md has no risks")
	}
	named := map[string]bool{}
	for _, m := range regexp.MustCompile("`([a-z]+(?:-[a-z]+)+)`").FindAllStringSubmatch(risks, -1) {
		named[m[1]] = true
		if !slices.Contains(Names(), m[1]) && !slices.Contains(toCome, m[1]) {
			t.Errorf("the impact assessment leans on %s, which is no promise", m[1])
		}
	}
	for _, name := range Names() {
		if !named[name] {
			t.Errorf("%s answers no risk of the impact assessment in PRIVACY.md", name)
		}
	}
}
