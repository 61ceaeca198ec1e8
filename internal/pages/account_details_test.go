package pages

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/testkit"
)

func TestEveryPrivateDetailStandsOnOnePageForItsOwnerAlone(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	page := v.Get("/account/details").Is(200)
	page.Has(".govuk-summary-list__value", adaEmail, "You have chosen one", "AB10 1AB", "192.0.2.77, which we delete on 16 February 2027", "on 18 November 2026 at 12:00, to version 1")
	page.Has("details", "I agree that my story is published.")
	page.Has(".govuk-summary-list", "What is your gender? Not said")
	page.Has("#story-"+id, "The porter stayed")
	site.told(t, benEmail, nil)
	site.author(t, benEmail)
	other := site.signedIn(t, benEmail).Get("/account/details").Is(200)
	other.HasNowhere(adaEmail, id)
}

func TestANewAddressCountsOnceItsOwnerHasConfirmedIt(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	ada := site.author(t, adaEmail)
	v.Get("/account/details")
	v.Follow(`a[href="/account/details/email"]`).Is(200).Has(".own-value", adaEmail)
	for typed, says := range map[string]string{"": "Write your new e-mail address.", "nonsense": "name@example.org"} {
		v.Submit("main form", url.Values{"email": {typed}, "password": {goodWords}}).Is(422).Has("#email-error", says)
	}
	v.Submit("main form", url.Values{"email": {"new@example.org"}, "password": {"a guess"}}).Is(422).Has("#password-error", "That is not your password.")
	page := v.Submit("main form", url.Values{"email": {"new@example.org"}, "password": {goodWords}}).Is(200)
	page.Has(".govuk-notification-banner", "We have written to your new address.")
	page.Has(".govuk-summary-list", "new@example.org (counts once you open the link we sent there)")

	link := "/confirm-email/" + site.linkIn(t, "authors", ada.Id, mail.ConfirmEmail)
	stranger := testkit.NewVisitor(t, site.url) // the letter may be opened anywhere
	ask := stranger.Get(link).Is(200)
	ask.HasNowhere("new@example.org", adaEmail)
	if _, err := records.FindAuthorByEmail(site, site.Deployment.Sealer, "new@example.org"); err == nil {
		t.Fatal("opening the link confirmed it")
	}
	stranger.Submit("main form", nil).Is(200).Has("h1", "Your new address is confirmed")
	if _, err := records.FindAuthorByEmail(site, site.Deployment.Sealer, "new@example.org"); err != nil {
		t.Error("it was not kept:", err)
	}
	stranger.Get(link).Is(404).Has("h1", "This link does not work any more")
	site.signedIn(t, "new@example.org").Get("/account/details").Has(".govuk-summary-list__value", "new@example.org")
}

func TestAnAddressThatIsSomebodyElsesIsNeverSaidToBe(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	site.told(t, benEmail, nil)
	v.Get("/account/details/email")
	page := v.Submit("main form", url.Values{"email": {benEmail}, "password": {goodWords}}).Is(200)
	page.Has(".govuk-notification-banner", "We have written to your new address.")
	link := "/confirm-email/" + site.linkIn(t, "authors", site.author(t, adaEmail).Id, mail.ConfirmEmail)
	v.Get(link).Is(200)
	v.Submit("main form", nil).Is(404)
	site.Pass(25 * time.Hour)
	v.Get(link).Is(404)
}

func TestAForgottenAddressIsGoneAndAStoryKeyTakesItsPlace(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/details/email")
	v.Follow(`a[href="/account/details/forget-email"]`).Is(200).Has("h1", "Forget your e-mail address?")
	v.Submit("main form", url.Values{"password": {"a guess"}}).Is(422).Has("#password-error", "That is not your password.")
	page := v.Submit("main form", url.Values{"password": {goodWords}}).Is(200)
	key := page.Text(".key")
	page.Has(".govuk-warning-text", "only this once")
	details := v.Get("/account/details").Is(200)
	details.HasNowhere(adaEmail, key)
	details.Has(".govuk-summary-list", "We have none", "You have one. We can’t show it")
	if got := v.Get("/account/details/forget-email").URL.Path; got != "/account/details" {
		t.Errorf("it can be forgotten twice, at %s", got)
	}
	fresh := testkit.NewVisitor(t, site.url)
	fresh.Get("/sign-in")
	fresh.Submit(byEmail, url.Values{"email": {adaEmail}, "password": {goodWords}}).Is(422)
	fresh.Submit(byKey, url.Values{"story_key": {key}}).Is(200).Has(".own-card", "The porter stayed")
}

func TestAPasswordIsChangedByWhoeverKnowsTheOneThereIs(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	elsewhere := site.signedIn(t, adaEmail)
	v.Get("/account/details/password").Is(200)
	v.Submit("main form", url.Values{"current": {"not this one"}, "password": {"short"}}).Is(422).Has(".govuk-error-summary", "That is not the one we know.", "10 characters or more")
	v.Page().HasNowhere("not this one", `value="short"`)
	page := v.Submit("main form", url.Values{"current": {goodWords}, "password": {"a brand new secret"}}).Is(200)
	page.Has(".govuk-notification-banner", "Your new password is set")
	if got := elsewhere.Get("/account").URL.Path; got != "/sign-in" {
		t.Error("an earlier sign-in is still good")
	}
	elsewhere.Submit(byEmail, url.Values{"email": {adaEmail}, "password": {goodWords}}).Is(422)
	elsewhere.Submit(byEmail, url.Values{"email": {adaEmail}, "password": {"a brand new secret"}}).Is(200).Has("h1", "My stories")
}

