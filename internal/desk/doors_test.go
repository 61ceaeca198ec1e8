package desk

import (
	"bufio"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/story"
)

// deskDoors are all the desk's own routes, for one story and one response.
func deskDoors(storyID, responseID string) [][2]string {
	doors := [][2]string{{http.MethodPost, base + previewPath}}
	for _, r := range routes {
		id := storyID
		if strings.HasPrefix(r.path, "/responses") {
			id = responseID
		}
		doors = append(doors, [2]string{r.method, base + strings.ReplaceAll(r.path, "{id}", id)})
	}
	return doors
}

func TestWhoeverIsNoActiveModeratorGetsOneAnswerAndNothingElse(t *testing.T) {
	s := newScene(t)
	response := s.answered()
	id := s.told()
	let := must(s.iain.ProxyRecord().NewAuthToken())(t)
	if r := s.with(let, "GET", base+"/queue", nil); r.Status != http.StatusOK {
		t.Fatalf("an active moderator: %d", r.Status)
	}
	s.iain.SetActive(false)
	s.ok(s.Save(s.iain))
	people := map[string]string{
		"a stranger":                 "",
		"a forged token":             strings.Repeat("a", 40) + "." + strings.Repeat("b", 40) + ".c",
		"the author":                 must(s.author.ProxyRecord().NewAuthToken())(t),
		"a member":                   must(s.member.ProxyRecord().NewAuthToken())(t),
		"an administrator":           must(s.administrator.NewAuthToken())(t),
		"a moderator who was let go": let,
		"a file token":               must(s.mairi.ProxyRecord().NewFileToken())(t),
	}
	one := ""
	for who, token := range people {
		for _, door := range deskDoors(id, response) {
			r := s.with(token, door[0], door[1], map[string]any{"version": 1, "note": "x", "reason": "other"})
			if one == "" {
				one = r.Body
			}
			if r.Status != http.StatusUnauthorized || r.Body != one || r.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s at %s %s: %d %.120s", who, door[0], door[1], r.Status, r.Body)
			}
		}
	}
	if s.stored(id).Version() != 1 {
		t.Error("somebody changed the story")
	}
	if r := s.with(let, "POST", "/api/collections/moderators/auth-refresh", nil); r.Status < 400 {
		t.Errorf("a moderator who was let go got a new token: %d", r.Status)
	}
	if r := s.with("", "POST", "/api/collections/moderators/auth-with-password", map[string]string{"identity": "iain@candour.example", "password": password}); r.Status < 400 {
		t.Errorf("a moderator who was let go signed in: %d", r.Status)
	}
	for path := range boot {
		if r := s.with(let, "GET", path, nil); r.Status < 400 {
			t.Errorf("a moderator who was let go at %s: %d", path, r.Status)
		}
	}
}

func TestTheDeskNeverSpeaksOfWhoTheAuthorIs(t *testing.T) {
	s := newScene(t)
	response := s.answered()
	edited := s.told(func(v *story.Telling) { v.Edits = "show-me" })
	s.as(s.mairi, "POST", base+"/stories/"+edited+"/ask", map[string]any{"version": 1, "note": "Which ward?", "reasons": anyReason, "words": words{"All night", "All night long.", "harbourlight"}})
	s.ok(flow.AnswerModerator(s.App, s.author.Id, edited, "Ward 5."))
	secrets := []string{email, "ada.canary", postcode, strings.ReplaceAll(postcode, " ", ""), address, s.author.Id, s.member.Id, "rita@grampian", "emailKey", "sealed", "authorship", "contact"}
	for _, door := range append(deskDoors(edited, response), [2]string{"GET", base + "/queue?state=held"}, [2]string{"GET", base + "/stories/" + edited + "?expand=authorships_via_story&fields=*"}) {
		r := s.as(s.mairi, door[0], door[1], map[string]any{"version": s.stored(edited).Version(), "note": "x", "reason": "other"})
		for _, secret := range secrets {
			if strings.Contains(strings.ToLower(r.Body), strings.ToLower(secret)) {
				t.Errorf("%s %s tells %q: %.300s", door[0], door[1], secret, r.Body)
			}
		}
	}
}

// open are the collections that everyone may read.
var open = map[string]bool{"public_stories": true, "public_responses": true, "public_changes": true,
	"public_services": true, "public_organisations": true, "public_tags": true}

