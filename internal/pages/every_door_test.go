package pages

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"sort"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

var updateDoors = flag.Bool("update", false, "write testdata/every_door.golden anew")

// TestEveryDoorAsEveryPerson asks every route of the site as everyone there is
// and freezes what each is answered: a door that opens for somebody else shows
// in the diff. What changes something is asked with an empty form, and with the
// number of a story that does not exist.
func TestEveryDoorAsEveryPerson(t *testing.T) {
	site := newOwnSite(t)
	_, id := site.ada(t)
	site.publish(t, id)
	site.told(t, benEmail, nil)
	if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, []story.Invitee{{Email: "nia@board.example", Name: "Nia Pryce", Role: story.RoleMember}}); err != nil {
		t.Fatal(err)
	}
	names := []string{"stranger", "author", "another author", "member", "responder", "administrator", "another board"}
	people := map[string][2]string{"author": {"authors", site.author(t, adaEmail).Id}, "another author": {"authors", site.author(t, benEmail).Id},
		"member": {"members", site.members[lewisEmail]}, "responder": {"members", site.members[ritaEmail]},
		"administrator": {"members", site.members["isla@board.example"]}, "another board": {"members", site.members[heatherMail]}}
	var b strings.Builder
	fmt.Fprintf(&b, "%-55s %s\n", "", strings.Join(names, ", "))
	for _, r := range everyDoor() {
		fmt.Fprintf(&b, "%-55s", r.method+" "+r.path)
		for _, name := range names {
			fmt.Fprintf(&b, " %s", site.ask(t, r, people[name], id))
		}
		b.WriteByte('\n')
	}
	const golden = "testdata/every_door.golden"
	if *updateDoors {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("a door answers somebody otherwise than it did; if it was meant, run: go test ./internal/pages -run EveryDoor -update\n%s", b.String())
	}
}

// everyDoor lists the routes in a steady order.
func everyDoor() []route {
	all := routes()
	sort.SliceStable(all, func(i, j int) bool {
		if all[i].path != all[j].path {
			return all[i].path < all[j].path
		}
		return all[i].method < all[j].method
	})
	return all
}

// ask is what one person is answered at one door: a status, or where it leads.
func (s *ownSite) ask(t *testing.T, r route, who [2]string, storyID string) string {
	t.Helper()
	v := testkit.NewVisitor(t, s.url)
	if who[0] != "" {
		account, err := s.FindRecordById(who[0], who[1])
		if err != nil {
			t.Fatal(err)
		}
		v = signInAs(t, s.tellSite, account)
	}
	number := storyID
	if r.method != http.MethodGet {
		number = "zzzzzzzz"
	}
	path := strings.NewReplacer("{$}", "", "{id}", number, "{response}", "zzzzzzzzzzzzzzz", "{token}", "zzzzzzzzzzzzzzz-z",
		"{slug}", "kind-staff", "{page}", "privacy", "{part}", "1.xml").Replace(r.path)
	for prefix, id := range map[string]string{"/services/": s.services["N101H"], "/staff/services/": s.services["N101H"], "/organisations/": s.board} {
		if strings.HasPrefix(path, prefix) {
			path = strings.Replace(path, number, id, 1)
			path = strings.Replace(path, "zzzzzzzz", id, 1)
		}
	}
	if r.method == http.MethodGet && strings.HasPrefix(r.path, "/staff/members/{id}") {
		in, err := records.FindMembershipIn(s, s.members[lewisEmail], s.board)
		if err != nil {
			t.Fatal(err)
		}
		path = strings.Replace(path, number, in.Id, 1)
	}
	if r.method == http.MethodGet && strings.HasPrefix(r.path, "/staff/invitations/") {
		path = strings.Replace(path, number, s.only(t, "invitations").Id, 1)
	}
	client := v.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	var res *http.Response
	var err error
	if r.method == http.MethodGet {
		res, err = client.Get(s.url + path)
	} else {
		form := s.actingFor(t, who[1])
		if r.path == "/staff/account/leave" { // they are needed for the other doors
			form = nil
		}
		res, err = client.PostForm(s.url+path, form)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if to := res.Header.Get("Location"); to != "" {
		to, _, _ = strings.Cut(strings.NewReplacer(number, "ID", s.services["N101H"], "ID").Replace(strings.TrimPrefix(to, s.url)), "?")
		return fmt.Sprintf("%d→%s", res.StatusCode, to)
	}
	return fmt.Sprint(res.StatusCode)
}
