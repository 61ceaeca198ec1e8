package pages

import (
	"strings"
	"testing"

	"github.com/pocketbase/dbx"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/testkit"
)

// An old mailbox may be in the hands of whoever an author left, or a job that a member
// left: what lies in it opens nothing once the address is another.
func TestALinkInAnOldMailboxOpensNoUnpublishedStory(t *testing.T) {
	site := newOwnSite(t)
	_, link := site.shown(t, "identifies-staff")
	v := testkit.NewVisitor(t, site.url)
	v.Get(link).Is(200)
	a := site.author(t, adaEmail)
	a.SetEmail(deployment.Of(site).Sealer, "ada.new@mail.example")
	mustSave(t, site, a, nil)
	v.Get(link).Is(404)
	v.Post(link+"/withdraw", nil).Is(404)
	a.SetEmail(deployment.Of(site).Sealer, "")
	mustSave(t, site, a, nil)
	v.Get(link).Is(404)
}

func TestALinkInAMailboxThatAServiceGaveUpOpensNothing(t *testing.T) {
	for name, change := range map[string]func(*ownSite, *records.Service){
		"another mailbox": func(s *ownSite, v *records.Service) { v.SetReviewAddress("team@board.example"); mustSave(t, s, v, nil) },
		"none":            func(s *ownSite, v *records.Service) { v.SetReviewAddress(""); mustSave(t, s, v, nil) },
		"run by another": func(s *ownSite, v *records.Service) {
			if err := flow.MoveService(s, v.Id, "", s.otherBoard(t), "", records.FromDesk); err != nil {
				t.Fatal(err)
			}
		},
		"run by another, in the panel": func(s *ownSite, v *records.Service) { v.Set("organisation", s.otherBoard(t)); mustSave(t, s, v, nil) },
		"it takes part no more": func(s *ownSite, v *records.Service) {
			o, err := records.FindOrganisation(s, v.Organisation())
			if err != nil {
				t.Fatal(err)
			}
			o.Set("termUntil", s.Now())
			mustSave(t, s, o, nil)
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := newOwnSite(t)
			_, link := site.underReview(t)
			w := testkit.NewVisitor(t, site.url)
			w.Get(link).Is(200)
			v, err := records.FindService(site, site.services["N101H"])
			if err != nil {
				t.Fatal(err)
			}
			v.SetOwnWords("We are open on Sundays.")
			mustSave(t, site, v, nil)
			change(site, v)
			now, err := records.FindService(site, v.Id)
			if err != nil || strings.HasPrefix(name, "run by") != (now.OwnWords() == "") {
				t.Errorf("its page says %q (%v)", now.OwnWords(), err)
			}
			w.Get(link).Is(404)
			w.Post(link+"/go-ahead", nil).Is(404)
		})
	}
}

func TestAnAdministratorsLinkEndsWithTheirAddress(t *testing.T) {
	site := newOwnSite(t)
	id, _ := site.underReview(t)
	letters, err := records.LettersOfStory(site, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range letters {
		if l.Kind() != string(mail.ServiceReview) || l.ToCollection() != "members" {
			continue
		}
		link := "/review/" + id + "/" + flow.LinkToken(site, l)
		v := testkit.NewVisitor(t, site.url)
		v.Get(link).Is(200)
		m, err := records.FindMember(site, l.To())
		if err != nil {
			t.Fatal(err)
		}
		m.ProxyRecord().SetEmail("elsewhere@board.example")
		mustSave(t, site, m, nil)
		v.Get(link).Is(404)
		return
	}
	t.Fatal("no administrator was written to")
}

func TestNoHistoryTellsTheMailboxOfAService(t *testing.T) {
	site := newOwnSite(t)
	site.underReview(t)
	service := site.services["N101H"]
	isla, err := records.FindMemberByEmail(site, "isla@board.example")
	if err != nil {
		t.Fatal(err)
	}
	if err := flow.SetReviewAddress(site, isla.Id, service, "ward.sister@board.example"); err != nil {
		t.Fatal(err)
	}
	v := testkit.NewVisitor(t, site.url)
	v.Get("/services/"+service+"/history").Is(200).HasNowhere("ward@board.example", "ward.sister@board.example", "reviewAddress")
	n, err := site.CountRecords("directory_history", dbx.NewExp("was LIKE '%@%' OR now LIKE '%@%'"))
	if err != nil || n != 0 {
		t.Errorf("%d lines of the history hold an address: %v", n, err)
	}
}