func TestAModeratorIsAnOrdinaryAccountAtEveryDoorOfPocketBase(t *testing.T) {
	s := newScene(t)
	id := s.published()
	waiting := s.told()
	file := must(s.mairi.ProxyRecord().NewFileToken())(t)
	doors := []string{
		"PATCH /api/settings", "POST /api/settings/test/s3", "POST /api/settings/test/email", "POST /api/settings/apple/generate-client-secret",
		"POST /api/collections", "PUT /api/collections/import", "POST /api/collections/meta/dry-run-view",
		"GET /api/logs", "GET /api/logs/stats", "GET /api/logs/abc",
		"GET /api/backups", "POST /api/backups", "POST /api/backups/upload", "GET /api/backups/x.zip", "GET /api/backups/x.zip?token=" + file,
		"DELETE /api/backups/x.zip", "POST /api/backups/x.zip/restore",
		"GET /api/crons", "POST /api/crons/__pbLogsCleanup__", "POST /api/sql", "POST /api/batch",
		"HEAD /api/settings", "HEAD /api/collections", "GET /api/settings/", "GET /api/collections/", "GET /api//settings", "GET //api/settings", "GET //api/collections",
		"GET /api/./settings", "GET /api/%73ettings/", "POST /api/collections/meta/scaffolds", "GET /api/collections/meta/scaffolds/", "GET /api/collections/meta",
		"GET /api/files/stories/" + id + "/x", "GET /api/files/moderators/" + s.mairi.Id + "/x?token=" + file,
	}
	collections := must(s.FindAllCollections())(t)
	for _, c := range collections {
		for _, name := range []string{c.Name, c.Id} {
			doors = append(doors, "GET /api/collections/"+name, "PATCH /api/collections/"+name, "DELETE /api/collections/"+name, "DELETE /api/collections/"+name+"/truncate")
			if open[c.Name] {
				continue
			}
			if !strings.HasPrefix(c.Name, "_") { // PocketBase lists its own to everyone, by what is their own: nothing
				doors = append(doors, "HEAD /api/collections/"+name+"/records")
			}
			record := firstID(s, c)
			for _, door := range []string{"GET /records", "GET /records?filter=id!=''&sort=-id&skipTotal=0", "GET /records/" + record, "GET /records/" + record + "?expand=story,author,moderator",
				"POST /records", "PATCH /records/" + record, "DELETE /records/" + record, "POST /impersonate/" + record, "GET /records/"} {
				method, path, _ := strings.Cut(door, " ")
				doors = append(doors, method+" /api/collections/"+name+path)
			}
		}
	}
	for _, door := range doors {
		method, path, _ := strings.Cut(door, " ")
		r := s.as(s.mairi, method, path, map[string]any{"name": "x", "query": "SELECT 1", "requests": []any{}, "email": "x@example.org"})
		switch {
		case r.Status >= 400, r.Status == http.StatusMovedPermanently, r.Status == http.StatusTemporaryRedirect:
		case strings.Contains(r.Body, `"totalItems":0`), method == "GET" && strings.Contains(r.Body, `"items":[]`):
		default:
			t.Errorf("%s: %d %.200s", door, r.Status, r.Body)
		}
	}
	if s.stored(waiting).State() != story.Submitted || len(must(s.FindAllCollections())(t)) != len(collections) {
		t.Error("a door did something")
	}
}

// firstID is the id of some record of a collection, or one that could be.
func firstID(s *scene, c *core.Collection) string {
	records := []*core.Record{}
	if err := s.RecordQuery(c).Limit(1).All(&records); err != nil || len(records) == 0 {
		return "abcdefghijklmno"
	}
	return records[0].Id
}

func TestTheBootAnswersHoldNothingButTheSitesName(t *testing.T) {
	s := newScene(t)
	s.told()
	settings := s.Settings()
	settings.SMTP.Host, settings.SMTP.Password, settings.Meta.SenderAddress = "smtp.secret.example", "smtpsecret", "sender@secret.example"
	s.ok(s.Save(settings))
	for path, want := range map[string]string{
		"/api/collections":                       `{"items":[],"page":1,"perPage":1000,"totalItems":0,"totalPages":0}`,
		"/api/collections/meta/scaffolds":        `{}`,
		"/api/collections/meta/oauth2-providers": `[]`,
		"/api/settings":                          `{"meta":{"accentColor":"#0e4a52","appName":"Candour","appURL":"http://localhost:8090","hideControls":true}}`,
	} {
		for _, query := range []string{"", "?page=2&perPage=5&filter=name!=''", "?fields=*"} {
			r := s.as(s.mairi, "GET", path+query, nil)
			if r.Status != http.StatusOK || !strings.Contains(r.Body, want) && !same(r.Body, want) {
				t.Errorf("%s%s: %d %s", path, query, r.Status, r.Body)
			}
		}
	}
}

