package doctor

import (
	"fmt"

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
	wrong = ""
	if unchained > 0 {
		wrong = fmt.Sprintf("%d acts are from before acts were chained", unchained)
	}
	c.say("older acts", Warning, "", wrong, "nothing: they end with their stories", "no act is outside the chain")
	return nil
}
