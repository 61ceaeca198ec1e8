package flow_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const aPassword = "a long password"

// other is a second organisation, and admin an administrator of the board.
func (p *postRoom) other() string {
	p.t.Helper()
	o, err := records.NewOrganisation(p, "ons", "S37000099", "A partnership far away", "partnership")
	p.keep(o, err)
	return o.Id
}

func (p *postRoom) admin(email, organisation string) *records.Member {
	p.t.Helper()
	m, err := records.AddMember(p, email, "Isla", aPassword, organisation, story.RoleAdministrator)
	p.ok(err)
	return m
}

func (p *postRoom) membership(member, organisation string) *records.Membership {
	p.t.Helper()
	in, err := records.FindMembershipIn(p, member, organisation)
	p.ok(err)
	return in
}

func (p *postRoom) join(m *records.Member, organisation string, role story.Role) *records.Membership {
	p.t.Helper()
	in, err := records.NewMembership(p, m.Id, organisation, role, p.Now())
	p.keep(in, err)
	return in
}

func invitee(email string) story.Invitee {
	return story.Invitee{Email: email, Name: "Nia Pryce", JobTitle: "Charge nurse", Role: story.RoleResponder}
}

func TestAnInvitation_SaysTheSameOfEveryAddress_AndItsLetterWhatItsOwnerMayKnow(t *testing.T) {
	p := newPostRoom(t)
	second := p.other()
	admin := p.admin("isla@city.example", second)
	for _, email := range []string{"nia@board.example", ritasAddress} { // Rita belongs to another organisation
		done, err := flow.InviteMembers(p, flow.Inviting{Admin: admin.Id}, []story.Invitee{invitee(email)})
		if err != nil || done != (flow.Invited{New: 1}) {
			t.Errorf("%s: %+v, %v", email, done, err)
		}
	}
	rows, found, err := records.ListMembers(p, records.MemberQuery{Organisation: second, State: "invited"}, 10, 0)
	p.ok(err)
	if found != 2 || rows[0].Name != "Nia Pryce" || rows[1].Name != "Nia Pryce" {
		t.Errorf("an administrator sees %+v: more than was typed", rows)
	}
	p.send()
	at := p.Deployment.URL + "/invitation/"
	known, fresh := wordsOf(t, p.box.To(ritasAddress)[0]), wordsOf(t, p.box.To("nia@board.example")[0])
	if !strings.Contains(known, "You already sign in here") || strings.Contains(fresh, "already") || !strings.Contains(fresh, "choose a password") {
		t.Errorf("known:\n%s\nnew:\n%s", known, fresh)
	}
	who, made, err := flow.JoinOrganisation(p, tokenIn(t, p.box.To(ritasAddress)[0], at), "Somebody Else", "another password")
	p.ok(err)
	rita, err := records.FindMember(p, p.member.Id)
	p.ok(err)
	if made || who.Id != rita.Id || rita.Name() != "Rita" || !rita.ProxyRecord().ValidatePassword(aPassword) || rita.Organisation() != p.member.Organisation() {
		t.Error("joining a second organisation changed who Rita is, or whom she acts for")
	}
	token := tokenIn(t, p.box.To("nia@board.example")[0], at)
	var problems story.Problems
	if _, _, err := flow.JoinOrganisation(p, token, "", "short"); !errors.As(err, &problems) || len(problems) != 2 {
		t.Errorf("without a name and a good password: %v", err)
	}
	who, made, err = flow.JoinOrganisation(p, token, "Nia Ann Pryce", "three quiet words")
	p.ok(err)
	nia, err := records.FindMember(p, who.Id)
	p.ok(err)
	if !made || nia.Name() != "Nia Ann Pryce" || nia.JobTitle() != "Charge nurse" || nia.Role() != story.RoleResponder || nia.Membership().InvitedBy() != admin.Id {
		t.Errorf("joined as %s, %s, %s", nia.Name(), nia.JobTitle(), nia.Role())
	}
	if _, _, err := flow.JoinOrganisation(p, token, "Nia", "three quiet words"); !errors.Is(err, flow.ErrLink) {
		t.Errorf("a second time: %v", err)
	}
	if done, err := flow.InviteMembers(p, flow.Inviting{Admin: admin.Id}, []story.Invitee{invitee("NIA@board.example")}); err != nil || done.Here != 1 {
		t.Errorf("who is here already: %+v, %v", done, err)
	}
}