// same compares without spaces at the ends.
func same(a, b string) bool { return strings.TrimSpace(a) == strings.TrimSpace(b) }

func TestPublicViewsTellAModeratorNoMoreThanAnyoneElse(t *testing.T) {
	s := newScene(t)
	id := s.published()
	s.told(func(v *story.Telling) { v.Title = "Not read by anyone yet" })
	for name := range open {
		for _, query := range []string{"", "?expand=story,service,organisation,authorships_via_story,story_tags_via_story", "?sort=authorships_via_story.author.emailKey",
			"?filter=authorships_via_story.author!=''", "?filter=@collection.contacts.ipKey!=''", "?filter=@collection.authors.id!=''", "?filter=@request.auth.id!=''", "?filter=publishedBy!=''", "?sort=submittedAt", "?fields=*,expand.*"} {
			path := "/api/collections/" + name + "/records" + strings.ReplaceAll(query, "'", "%27")
			anyone, moderator := s.with("", "GET", path, nil), s.as(s.mairi, "GET", path, nil)
			if anyone.Status != moderator.Status || anyone.Status == http.StatusOK && !strings.Contains(query, "auth.id") && anyone.Body != moderator.Body {
				t.Errorf("%s: anyone %d %.120s, a moderator %d %.120s", path, anyone.Status, anyone.Body, moderator.Status, moderator.Body)
			}
			for _, secret := range []string{email, "AB15", address, s.author.Id, "Not read by anyone", "emailKey", "publishedBy"} {
				if moderator.Status == http.StatusOK && strings.Contains(moderator.Body, secret) {
					t.Errorf("%s tells %q", path, secret)
				}
			}
		}
	}
	if r := s.as(s.mairi, "GET", "/api/collections/public_stories/records/"+id, nil); r.Status != http.StatusOK {
		t.Errorf("a published story: %d", r.Status)
	}
}

func TestAModeratorsLiveStreamStaysSilent(t *testing.T) {
	s := newScene(t)
	request := must(http.NewRequestWithContext(t.Context(), "GET", s.server.URL+"/api/realtime", nil))(t)
	response := must(http.DefaultClient.Do(request))(t)
	defer func() { _ = response.Body.Close() }()
	lines := make(chan string, 100)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(response.Body); scan.Scan(); {
			lines <- scan.Text()
		}
	}()
	client := ""
	for line := range lines {
		if rest, ok := strings.CutPrefix(line, "id:"); ok {
			client = strings.TrimSpace(rest)
			break
		}
	}
	topics := []string{"stories/*", "contacts/*", "authorships/*", "originals/*", "moderations/*", "messages/*", "responses/*", "moderators/*", "public_stories/*"}
	r := s.as(s.mairi, "POST", "/api/realtime", map[string]any{"clientId": client, "subscriptions": topics})
	if r.Status >= 500 {
		t.Fatalf("subscribing: %d %s", r.Status, r.Body)
	}
	id := s.published()
	s.ok(flow.WithdrawStory(s.App, s.author.Id, id))
	s.ok(flow.EraseAuthor(s.App, s.author.Id))
	for quiet := time.After(300 * time.Millisecond); ; {
		select {
		case line := <-lines:
			if strings.Contains(line, id) || strings.Contains(line, "She stayed") {
				t.Errorf("the stream said %.200s", line)
			}
		case <-quiet:
			return
		}
	}
}

func TestTheDesksFilesAreAskedForAnewAndSayNothingSecret(t *testing.T) {
	s := newScene(t)
	for _, name := range []string{"/_/extensions.js", "/_/extensions/desk/desk.js", "/_/extensions/desk/desk.css"} {
		r := s.with("", "GET", name, nil)
		if r.Status != http.StatusOK || r.Header.Get("Cache-Control") != "no-cache" || len(r.Body) < 100 {
			t.Errorf("%s: %d, Cache-Control %q", name, r.Status, r.Header.Get("Cache-Control"))
		}
	}
	if r := s.with("", "GET", "/_/extensions.js", nil); strings.Count(r.Body, "try {") == 0 || !strings.Contains(r.Body, "catch (err)") {
		t.Error("main.js has lost its catch")
	}
}

func TestWaitingIsSaidAsAColleagueWould(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "just now", 59 * time.Second: "just now", time.Minute: "1 minute", 119 * time.Minute: "1 hour", 47 * time.Hour: "47 hours", 49 * time.Hour: "2 days"} {
		if got := waited(d); got != want {
			t.Errorf("%s is said as %q, want %q", d, got, want)
		}
	}
}
