package hooks

import (
	"encoding/base64"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

var breaches = map[string]map[string]breach{
	"author-stays-anonymous": {
		"the administrator lists who told what": func(t *testing.T, s *scene) bool {
			id := s.told()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/authorships/records", ""), id)
		},
		"the administrator cuts a story from its author, so that erasing misses it": func(t *testing.T, s *scene) bool {
			id := s.told()
			r := s.row("authorships", "story", id)
			s.asAdministrator("DELETE", "/api/collections/authorships/records/"+r.Id, "")
			return must(s.CountRecords("authorships"))(t) == 0
		},
		"a story is pointed at another person": func(t *testing.T, s *scene) bool {
			r := s.row("authorships", "story", s.told())
			other := must(records.NewAuthor(s.App, s.Now()))(t)
			s.ok(s.Save(other))
			r.Set("author", other.Id)
			return s.Save(r) == nil
		},
	},
	"private-details-stay-sealed": {
		"a postcode is stored in the clear": func(t *testing.T, s *scene) bool {
			r := s.row("contacts", "story", s.told())
			r.Set("sealedPostcode", postcode)
			return s.Save(r) == nil
		},
		"an e-mail is stored in PocketBase's own column": func(t *testing.T, s *scene) bool {
			r := must(records.FindAuthorOf(s.App, s.told()))(t).ProxyRecord()
			r.SetEmail(email)
			return s.Save(r) == nil
		},
		"a new e-mail is stored in the clear": func(t *testing.T, s *scene) bool {
			r := must(records.FindAuthorOf(s.App, s.told()))(t).ProxyRecord()
			r.Set("sealedNewEmail", email)
			return s.Save(r) == nil
		},
		"an IP address is stored in the clear": func(_ *testing.T, s *scene) bool {
			r := s.row("contacts", "story", s.told())
			r.Set("sealedIP", address)
			return s.Save(r) == nil
		},
		"a draft is stored in the clear": func(_ *testing.T, s *scene) bool {
			return records.SaveDraft(s.App, "key", words, s.Now().AddDate(0, 0, 7)) == nil
		},
		"the secret behind all fingerprints is stored in the clear": func(t *testing.T, s *scene) bool {
			r := must(records.NewSecret(s.App))(t).ProxyRecord()
			r.Set("sealedSecret", "a secret that everybody can read")
			return s.Save(r) == nil
		},
		"a postcode is sealed so that its length tells it": func(_ *testing.T, s *scene) bool {
			r := s.row("contacts", "story", s.told())
			r.Set("sealedPostcode", "s2.0123abcd."+base64.RawURLEncoding.EncodeToString(make([]byte, 12+len(postcode)+16)))
			return s.Save(r) == nil
		},
		"the administrator puts accounts in the order of their addresses": func(_ *testing.T, s *scene) bool {
			s.told()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/authors/records?sort=sealedEmail,emailKey", ""), `"totalItems":1`)
		},
		"the administrator counts accounts by a fingerprint": func(t *testing.T, s *scene) bool {
			key := must(records.FindAuthorOf(s.App, s.told()))(t).GetString("emailKey")
			return strings.Contains(s.asAdministrator("GET", "/api/collections/authors/records?filter=(emailKey='"+key+"')&fields=id", ""), `"totalItems":1`)
		},
		"the administrator reads what authors said about themselves": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.told()))(t)
			s.ok(flow.CorrectAnswers(s.App, a.Id, records.Answers{BirthYear: "1961"}))
			return strings.Contains(s.asAdministrator("GET", "/api/collections/demographics/records", ""), "1961")
		},
		"the administrator asks whose address this is": func(t *testing.T, s *scene) bool {
			s.told()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/contacts/records?filter=(ipKey!='')", ""), `"totalItems":1`)
		},
	},
	"original-words-stay-private": {
		"the administrator reads the first words": func(t *testing.T, s *scene) bool {
			s.edited()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/originals/records", ""), "held my hand")
		},
		"the first words are rewritten": func(t *testing.T, s *scene) bool {
			r := s.row("originals", "story", s.edited())
			r.Set("text", "She never said that.")
			return s.Save(r) == nil
		},
		"the words between two edits are rewritten": func(t *testing.T, s *scene) bool {
			r := s.row("versions", "story", s.editedTwice())
			r.Set("text", "She never said that.")
			return s.Save(r) == nil
		},
		"the administrator reads the words between two edits": func(t *testing.T, s *scene) bool {
			s.editedTwice()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/versions/records", ""), "inbetween")
		},
		"the first tags are rewritten": func(t *testing.T, s *scene) bool {
			r := s.row("originals", "story", s.edited())
			r.Set("tags", "how it felt: fine")
			return s.Save(r) == nil
		},
	},
	"only-moderators-publish": {
		"a story is simply set to published": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.told()))(t)
			st.SetPublished(s.Now(), 1, "")
			s.ok(records.WriteDown(s.App, records.Act{Story: st.Id, What: "published", Version: st.NextVersion(), At: s.Now()}))
			return s.SaveNoValidate(st) == nil
		},
		"a story is published in a moderator's name, without the moderator": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.told()))(t)
			st.SetPublished(s.Now(), 1, s.moderator.Id)
			other := s.another("other@candour.example").Id
			s.ok(records.WriteDown(s.App, records.Act{Story: st.Id, By: other, What: "published", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
	},
	"nothing-is-shown-before-it-is-read": {
		"a response is born published": func(t *testing.T, s *scene) bool {
			r := s.answer(s.published())
			r.SetPublished(s.Now(), s.moderator.Id)
			return s.Save(r) == nil
		},
		"a response changes after it was read": func(t *testing.T, s *scene) bool {
			r := s.answered(s.published())
			r.SetText("Something nobody has read.")
			return s.Save(r) == nil
		},
	},
	"edits-are-recorded": {
		"words change without a record": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.published()))(t)
			st.SetWords(records.Words{Title: "All was well", Text: "Nothing happened.", ScreenName: "someone"})
			return s.Save(st) == nil
		},
		"a record is rewritten": func(t *testing.T, s *scene) bool {
			r := s.row("moderations", "story", s.edited())
			r.Set("changed", []string{})
			return s.Save(r) == nil
		},
		"an act is put into the record that nobody did": func(t *testing.T, s *scene) bool {
			was := s.row("moderations", "story", s.edited())
			r := core.NewRecord(was.Collection())
			r.Load(map[string]any{"story": was.GetString("story"), "act": "agreed", "version": 9, "place": 2, "chain": was.GetString("chain")})
			return s.Save(r) == nil
		},
	},
	"letters-wait-for-publication": {
		"members are told of a story nobody has read": func(t *testing.T, s *scene) bool {
			return records.Owe(s.App, records.Owed{Kind: string(mail.StoryAlert), Story: s.told(), ToCollection: "members", To: s.member.Id, At: s.Now()}) == nil
		},
	},
	"only-members-in-scope-respond": {
		"another board answers": func(t *testing.T, s *scene) bool {
			_, err := flow.RespondToStory(s.App, flow.Answer{StoryID: s.published(), MemberID: s.stranger.Id, Text: "Thank you."})
			return err == nil
		},
		"a member speaks for another board": func(t *testing.T, s *scene) bool {
			r := s.answer(s.published())
			r.SetByMember(s.stranger.Id, s.board.Id)
			return s.Save(r) == nil
		},
		"the board of the author's home answers for another board's service": func(t *testing.T, s *scene) bool {
			id := s.published()
			reach := must(records.ReachOfStory(s.App, id))(t)
			must(records.SetReach(s.App, id, append(reach, records.Reach{Organisation: s.stranger.Organisation(), Why: "area"})))(t)
			_, err := flow.RespondToStory(s.App, flow.Answer{StoryID: id, MemberID: s.stranger.Id, Text: "Thank you."})
			return err == nil
		},
		"somebody answers who is frozen": func(t *testing.T, s *scene) bool {
			answer := s.answer(s.published())
			in := s.member.Membership()
			in.SetFrozen(s.Now())
			s.ok(s.Save(in))
			return s.Save(answer) == nil
		},
		"an organisation answers whose term is over": func(t *testing.T, s *scene) bool {
			answer := s.answer(s.published())
			s.board.SetTerm(time.Time{}, s.Now())
			s.ok(s.Save(s.board))
			return s.Save(answer) == nil
		},
		"somebody answers who was shut out": func(t *testing.T, s *scene) bool {
			id := s.published()
			s.member.Set("active", false)
			s.ok(s.Save(s.member))
			return s.Save(s.answer(id)) == nil
		},
	},
	"withdrawn-stays-withdrawn": {
		"a moderator publishes what was taken back": func(t *testing.T, s *scene) bool {
			st := must(records.FindStory(s.App, s.withdrawn()))(t)
			st.SetPublished(s.Now(), 99, s.moderator.Id)
			s.ok(records.WriteDown(s.App, records.Act{Story: st.Id, By: s.moderator.Id, What: "published", Version: st.NextVersion(), At: s.Now()}))
			return s.Save(st) == nil
		},
		"a moderator's working copy outlives what was taken back": func(t *testing.T, s *scene) bool {
			id := s.withdrawn()
			_, err := records.KeepWorkingCopy(s.App, id, s.moderator.Id, records.Typed{Version: 1, Words: records.Words{Text: words}, Was: []byte("{}"), More: []byte("{}")}, s.Now())
			return err == nil
		},
		"the number of an erased story is used again": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.ok(records.WriteWithdrawal(s.App, "abcd2345", "erased", "", s.Now()))
			r := must(records.FindStory(s.App, id))(t).ProxyRecord().Fresh()
			again := core.NewRecord(r.Collection())
			again.Load(r.FieldsData())
			again.Id = "abcd2345"
			again.MarkAsNew()
			return s.Save(again) == nil
		},
		"the note that it is gone is deleted": func(t *testing.T, s *scene) bool {
			return s.Delete(s.row("withdrawals", "story", s.withdrawn())) == nil
		},
	},
	"erased-leaves-nothing": {
		"the account goes and the words stay": func(t *testing.T, s *scene) bool {
			id := s.published()
			a := must(records.FindAuthorOf(s.App, id))(t)
			_ = s.Delete(a)
			found := must(testkit.FindCanaries(s.DataDir(), testkit.Canary{Name: "the words", Value: "held my hand all night"}))(t)
			return len(found) > 0
		},
	},
	"export-is-complete": {
		"a copy leaves a field out": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.told()))(t)
			_, err := records.AskForExport(s.App, a.Id, story.ExportedFields()[1:], s.Now(), s.Now().AddDate(0, 0, 1))
			return err == nil
		},
	},
	"accounts-cannot-be-guessed": {
		"PocketBase's own doors answer about an account": func(t *testing.T, s *scene) bool {
			res := s.ask("POST", "/api/collections/members/request-verification", `{"email":"rita@grampian.example"}`, "")
			return res.StatusCode != http.StatusNotFound
		},
	},
	"logs-hold-no-personal-data": {
		"an address is written into the log": func(t *testing.T, s *scene) bool {
			l := &core.Log{Message: "failed to find " + email, Level: 8, Created: types.NowDateTime(), Data: types.JSONMap[any]{
				"url": "/stories?q=my+secret+illness", "userIP": address, "userAgent": "Phone of Ada", "error": io.EOF.Error() + " from " + address}}
			l.Id = "logrowwithcanary"[:15]
			s.ok(s.AuxSave(l))
			raw := must(l.Data.MarshalJSON())(t)
			row := struct{ Message, Data string }{}
			s.ok(s.AuxDB().NewQuery("SELECT message, data FROM _logs WHERE id = {:id}").Bind(dbx.Params{"id": l.Id}).One(&row))
			all := string(raw) + row.Message + row.Data
			return strings.Contains(all, email) || strings.Contains(all, address) || strings.Contains(all, "secret") || strings.Contains(all, "Phone")
		},
	},
	"doors-stay-shut": {
		"the administrator opens a collection": func(t *testing.T, s *scene) bool {
			s.asAdministrator("PATCH", "/api/collections/authorships", `{"listRule":""}`)
			c := must(s.FindCollectionByNameOrId("authorships"))(t)
			return c.ListRule != nil
		},
		"the administrator runs SQL past the promises": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.asAdministrator("POST", "/api/sql", `{"query":"UPDATE stories SET state='published' WHERE id='`+id+`'"}`)
			return must(records.FindStory(s.App, id))(t).State() == story.Published
		},
		"the administrator makes a view over who told what": func(t *testing.T, s *scene) bool {
			id := s.told()
			s.asAdministrator("POST", "/api/collections", `{"name":"peek","type":"view","listRule":"","viewQuery":"SELECT id, story AS told, author AS teller FROM authorships"}`)
			res := s.ask("GET", "/api/collections/peek/records", "", "")
			return strings.Contains(string(must(io.ReadAll(res.Body))(t)), id)
		},
		"the administrator asks by way of a relation": func(t *testing.T, s *scene) bool {
			s.told()
			return strings.Contains(s.asAdministrator("GET", "/api/collections/stories/records?filter=(authorships_via_story.author.id!='')", ""), `"totalItems":1`)
		},
		"the administrator guesses what is kept of a story by way of its response": func(t *testing.T, s *scene) bool {
			id := s.published()
			s.answered(id)
			return strings.Contains(s.asAdministrator("GET", "/api/collections/public_responses/records?filter=(storyId.edits='just-publish')", ""), `"totalItems":1`)
		},
		"the administrator guesses a moderator's secret letter by letter": func(t *testing.T, s *scene) bool {
			return strings.Contains(s.asAdministrator("GET", "/api/collections/moderators/records?filter=(tokenKey~'%25')", ""), `"totalItems":1`)
		},
		"the administrator hides the question for a secret behind a comment": func(t *testing.T, s *scene) bool {
			filter := url.QueryEscape("name != 'x' // '\n && tokenKey ~ '%'")
			return strings.Contains(s.asAdministrator("GET", "/api/collections/moderators/records?filter="+filter, ""), `"totalItems":1`)
		},
		"the administrator hides a way round behind a comment": func(t *testing.T, s *scene) bool {
			s.answered(s.published())
			filter := url.QueryEscape("id != 'x' // '\n && storyId.edits = 'just-publish' // '")
			return strings.Contains(s.asAdministrator("GET", "/api/collections/public_responses/records?filter="+filter, ""), `"totalItems":1`)
		},
		"the administrator guesses a secret with a modifier": func(t *testing.T, s *scene) bool {
			return strings.Contains(s.asAdministrator("GET", "/api/collections/moderators/records?filter="+url.QueryEscape("tokenKey:lower ~ '%'"), ""), `"totalItems":1`)
		},
		"the administrator sorts by a secret with a modifier": func(t *testing.T, s *scene) bool {
			return strings.Contains(s.asAdministrator("GET", "/api/collections/moderators/records?sort=-tokenKey:lower", ""), `"totalItems":1`)
		},
		"the administrator reads a story nobody has published": func(t *testing.T, s *scene) bool {
			return strings.Contains(s.asAdministrator("GET", "/api/collections/stories/records/"+s.told(), ""), "held my hand")
		},
		"the administrator reads whom a letter is owed to": func(t *testing.T, s *scene) bool {
			a := must(records.FindAuthorOf(s.App, s.told()))(t)
			return strings.Contains(s.asAdministrator("GET", "/api/collections/letters/records", ""), a.Id)
		},
		"the administrator makes a backup in the panel": func(t *testing.T, s *scene) bool {
			s.asAdministrator("POST", "/api/backups", `{"name":"peek.zip"}`)
			return strings.Contains(s.asAdministrator("GET", "/api/backups", ""), "peek.zip")
		},
		"the administrator empties a collection": func(t *testing.T, s *scene) bool {
			s.told()
			s.asAdministrator("DELETE", "/api/collections/contacts/truncate", "")
			return must(s.CountRecords("contacts"))(t) == 0
		},
	},
}
