package pages

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

const (
	quickest   = 3 * time.Second // no person reads and sends a form sooner
	mostADay   = 20              // stories from one internet address; a ward may share one
	trapField  = "website"       // people do not see this box; programs fill it in
	checkIndex = 4
)

// sendStory takes the whole story. Whatever keeps it from being taken is said
// on a page that still holds all of it.
func sendStory(e *core.RequestEvent) error {
	v, form, err := readStep(e, tellSteps[checkIndex])
	if err != nil {
		return err
	}
	if name, ok := cutAction(form.Get("action"), "change"); ok {
		if step, known := stepNamed(name); known {
			v.then = "check"
			return v.goTo(step, nil)
		}
	}
	if form.Get("action") == "back" {
		return v.goTo(v.neighbour(-1), nil)
	}
	if done, err := v.sentBefore(); done || err != nil {
		return err
	}
	if step, ps := v.firstWrong(); step != nil {
		v.step, v.then = step, "check"
		return v.refuse(v.inOrder(ps))
	}
	if ps := v.notYet(form); len(ps) > 0 {
		return v.refuse(ps)
	}
	if busy, err := v.tooManyToday(); busy || err != nil {
		return err
	}
	return v.send()
}

// sentBefore answers a form that has already told its story: the back button, a
// second press, a second tab. The same words get the same receipt; other words
// are a story of their own, which the author is asked about.
func (v *tellVisit) sentBefore() (bool, error) {
	id, err := flow.StorySentBy(v.e.App, v.told.FormKey)
	if err != nil || id == "" {
		return false, err
	}
	s, err := records.FindStory(v.e.App, id)
	if errors.Is(err, records.ErrNotFound) {
		return false, nil // erased since
	}
	if err != nil {
		return true, err
	}
	if t := v.told.telling(); t.Title == s.Title() && t.Text == s.Text() || v.told.empty() {
		return false, nil // SubmitStory knows the form and tells no second story
	}
	v.told.FormKey = newFormKey(v.e.App)
	if err := v.draft.keep(v.e); err != nil {
		return true, err
	}
	return true, v.refuse([]Problem{{"", "You have already sent one story from this form, and this one has other words. If it is another story, read it once more and send it."}})
}

// notYet is what the last page itself asks for.
func (v *tellVisit) notYet(form url.Values) []Problem {
	var ps []Problem
	agreed := story.Telling{Consent: form.Get("consent") == "yes"}
	ps = append(ps, v.inOrder(agreed.CheckConsent())...)
	if form.Get(trapField) != "" {
		ps = append(ps, Problem{"", "A box that should stay empty was filled in, perhaps by your browser. We have emptied it. Send your story again."})
	}
	if made, ok := formMade(v.e.App, v.told.FormKey); !ok || v.now().Sub(made) < quickest {
		ps = append(ps, Problem{"", "That was very quick. Read your story once more, then send it again. Nothing is lost."})
	}
	return ps
}

// tooManyToday keeps one internet address from flooding the moderators.
func (v *tellVisit) tooManyToday() (bool, error) {
	n, err := records.CountFromIP(v.e.App, deployment.Of(v.e.App).Sealer, v.e.RealIP(), v.now().Add(-24*time.Hour))
	if err != nil || n < mostADay {
		return false, err
	}
	v.e.Response.Header().Set("Retry-After", strconv.Itoa(24*60*60))
	kept := "Yours is kept for 7 days: come back to this site tomorrow, on this device, and send it."
	if !v.draft.came {
		kept = "Your browser keeps no cookies: leave this page open, or copy your words, and send them tomorrow."
	}
	v.problems = []Problem{{"", "We got very many stories from your internet connection today. " + kept}}
	v.status = http.StatusTooManyRequests
	return true, v.step.show(v)
}

// send hands the story over and keeps the receipt, both or neither.
func (v *tellVisit) send() error {
	t := v.told.telling()
	t.Consent = true
	sent := flow.Sent{Telling: t, FormKey: v.told.FormKey, IP: v.e.RealIP(), ConsentWords: consentWords, ConsentVersion: consentVersion}
	who := signedIn(v.e).Author
	if who != nil {
		sent.AuthorID, sent.Email = who.Id, ""
	}
	done := *v.draft
	err := v.e.App.RunInTransaction(func(tx core.App) error {
		got, err := flow.SubmitStory(tx, sent)
		if err != nil {
			return err
		}
		if done.Receipt, err = v.receiptFor(tx, got, sent); err != nil {
			return err
		}
		done.Told = told{}
		return done.store(tx)
	})
	var problems story.Problems
	if errors.As(err, &problems) {
		v.step, v.then = tellSteps[2], "check" // the rules were kept a moment ago: a service went away since
		return v.refuse(v.inOrder(problems))
	}
	if err != nil {
		return v.notKept(err)
	}
	v.draft = &done
	if v.draft.came {
		left := done.Receipt.At.Add(receiptTime).Sub(v.now()) // the cookie ends with the receipt
		setCookie(v.e, draftCookie, done.cookie, max(int(left.Seconds()), 1))
		return v.e.Redirect(http.StatusSeeOther, "/tell/received")
	}
	return v.showReceipt()
}

// notKept shows the story again when it could not be stored: a full disk, say.
// The page holds all of it, to be sent once more.
func (v *tellVisit) notKept(err error) error {
	v.problems = []Problem{{"", "We can’t keep your story just now. The fault is ours (" + logCause(v.e, err) +
		"). Nothing you typed is lost: leave this page open, and send it again in a few minutes."}}
	v.status = http.StatusServiceUnavailable
	v.e.Response.Header().Set("Retry-After", "120")
	return v.step.show(v)
}

// receiptFor is the receipt of a story. A form that was sent twice gets the
// receipt that was kept, or a new story key when no cookie has kept it.
func (v *tellVisit) receiptFor(tx core.App, got flow.Receipt, sent flow.Sent) (*receipt, error) {
	fresh := draft{cookie: v.draft.cookie}
	if err := fresh.read(tx); err != nil {
		return nil, err
	}
	if r := fresh.Receipt; r != nil && r.StoryID == got.StoryID {
		return r, nil
	}
	if got.StoryKey == "" && sent.AuthorID == "" && sent.Email == "" {
		settled, err := keySettled(tx, sent.FormKey)
		if err != nil {
			return nil, err
		}
		if settled {
			return &receipt{StoryID: got.StoryID, At: v.now()}, nil
		}
		if got.StoryKey, err = flow.RenewStoryKey(tx, sent.FormKey); err != nil {
			return nil, err
		}
	}
	return &receipt{StoryID: got.StoryID, StoryKey: got.StoryKey, FormKey: sent.FormKey, HasEmail: got.HasEmail, At: v.now()}, nil
}
