package pb_migrations_test

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
	"candour/internal/testkit"
)

var update = flag.Bool("update", false, "write testdata/doors.golden anew")

// TestDoorsAreAsTheyWere freezes who may list, view, create, update and delete
// each collection over the API, and which fields are hidden: an opened door
// shows in the diff.
func TestDoorsAreAsTheyWere(t *testing.T) {
	app := testkit.New(t)
	var b strings.Builder
	for _, c := range collections(t, app) {
		fmt.Fprintf(&b, "%s (%s)\n", c.Name, c.Type)
		for _, r := range []struct {
			name string
			rule *string
		}{{"list", c.ListRule}, {"view", c.ViewRule}, {"create", c.CreateRule}, {"update", c.UpdateRule}, {"delete", c.DeleteRule}} {
			rule := "nobody"
			if r.rule != nil {
				rule = "anyone"
				if *r.rule != "" {
					rule = *r.rule
				}
			}
			fmt.Fprintf(&b, "  %-7s %s\n", r.name, rule)
		}
		var hidden []string
		for _, f := range c.Fields {
			if f.GetHidden() {
				hidden = append(hidden, f.GetName())
			}
		}
		fmt.Fprintf(&b, "  hidden  %s\n\n", strings.Join(hidden, " "))
	}
	const golden = "testdata/doors.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("a door or a hidden field has changed; if it was meant, run: go test ./pb_migrations -update\n%s", b.String())
	}
}

// TestEveryStoredFieldIsDeclared compares the inventory of personal fields with
// the live schema, both ways.
func TestEveryStoredFieldIsDeclared(t *testing.T) {
	declared := map[string]bool{}
	for _, f := range story.Inventory() {
		if declared[f.Key()] {
			t.Errorf("%s is declared twice", f.Key())
		}
		declared[f.Key()] = true
	}
	for _, c := range collections(t, testkit.New(t)) {
		if c.System || c.IsView() {
			continue
		}
		for _, f := range c.Fields {
			key := c.Name + "." + f.GetName()
			if !declared[key] {
				t.Errorf("%s is stored but not declared in internal/story/personal.go", key)
			}
			delete(declared, key)
		}
	}
	for key := range declared {
		t.Errorf("%s is declared but not stored", key)
	}
}

// TestWhatIsSealedIsHiddenInTheSchema: what is sealed or statistical is hidden in
// the schema, not only shut by a rule.
func TestWhatIsSealedIsHiddenInTheSchema(t *testing.T) {
	app := testkit.New(t)
	for _, f := range story.Inventory() {
		if f.Class != story.Sealed && f.Class != story.Statistical {
			continue
		}
		c, err := app.FindCollectionByNameOrId(f.Collection)
		if err != nil {
			t.Fatal(err)
		}
		if field := c.Fields.GetByName(f.Name); field == nil || !field.GetHidden() {
			t.Errorf("%s is not hidden", f.Key())
		}
	}
}

// TestPublicViewsHoldNothingPrivate: each column of a public view is a public
// field of the inventory, or a plain description of one.
func TestPublicViewsHoldNothingPrivate(t *testing.T) {
	public := map[string]bool{"publishedOn": true, "dueDate": true, "madeDate": true, "organisationName": true,
		"storyId": true, "responseId": true, "publicationNo": true}
	for _, f := range story.Inventory() {
		if f.Class == story.Public {
			public[f.Name] = true
		}
	}

	for _, c := range collections(t, testkit.New(t)) {
		if !c.IsView() {
			continue
		}
		for _, f := range c.Fields {
			if !public[f.GetName()] {
				t.Errorf("%s.%s is not a public field", c.Name, f.GetName())
			}
		}
	}
}

func collections(t *testing.T, app core.App) []*core.Collection {
	t.Helper()
	all, err := app.FindAllCollections()
	if err != nil {
		t.Fatal(err)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name < all[j].Name })
	return all
}
