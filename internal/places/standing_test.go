package places

import (
	"path/filepath"
	"testing"
)

func TestWhatABodyWasAPartOfIsSaidOfTheDay(t *testing.T) {
	table, err := Open(filepath.Join(t.TempDir(), "places.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = table.Close() })
	const oxford, bob, frimley, hwe = "E38000136", "E54000044", "E38000252", "E54000025"
	in := func(council string) Area { return Area{Council: council} }
	for about, c := range map[string]struct {
		code          string
		area          Area
		on            string
		wholes, heirs string
	}{
		"before the merger":                          {oxford, Area{}, "2026-03-31", "Buckinghamshire, Oxfordshire and Berkshire West", ""},
		"after it":                                   {oxford, Area{}, "2026-04-01", "Thames Valley", ""},
		"by its code of the NHS":                     {"10Q", Area{}, "2026-03-31", "Buckinghamshire, Oxfordshire and Berkshire West", ""},
		"a board that ended":                         {bob, Area{}, "2026-03-31", "", "Thames Valley"},
		"divided, and nobody knows where":            {frimley, Area{}, "2026-05-01", "", "Thames Valley sub-ICB location (U2G6B); Hampshire, Southampton and Isle of Wight sub-ICB location; Surrey Heartlands sub-ICB location"},
		"divided, in Rushmoor":                       {frimley, in("E07000092"), "2026-05-01", "", "Hampshire, Southampton and Isle of Wight sub-ICB location"},
		"divided, in Surrey Heath, in March":         {frimley, in("E07000214"), "2026-03-01", "Frimley", "Surrey Heartlands sub-ICB location"},
		"divided, by a file of 2026":                 {frimley, Area{ICB: "E54000069"}, "2026-05-01", "", "Surrey Heartlands sub-ICB location"},
		"all heirs, where nothing tells":             {hwe, Area{}, "2026-03-01", "", "Central East; Essex"},
		"the heir its sub-location is a part of":     {hwe, Area{SubICB: "E38000197"}, "2026-03-01", "", "Essex"},
		"the heir that the council went to":          {"E54000034", in("E06000036"), "2026-03-01", "", "Thames Valley"},
		"a council that has nothing to do with that": {"E54000034", in("E06000047"), "2026-03-01", "", "Hampshire and Isle of Wight; Surrey and Sussex; Thames Valley"},
	} {
		s, known, err := table.Standing(t.Context(), []string{"NOBODY", c.code}, c.area, day(c.on), day(today))
		if err != nil || !known {
			t.Fatal(about, known, err)
		}
		if got := who(s.Wholes); got != c.wholes {
			t.Errorf("%s: a part of %s, not %s", about, got, c.wholes)
		}
		if got := who(s.Heirs); got != c.heirs {
			t.Errorf("%s: went to %s, not %s", about, got, c.heirs)
		}
	}
	if s, known, err := table.Standing(t.Context(), []string{bob}, Area{}, day("2026-03-01"), day("2026-03-31")); !known || err != nil || len(s.Heirs) != 0 {
		t.Errorf("it is in force, and has heirs: %v %v", s.Heirs, err)
	}
	if _, known, err := table.Standing(t.Context(), []string{"S08000020X", ""}, Area{}, day(today), day(today)); known || err != nil {
		t.Errorf("a code nobody knows: %v", err)
	}
}
