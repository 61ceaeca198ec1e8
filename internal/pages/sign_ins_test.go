package pages

import (
	"testing"

	"candour/internal/records"
	"candour/internal/testkit"
)

func TestSomebodySeesWhereTheyAreSignedInAndSignsOutThere(t *testing.T) {
	site := newOwnSite(t)
	here, _ := site.ada(t)
	there, third := site.signedIn(t, adaEmail), site.signedIn(t, adaEmail)
	page := here.Get("/account/sign-ins").Is(200)
	if rows := page.Texts(".read-list li"); len(rows) != 2 {
		t.Fatalf("%d other devices: %q", len(rows), rows)
	}
	page.Has(".sign-in-here", "This device")
	here.Submit(".read-list form", nil).Has("main", "That device is signed out.")
	in := 0
	for _, v := range []*testkit.Visitor{there, third} {
		if v.Get("/account").URL.Path == "/account" {
			in++
		}
	}
	if in != 1 {
		t.Errorf("%d of two other devices are still signed in", in)
	}
	here.Get("/account/sign-ins")
	here.Submit(`form[action$="/end-others"]`, nil).Has("main", "You are signed in nowhere else.")
	if got := here.Get("/account").URL.Path; got != "/account" {
		t.Errorf("this device is led to %s", got)
	}
	for _, v := range []*testkit.Visitor{there, third} {
		if got := v.Get("/account").URL.Path; got != "/sign-in" {
			t.Errorf("another device is still at %s", got)
		}
	}
}

func TestNobodyEndsTheSignInOfAnother(t *testing.T) {
	site := newOwnSite(t)
	ada, _ := site.ada(t)
	rita := site.signedIn(t, ritaEmail)
	id := records.SessionOfToken(rita.Cookie("candour").Value)
	if id == "" {
		t.Fatal("Rita's cookie names no sign-in")
	}
	ada.Post("/account/sign-ins/"+id+"/end", nil).Is(404)
	if got := rita.Get("/staff").URL.Path; got != "/staff" {
		t.Errorf("Rita is led to %s", got)
	}
}

func TestANewPasswordEndsTheOtherSignInsAndTheirRows(t *testing.T) {
	site := newOwnSite(t)
	here, _ := site.ada(t)
	there := site.signedIn(t, adaEmail)
	here.Get("/account/details/password")
	here.Submit("main form", map[string][]string{"current": {goodWords}, "password": {"manchester2026"}}).Is(422).Has("main", "lists that thieves try first")
	here.Submit("main form", map[string][]string{"current": {goodWords}, "password": {"seven grey herons"}}).Is(200)
	if got := there.Get("/account").URL.Path; got != "/sign-in" {
		t.Errorf("the other device is at %s", got)
	}
	here.Get("/account/sign-ins").Is(200).Has("main", "You are signed in nowhere else.")
}

func TestThePagesOfSignInsAreAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		site.told(t, adaEmail, nil)
		site.author(t, adaEmail)
		for home, email := range map[string]string{"/account": adaEmail, "/staff": ritaEmail} {
			site.enter(b, email)
			site.signedIn(t, email) // on another device
			b.Open(site.url + home + "/sign-ins")
			lookAt(b, "sign-ins"+home[1:])
			b.Follow(`form[action$="/end-others"] button`)
			lookAt(b, "sign-ins-ended"+home[1:])
			b.Page().Has("main", "You are signed in nowhere else.")
			b.Follow(`form[action="/sign-out"] button`)
		}
	})
}
