package pages

import (
	"fmt"
	"strings"
	"time"

	"candour/internal/records"
	"candour/internal/region"
	"candour/internal/story"
)

// copyView is the readable page within a copy of everything. It is a file of its
// own, without the site around it.
type copyView struct {
	Site, Made string
	Account    []copyGroup
	Stories    []copyStory
}

// copyStory is one story with all that hangs on it.
type copyStory struct {
	Title, Number string
	Groups        []copyGroup
}

// copyGroup is the rows of one collection under a heading.
type copyGroup struct {
	Heading string
	Rows    [][]Row
}

var copyPage = newPage[copyView]("account/copy")

// newCopyView orders everything held for reading: the account first, then story
// by story.
func newCopyView(site string, all records.Everything, at time.Time, here *region.Region) copyView {
	zone := here.Zone()
	view := copyView{Site: site, Made: strings.TrimPrefix(clock(at, zone), "on ")}
	for _, name := range exportedCollections() {
		if ofAccount[name] {
			view.Account = append(view.Account, newCopyGroup(name, all[name], here))
		}
	}
	for _, s := range all["stories"] {
		number := fmt.Sprint(s["id"])
		one := copyStory{Title: fmt.Sprint(s["title"]), Number: number}
		for _, name := range exportedCollections() {
			if ofAccount[name] {
				continue
			}
			one.Groups = append(one.Groups, newCopyGroup(name, rowsOf(name, all, number), here))
		}
		view.Stories = append(view.Stories, one)
	}
	return view
}

// ofAccount are the collections that belong to the person and not to one story.
var ofAccount = map[string]bool{"authors": true, "demographics": true, "readings": true, "similars": true, "exports": true, "letters": true, "sessions": true}

// exportedCollections are the collections of a copy, in the order of the inventory.
func exportedCollections() []string {
	var names []string
	seen := map[string]bool{}
	for _, f := range story.Inventory() {
		if f.Exported && !seen[f.Collection] {
			seen[f.Collection] = true
			names = append(names, f.Collection)
		}
	}
	return names
}

// rowsOf are the rows of one collection that belong to a story.
func rowsOf(collection string, all records.Everything, number string) []map[string]any {
	key := "story"
	if collection == "stories" {
		key = "id"
	}
	var rows []map[string]any
	for _, r := range all[collection] {
		if fmt.Sprint(r[key]) == number {
			rows = append(rows, r)
		}
	}
	return rows
}

func newCopyGroup(collection string, rows []map[string]any, here *region.Region) copyGroup {
	g := copyGroup{Heading: story.CollectionLabel(collection)}
	for _, r := range rows {
		var lines []Row
		if number, ok := r["story"].(string); ok && ofAccount[collection] && number != "" && collection == "letters" {
			lines = append(lines, Row{Key: "Number of the story", Value: number})
		}
		for _, f := range story.Inventory() {
			if f.Exported && f.Collection == collection {
				lines = append(lines, Row{Key: f.Label(), Value: copyValue(f, r[f.Name], here)})
			}
		}
		g.Rows = append(g.Rows, lines)
	}
	return g
}
