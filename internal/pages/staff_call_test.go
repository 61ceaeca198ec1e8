package pages

import (
	"net/url"
	"os"
	"strings"
	"testing"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

func TestAnAdministratorWritesDownWhomToCall_AndNobodyElseReadsIt(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	isla.Get("/staff").Is(200)
	isla.Follow("a[href='/staff/call']").Is(200).HasNot("main", "Last changed")
	page := isla.Submit("main form", url.Values{"who": {"Duty manager"}, "hours": {"Day and night"}}).Is(422)
	page.Has(".govuk-error-summary a[href='#phone']", "Give a phone number")
	page.Has("main", "Whom do we call")
	isla.Submit("main form", url.Values{"who": {"Duty manager"}, "phone": {"01224 000000"}, "email": {""}, "hours": {"Day and night"}}).Is(200).
		Has(".govuk-notification-banner", "Moderators call there")
	e, err := records.FindEscalation(site, site.board)
	if err != nil || e.Whom() != (story.Escalation{Who: "Duty manager", Phone: "01224 000000", Hours: "Day and night"}) || !e.ByMember() {
		t.Errorf("stored: %+v, %v", e, err)
	}
	testkit.NewVisitor(t, site.url).Get("/organisations/"+site.board).Is(200).HasNowhere("01224 000000", "Duty manager")
}

// The handbook's own test finds the same reasons there.
func TestThePageAboutReading_HasEveryReasonForRefusingAndForEditing(t *testing.T) {
	page, err := os.ReadFile("../../pb_public/pages/public/about/moderation.html")
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for prefix, list := range map[string][]story.Reason{"refuse-": story.StoryReasons(), "edit-": story.EditReasons(), "answer-": story.ResponseReasons()} {
		all += len(list)
		for _, r := range list {
			if strings.Count(string(page), `<dt id="`+prefix+r.Code+`">`) != 1 {
				t.Errorf("the page does not say %s%s once: %s", prefix, r.Code, r.Label)
			}
		}
	}
	if n := strings.Count(string(page), `<dt id=`); n != all {
		t.Errorf("the page gives %d reasons, the rules %d", n, all)
	}
}
