package pages

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

const (
	membersPath     = "/staff/members"
	membersFilePath = membersPath + "/file"
	invitationsPath = "/staff/invitations"
)

// membersRoutes are the doors of those who look after the members of their
// organisation. Every one that takes an id looks it up in that organisation.
var membersRoutes = []route{
	{"GET", membersPath, administrator, showMembers},
	{"GET", membersPath + "/acts", administrator, showMemberActs},
	{"GET", membersPath + "/invite", administrator, showInvite},
	{"POST", membersPath + "/invite", administrator, doInvite},
	{"GET", membersFilePath, administrator, showMembersFile},
	{"POST", membersFilePath, administrator, doReadMembersFile},
	{"POST", membersFilePath + "/send", administrator, doInviteFromFile},
	{"GET", invitationsPath + "/{id}", administrator, showInvitation},
	{"POST", invitationsPath + "/{id}/again", administrator, doInviteAgain},
	{"POST", invitationsPath + "/{id}/address", administrator, doCorrectInvitation},
	{"POST", invitationsPath + "/{id}/cancel", administrator, doCancelInvitation},
	{"GET", membersPath + "/{id}", administrator, showMember},
	{"POST", membersPath + "/{id}/role", administrator, doChangeRole},
	{"POST", membersPath + "/{id}/job", administrator, doChangeJob},
	{"POST", membersPath + "/{id}/until", administrator, doUntil},
	{"POST", membersPath + "/{id}/freeze", administrator, doFreeze},
	{"POST", membersPath + "/{id}/unfreeze", administrator, doUnfreeze},
	{"GET", membersPath + "/{id}/remove", administrator, showRemove},
	{"POST", membersPath + "/{id}/remove", administrator, doRemove},
}

// membersSize is how many members a page lists.
const membersSize = 50

// staffNav is the way between the pages of a member.
type staffNav struct {
	Here          string // stories, organisation, members or account
	Administrator bool
}

func newStaffNav(e *core.RequestEvent, here string) staffNav {
	return staffNav{here, signedIn(e).may(administrator)}
}

// memberLine is a member, or somebody who was invited, in the list.
type memberLine struct {
	Href, Name, Email string
	Role              string
	Job               string // job title and department
	State             string // in words; empty for who is let in
	Since             time.Time
}

// membersView is the list of an organisation's members.
type membersView struct {
	Notice       string
	Nav          staffNav
	Organisation string
	Term         string
	Open, Frozen int
	Ended        int // their last day is over
	Invited      int
	Words        Field
	Role, State  Field
	Searched     bool
	Found        int
	Members      []memberLine
	Paging       Paging
}

var membersPage = newPage[membersView]("staff/members")

// roleWords name the roles.
var roleWords = map[story.Role]string{story.RoleMember: "Member", story.RoleResponder: "Responder", story.RoleAdministrator: "Administrator"}

// roleHints say what each role may do.
var roleHints = map[story.Role]string{story.RoleMember: "Reads the stories that reach you.",
	story.RoleResponder: "Reads them and answers in public.", story.RoleAdministrator: "Reads, answers, and looks after the members."}

func showMembers(e *core.RequestEvent) error {
	m, q := signedIn(e).Member, e.Request.URL.Query()
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return err
	}
	ask := records.MemberQuery{Organisation: o.Id, Words: story.CleanLine(q.Get("q")), Role: q.Get("role"), State: q.Get("state")}
	if len(ask.Words) > 200 {
		ask.Words = ask.Words[:200]
	}
	counts, err := records.CountMembers(e.App, o.Id)
	if err != nil {
		return err
	}
	number, _ := strconv.Atoi(q.Get("page")) // anything else is the first page
	number = min(max(number, 1), 1_000_000)
	rows, found, err := records.ListMembers(e.App, ask, membersSize, (number-1)*membersSize)
	if err != nil {
		return err
	}
	view := membersView{Notice: doneNotice(e), Nav: newStaffNav(e, "members"), Organisation: o.Name(), Term: termWords(o),
		Open: counts["open"], Frozen: counts["frozen"], Ended: counts["ended"], Invited: counts["invited"], Found: found,
		Searched: ask.Words != "" || ask.Role != "" || ask.State != ""}
	view.Words, view.Role, view.State = memberFilters(ask)
	for _, r := range rows {
		view.Members = append(view.Members, newMemberLine(e, r))
	}
	kept := url.Values{}
	for _, name := range []string{"q", "role", "state"} {
		if q.Get(name) != "" {
			kept.Set(name, q.Get(name))
		}
	}
	view.Paging = NewPaging(membersPath, kept, number, (found+membersSize-1)/membersSize)
	return membersPage.show(e, http.StatusOK, view)
}

func memberFilters(ask records.MemberQuery) (words, role, state Field) {
	words = Field{Name: "q", Label: "Name, e-mail address, job title or department", Type: "search", Value: ask.Words, Autocomplete: "off"}
	role = Field{Name: "role", Label: "Role", Options: []Option{{Label: "Any"}}}
	for _, r := range story.Roles() {
		role.Options = append(role.Options, Option{Value: string(r), Label: roleWords[r], Checked: ask.Role == string(r)})
	}
	state = Field{Name: "state", Label: "Who", Options: []Option{{Label: "Everybody"}, {Value: "open", Label: "Let in", Checked: ask.State == "open"},
		{Value: "frozen", Label: "Frozen", Checked: ask.State == "frozen"}, {Value: "ended", Label: "Ended", Checked: ask.State == "ended"}, {Value: "invited", Label: "Invited, not here yet", Checked: ask.State == "invited"}}}
	return words, role, state
}

func newMemberLine(e *core.RequestEvent, r records.MemberRow) memberLine {
	at := local(r.At.Time(), zoneOf(e))
	line := memberLine{Href: membersPath + "/" + r.ID, Name: r.Name, Email: r.Email, Role: roleWords[story.Role(r.Role)],
		Job: joined(", ", r.JobTitle, r.Department), Since: at}
	if until := r.Until.Time(); r.State == "open" && !until.IsZero() {
		line.State = "Until " + day(until.AddDate(0, 0, -1))
	}
	switch r.State {
	case "ended":
		line.State = "Ended on " + day(r.Until.Time().AddDate(0, 0, -1))
	case "frozen":
		line.State = "Frozen since " + day(at)
	case "invited":
		line.Href, line.State = invitationsPath+"/"+r.ID, "Invited on "+day(at)+", until "+day(local(r.Until.Time(), zoneOf(e)))
	}
	return line
}

// joined puts the parts that there are one after another.
func joined(between string, parts ...string) string {
	out := ""
	for _, p := range parts {
		if p != "" && out != "" {
			out += between
		}
		out += p
	}
	return out
}

// termWords say while when an organisation takes part; nothing when always.
func termWords(o *records.Organisation) string {
	from, until := o.TermFrom(), o.TermUntil()
	switch last := until.AddDate(0, 0, -1); {
	case !from.IsZero() && !until.IsZero():
		return o.Name() + " takes part here from " + day(from) + " to " + day(last) + "."
	case !until.IsZero():
		return o.Name() + " takes part here until " + day(last) + ". After that nobody can sign in for it."
	case !from.IsZero():
		return o.Name() + " takes part here since " + day(from) + "."
	}
	return ""
}
