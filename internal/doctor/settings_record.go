package doctor

import (
	"fmt"
	"strings"

	"candour/internal/records"
)

// mostFaults is how many broken records are counted before the doctor stops
// looking: one is enough to act on.
const mostFaults = 100

// lookAtRecord asks whether the record of what was done with each story is whole.
func (c *checkup) lookAtRecord() error {
	faults, acts, unchained, err := records.WalkRecords(c.app, mostFaults)
	if err != nil {
		return err
	}
	wrong := ""
	if len(faults) > 0 {
		f := faults[0]
		wrong = fmt.Sprintf("the record of %d stories is not as it was written: of story %s, %s (act %d)", len(faults), f.Story, f.What, f.Place)
	}
	c.say("record of acts", Broken, "edits-are-recorded", wrong,
		"somebody changed the data file by hand, or put an older copy of a part of it back: compare it with a backup", fmt.Sprintf("%d acts, each chained to the one before it", acts-unchained))
	carried, err := records.CountCarriedOver(c.app)
	if err != nil {
		return err
	}
	wrong = ""
	if unchained > 0 {
		wrong = fmt.Sprintf("%d acts are from before acts were chained", unchained)
	}
	if carried > 0 {
		wrong = strings.TrimPrefix(wrong+fmt.Sprintf("; %d steps of danger cases are in the record only since an upgrade, as they were that day", carried), "; ")
	}
	c.say("older acts", Warning, "", wrong, "nothing: they end with their stories", "no act is outside the chain")
	return nil
}
