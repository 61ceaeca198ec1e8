package directory

import (
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
)

// under gives the code of what a service is a part of.
func under(t testing.TB, app core.App, code string) string {
	t.Helper()
	parent := service(t, app, code).GetString("parent")
	if parent == "" {
		return ""
	}
	s, err := records.FindService(app, parent)
	if err != nil {
		t.Fatal(err)
	}
	return s.Code()
}

func TestAPartOfWhatWasMergedHangsBelowWhatWasKept(t *testing.T) {
	for about, merge := range map[string]func(core.App){
		"at the desk": func(app core.App) {
			mergedAtDesk(t, app, "a", "b")
			mergedAtDesk(t, app, "b", "c")
		},
		"by a file": func(app core.App) {
			loadTable(t, app, "name,code,closed,became", "A,a,2026-01-01,b", "B,b,2026-01-01,c")
		},
	} {
		app := newApp(t)
		loadTable(t, app, "name,code,part of,organisation,what", "One,one,,,organisation", "Two,two,,,organisation",
			"A,a,,one,", "B,b,,,", "C,c,,two,", "Stays,stays,a,,")
		merge(app)
		parts := table(t, "name,code,part of", "New,new,a", "Below,below,new", "Known,known,b", "Stays,stays,a")
		loadFile(t, app, parts, FormatTable)
		for _, code := range []string{"new", "known", "stays"} {
			if got := under(t, app, code); got != "c" || service(t, app, code).GetString("organisation") != organisation(t, app, "two").Id {
				t.Errorf("%s: %s is a part of %q", about, code, got)
			}
		}
		if got := under(t, app, "below"); got != "new" {
			t.Errorf("%s: below is a part of %q", about, got)
		}
		again(t, app, parts, FormatTable)
	}
}

func TestWhatAFileMergesTakesItsPartsAlongOnceItHasClosed(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "name,code,part of", "A,a,", "B,b,", "Ward,ward,a", "Bay,bay,ward")
	r := loadTable(t, app, "name,code,closed,became", "A,a,2099-01-01,b")
	if got := under(t, app, "ward"); got != "a" || len(r.Moved) != 0 {
		t.Errorf("its parts moved before it closed, below %q: %s", got, r)
	}
	closes := table(t, "name,code,closed,became", "A,a,2026-01-01,b")
	r = loadFile(t, app, closes, FormatTable)
	if under(t, app, "ward") != "b" || under(t, app, "bay") != "ward" || len(r.Moved) != 1 {
		t.Errorf("%s %v", r, r.Moved)
	}
	again(t, app, closes, FormatTable)
}

func TestWhatBecameAPartOfItselfMakesNoRing(t *testing.T) {
	app := newApp(t)
	loadTable(t, app, "name,code,part of", "A,a,", "Wing,wing,a", "Room,room,wing")
	file := table(t, "name,code,part of,became", "A,a,,room", "Wing,wing,a,")
	loadFile(t, app, file, FormatTable)
	if under(t, app, "wing") != "a" || under(t, app, "room") != "wing" {
		t.Error(under(t, app, "wing"), under(t, app, "room"))
	}
	again(t, app, file, FormatTable)
}
