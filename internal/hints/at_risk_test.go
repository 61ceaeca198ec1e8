package hints

import (
	"os"
	"strings"
	"testing"
)

// signs is how many sentences about somebody at risk are marked as pressing, and how many
// harmless ones, in one half of testdata/at_risk.txt.
type signs struct{ found, there, wrong, harmless int }

// readSigns measures the urgent words on both halves: tuned on, held out.
func readSigns(t *testing.T) (halves [2]signs) {
	text, err := os.ReadFile("testdata/at_risk.txt")
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for line := range strings.Lines(string(text)) {
		sign, sentence, _ := strings.Cut(strings.TrimSpace(line), " ")
		if sign == "#" || sign == "" {
			continue
		}
		h := &halves[count[sign]%2]
		count[sign]++
		marked := Urgency(sentence) > 0
		if count[sign]%2 == 1 && marked != (sign == "+") && *evalMiss == string(AtRisk) {
			t.Logf("%s %s: %s", sign, sentence, said(Urgent(sentence)))
		}
		switch {
		case sign == "+" && marked:
			h.found++
		case sign == "-" && marked:
			h.wrong++
		}
		if sign == "+" {
			h.there++
		} else {
			h.harmless++
		}
	}
	return halves
}

func TestEval_SignsThatSomebodyIsAtRiskArePressing(t *testing.T) {
	halves := readSigns(t)
	for i, name := range []string{"tuned on", "held out"} {
		h := halves[i]
		t.Logf("Signs of somebody at risk, the half %s: marked %d of %d; of their harmless neighbours %d of %d", name, h.found, h.there, h.wrong, h.harmless)
	}
}
