package pages

import "candour/internal/records"

// linkVerbs say what somebody has to do with a place: those kinds that its page
// shows. Whoever follows or represents something says so to its own members alone.
var linkVerbs = map[records.LinkKind]struct{ began, ended string }{
	records.LinkPartners:    {"came to answer for it", "stopped answering for it"},
	records.LinkCommissions: {"came to pay for it", "stopped paying for it"},
	records.LinkRegulates:   {"came to regulate it", "stopped regulating it"},
	records.LinkInspects:    {"came to inspect it", "stopped inspecting it"},
}

// linked is a link that began or ended, with its days where they are known.
func (h *history) linked(was, now string) (HistoryEvent, bool) {
	before, had := records.ReadPastLink(was)
	l, has := records.ReadPastLink(now)
	if !has {
		l = before
	}
	verbs, shown := linkVerbs[l.Kind]
	who, known := h.links[l.Organisation]
	if !shown || !known || l.Area+l.Tag+l.ServiceKind != "" {
		return HistoryEvent{}, false
	}
	ev := HistoryEvent{Link: who, After: " " + verbs.began + "."}
	switch {
	case !has:
		ev.After = " " + verbs.ended + "."
	case l.Until != before.Until && l.Until != "":
		ev.After = " " + verbs.ended + ". The last day was " + day(l.Ended()) + "."
	case l.Since != "" && had:
		ev.After = " " + verbs.began + " on " + day(l.Began()) + ". The list had no day, or another one, before."
	case l.Since != "":
		ev.After = " " + verbs.began + " on " + day(l.Began()) + "."
	}
	return ev, true
}