func TestAPostcodeIsCorrectedOrForgottenAndTheStoryReachesOthers(t *testing.T) {
	site := newOwnSite(t)
	city, err := records.NewOrganisation(site, "ons", "S37000001", "Aberdeen City Health and Social Care Partnership", "partnership")
	mustSave(t, site, city, err)
	v, id := site.ada(t)
	reaches := func(want bool) {
		t.Helper()
		// Stored, that is: while so few authors live there, nobody at the partnership reads it yet.
		reach, err := records.ReachOfStory(site, id)
		if got := slices.Contains(reach, records.Reach{Organisation: city.Id, Why: "area"}); err != nil || got != want {
			t.Errorf("the partnership is reached: %v, %v", got, err)
		}
	}
	reaches(true)
	v.Get("/account/stories/"+id).Has(".own-list", "Aberdeen City Health and Social Care Partnership, because it answers for where you live")
	v.Get("/account/details")
	v.Follow(`a[href="/account/details/postcode/` + id + `"]`).Is(200).Has(`#postcode[value="AB10 1AB"]`)
	v.Submit("main form", url.Values{"postcode": {strings.Repeat("AB10 ", 20)}}).Is(422).Has("#postcode-error", "too long")
	for _, unknown := range []string{"!!!", "zz99 9zz"} {
		v.Get("/account/details/postcode/" + id)
		v.Submit("main form", url.Values{"postcode": {unknown}}).Is(200).Has(".govuk-inset-text", "We don’t recognise it", "nobody by area")
	}
	reaches(true)
	kept := v.Submit("main form", nil).Is(200) // never blocked
	kept.Has("#story-"+id, "zz99 9zz")
	kept.Has(".govuk-notification-banner", "reaches nobody by area")
	kept.HasNowhere("looked up")
	reaches(false)
	v.Get("/account/details/postcode/" + id)
	v.Submit("main form", url.Values{"postcode": {"ab10 1ab"}}).Is(200)
	reaches(true)
	v.Get("/account/details/postcode/" + id)
	v.Submit("main form", url.Values{"postcode": {""}}).Is(200).Has("#story-"+id, "We have none")
	reaches(false)
}

func TestAnswersAboutAnAuthorAreChangedAndForgotten(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/details")
	v.Follow(`a[href="/account/details/about-you"]`).Is(200)
	v.Submit("main form", url.Values{"birth-year": {"75"}, "gender": {"woman"}}).Is(422).Has("#birth-year-error", "four digits")
	v.Page().Has(`input[name=gender][value=woman][checked]`)
	page := v.Submit("main form", url.Values{"birth-year": {"1975"}, "ethnic-group": {"white-scottish"}, "limited": {"a-little"}}).Is(200)
	page.Has(".govuk-summary-list", "1975", "Woman", "White: Scottish", "Yes, a little")
	v.Get("/account/details/about-you").Has(`input[name=birth-year][value="1975"]`)
	v.Submit("main form", url.Values{"birth-year": {""}, "gender": {""}, "ethnic-group": {""}, "limited": {""}}).Is(200)
	if n := site.rows(t, "demographics"); n != 0 {
		t.Errorf("%d rows of answers are left", n)
	}
}

func TestLettersAreTurnedOffAndOn(t *testing.T) {
	site := newOwnSite(t)
	v, _ := site.ada(t)
	v.Get("/account/details")
	v.Submit(`button[name=letters]`, nil).Is(200).Has("section[aria-labelledby=letters-title]", "only what we owe you")
	if !site.author(t, adaEmail).LettersOff() {
		t.Error("they are still on")
	}
	v.Submit(`button[name=letters]`, nil).Is(200).Has("section[aria-labelledby=letters-title]", "when somebody answers")
	v.Post("/account/details/letters", url.Values{"letters": {"maybe"}}).Is(422)
}

func TestAnAuthorWithoutAnAddressCanAddOneAndChooseAPassword(t *testing.T) {
	site := newOwnSite(t)
	key := site.told(t, "", nil).StoryKey
	v := testkit.NewVisitor(t, site.url)
	v.Get("/sign-in")
	v.Submit(byKey, url.Values{"story_key": {key}})
	page := v.Get("/account/details").Is(200)
	page.Has(".govuk-summary-list", "We have none", "Add e-mail address")
	page.HasNot(`a[href="/account/details/password"]`)
	page.HasNot("#letters-title")
	v.Get("/account/details/email")
	v.Submit("main form", url.Values{"email": {"new@example.org"}, "password": {key}}).Is(200)
	a, err := records.FindAuthorByStoryKey(site, site.Deployment.Sealer, key)
	if err != nil {
		t.Fatal(err)
	}
	v.Get("/confirm-email/" + site.linkIn(t, "authors", a.Id, mail.ConfirmEmail))
	v.Submit("main form", nil).Is(200)
	v.Get("/account/details/password").Is(200).Has("label[for=current]", "Your story key")
	v.Submit("main form", url.Values{"current": {strings.ToUpper(key)}, "password": {goodWords}}).Is(200)
	site.signedIn(t, "new@example.org")
}
