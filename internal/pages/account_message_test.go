package pages

import (
	"net/http"
	"net/url"
	"testing"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

const danger = "The story says that he will come back tonight with a knife."

func (s *ownSite) messageTexts(t testing.TB, id string) (texts []string) {
	t.Helper()
	found, err := records.MessagesOfStory(s, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range found {
		texts = append(texts, m.Text())
	}
	return texts
}

// disclosed has two moderators look at a detail of a story, and its author told.
func (s *ownSite) disclosed(t testing.TB, id string) {
	t.Helper()
	sal, err := records.NewModerator(s, "sal@example.org", "Sal Senior", goodWords, true)
	mustSave(t, s, sal, err)
	request, err := flow.AskDisclosure(s, story.Disclosure{Story: id, Field: "postcode", RecipientKind: "police", Recipient: "Police Scotland, Aberdeen",
		Reason: danger, Believed: true, AskedBy: s.moderator}, goodWords)
	if err != nil {
		t.Fatal(err)
	}
	if err := flow.AgreeDisclosure(s, request, sal.Id, goodWords, false); err != nil {
		t.Fatal(err)
	}
	if _, err := flow.ShowDisclosure(s, request, s.moderator, goodWords); err != nil {
		t.Fatal(err)
	}
	s.Pass(story.DisclosureTellAfter)
	if n, err := flow.TellDisclosures(s); n != 1 || err != nil {
		t.Fatalf("%d were told (%v)", n, err)
	}
}

func TestAnAuthorWritesToTheModeratorsAtAnyTime(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.edit(t, id, "The porter stayed", someWords)
	site.publish(t, site.told(t, adaEmail, nil).StoryID)
	if site.story(t, id).State() != story.Published {
		site.publish(t, id)
	}
	v.Get("/account/stories/"+id).Is(200).Has(".own-write label", "Write to the moderators")
	v.Submit(".own-write", url.Values{"message": {" "}}).Is(422).Has("#message-error", "Write what you want to say.")
	done := v.Submit(".own-write", url.Values{"message": {"Thank you for reading it."}}).Is(200)
	done.Has(".govuk-notification-banner", "Your words are with the moderators.")
	done.Has(".message--mine", "Thank you for reading it.")
	done.Has(".acts", "You wrote to the moderators.")
	if site.story(t, id).State() != story.Published {
		t.Error("a message moved the story")
	}
	if err := flow.WriteToAuthor(site, id, site.moderator, "You are welcome."); err != nil {
		t.Fatal(err)
	}
	v.Get("/account/stories/"+id).Has(".message--theirs", "You are welcome.")
}

func TestWhatLeadsToSomebodyIsShownLeftOutBeforeItIsSent(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.publish(t, id)
	const typed = "I am ADA @ example.org, ring 01632 960733."
	v.Get("/account/stories/" + id)
	shown := v.Submit(".own-write", url.Values{"message": {typed}}).Is(422)
	shown.Has("#message-error", "We would leave out an e-mail address and a phone number.")
	shown.Has("#masked-title + p", "I am [e-mail address], ring [phone number].")
	shown.Has("#message", typed)
	if texts := site.messageTexts(t, id); len(texts) != 0 {
		t.Fatalf("kept before the author said so: %q", texts)
	}
	done := v.Submit(".own-write", nil).Is(200)
	done.Has(".govuk-notification-banner", "without what would lead to somebody")
	done.HasNowhere("960733")
	if texts := site.messageTexts(t, id); len(texts) != 1 || texts[0] != "I am [e-mail address], ring [phone number]." {
		t.Errorf("kept: %q", texts)
	}
}

func TestTooManyMessagesAreToldToWaitAndNothingTypedIsLost(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	site.publish(t, id)
	ada := site.author(t, adaEmail).Id
	for range 10 {
		if err := flow.AnswerModerator(site, ada, id, "And one more thing."); err != nil {
			t.Fatal(err)
		}
	}
	v.Get("/account/stories/" + id)
	page := v.Submit(".own-write", url.Values{"message": {"The eleventh."}}).Is(http.StatusTooManyRequests)
	page.Has("#message", "The eleventh.")
	page.Has("#message-error", "within an hour")
	if page.Header.Get("Retry-After") == "" {
		t.Error("nobody says when to try again")
	}
}

func TestAnAuthorIsToldWhatWasShownToWhomAndWhy(t *testing.T) {
	site := newOwnSite(t)
	v, id := site.ada(t)
	v.Get("/account/stories/" + id).Is(200).HasNot(".own-disclosed")
	site.disclosed(t, id)
	v = site.signedIn(t, adaEmail)
	page := v.Get("/account/stories/" + id).Is(200)
	page.Has(".own-disclosed", "A moderator was shown your postcode, once, to pass it on to Police Scotland, Aberdeen (the police).", danger)
	page.HasNowhere("Moses", "Sal Senior")
	site.told(t, benEmail, nil)
	site.author(t, benEmail)
	site.signedIn(t, benEmail).Get("/account/stories/" + id).Is(404)
}

func TestTheConversationIsAccessibleInABrowser(t *testing.T) {
	eachWay(t, func(t *testing.T, site *ownSite, b *testkit.Browser) {
		_, id := site.ada(t)
		site.publish(t, id)
		site.disclosed(t, id)
		site.enter(b, adaEmail)
		b.Open(site.url + "/account/stories/" + id)
		lookAt(b, "talk")
		b.Fill("#message", "Ring me on 01632 960733.")
		b.Follow(".own-write .govuk-button")
		lookAt(b, "talk-masked")
		b.Follow(".own-write .govuk-button")
		lookAt(b, "talk-sent")
		if texts := site.messageTexts(t, id); len(texts) != 1 || texts[0] != "Ring me on [phone number]." {
			t.Errorf("kept: %q", texts)
		}
	})
}