func TestAnInvitationThatIsCalledOffOrTooOld_OpensNothing(t *testing.T) {
	p := newPostRoom(t)
	admin := p.admin("isla@board.example", p.member.Organisation())
	_, err := flow.InviteMembers(p, flow.Inviting{Admin: admin.Id}, []story.Invitee{invitee("nia@board.example"), invitee("una@board.example")})
	p.ok(err)
	p.send()
	at := p.Deployment.URL + "/invitation/"
	rows, _, err := records.ListMembers(p, records.MemberQuery{Organisation: admin.Organisation(), Words: "nia@"}, 10, 0)
	p.ok(err)
	stranger := p.admin("olga@city.example", p.other())
	if err := flow.CancelInvitation(p, stranger.Id, rows[0].ID); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("another organisation's administrator: %v", err)
	}
	for i := range 5 {
		p.Pass(time.Minute)
		if err := flow.InviteAgain(p, admin.Id, rows[0].ID); (i < 3) != (err == nil) {
			t.Errorf("letter %d: %v", i, err)
		}
	}
	p.ok(flow.CancelInvitation(p, admin.Id, rows[0].ID))
	p.Pass(15 * 24 * time.Hour)
	for _, email := range []string{"nia@board.example", "una@board.example"} {
		if _, err := flow.FindAsked(p, tokenIn(t, p.box.To(email)[0], at)); !errors.Is(err, flow.ErrLink) {
			t.Errorf("%s: %v", email, err)
		}
	}
	if posted := p.send(); posted.Sent != 0 || posted.Dropped != 3 {
		t.Errorf("letters of an invitation that was called off: %+v", posted)
	}
}

func TestAListOfPeople_IsInvitedOnce_HoweverOftenItIsSent(t *testing.T) {
	p := newPostRoom(t)
	var people []story.Invitee
	for i := range 450 { // more than two transactions
		people = append(people, invitee(fmt.Sprintf("nia%d@board.example", i)))
	}
	people = append(people, invitee(strings.ToUpper(ritasAddress)))
	by := flow.Inviting{Organisation: p.member.Organisation(), FromFile: true}
	for i, want := range []flow.Invited{{New: 450, Here: 1}, {Here: 451}} {
		if done, err := flow.InviteMembers(p, by, people); err != nil || done != want {
			t.Errorf("time %d: %+v, %v", i, done, err)
		}
	}
	for collection, want := range map[string]int64{"invitations": 450, "letters": 450, "member_acts": 1, "members": 1} {
		if n, err := p.CountRecords(collection); err != nil || n != want {
			t.Errorf("%d %s, not %d (%v)", n, collection, want, err)
		}
	}
}

