package flow_test

import (
	"errors"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/testkit"
)

func TestSomebodyWhoLeft_LosesTheirNameAndTheRecordStays(t *testing.T) {
	p := newPostRoom(t)
	id := p.published()
	p.answered(id, "thank you", "published")
	p.send()
	for _, anonymise := range []func() error{
		func() error { return flow.AnonymiseMember(p, ritasAddress) }, func() error { return flow.AnonymiseModerator(p, mosesAddress) },
	} {
		if err := anonymise(); !errors.Is(err, flow.ErrStillActive) {
			t.Errorf("somebody who still works here: %v", err)
		}
	}
	open := p.told()
	_, err := flow.Claim(p, records.Item{Story: open}, p.moderator.Id, false)
	p.ok(err)
	p.ok(flow.LeaveForTomorrow(p, p.moderator.Id, []records.Item{{Story: id}}))
	p.ok(flow.KeepView(p, p.moderator.Id, "Canary’s corner", "late=1"))
	p.member.ProxyRecord().Set("active", false)
	p.ok(p.Save(p.member))
	p.moderator.SetActive(false)
	p.ok(p.Save(p.moderator))
	p.ok(flow.AnonymiseMember(p, ritasAddress))
	p.ok(flow.AnonymiseModerator(p, mosesAddress))
	testkit.NoCanaries(t, p.DataDir(), testkit.Canary{Name: "Rita's address", Value: ritasAddress}, testkit.Canary{Name: "Moses' address", Value: mosesAddress},
		testkit.Canary{Name: "what Moses called a view", Value: "Canary’s corner"})
	for _, kept := range []string{"claims", "not_today", "pauses", "desk_views"} {
		if n, err := p.CountRecords(kept); err != nil || n != 0 {
			t.Errorf("%s keeps %d of somebody who left (%v)", kept, n, err)
		}
	}
	acts, err := records.ActsOnStory(p, id)
	p.ok(err)
	by, err := records.FindModerator(p, acts[len(acts)-1].By())
	p.ok(err)
	if by.Name() != records.FormerModerator || by.Active() {
		t.Errorf("the story was published by %q", by.Name())
	}
	m, err := records.FindMember(p, p.member.Id)
	p.ok(err)
	if m.Name() != records.FormerMember || m.JobTitle() != "" || m.Active() || m.ProxyRecord().ValidatePassword("a long password") {
		t.Error("a former member has a name, a job or a way in")
	}
	if err := flow.AnonymiseMember(p, ritasAddress); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("a second time: %v", err)
	}
}
