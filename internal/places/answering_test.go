package places

import (
	"testing"
	"time"
)

func TestTheTableOfScotlandIsComplete(t *testing.T) {
	s, err := readScotland()
	if err != nil {
		t.Fatal(err)
	}
	used, boards, partnerships := map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, c := range s.councils {
		partnerships[c.partnership]++
		boards[c.board] = true
		for _, code := range []string{c.code, c.partnership, c.board} {
			used[code] = true
			if s.names[code] == "" {
				t.Errorf("%s has no name", code)
			}
		}
	}
	if len(s.councils) != 32 || len(partnerships) != 31 || len(boards) != 14 {
		t.Errorf("%d councils, %d partnerships, %d boards", len(s.councils), len(partnerships), len(boards))
	}
	if len(s.names) != len(used) || len(used) != 32+31+14 {
		t.Errorf("%d names for %d codes", len(s.names), len(used))
	}
	for code, councils := range partnerships { // Clackmannanshire and Stirling share one
		if shared := code == "S37000005"; (councils == 2) != shared {
			t.Errorf("%s answers for %d councils", code, councils)
		}
	}
	names := map[string]string{}
	for code, name := range s.names {
		if names[name] != "" {
			t.Errorf("%s and %s are both called %s", code, names[name], name)
		}
		names[name] = code
	}
	for former, code := range s.current {
		if used[former] || !used[code] {
			t.Errorf("%s is replaced by %s", former, code)
		}
	}
}

func TestThePartnershipAndTheBoardAnswerForAnArea(t *testing.T) {
	for council, want := range map[string][2]string{
		"S12000034": {"Aberdeenshire Health and Social Care Partnership", "NHS Grampian"},
		"S12000005": {"Clackmannanshire and Stirling Health and Social Care Partnership", "NHS Forth Valley"},
		"S12000030": {"Clackmannanshire and Stirling Health and Social Care Partnership", "NHS Forth Valley"},
		"S12000035": {"Argyll and Bute Health and Social Care Partnership", "NHS Highland"},
		"S12000013": {"Western Isles Health and Social Care Partnership", "NHS Western Isles"},
		"S12000046": {"Glasgow City Health and Social Care Partnership", "NHS Greater Glasgow and Clyde"}, // its code until 2019
	} {
		got := Answering(Area{Postcode: "AB10 1AB", Council: council}, time.Time{})
		if len(got) != 2 || got[0].Name != want[0] || got[1].Name != want[1] || got[0].Kind != Partnership || got[1].Kind != Board {
			t.Errorf("%s: %+v", council, got)
		}
	}
	aberdeen := Answering(Area{Postcode: "AB10 1AB", Council: "S12000033"}, time.Time{})
	if why := aberdeen[1].Why; why != "It is the health board of the area the author lives in, Aberdeen City." {
		t.Error(why)
	}
}

func TestNobodyAnswersForAnUnknownArea(t *testing.T) {
	for _, council := range []string{"", "E07000240", "S12999999"} {
		if got := Answering(Area{Council: council}, time.Time{}); len(got) != 0 {
			t.Errorf("%q: %+v", council, got)
		}
	}
	if CouncilName("S12000015") != "Fife" || CouncilName("x") != "" || CurrentCode("S08000021") != "S08000031" {
		t.Error("the names or the former codes are wrong")
	}
}

func TestScotlandHas14BoardsAnd31Partnerships(t *testing.T) {
	bodies := Bodies(Scotland)
	if len(bodies) != 45 || bodies[0].Name != "NHS Ayrshire and Arran" || bodies[13].Kind != Board || bodies[14].Kind != Partnership {
		t.Errorf("%d: %+v", len(bodies), bodies)
	}
}