func TestAFrozenMember_IsOutAtOnce_AndGetsNoLetters_AndActsForAnotherOrganisation(t *testing.T) {
	p := newPostRoom(t)
	board, second := p.member.Organisation(), p.other()
	admin := p.admin("isla@board.example", board)
	own := p.membership(p.member.Id, board)
	begun, err := records.StartSession(p, p.member.ProxyRecord(), "Firefox", false, p.Now())
	p.ok(err)
	id := p.published() // owes Rita a letter
	p.ok(flow.FreezeMember(p, admin.Id, own.Id))
	if s, err := records.FindSession(p, begun.Id); err != nil || s.Lasts(p.Now()) {
		t.Errorf("a sign-in lasts on: %v", err)
	}
	p.send()
	if n := len(p.box.To(ritasAddress)); n != 0 {
		t.Errorf("%d letters to somebody who is frozen", n)
	}
	var shut flow.NotLetIn
	if _, err := flow.SignIn(p, ritasAddress, aPassword); !errors.As(err, &shut) || !strings.Contains(shut.Words, "paused") {
		t.Errorf("signing in: %v", err)
	}
	if _, err := flow.SignIn(p, ritasAddress, "a wrong password"); !errors.Is(err, flow.ErrSignIn) {
		t.Errorf("a wrong password is told more: %v", err)
	}
	_, err = flow.RespondToStory(p, flow.Answer{StoryID: id, MemberID: p.member.Id, Text: "Thank you."})
	if !errors.Is(err, story.ErrMayNotRespond) {
		t.Errorf("answering: %v", err)
	}
	if _, err := flow.OpenStory(p, p.member.Id, id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("reading: %v", err)
	}
	p.join(p.member, second, story.RoleMember)
	if _, err := flow.SignIn(p, ritasAddress, aPassword); err != nil {
		t.Errorf("for the other organisation: %v", err)
	}
	rita, err := records.FindMember(p, p.member.Id)
	p.ok(err)
	if rita.Organisation() != second || rita.Role() != story.RoleMember {
		t.Error("she does not act for the organisation that lets her in")
	}
	if err := flow.SwitchOrganisation(p, rita.Id, own.Id); !errors.As(err, &shut) {
		t.Errorf("switching to where she is frozen: %v", err)
	}
	p.ok(flow.UnfreezeMember(p, admin.Id, own.Id))
	p.ok(flow.SwitchOrganisation(p, rita.Id, own.Id))
	if _, err := flow.OpenStory(p, p.member.Id, id); err != nil {
		t.Errorf("let in again: %v", err)
	}
	if err := flow.SwitchOrganisation(p, rita.Id, p.membership(admin.Id, board).Id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("another person's membership: %v", err)
	}
}

func TestAnOrganisationOutOfTerm_LetsNobodyIn_AndIsToldOfNothing(t *testing.T) {
	p := newPostRoom(t)
	second := p.other()
	p.join(p.member, second, story.RoleMember)
	board, err := records.FindOrganisation(p, p.member.Organisation())
	p.ok(err)
	board.SetTerm(time.Time{}, p.Now().Add(24*time.Hour))
	p.keep(board, nil)
	id := p.published()
	p.Pass(25 * time.Hour)
	p.send()
	if n := len(p.box.To(ritasAddress)); n != 0 {
		t.Errorf("%d letters after the term", n)
	}
	if _, err := flow.OpenStory(p, p.member.Id, id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("reading after the term: %v", err)
	}
	if _, err := flow.SignIn(p, ritasAddress, aPassword); err != nil {
		t.Errorf("another membership does not work: %v", err)
	}
	p.ok(p.Delete(p.membership(p.member.Id, second)))
	var shut flow.NotLetIn
	if _, err := flow.SignIn(p, ritasAddress, aPassword); !errors.As(err, &shut) || !strings.Contains(shut.Words, "NHS Grampian took part here until") {
		t.Errorf("signing in after the term: %v", err)
	}
	if _, err := flow.InviteMembers(p, flow.Inviting{Organisation: board.Id}, []story.Invitee{invitee("nia@board.example")}); !errors.Is(err, flow.ErrOutOfTerm) {
		t.Errorf("inviting after the term: %v", err)
	}
}

