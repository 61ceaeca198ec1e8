package pages

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/mail"
	"candour/internal/testkit"
)

// enter signs in through the page.
func (s *ownSite) enter(b *testkit.Browser, email string) {
	b.Open(s.url + "/sign-in")
	b.Fill("#email", email)
	b.Fill("#password", goodWords)
	b.Follow("form:has(#password) button")
}

func eachWay(t *testing.T, walk func(t *testing.T, site *ownSite, b *testkit.Browser)) {
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with script", false: "without script"}[script], func(t *testing.T) {
			site := newOwnSite(t)
			b := testkit.NewBrowser(t)
			b.ExpectComplaint("422") // a form with something wrong is answered so
			b.ExpectComplaint("404") // so is a link that works no more
			if !script {
				b.ScriptOff()
			}
			walk(t, site, b)
		})
	}
}

const send422 = "main form .govuk-button"

func TestSigningInIsAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		site.told(t, adaEmail, nil)
		ada := site.author(t, adaEmail)
		b.Open(site.url + "/sign-in?next=/account/details")
		lookAt(b, "sign-in")
		b.Follow(send422)
		lookAt(b, "sign-in-wrong")
		b.Open(site.url + "/password/forgotten")
		lookAt(b, "forgotten")
		b.Follow(send422)
		lookAt(b, "forgotten-wrong")
		b.Fill("#email", adaEmail)
		b.Follow(send422)
		lookAt(b, "forgotten-sent")
		link := site.url + "/password/" + site.linkIn(t, "authors", ada.Id, mail.Password)
		b.Open(link)
		b.Follow(send422)
		lookAt(b, "choose-wrong")
		b.Open(link + "x")
		lookAt(b, "link")
		if err := flow.AskForNewEmail(site, ada.Id, "new@example.org"); err != nil {
			t.Fatal(err)
		}
		b.Open(site.url + "/confirm-email/" + site.linkIn(t, "authors", ada.Id, mail.ConfirmEmail))
		lookAt(b, "confirm")
		b.Follow(send422)
		lookAt(b, "confirmed")
		b.Open(site.url + "/letters/wrong/stop")
		lookAt(b, "stop")
	})
}

func TestAnAuthorsPagesAreAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		_, id := site.fullLife(t)
		waiting := site.told(t, adaEmail, nil).StoryID
		site.edit(t, waiting, "The porter stayed with me", someWords+"\n\nHe was kind.")
		asked := site.told(t, adaEmail, nil).StoryID
		if err := flow.AskAuthor(site, flow.Decision{StoryID: asked, Version: 1, Moderator: site.moderator, Note: "Which ward was it?"}); err != nil {
			t.Fatal(err)
		}
		site.enter(b, adaEmail)
		lookAt(b, "home")
		b.Prefer("prefers-color-scheme", "dark")
		lookAt(b, "home-dark")
		for name, path := range map[string]string{"story": "/account/stories/" + id, "story-edits": "/account/stories/" + waiting, "story-asked": "/account/stories/" + asked} {
			b.Open(site.url + path)
			lookAt(b, name+"-dark")
			b.Prefer("prefers-color-scheme", "light")
			lookAt(b, name)
			b.Follow("form[novalidate] .govuk-button")
			lookAt(b, name+"-wrong")
			b.Prefer("prefers-color-scheme", "dark")
		}
		b.Prefer("prefers-color-scheme", "light")
		for name, path := range map[string]string{"withdraw": "/account/stories/" + id + "/withdraw", "details": "/account/details", "forget-email": "/account/details/forget-email", "reading": "/account/reading"} {
			b.Open(site.url + path)
			lookAt(b, name)
		}
		for name, path := range map[string]string{"email": "/account/details/email", "password": "/account/details/password", "erase": "/account/erase"} {
			b.Open(site.url + path)
			lookAt(b, name)
			b.Follow(send422)
			lookAt(b, name+"-wrong")
		}
		b.Open(site.url + "/account/details/postcode/" + id)
		lookAt(b, "postcode")
		b.Open(site.url + "/account/details/about-you")
		b.Fill("#birth-year", "19")
		b.Follow(send422)
		lookAt(b, "about-you-wrong")
		b.Open(site.url + "/account/details")
		b.Follow(`form[action="/account/export"] button`)
		lookAt(b, "copy")
		b.Open(site.url + "/account/stories/" + asked + "/withdraw")
		b.Follow(send422)
		lookAt(b, "withdrawn")
		b.Open(site.url + "/account/details/forget-email")
		b.Follow(send422)
		lookAt(b, "forget-email-wrong")
		b.Fill("#password", goodWords)
		b.Follow(send422)
		lookAt(b, "story-key")
		b.Open(site.url + "/account/erase")
		b.Fill("#password", goodWords)
		b.Fill("#word", eraseWord)
		b.Follow("main form.own-danger .govuk-button")
		lookAt(b, "erased")
		if n := site.rows(t, "authors"); n != 1 { // Ben
			t.Errorf("%d authors", n)
		}
	})
}

func TestAMembersPagesAreAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		site.enter(b, ritaEmail)
		lookAt(b, "inbox-empty")
		_, id := site.fullLife(t)
		site.published(t)
		b.Open(site.url + "/staff")
		lookAt(b, "inbox")
		b.Open(site.url + "/staff?show=all")
		lookAt(b, "inbox-all")
		b.Open(site.url + "/staff/stories/" + id)
		lookAt(b, "story")
		b.Click("label[for=change-2]")
		b.Follow(".respond .govuk-button")
		lookAt(b, "story-wrong")
		b.Prefer("prefers-color-scheme", "dark")
		lookAt(b, "story-wrong-dark")
		b.Prefer("prefers-color-scheme", "light")
		b.Fill("#response", "Thank you. I found the porter and read him your words.")
		b.Click("label[for=change]")
		b.Follow(".respond .govuk-button")
		lookAt(b, "answered")
		b.Follow(".turn-state a")
		lookAt(b, "changing")
		site.Pass(31 * time.Minute)
		b.Follow(".respond .govuk-button")
		lookAt(b, "too-late")
	})
}

func TestAnAdministratorsPagesAreAccessibleInABrowser(t *testing.T) {
	site := newOwnSite(t)
	b := testkit.NewBrowser(t)
	site.enter(b, islaEmail)
	look := func(name string) {
		t.Helper()
		for _, width := range []int64{1280, 320} {
			b.Viewport(width, 900)
			b.Screenshot(fmt.Sprintf("%s-%d", name, width))
		}
		b.Accessible("")
		b.NoOverflow()
	}
	b.Open(site.url + "/staff/services")
	look("own-services")
	b.Open(site.url + "/staff/services?q=xyzzyplugh")
	look("own-services-none")
	b.Open(site.url + "/staff/services/" + site.services["N101H"])
	b.Fill("#own_words", "Write to morag.smith@board.example.\n\nWe are open day and night.")
	b.Follow("main button[value=save]")
	b.WaitFor(".own-reason")
	look("own-words-warned")
	b.Follow("main button[value=save]")
	b.WaitForText("Your words are on the page.")
	b.Fill("#own_words", strings.Repeat("many words ", 200))
	b.Follow("main button[value=save]")
	look("own-words-wrong")
}
