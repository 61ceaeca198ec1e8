package pages

import (
	"strings"
	"time"

	"candour/internal/deployment"
	"candour/internal/story"
)

// privacyView is the privacy notice. What it says of things held and of how long
// is read from the tables that the program itself obeys.
type privacyView struct {
	SiteName, RegionName string
	Operator             Operator
	Law                  string
	Bases                []basis
	ConsentAge           int // below it a parent must agree too; 0: no such law here
	Regulator            regulator
	Held                 []heldGroup
	Clocks               []keptFor
	Backups              string // "35 days"
	Totals               Totals
	Versions             []noticeVersion // newest first
	SecondFactor         bool            // whether moderators need a code besides their password here
}

// Totals is the region's rule for showing totals about people.
type Totals struct{ MinimumPeople, HideUpTo, RoundTo int }

type basis struct{ For, Words string }

type regulator struct{ Name, URL, Phone string }

// Dial is the phone number without spaces, for a tel: link.
func (r regulator) Dial() string { return strings.ReplaceAll(r.Phone, " ", "") }

// heldGroup is the things that the same people can see.
type heldGroup struct {
	ID, Title, Lead string
	Things          []heldThing
}

type heldThing struct{ ID, What, Why, Who, Long string }

// keptFor is one clock.
type keptFor struct{ ID, What, Long string }

// noticeVersion is one version of the notice, and what it changed.
type noticeVersion struct {
	On    time.Time
	Words string
}

// noticeVersions are the versions of the privacy notice, newest first. Whoever
// changes what it promises adds one at the top.
var noticeVersions = []noticeVersion{
	{time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC), "The first notice."},
}

// heldGroups are the headings of the notice for what is held.
var heldGroups = []struct {
	reach       story.Reach
	title, lead string
}{
	{story.ReachEveryone, "What everyone can read", "We publish these, because they are what people can learn from."},
	{story.ReachReaders, "What you and the moderators see", "Moderators read stories for this site. They don’t see who you are."},
	{story.ReachYou, "What only you see", "Sign in: it stands in your account, or in the copy you can make there. Nobody else can look it up, with the one exception below."},
	{story.ReachNobody, "What the program keeps for its work", "Some things must be stored so that the rest works."},
	{story.ReachStaff, "What we hold about people who work here", "Staff of services, and our own moderators."},
}

func privacyOf(d *deployment.Deployment) privacyView {
	r := d.Region
	v := privacyView{SiteName: d.Name, RegionName: r.Name, Operator: Operator(d.Operator.Shown()), Law: r.Privacy.Law, ConsentAge: r.Privacy.ConsentAge,
		Regulator: regulator(r.Privacy.Regulator), Backups: d.Clock("backups").Period(), Versions: noticeVersions, SecondFactor: d.SecondFactor,
		Totals: Totals{r.Disclosure.MinimumPeople, r.Disclosure.HideUpTo, r.Disclosure.RoundTo}}
	for _, b := range r.Privacy.Bases {
		v.Bases = append(v.Bases, basis(b))
	}
	for _, g := range heldGroups {
		v.Held = append(v.Held, heldGroup{ID: "seen-by-" + string(g.reach), Title: g.title, Lead: g.lead, Things: heldThings(g.reach, d)})
	}
	for _, c := range d.Clocks() {
		k := keptFor{ID: "clock-" + c.Name, What: c.What, Long: c.Period() + " " + c.From}
		if c.Days+c.Months == 0 {
			k.Long = "never stored"
		}
		v.Clocks = append(v.Clocks, k)
	}
	return v
}

func heldThings(reach story.Reach, d *deployment.Deployment) []heldThing {
	var things []heldThing
	for _, h := range story.Holdings() {
		if h.Reach == reach {
			things = append(things, heldThing{"held-" + h.Name, h.What, h.Why, h.Who, h.HowLong(d.Clock)})
		}
	}
	return things
}
