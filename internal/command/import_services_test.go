package command

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"candour/internal/directory"
)

func TestAnImportOfServicesSaysWhatItDid(t *testing.T) {
	r := directory.Report{Format: "ods/practices", Released: time.Date(2025, 11, 1, 0, 0, 0, 0, time.UTC), ReleasedFrom: "by its name",
		Moved:      []directory.Item{{Scheme: "ods", Code: "A81001", Name: "The Densham Surgery", Fields: []string{"organisation"}}},
		Unreadable: []directory.Line{{No: 7, Reason: "it has no code"}}, UnreadableCount: 1, OpenStories: 3, PublishedStories: 12}
	for i := range 12 {
		r.New = append(r.New, directory.Item{Scheme: "ods", Code: fmt.Sprint("N", i), Name: "A practice"})
	}
	var out bytes.Buffer
	printServices(&out, r, true)
	for _, want := range []string{"ods/practices of 1 November 2025 (by its name)\n", "New: 12\n  ods:N0 A practice\n", "  … and 2 more\n",
		"Moved: 1\n  ods:A81001 The Densham Surgery (organisation)\n", "Unreadable, left out: 1\n  line 7: it has no code\n",
		"This would touch 3 open stories and 12 published ones.\n", "nothing was changed"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "ods:N10") {
		t.Error("it names more than the first ten")
	}
}
