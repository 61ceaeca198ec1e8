package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"

	"candour/internal/canary"
	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// What each person may see of what was planted, by the beginning of its name. All
// else is a leak. This table is the whole allow-list.
var maySee = map[string][]string{
	"a guest":                       {"public words"},
	"another author":                {"public words", "another author's"},
	"a member out of scope":         {"public words"},
	"a member in scope":             {"public words", "words of the restricted story", "a response that waits", "a question to a service"},
	"the administrator":             {"public words"},
	"a service that looks first":    {"public words", "words of the looked-at story", "a question to a service"},
	"a moderator":                   {"public words", "words of the", "original words", "a message", "a response that waits", "why a detail was asked for", "a question to a service", "a reader's report", "an appeal"},
	"the author of all the stories": {"public words", "words of the", "original words", "a message", "a question to a service", "an author's", "an appeal", "a gender", "an ethnic group", "why a detail was asked for"},
}

// mayGuess is what the administrator may filter and sort by: the accounts of staff
// that they look after.
var mayGuess = []string{"members by filter on email", "members by filter on emailVisibility", "members by filter on verified", "members by filter on active",
	"members by filter on lettersOff", "members by filter on newEmail", "members by filter on photo", "moderators by filter on email", "moderators by filter on emailVisibility", "moderators by filter on verified"}

// planted is a person with a story in every state, and what must be looked for.
type planted struct {
	*site
	values  []canary.Canary
	author  string
	service string
	board   string
	reader  string // a moderator
	senior  string
	detail  string            // the request for a private detail
	stories map[string]string // state to number
	links   []string          // secret parts of links in letters
	private map[string]string // of the links that show a story to whoever was written to: route to address
}

const (
	leakEmail = "ada.leak.canary@example.org"
	bramEmail = "bram@example.org"
	otherMail = "bea.leak.canary@example.org"
)

// newLeakSite is the whole of Candour with two boards, a hospital and the people
// of the leak test, and without the sample. Further parts are bound first.
func newLeakSite(t *testing.T, parts ...func(core.App)) *site {
	t.Helper()
	app := testkit.New(t, parts...)
	if err := bind(app.TestApp, got(fs.Sub(public, "pb_public"))(t)); err != nil {
		t.Fatal(err)
	}
	keep := func(m core.Model) {
		if err := app.Save(m); err != nil {
			t.Fatal(err)
		}
	}
	ours, other := got(records.NewOrganisation(app, "ons", "S08000020", "NHS Grampian", "board"))(t), got(records.NewOrganisation(app, "ons", "S08000030", "NHS Tayside", "board"))(t)
	keep(ours)
	keep(other)
	keep(got(records.NewService(app, "phs", "N101H", "Aberdeen Royal Infirmary", "Aberdeen", ours.Id))(t))
	keep(got(records.NewModerator(app, "moses@example.org", "Moses", password, false))(t))
	keep(got(records.NewModerator(app, "senga@example.org", "Senga", password, true))(t))
	keep(got(records.AddMember(app, "rita@example.org", "Rita", password, ours.Id, story.RoleResponder))(t))
	keep(got(records.AddMember(app, "heather@example.org", "Heather", password, other.Id, story.RoleResponder))(t))
	settings := app.Settings()
	settings.RateLimits.Enabled = false // the walk asks as quickly as it can
	settings.Logs.MaxDays = 5           // a test app throws its logs away
	keep(settings)
	return &site{App: app, t: t, url: app.ServeItsOwn(t)}
}

// plantEverything tells, moderates and ends stories until there is one in every
// state, with values of its own in each private place.
func plantEverything(s *site) *planted {
	s.t.Helper()
	p := &planted{site: s, stories: map[string]string{}, private: map[string]string{}}
	p.service = got(records.FindServiceByCode(s, "N101H"))(s.t).Id
	p.board = got(records.FindOrganisationByCode(s, "S08000020"))(s.t).Id
	p.reader = got(records.FindModeratorByEmail(s, "moses@example.org"))(s.t).Id
	p.senior = got(records.FindModeratorByEmail(s, "senga@example.org"))(s.t).Id
	p.note("an author's e-mail address", leakEmail)
	for _, state := range []string{"submitted", "held", "approved", "published", "edited", "rejected", "restricted", "withdrawn", "removed"} {
		p.tell(state, leakEmail)
	}
	p.author = got(records.FindAuthorOf(s, p.stories["published"]))(s.t).Id
	p.moderateAll()
	p.lookFirst()
	p.converse()
	p.disclose()
	p.secondFactor()
	p.aboutTheAuthor()
	p.eraseSomebody()
	p.somebodyElse()
	return p
}

