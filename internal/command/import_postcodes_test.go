package command

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase"

	"candour/internal/deployment"
	"candour/internal/testkit"
)

// importing runs `import postcodes` with a text as the file.
func importing(t *testing.T, p *Program, name, text string, flags ...string) (said string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	c := p.importPostcodesCommand()
	c.SetOut(&out)
	c.SetErr(&bytes.Buffer{})
	c.SilenceUsage, c.SilenceErrors = true, true
	c.SetArgs(append(flags, path))
	err = c.ExecuteContext(t.Context())
	return out.String(), err
}

func TestTheImportOfPostcodesSaysWhatItFoundAndWhatTheLicenceAllows(t *testing.T) {
	site := testkit.New(t)
	p := &Program{app: &pocketbase.PocketBase{App: site.TestApp}}
	deployment.Keep(p.app, site.Deployment)
	const header = "pcds,dointr,doterm,lad26cd,hlth19cd,ctry26cd,sicbl26cd,icb26cd\n"
	// The postcode is made up: no real one of Northern Ireland is in this repository.
	newer := header + "ZZ9 9ZZ,202607,,N09000003,ZB001,N92000002,ZC010,N99999999\nwrong,,,,,,,\n"
	for _, c := range []struct {
		name, text string
		flags      []string
		say        []string
		wrong      string
	}{
		{"ONSPD_AUG_2026_UK.csv", newer, []string{"--dry-run"}, []string{"1 new or changed"}, ""},
		{"ONSPD_AUG_2026_UK.csv", newer, nil, []string{"Layout: ONSPD, 8 columns (pcds, doterm, lad26cd, ctry26cd, hlth19cd, sicbl26cd, icb26cd, dointr)\nRelease: August 2026\n" +
			"2 rows, 1 postcodes in a known area, 0 of them ended, 1 new or changed, 1 not readable\n",
			"1 postcodes are of Northern Ireland. Their licence (Land and Property Services) is for internal business use",
			"line 3: the postcode column does not hold a UK postcode\n"}, ""},
		{"ONSPD_AUG_2026_UK.csv", newer, nil, []string{"0 new or changed"}, ""},
		{"ONSPD_MAY_2025_UK.csv", newer, nil, nil, "this file is the release of May 2025, and the one of August 2026 is loaded. If it is right all the same, load it with --older-is-right"},
		{"ONSPD_MAY_2025_UK.csv", newer, []string{"--older-is-right"}, []string{"Release: May 2025"}, ""},
		{"prefixes.csv", "prefix,area,name,kind\nD02,IE1,East,board\n", nil, []string{"Table of prefixes: 1 rows, 1 loaded\n"}, ""},
		{"bodies.csv", "code,name,kind,country\nE1,,board,E92000001\n", nil, nil, "loading the table of bodies: line 2: E1 needs a name"},
	} {
		said, err := importing(t, p, c.name, c.text, c.flags...)
		for _, want := range c.say {
			if !strings.Contains(said, want) {
				t.Errorf("%s %v says %q and not %q", c.name, c.flags, said, want)
			}
		}
		if c.wrong == "" && err != nil || c.wrong != "" && (err == nil || !strings.Contains(err.Error(), c.wrong)) {
			t.Errorf("%s %v: %v", c.name, c.flags, err)
		}
	}
}
