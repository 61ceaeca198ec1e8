package hints

import (
	"os"
	"strings"
	"testing"
)

// signTally is how many sentences about somebody at risk are marked as pressing, and how many
// harmless ones.
type signTally struct{ found, there, wrong, harmless int }

// readSigns measures the urgent words on testdata/at_risk.txt, by its sections.
func readSigns(t *testing.T) map[string]*signTally {
	t.Helper()
	text, err := os.ReadFile("testdata/at_risk.txt")
	if err != nil {
		t.Fatal(err)
	}
	sections, name := map[string]*signTally{}, ""
	for line := range strings.Lines(string(text)) {
		kind, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
		if strings.HasPrefix(line, "[") {
			name = strings.Trim(strings.TrimSpace(line), "[]")
			sections[name] = &signTally{}
			continue
		}
		pressing := Urgency(sentence) > 0
		switch kind {
		case "+":
			sections[name].there++
			sections[name].found += count(pressing)
		case "-":
			sections[name].harmless++
			sections[name].wrong += count(pressing)
		default:
			continue
		}
		if *evalMiss == string(AtRisk) && pressing != (kind == "+") {
			say("%s %s: %s\n", kind, sentence, said(Urgent(sentence)))
		}
	}
	return sections
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func TestEval_SignsThatSomebodyIsAtRiskArePressing(t *testing.T) {
	say("Sentences about somebody at risk, and harmless ones with the same words: marked as pressing\n")
	found := readSigns(t)
	for name, floor := range map[string]int{"tuned on": 83, "tuned on later": 41} {
		s := found[name]
		say("  %s       %d of %d, and %d of %d harmless\n", name, s.found, s.there, s.wrong, s.harmless)
		if s.found < floor || s.there < 40 || s.harmless < 40 || s.wrong > 2 {
			t.Errorf("%s: %+v, and %d were found before", name, *s, floor)
		}
	}
}