func TestWhoLeavesTheirLastOrganisation_LeavesNoAccount(t *testing.T) {
	p := newPostRoom(t)
	board, second := p.member.Organisation(), p.other()
	admin, elsewhere := p.admin("isla@board.example", board), p.admin("olga@city.example", second)
	in := p.join(p.member, second, story.RoleMember)
	quiet, err := records.AddMember(p, "quiet.canary@board.example", "Quiet Canary", aPassword, board, story.RoleMember)
	p.ok(err)
	p.answered(p.published(), "thank you", "published")
	if err := flow.RemoveMember(p, admin.Id, in.Id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("an administrator removes somebody from another organisation: %v", err)
	}
	p.ok(flow.RemoveMember(p, admin.Id, p.membership(p.member.Id, board).Id))
	rita, err := records.FindMember(p, p.member.Id)
	p.ok(err)
	if rita.Organisation() != second || rita.Name() != "Rita" {
		t.Error("who leaves one of two organisations loses more than that one")
	}
	p.ok(flow.RemoveMember(p, elsewhere.Id, in.Id))
	rita, err = records.FindMember(p, p.member.Id)
	p.ok(err)
	if rita.Name() != records.FormerMember || rita.Active() {
		t.Error("the account of somebody who answered and left holds a name")
	}
	p.ok(flow.RemoveMember(p, admin.Id, p.membership(quiet.Id, board).Id))
	if _, err := records.FindMember(p, quiet.Id); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("the account of somebody who never answered: %v", err)
	}
	testkit.NoCanaries(t, p.DataDir(), testkit.Canary{Name: "an address", Value: "quiet.canary@board.example"}, testkit.Canary{Name: "a name", Value: "Quiet Canary"})
	lines, all, err := records.MemberActsOf(p, board, 10, 0)
	p.ok(err)
	if all != 2 || lines[0].What != "removed" || lines[0].By != "Isla" || lines[0].About != "" || lines[1].About != "" { // nobody learns who is still somewhere
		t.Errorf("what was done: %+v", lines)
	}
}

func TestNobodyRaisesTheirOwnRole_AndOnlyAdministratorsChangeOthers(t *testing.T) {
	p := newPostRoom(t)
	board := p.member.Organisation()
	admin := p.admin("isla@board.example", board)
	own := p.membership(p.member.Id, board)
	for what, err := range map[string]error{"role": flow.ChangeRole(p, p.member.Id, own.Id, story.RoleAdministrator), "freeze": flow.FreezeMember(p, p.member.Id, p.membership(admin.Id, board).Id),
		"job": flow.ChangeJob(p, p.member.Id, own.Id, "Chief", "")} {
		if !errors.Is(err, records.ErrNotFound) {
			t.Errorf("a responder, %s: %v", what, err)
		}
	}
	if err := flow.ChangeRole(p, admin.Id, p.membership(admin.Id, board).Id, story.RoleMember); !errors.Is(err, story.ErrLastAdministrator) {
		t.Errorf("the last administrator steps down: %v", err)
	}
	if err := flow.FreezeMember(p, admin.Id, p.membership(admin.Id, board).Id); !errors.Is(err, story.ErrOwnFreeze) {
		t.Errorf("freezing oneself: %v", err)
	}
	p.ok(flow.ChangeRole(p, admin.Id, own.Id, story.RoleAdministrator))
	p.ok(flow.ChangeRole(p, admin.Id, p.membership(admin.Id, board).Id, story.RoleMember))
	if err := flow.ChangeRole(p, admin.Id, own.Id, story.RoleMember); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("who was an administrator: %v", err)
	}
}

// rounds is how often two administrators, the last two, do something at one instant.
const rounds = 200

