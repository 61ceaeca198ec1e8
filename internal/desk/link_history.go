package desk

import (
	"time"

	"candour/internal/records"
)

// linkVerbs say what somebody has to do with a service or an organisation.
var linkVerbs = map[records.LinkKind]string{
	records.LinkPartners: "answer for", records.LinkCommissions: "pay for", records.LinkRegulates: "regulate", records.LinkInspects: "inspect",
	records.LinkFollows: "follow", records.LinkRepresents: "represent the people of",
}

// idsIn are the ids of services and organisations that a row of history speaks of.
func idsIn(field, was, now string) (ids []string) {
	if field != records.LinkField {
		return []string{was, now}
	}
	for _, kept := range []string{was, now} {
		if l, ok := records.ReadPastLink(kept); ok {
			ids = append(ids, l.Organisation)
		}
	}
	return ids
}

// linkWords say that a link began, ended or got other days.
func linkWords(was, now string, names map[string]string) string {
	before, _ := records.ReadPastLink(was)
	l, has := records.ReadPastLink(now)
	if !has {
		return nameIn(names, before.Organisation) + " has ceased to " + whatLinked(before) + "."
	}
	words := nameIn(names, l.Organisation)
	if l.Until != "" && l.Until != before.Until {
		return words + " has ceased to " + whatLinked(l) + ", with " + dayWords(l.Ended()) + " as the last day."
	}
	words += " has come to " + whatLinked(l)
	if l.Since != "" {
		words += ", from " + dayWords(l.Began()) + " on"
	}
	return words + "."
}

// whatLinked is what a link is: "pay for it", "inspect every service of the kind care home".
func whatLinked(l records.PastLink) string {
	verb := linkVerbs[l.Kind]
	switch {
	case l.Area != "":
		return verb + " the area " + l.Area
	case l.ServiceKind != "":
		return verb + " every service of the kind " + quoted(l.ServiceKind)
	case l.Tag != "":
		return verb + " what is tagged alike"
	}
	return verb + " it"
}

// dayWords is a day that has no hour, and so no zone.
func dayWords(at time.Time) string { return at.Format("2 January 2006") }
