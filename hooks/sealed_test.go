package hooks

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// sealedFields are the fields that nobody but their owner may read, with what is
// stored beside them to find them again.
func sealedFields() []story.Field {
	var all []story.Field
	for _, f := range story.Inventory() {
		if f.Class == story.Sealed || f.Fate == story.Goes && slices.Contains([]string{"emailKey", "storyKeyHash", "ipKey", "sendKey", "cookieKey"}, f.Name) {
			all = append(all, f)
		}
	}
	return all
}

// TestNothingAboutASealedValueCanBeAskedOutOfTheAPI asks every collection, as
// everybody, in every way the API has, about every sealed field: by its value, by
// its order, by name, and by way of relations there and back. A right guess must
// get the same answer as a wrong one, byte for byte, counts and errors included.
func TestNothingAboutASealedValueCanBeAskedOutOfTheAPI(t *testing.T) {
	s := newScene(t, with(t, promises))
	id := s.published()
	ada := must(records.FindAuthorOf(s.App, id))(t)
	s.ok(flow.AskForNewEmail(s.App, ada.Id, "new.canary@example.org"))
	s.Settings().RateLimits.Enabled = false // a curious person takes their time
	tokens := map[string]string{"a stranger": "", "the administrator": s.administratorToken(), "the author": tokenFor(t, ada.ProxyRecord()),
		"a member": tokenFor(t, s.member.ProxyRecord()), "a moderator": tokenFor(t, s.moderator.ProxyRecord())}
	secrets := []string{email, "new.canary@example.org", postcode, address}
	asked := 0
	site := testkit.Serve(t, s.App).Config.Handler // asked without a network, which is quicker
	ask := func(who, collection, query string) string {
		asked++
		r, w := httptest.NewRequest(http.MethodGet, "/api/collections/"+collection+"/records?"+query, nil), httptest.NewRecorder()
		r.Header.Set("Authorization", tokens[who])
		site.ServeHTTP(w, r)
		body := fmt.Sprint(w.Code, w.Body.String())
		for _, v := range secrets {
			if strings.Contains(body, v) {
				t.Errorf("%s reads a private value from %s", who, collection)
			}
		}
		return body
	}
	collections := must(s.FindAllCollections())(t)
	for _, f := range sealedFields() {
		right := s.anyValue(f)
		if right != "" {
			secrets = append(secrets, right)
		}
		for _, c := range collections {
			for who := range tokens {
				for _, path := range pathsTo(c, collections, f) {
					guess := func(v string) string {
						return ask(who, c.Name, url.Values{"filter": {path + "='" + v + "'"}, "fields": {"id," + path}}.Encode())
					}
					if guess(right) != guess("a wrong guess") {
						t.Errorf("%s learns from %s whether %s is a value", who, c.Name, path)
					}
					if ask(who, c.Name, "sort="+path) != ask(who, c.Name, "sort=-"+path) {
						t.Errorf("%s sorts %s by %s", who, c.Name, path)
					}
				}
				ask(who, c.Name, url.Values{"expand": {strings.Join(relationsTo(c, collections, f), ",")}, "fields": {"*,expand.*"}, "search": {right}}.Encode())
			}
		}
	}
	if answered := ask("the administrator", "members", "filter=(name='Rita')"); !strings.Contains(answered, `"totalItems":1`) {
		t.Error("nothing is answered at all: this test proves nothing")
	}
	t.Logf("%d questions about %d fields of %d collections", asked, len(sealedFields()), len(collections))
}

// pathsTo are the ways to name a field in a question to a collection: directly,
// by a relation of the collection's own, and by one that leads back to it.
func pathsTo(c *core.Collection, all []*core.Collection, f story.Field) []string {
	var paths []string
	if open := c.ListRule != nil || slices.Contains(directory, c.Name); open || c.Name == f.Collection {
		paths = []string{f.Name, "@collection." + f.Collection + "." + f.Name}
	}
	for _, r := range relationsTo(c, all, f) {
		paths = append(paths, r+"."+f.Name)
	}
	return paths
}

