package pages

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"candour/internal/flow"
	"candour/internal/roster"
	"candour/internal/story"
	"candour/internal/testkit"
)

// manyPeople is as many as the largest hospitals would let in.
const manyPeople = 2000

func crowd(letter string, n int) (people []story.Invitee) {
	for i := range n {
		people = append(people, story.Invitee{Email: fmt.Sprintf("%s%04d@ward.example", letter, i), Name: fmt.Sprintf("Nia %s %04d", letter, i), JobTitle: "Nurse", Department: "Ward 4", Role: story.RoleMember})
	}
	return people
}

// BenchmarkMembers opens the pages of an organisation of 2,000, and looks at a list of
// 2,000 more.
func BenchmarkMembers(b *testing.B) {
	site := newOwnSite(b)
	if _, err := flow.InviteMembers(site, flow.Inviting{Organisation: site.board}, crowd("here", manyPeople)); err != nil {
		b.Fatal(err)
	}
	isla := site.signedIn(b, islaEmail)
	list := roster.Format(crowd("new", manyPeople))
	for name, open := range map[string]func() *testkit.Page{
		"list":   func() *testkit.Page { return isla.Get(membersPath) },
		"last":   func() *testkit.Page { return isla.Get(membersPath + "?page=41") },
		"search": func() *testkit.Page { return isla.Get(membersPath + "?q=nurse+1999") },
		"file":   func() *testkit.Page { return isla.Post(membersFilePath, site.forBoard("list", list)) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				open().Is(http.StatusOK)
			}
		})
	}
}

// A hospital's whole list at once: what it would do is shown, and then it is done.
func TestALongList_IsShownAndInvited(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	page := isla.Post(membersFilePath, site.forBoard("list", roster.Format(crowd("new", 200)))).Is(200)
	page.Has(".member-counts", "200")
	page.Has("main", "And 150 more.")
	isla.Send(page.Form("main form").Fill(url.Values{})).Is(200).Has(".lead-in", "200 invited")
	if n := site.rows(t, "invitations"); n != 200 {
		t.Errorf("%d invitations", n)
	}
	if got := isla.Get(membersPath + "?q=0199").Texts(".member-list__name"); strings.Join(got, " ") != "Nia new 0199" {
		t.Errorf("found: %v", got)
	}
}
