package places

import (
	"strings"
	"testing"
)

// who gives the names of those who answer, with a sign for those who took over.
func who(bodies []Body) string {
	var names []string
	for _, b := range bodies {
		name := strings.TrimSuffix(strings.TrimPrefix(b.Name, "NHS "), " Integrated Care Board")
		switch {
		case strings.HasPrefix(b.Why, "It took over"):
			name = "→ " + name
		case strings.HasPrefix(b.Why, "It may be"):
			name = "? " + name
		}
		names = append(names, name)
	}
	return strings.Join(names, "; ")
}

const today = "2026-11-27"

// Rows as a file of 2025 and one of August 2026 give them for one place: the
// sub-location stays, where it is known, and the board has another code.
func TestAFileOf2025AndOneOf2026GiveTheSameAnswerForTheSameDay(t *testing.T) {
	const slough, bracknell = "E06000039", "E06000036"
	for _, c := range []struct{ about, council, sub, icb2025, sub2026, icb2026, march, may string }{
		{"a board that stays", "E06000047", "E38000234", "E54000050", "E38000234", "E54000050",
			"County Durham sub-ICB location; North East and North Cumbria", "County Durham sub-ICB location; North East and North Cumbria"},
		{"a merger of two", "E09000007", "E38000240", "E54000028", "E38000240", "E54000071",
			"North Central London sub-ICB location; North Central London; → West and North London", "North Central London sub-ICB location; West and North London"},
		{"a board that was divided, by its sub-location", "E07000072", "E38000197", "E54000025", "E38000197", "E54000066",
			"West Essex sub-ICB location; Hertfordshire and West Essex; → Essex", "West Essex sub-ICB location; Essex"},
		{"the other part of it", "E07000240", "E38000079", "E54000025", "E38000079", "E54000065",
			"Herts Valley sub-ICB location; Hertfordshire and West Essex; → Central East", "Herts Valley sub-ICB location; Central East"},
		{"a board that was divided, by the council", slough, "E38000252", "E54000034", "E38000252", "E54000070",
			"Frimley sub-ICB location; → Thames Valley sub-ICB location (U2G6B); Frimley; → Thames Valley", "Thames Valley sub-ICB location (U2G6B); Thames Valley"},
		{"the same, with a part that nobody here knows", bracknell, "E38000252", "E54000034", "E38000999", "E54000070",
			"Frimley; → Thames Valley", "Thames Valley"},
	} {
		for on, want := range map[string]string{"2026-03-31": c.march, "2026-04-01": c.may, "2026-05-20": c.may} {
			then := who(AnsweringAsOf(Area{Country: England, Council: c.council, SubICB: c.sub, ICB: c.icb2025}, day(on), day(today)))
			now := who(AnsweringAsOf(Area{Country: England, Council: c.council, SubICB: c.sub2026, ICB: c.icb2026}, day(on), day(today)))
			if !strings.HasSuffix(then, want) || !strings.HasSuffix(now, want) {
				t.Errorf("%s, on %s:\n file of 2025 %s\n file of 2026 %s\n         want %s", c.about, on, then, now, want)
			}
		}
	}
}

func TestWhatAFileDoesNotSayIsNotMadeUp(t *testing.T) {
	for about, c := range map[string]struct {
		area     Area
		on, want string
	}{
		"Frimley in May with a file of 2025, in a council nobody here can place": {Area{SubICB: "E38000252", ICB: "E54000034", Council: "E07000999"}, "2026-05-01",
			"? Hampshire and Isle of Wight; ? Surrey and Sussex; ? Thames Valley"},
		"a new board before its time, of which two were before": {Area{SubICB: "E38000999", ICB: "E54000070", Council: "E07000999"}, "2026-03-01",
			"? Frimley; → Thames Valley; ? Buckinghamshire, Oxfordshire and Berkshire West"},
		"Rushmoor in March with a file of 2026: all of it was in Frimley": {Area{SubICB: "E38000266", ICB: "E54000067", Council: "E07000092"}, "2026-03-01", "Frimley; → Hampshire and Isle of Wight"},
		"Hart in March with a file of 2026: a part of it was": {Area{SubICB: "E38000266", ICB: "E54000067", Council: "E07000089"}, "2026-03-01",
			"Hampshire, Southampton and Isle of Wight sub-ICB location; ? Hampshire and Isle of Wight; → Hampshire and Isle of Wight; ? Frimley"},
		"Hart in March with a file of 2025": {Area{SubICB: "E38000253", ICB: "E54000042", Council: "E07000089"}, "2026-03-01",
			"Hampshire, Southampton and Isle of Wight sub-ICB location; Hampshire and Isle of Wight; → Hampshire and Isle of Wight"},
		"a code nobody knows":  {Area{SubICB: "E38000999", ICB: "E54000999"}, "2026-05-01", ""},
		"no area":              {Area{}, "2026-05-01", ""},
		"Jersey":               {Area{Country: "L93000001"}, "2026-05-01", ""},
		"the Isle of Man":      {Area{Country: "M83000003", SubICB: "M01000001", Board: "M00000001"}, "2026-05-01", ""},
		"a pseudo-board of NI": {Area{Country: NorthernIreland, Board: "ZB001", SubICB: "ZC010"}, "2026-05-01", "Belfast Health and Social Care Trust"},
		"Wales":                {Area{Country: Wales, SubICB: "W11000029", Board: "W11000029"}, "2026-05-01", "Cardiff and Vale University Health Board"},
		"Wales without board":  {Area{Country: Wales, SubICB: "7A4"}, "2026-05-01", "Cardiff and Vale University Health Board"},
		"Wales by board alone": {Area{Country: Wales, Board: "W11000024"}, "2026-05-01", "Powys Teaching Health Board"},
		"the NHS's own codes":  {Area{Country: England, SubICB: "16C"}, "2026-05-01", "Tees Valley sub-ICB location; North East and North Cumbria"},
		"a former code":        {Area{Country: England, SubICB: "E38000182", ICB: "E54000007"}, "2026-05-01", "Tameside sub-ICB location; Greater Manchester"},
	} {
		if got := who(AnsweringAsOf(c.area, day(c.on), day(today))); got != c.want {
			t.Errorf("%s: %s, not %s", about, got, c.want)
		}
	}
}

func TestASuccessorThatIsNotYetThereDoesNotSeeTheStory(t *testing.T) {
	area := Area{Country: England, SubICB: "E38000240", ICB: "E54000028"}
	if got := who(AnsweringAsOf(area, day("2026-02-01"), day("2026-02-02"))); got != "North Central London sub-ICB location; North Central London" {
		t.Error(got)
	}
	bodies := AnsweringAsOf(area, day("2026-02-01"), day(today))
	if len(bodies) != 3 || bodies[1].Why != "It was the integrated care board of the area the author lives in." ||
		bodies[2].Why != "It took over from NHS North Central London Integrated Care Board." {
		t.Errorf("%+v", bodies)
	}
	if bodies[1].Identifiers[0] != (Identifier{SchemeODS, "QMJ"}) || bodies[1].ClosedOn != day("2026-03-31") || bodies[1].Successors[0] != bodies[2].Code {
		t.Errorf("%+v", bodies[1])
	}
}