func TestTheLastAdministrator_StaysIn200RacesOfTwo(t *testing.T) {
	p := newPostRoom(t)
	board := p.member.Organisation()
	a, b := p.admin("isla@board.example", board), p.admin("olga@board.example", board)
	inA, inB := p.membership(a.Id, board), p.membership(b.Id, board)
	deeds := []func(by *records.Member, on *records.Membership) error{
		func(by *records.Member, on *records.Membership) error {
			return flow.ChangeRole(p, by.Id, on.Id, story.RoleMember)
		},
		func(by *records.Member, on *records.Membership) error { return flow.FreezeMember(p, by.Id, on.Id) },
	}
	first := 0
	for i := range rounds {
		var together sync.WaitGroup
		errs := make([]error, 2)
		onA, onB := inA, inB // each steps down
		do := deeds[0]
		if i%3 > 0 { // or each takes the other
			onA, onB, do = inB, inA, deeds[i%2]
		}
		together.Go(func() { errs[0] = do(a, onA) })
		together.Go(func() { errs[1] = do(b, onB) })
		together.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("round %d: %v and %v", i, errs[0], errs[1])
		}
		if errs[0] == nil {
			first++
		}
		n, err := records.OtherAdministrators(p, board, "")
		p.ok(err)
		if n != 1 {
			t.Fatalf("round %d: %d administrators are left", i, n)
		}
		for _, in := range []*records.Membership{inA, inB} {
			fresh, err := records.FindMembership(p, in.Id)
			p.ok(err)
			fresh.SetRole(story.RoleAdministrator)
			fresh.SetFrozen(time.Time{})
			p.keep(fresh, nil)
		}
	}
	t.Logf("of %d races the first was first in %d; each left one administrator", rounds, first)
}

func TestAResponse_IsSignedForTheOrganisationItWasWrittenFor(t *testing.T) {
	p := newPostRoom(t)
	second := p.other()
	in := p.join(p.member, second, story.RoleResponder)
	id := p.published()
	response, err := flow.RespondToStory(p, flow.Answer{StoryID: id, MemberID: p.member.Id, Text: "Thank you.", ShowJobTitle: true})
	p.ok(err)
	p.ok(flow.SwitchOrganisation(p, p.member.Id, in.Id))
	if err := flow.ChangeResponse(p, response, flow.Answer{StoryID: id, MemberID: p.member.Id, Text: "Thanks."}); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("changing it for another organisation: %v", err)
	}
	if _, err := flow.RespondToStory(p, flow.Answer{StoryID: id, MemberID: p.member.Id, Text: "Thank you."}); !errors.Is(err, story.ErrMayNotRespond) {
		t.Errorf("answering for an organisation that the story does not reach: %v", err)
	}
	if elsewhere, err := flow.ReachesElsewhere(p, p.member.Id, id); err != nil || elsewhere.Organisation() != p.member.Organisation() {
		t.Errorf("where the story is hers: %v", err)
	}
	p.ok(flow.SetMemberLetters(p, p.member.Id, false))
	if m, err := records.FindMember(p, p.member.Id); err != nil || !m.LettersOff() {
		t.Error("letters are not off", err)
	}
}

func TestNobodyComesBackByALetterTheySentThemselves_NorWhoWasShutOut(t *testing.T) {
	p := newPostRoom(t)
	board := p.member.Organisation()
	isla, leaving := p.admin("isla@board.example", board), p.admin("leaving@board.example", board)
	own := invitee("another.me@board.example")
	own.Role = story.RoleAdministrator
	if _, err := flow.InviteMembers(p, flow.Inviting{Admin: leaving.Id}, []story.Invitee{own, invitee("nia@board.example")}); err != nil {
		t.Fatal(err)
	}
	p.ok(flow.RemoveMember(p, isla.Id, p.membership(leaving.Id, board).Id))
	rows, _, err := records.ListMembers(p, records.MemberQuery{Organisation: board, State: "invited"}, 10, 0)
	p.ok(err)
	if len(rows) != 1 || rows[0].Email != "nia@board.example" {
		t.Errorf("still invited: %+v", rows)
	}

	out := p.admin("shut.out@board.example", board)
	out.Set("active", false) // by the administrator of the machine
	p.ok(p.Save(out))
	p.ok(flow.RemoveMember(p, isla.Id, p.membership(out.Id, board).Id))
	kept, err := records.FindMember(p, out.Id)
	if err != nil || kept.Active() || !strings.EqualFold(kept.Email(), "shut.out@board.example") {
		t.Errorf("the account of somebody who was shut out is free again: %v", err)
	}
}