func got[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (p *planted) ok(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *planted) note(name, value string) string {
	p.values = append(p.values, canary.Canary{Name: name, Value: value})
	return value
}

// tell tells a story that is to come into a state, under words of its own.
func (p *planted) tell(state, email string) {
	p.t.Helper()
	n := len(p.stories) + 10
	kind := "words of the " + state + " story"
	if state == "published" || email == bramEmail {
		kind = "public words"
	}
	words := p.note(kind, "heron "+state+" lantern")
	if state == "edited" {
		p.values[len(p.values)-1].Name = "original words"
	}
	whose := map[string]string{leakEmail: "an author's", bramEmail: "another author's", otherMail: "an erased author's"}[email]
	edits := "just-publish"
	if state == "approved" {
		edits = "show-me"
	}
	r := got(flow.SubmitStory(p, flow.Sent{FormKey: "leak " + state, IP: p.note(whose+" internet address", fmt.Sprintf("203.0.113.1%d", n)),
		ConsentVersion: "1", ConsentWords: "yes", Telling: story.Telling{Title: "A day on the ward", Text: "It began early. " + words + " was what I saw.", ToldFor: "self", Good: []string{"the porter"},
			Services: []string{p.service}, HappenedMonth: 10, HappenedYear: 2026, ScreenName: "grey heron", AgeGroup: "adult",
			Postcode: p.note(whose+" postcode", fmt.Sprintf("ZX%d 7QQ", n)), Email: email, Edits: edits, Consent: true}}))(p.t)
	p.stories[state] = r.StoryID
}

func (p *planted) decision(state, moderator string) flow.Decision {
	p.t.Helper()
	st := got(records.FindStory(p, p.stories[state]))(p.t)
	return flow.Decision{StoryID: st.Id, Version: st.Version(), Moderator: moderator}
}

// edit changes a story's words, with new ones that are looked for under a name.
func (p *planted) edit(state, name string) flow.Decision {
	d := p.decision(state, p.reader)
	d.Words = &records.Words{Title: "A day on the ward", Text: "It began early. " + p.note(name, "plover "+state+" candle") + ".", ScreenName: "grey heron"}
	d.Reasons = story.ReasonsFor("identifies-author")
	return d
}

func (p *planted) moderateAll() {
	p.t.Helper()
	for _, state := range []string{"published", "restricted", "removed", "withdrawn"} {
		got(flow.PublishStory(p, p.decision(state, p.reader)))(p.t)
	}
	got(flow.PublishStory(p, p.edit("edited", "public words")))(p.t)
	got(flow.PublishStory(p, p.edit("approved", "words of the approved story")))(p.t)
	for i, v := range p.values { // its first words are original ones since
		if v.Name == "words of the approved story" && strings.HasPrefix(v.Value, "heron") {
			p.values[i].Name = "original words"
		}
	}
	d := p.decision("held", p.reader)
	d.Note = "Which ward was it? " + p.note("a message", "curlew question mark")
	p.ok(flow.AskAuthor(p, d))
	d = p.decision("rejected", p.reader)
	d.Reason, d.Note = story.OtherReason, "We could not publish it. "+p.note("a message", "dunlin rejection slip")
	p.ok(flow.RejectStory(p, d))
	for state, end := range map[string]func(core.App, flow.Decision) error{"restricted": flow.RestrictStory, "removed": flow.RemoveStory} {
		d := p.decision(state, p.senior)
		d.Reason, d.Note = story.OtherReason, "A court asks us to."
		p.ok(end(p, d))
	}
	p.ok(flow.AppealAsAuthor(p, p.author, p.stories["restricted"], "There is no court. "+p.note("an appeal", "whimbrel at low tide")))
	p.ok(flow.WithdrawStory(p, p.author, p.stories["withdrawn"]))
}

// lookFirst has a story changed by a moderator, and shown to a practice that may look
// at it before everyone can.
func (p *planted) lookFirst() {
	p.t.Helper()
	practice := got(records.NewService(p, "phs", "P101P", "Harbour Practice", "Aberdeen", p.board))(p.t)
	practice.Set("serviceReview", "yes")
	practice.SetReviewAddress("practice@example.org")
	p.ok(p.Save(practice))
	p.tell("looked-at", leakEmail)
	for i, v := range p.values {
		if v.Value == "heron looked-at lantern" {
			p.values[i].Name = "original words"
		}
	}
	d := p.edit("looked-at", "words of the looked-at story")
	d.Services = &[]string{practice.Id}
	got(flow.PublishStory(p, d))(p.t)
	for _, l := range got(records.LettersOfStory(p, p.stories["looked-at"]))(p.t) {
		if l.Kind() == string(mail.ServiceReview) {
			p.private["GET /review/{id}/{token}"] = "/review/" + l.Story() + "/" + flow.LinkToken(p, l)
		}
	}
	p.askPractice(practice)
}

// askPractice has a moderator ask the practice about another story, and a reader tell
// what is wrong with a published one.
func (p *planted) askPractice(practice *records.Service) {
	p.t.Helper()
	p.tell("asked-about", leakEmail)
	about := p.decision("asked-about", p.reader)
	about.Note = "Which door is it? " + p.note("a question to a service", "turnstone blue gate")
	p.ok(flow.AskService(p, flow.QuestionToService{Decision: about, Service: practice.Id}))
	for _, l := range got(records.LettersOfStory(p, p.stories["asked-about"]))(p.t) {
		if l.Kind() == string(mail.ServiceQuestion) {
			p.private["GET /question/{id}/{token}"] = "/question/" + l.About() + "/" + flow.LinkToken(p, l)
		}
	}
	p.ok(flow.ReportProblem(p, p.stories["published"], story.Report{Reason: "offensive", Words: p.note("a reader's report", "sanderling on a post")}))
}

// converse has a member answer, and leaves the answer unread.
func (p *planted) converse() {
	p.t.Helper()
	rita := got(records.FindMemberByEmail(p, "rita@example.org"))(p.t)
	got(flow.OpenStory(p, rita.Id, p.stories["published"]))(p.t)
	got(flow.RespondToStory(p, flow.Answer{StoryID: p.stories["published"], MemberID: rita.Id, Text: "Thank you. " + p.note("a response that waits", "lapwing answer unread")}))(p.t)
	p.Pass(story.EditingTime)
	got(flow.SubmitWaitingResponses(p))(p.t)
}

// disclose has a private detail asked for, agreed to and shown once; the author is
// told. From then on nobody who walks may see it.
func (p *planted) disclose() {
	p.t.Helper()
	p.detail = got(flow.AskDisclosure(p, story.Disclosure{Story: p.stories["restricted"], Field: "postcode", RecipientKind: "police", Recipient: "Police Scotland",
		Reason: "The story says that he comes back tonight. " + p.note("why a detail was asked for", "whimbrel danger tonight"), Believed: true, AskedBy: p.reader}, password))(p.t)
	p.ok(flow.AgreeDisclosure(p, p.detail, p.senior, password, false))
	got(flow.ShowDisclosure(p, p.detail, p.reader, password))(p.t)
	p.Pass(24 * time.Hour)
	got(flow.TellDisclosures(p.TestApp))(p.t)
}

// secondFactor sets up the moderator's, whose secret and recovery codes nobody
// sees again.
func (p *planted) secondFactor() {
	p.t.Helper()
	person := got(records.FindModerator(p, p.reader))(p.t).ProxyRecord()
	var begun *flow.SetUp
	if _, err := flow.ProveSecondFactor(p.TestApp, person, ""); !errors.As(err, &begun) {
		p.t.Fatalf("a second factor could not be set up: %v", err)
	}
	secret := p.note("a second factor's secret", strings.ReplaceAll(begun.Secret, " ", ""))
	code := got(totp.GenerateCode(secret, p.Now()))(p.t)
	for _, recovery := range got(flow.ProveSecondFactor(p.TestApp, person, code))(p.t) {
		p.note("a recovery code", recovery)
	}
}

func (p *planted) aboutTheAuthor() {
	p.t.Helper()
	a := got(records.FindAuthor(p, p.author))(p.t)
	a.SetPassword(password)
	a.SetPasswordChosen()
	p.ok(p.Save(a))
	p.ok(flow.CorrectAnswers(p, p.author, records.Answers{Gender: p.note("a gender", "gender of a wren"), EthnicGroup: p.note("an ethnic group", "group of a wren")}))
	p.ok(flow.AskForNewEmail(p, p.author, p.note("an author's new e-mail address", "next.leak.canary@example.org")))
	p.ok(flow.AskForPassword(p, leakEmail))
	kinds := map[string]bool{}
	for _, l := range got(records.LettersTo(p, "authors", p.author))(p.t) {
		if l.Kind() == string(mail.Edits) {
			at := "/agree/" + l.Story() + "/" + flow.LinkToken(p, l)
			p.private["GET /agree/{id}/{token}"], p.private["GET /agree/{id}/{token}/withdraw"] = at, at+"/withdraw"
			continue
		}
		if !kinds[l.Kind()] {
			kinds[l.Kind()] = true
			p.links = append(p.links, flow.LinkToken(p, l))
		}
	}
}

// eraseSomebody tells a published story as somebody else, who then erases all.
func (p *planted) eraseSomebody() {
	p.t.Helper()
	p.note("an erased author's e-mail address", otherMail)
	p.tell("erased", otherMail)
	got(flow.PublishStory(p, p.decision("erased", p.reader)))(p.t)
	p.ok(flow.EraseAuthor(p, got(records.FindAuthorOf(p, p.stories["erased"]))(p.t).Id))
}

// somebodyElse tells a story too, and can sign in.
func (p *planted) somebodyElse() {
	p.t.Helper()
	p.tell("public words", bramEmail)
	a := got(records.FindAuthorOf(p, p.stories["public words"]))(p.t)
	got(flow.PublishStory(p, p.decision("public words", p.reader)))(p.t)
	a.SetPassword(password)
	a.SetPasswordChosen()
	p.ok(p.Save(a))
}

// someone is one person who walks.
type someone struct {
	name   string
	header http.Header
	links  []string // routes of links that they alone were sent
}

// everyone are all kinds of person there are. The author of the stories comes
// last: their forms can change something.
func (p *planted) everyone() []someone {
	p.t.Helper()
	moses := got(records.FindModeratorByEmail(p, "moses@example.org"))(p.t)
	root := core.NewRecord(got(p.FindCollectionByNameOrId(core.CollectionNameSuperusers))(p.t))
	root.SetEmail("root@candour.example")
	root.SetPassword(password)
	p.ok(p.Save(root))
	token := func(r *core.Record) http.Header {
		return http.Header{"Authorization": {got(flow.StartSession(p.TestApp, r, "Firefox on Android", true))(p.t)}}
	}
	return []someone{{"a guest", http.Header{}, nil}, {"another author", p.signedIn("authors", bramEmail), nil}, {"a member out of scope", p.signedIn("members", "heather@example.org"), nil},
		{"a member in scope", p.signedIn("members", "rita@example.org"), nil}, {"the administrator", token(root), nil}, {"a moderator", token(moses.ProxyRecord()), nil},
		{"a service that looks first", http.Header{}, []string{"GET /review/{id}/{token}", "GET /question/{id}/{token}"}},
		{"the author of all the stories", p.signedIn("authors", leakEmail), []string{"GET /agree/{id}/{token}", "GET /agree/{id}/{token}/withdraw"}}}
}

// signedIn signs in at the site's own page and keeps the cookies, as headers, so
// that asking for the way out does not end the walk. The API is asked with a
// token of the same person.
func (p *planted) signedIn(collection, email string) http.Header {
	p.t.Helper()
	v := testkit.NewVisitor(p.t, p.url)
	v.Get("/sign-in")
	if page := v.Post("/sign-in", url.Values{"email": {email}, "password": {password}}); page.URL.Path == "/sign-in" {
		p.t.Fatalf("a person of the leak test could not sign in: %d", page.Status)
	}
	home := got(url.Parse(p.url))(p.t)
	var cookies []string
	for _, c := range v.Client().Jar.Cookies(home) {
		cookies = append(cookies, c.String())
	}
	var account *core.Record
	if collection == "members" {
		account = got(records.FindMemberByEmail(p, email))(p.t).ProxyRecord()
	} else {
		account = got(records.FindAuthorByEmail(p, p.Deployment.Sealer, email))(p.t).ProxyRecord()
	}
	return http.Header{"Cookie": {strings.Join(cookies, "; ")}, "Authorization": {got(account.NewAuthToken())(p.t)}}
}