// relationsTo are the relations that lead from a collection to the one of a field.
func relationsTo(c *core.Collection, all []*core.Collection, f story.Field) []string {
	var found []string
	for _, other := range all {
		if other.Name == f.Collection {
			for _, x := range c.Fields {
				if r, ok := x.(*core.RelationField); ok && r.CollectionId == other.Id {
					found = append(found, r.Name)
				}
			}
			for _, x := range other.Fields {
				if r, ok := x.(*core.RelationField); ok && r.CollectionId == c.Id {
					found = append(found, other.Name+"_via_"+r.Name)
				}
			}
		}
	}
	return found
}

// anyValue is a stored value of a field, if there is one.
func (s *scene) anyValue(f story.Field) string {
	s.t.Helper()
	var values []string
	s.ok(s.DB().Select("[[" + f.Name + "]]").From(f.Collection).Limit(1).Column(&values))
	return strings.Join(values, "")
}

func tokenFor(t *testing.T, r *core.Record) string {
	t.Helper()
	return must(r.NewAuthToken())(t)
}

func (s *scene) administratorToken() string {
	s.t.Helper()
	s.asAdministrator("GET", "/api/settings", "") // makes the administrator
	return must(must(s.FindAuthRecordByEmail(core.CollectionNameSuperusers, "root@candour.example"))(s.t).NewAuthToken())(s.t)
}

func TestEqualPrivateDetailsAreStoredUnequalAndOfOneLength(t *testing.T) {
	s := newScene(t, with(t, promises))
	one, two := s.row("contacts", "story", s.told()), s.row("contacts", "story", s.told())
	short := must(records.FindContact(s.App, s.told()))(t)
	short.SetPostcode(s.Deployment.Sealer, "W1")
	for _, f := range []string{"sealedPostcode", "sealedIP"} {
		a, b := one.GetString(f), two.GetString(f)
		if a == b || a == "" {
			t.Errorf("two equal values of %s can be told to be equal", f)
		}
		if n := len(short.GetString(f)); len(a) != len(b) || len(a) != n {
			t.Errorf("%s has %d, %d and %d letters: its length tells something", f, len(a), len(b), n)
		}
	}
}

// TestAPrivateDetailThatIsCorrectedIsGoneAsItWas: its owner corrects it, and of
// what it was no byte is left, not even sealed, nor its fingerprint.
func TestAPrivateDetailThatIsCorrectedIsGoneAsItWas(t *testing.T) {
	for name, correct := range map[string]func(s *scene, ada, id string){
		"postcode":            func(s *scene, ada, id string) { s.ok(flow.CorrectPostcode(s.App, ada, id, "EH1 1YZ")) },
		"postcode, forgotten": func(s *scene, ada, id string) { s.ok(flow.CorrectPostcode(s.App, ada, id, "")) },
		"e-mail": func(s *scene, ada, _ string) {
			s.ok(flow.AskForNewEmail(s.App, ada, "new.canary@example.org"))
			s.ok(flow.ConfirmEmail(s.App, s.sentLink(ada, mail.ConfirmEmail)))
		},
		"e-mail, forgotten": func(s *scene, ada, _ string) { must(flow.ForgetEmail(s.App, ada))(s.t) },
		"answers":           func(s *scene, ada, _ string) { s.ok(flow.CorrectAnswers(s.App, ada, records.Answers{})) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, with(t, promises))
			id := s.told()
			ada := must(records.FindAuthorOf(s.App, id))(t)
			s.ok(flow.CorrectAnswers(s.App, ada.Id, records.Answers{Gender: "a gender of her own"}))
			c := s.row("contacts", "story", id)
			was := map[string][]string{"p": {c.GetString("sealedPostcode")[20:60]}, "e": {ada.GetString("sealedEmail")[20:60], ada.GetString("emailKey")}, "a": {"a gender of her own"}}[name[:1]]
			traces := s.begun(was)
			correct(s, ada.Id, id)
			testkit.NoCanaries(t, s.DataDir(), traces...)
		})
	}
}
