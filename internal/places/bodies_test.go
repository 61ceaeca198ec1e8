package places

import (
	"strings"
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// inForce counts the bodies of a country that are called something on a day.
func inForce(country, what, on string) (n int) {
	for _, b := range Bodies(country) {
		if b.What == what && b.On(day(on)) {
			n++
		}
	}
	return n
}

func TestThe42BoardsOfEnglandBecame36OnTheFirstOfApril2026(t *testing.T) {
	for on, want := range map[string]int{"2025-06-01": 42, "2026-03-31": 42, "2026-04-01": 36, "2026-11-27": 36} {
		if got := inForce(England, "integrated care board", on); got != want {
			t.Errorf("%d integrated care boards on %s, not %d", got, on, want)
		}
	}
	ended, came := 0, 0
	for _, b := range Bodies(England) {
		if !b.ClosedOn.IsZero() {
			ended++
			if len(b.Successors) == 0 {
				t.Errorf("%s ended and nobody took over", b.Name)
			}
		}
		if !b.OpenedOn.IsZero() {
			came++
			if len(ourRegister().before(b)) == 0 {
				t.Errorf("%s is new and took over from nobody", b.Name)
			}
		}
	}
	if ended != 13+1 || came != 7+1 { // with the part of Frimley, and one of those that took over from it
		t.Errorf("%d ended and %d came", ended, came)
	}
}

func TestTheBoardsSinceApril2026AreThoseOfTheList(t *testing.T) {
	listed := map[string]string{}
	for _, r := range rowsOf(t, "boards_april_2026.csv") {
		listed[r[0]] = strings.Trim(strings.Join(r[1:], ","), `"`)
	}
	for _, b := range Bodies(England) {
		if b.What == "integrated care board" && b.On(day("2026-04-01")) {
			if listed[b.Code] != b.Name {
				t.Errorf("%s is %q, and in the list %q", b.Code, b.Name, listed[b.Code])
			}
			delete(listed, b.Code)
		}
	}
	if len(listed) != 0 {
		t.Errorf("not here: %v", listed)
	}
}

func TestEverySubLocationLiesInAnIntegratedCareBoardOnEveryDay(t *testing.T) {
	subs := 0
	for _, sub := range Bodies(England) {
		if !strings.HasPrefix(sub.What, "sub-location") {
			continue
		}
		subs++
		for on, most := range map[string]int{"2026-03-31": 1, "2026-04-01": 1} {
			if !sub.On(day(on)) {
				continue
			}
			in := 0
			for _, code := range sub.Within {
				if b, ok := ourRegister().body(code); ok && b.On(day(on)) {
					in++
				}
			}
			if in == 0 || in > most {
				t.Errorf("%s lies in %d boards on %s", sub.Name, in, on)
			}
		}
	}
	if subs != 107 {
		t.Errorf("%d sub-locations", subs)
	}
}

// Frimley's one part ended with its board: its practices went to three parts, of which
// one is new.
func TestThePartOfFrimleyWasDividedAmongThree(t *testing.T) {
	const frimley = "D4U1Y"
	if n := inForce(England, "sub-location of the integrated care board", "2026-03-31"); n != 106 {
		t.Errorf("%d parts on 31 March", n)
	}
	if n := inForce(England, "sub-location of the integrated care board", "2026-04-01"); n != 106 {
		t.Errorf("%d parts on 1 April", n)
	}
	for council, want := range map[string]string{"E06000036": "U2G6B", "E06000039": "U2G6B", "E06000040": "U2G6B", "E07000089": "D9Y0V", "E07000092": "D9Y0V",
		"E07000214": "92A", "E07000216": "92A"} {
		area := Area{Country: England, Council: council, SubICB: frimley, ICB: "QNQ"}
		bodies := AnsweringAsOf(area, day("2026-04-01"), day(today))
		part, ok := ourRegister().body(want)
		if !ok || len(bodies) != 2 || bodies[0].Code != part.Code || !ourRegister().names(part.Within, bodies[1]) {
			t.Errorf("%s: %s", council, who(bodies))
		}
		before := AnsweringAsOf(area, day("2026-03-31"), day(today))
		if len(before) != 4 || before[0].Name != "NHS Frimley sub-ICB location" || before[1].Code != part.Code || before[2].Code != "E54000034" || before[3].Code != bodies[1].Code {
			t.Errorf("%s in March: %s", council, who(before))
		}
	}
}

func TestWalesHas7BoardsAndNorthernIreland5Trusts(t *testing.T) {
	if n := len(Bodies(Wales)); n != 7 {
		t.Errorf("%d boards in Wales", n)
	}
	if n := len(Bodies(NorthernIreland)); n != 5 {
		t.Errorf("%d trusts in Northern Ireland", n)
	}
	if n := len(Bodies("L93000001")) + len(Bodies("M83000003")); n != 0 {
		t.Errorf("%d bodies on the islands", n)
	}
}

func TestATableOfBodiesWithSomethingWrongIsRefusedWithTheLine(t *testing.T) {
	const header = "code,name,kind,country,opened,closed,successors\n"
	for text, reason := range map[string]string{
		"":                             "the file is empty",
		"code,name,kind\n":             "no column country",
		"code,name,kind,country,kind":  "names the column kind twice",
		header + "E1,A,board":          "line 2: it has 3 columns and the first line has 7",
		header + "e1,A,board,,,,\n":    `line 2: "e1" is not a code`,
		header + "E1,,board,,,,\n":     "line 2: E1 needs a name",
		header + "E1,A,king,,,,\n":     `line 2: the kind is "king"`,
		header + "E1,A,board,,1/2/3,,": "line 2: opened is not written as year, month and day",
		header + "E1,A,board,,2026-04-01,2026-03-31,\n":                     "line 2: E1 closed before it opened",
		header + "E1,A,board,,,,E2\n":                                       "line 2: E1 has a successor and no date on which it closed",
		header + "E1,A,board,,,2026-03-31,E1\n":                             "line 2: E1 is its own successor",
		header + "E1,A,board,,,,\nE1,B,board,,,,\n":                         "line 3: the code E1 is already on line 2",
		header + "E1,A,board,,,2026-03-31,E2\n":                             "E1 names E2, which is not in the table",
		header + "E1,A,board,,,2026-03-31,E2\nE2,B,board,,,2026-04-30,E1\n": "would be a successor of itself, by way of others",
		header + "\xff\xfe,A,board,,,,\n":                                   "line 2: the text is not UTF-8",
		header + "\"E1,A,board,,,,\n":                                       "line 2: a quotation mark is opened and not closed",
		header + strings.Repeat("x", 1<<20):                                 "line 2: the line is longer than",
	} {
		if _, err := ourRegister().with(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%.80q: %v", text, err)
		}
	}
}

func FuzzNoTableOfBodiesBreaksTheRegister(f *testing.F) {
	f.Add("code,name,kind,country,opened,closed,successors,within,ods,former\nE1,A,board,X,2026-04-01,2026-05-01,E54000008,E54000010,Q1,E0\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := ourRegister().with(strings.NewReader(text))
		if err != nil {
			return
		}
		for code := range r.bodies {
			for _, day := range r.turns() {
				AnsweringAsOf(Area{ICB: code, SubICB: code, Board: code, by: r}, day, day)
			}
		}
	})
}
