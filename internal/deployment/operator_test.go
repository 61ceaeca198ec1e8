package deployment

import (
	"slices"
	"testing"
)

func TestTheOperatorIsToldWhatTheNoticeLacksAndNobodyElse(t *testing.T) {
	o := Operator{Name: "The Trust", Address: "1 Street", Email: "a@example.org", DPO: None, Processors: "Example Hosting"}
	if got, want := o.Missing(), []string{"CANDOUR_OPERATOR_REGISTRATION"}; !slices.Equal(got, want) {
		t.Errorf("missing %v, not %v", got, want)
	}
	if n := len(Operator{}.Missing()); n != 6 {
		t.Errorf("nothing is set and %d things are missing", n)
	}
	if s := o.Shown(); s.DPO != "" || s.Name != "The Trust" {
		t.Errorf("the public is shown %+v", s)
	}
}

func TestAClockFollowsTheOperatorsSetting(t *testing.T) {
	d := &Deployment{IPDays: 0}
	if c := d.Clock("ip-addresses"); c.Days != 0 {
		t.Errorf("addresses that are never stored are kept for %s", c.Period())
	}
	if c := d.Clock("backups"); c.Days != 35 {
		t.Errorf("backups are kept for %s", c.Period())
	}
	d.IPDays, d.BackupDays = 30, 7
	for _, c := range d.Clocks() {
		if want := map[string]string{"ip-addresses": "30 days", "backups": "7 days", "drafts": "7 days", "originals": "6 months"}[c.Name]; want != "" && c.Period() != want {
			t.Errorf("%s: %s, not %s", c.Name, c.Period(), want)
		}
	}
}
