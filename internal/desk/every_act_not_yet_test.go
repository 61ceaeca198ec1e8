package desk

// notYet are functions that no test drives: work to be done, not exceptions. Whoever drives
// one takes it off.
var notYet = []exception{
	{`(v) => v.name`, ""},
	{`() => data.busy`, ""},
	{`(o) => o != x`, ""},
	{`(words) => t.div(null, t.h2({ className: "desk-small-title" }, "A lett…`, ""},
	{`(e) => !e.currentTarget.contains(e.relatedTarget) && keep()`, ""},
	{`() => "does not need to look any more"`, ""},
	{`() => "said nothing in its time"`, ""},
	{`() => "said: go ahead"`, ""},
	{"(l) => `asked for a second look (${l.reason.toLowerCase()}). ${l.decid…", ""},
	{`function toProposal() { const card = document.getElementById("desk_pro…`, ""},
	{`() => (window.location.hash = "#/desk")`, ""},
	{`() => "does not need to answer any more"`, ""},
	{"(q) => `did not answer until ${q.due}`", ""},
	{`(x) => x != r.id`, ""},
	{`() => "desk_text"`, ""},
	{`() => t.a({ href: "#/desk/safety" }, "Somebody in danger")`, ""},
	{`(p) => t.li(null, serviceLink(p))`, ""},
	{"(c) => Object.entries(c).filter(([, n]) => n).map(([what, n]) => `${n}…", ""},
	{`(h) => t.th({ "html-scope": "col" }, h)`, ""},
	{`(l) => t.tr(null, t.th({ "html-scope": "row" }, l.format), t.td(null, …`, ""},
	{`() => document.visibilityState == "hidden" && flush()`, ""},
}
