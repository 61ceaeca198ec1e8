package flow

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/hints"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// Sent is a telling on its way in, with what the form itself knows.
type Sent struct {
	story.Telling
	AuthorID       string // the account that is signed in, if any
	FormKey        string // the form's own secret: one form tells one story
	IP             string // where it came from; sealed at once, "" is fine
	ConsentWords   string
	ConsentVersion string
}

// Receipt is what the author is shown after sending.
type Receipt struct {
	StoryID  string
	StoryKey string // only for a new author without e-mail; it exists nowhere else
	HasEmail bool
}

// SubmitStory takes a story in: checked, stored, its services and area found,
// its author's account made or found, and the letters about it owed. A form sent
// twice gives the same receipt and tells one story.
//
// Kept by: author stays anonymous, private details stay sealed, accounts cannot
// be guessed (the receipt is the same whether or not the e-mail was known).
func SubmitStory(app core.App, s Sent) (Receipt, error) {
	at := now(app)
	s.Telling = s.Cleaned()
	if ps := s.Check(at); ps.Err() != nil {
		return Receipt{}, ps
	}
	sendKey := deployment.Of(app).Sealer.Fingerprint("form", s.FormKey)
	receipt := Receipt{HasEmail: s.Email != ""}
	err := inTx(app, "taking a story in", func(tx core.App) error {
		id, err := records.FindStoryBySendKey(tx, sendKey)
		if err == nil {
			receipt.StoryID = id
			return nil
		}
		if !errors.Is(err, records.ErrNotFound) {
			return err
		}
		author, key, err := findOrMakeAuthor(tx, s, at)
		if err != nil {
			return err
		}
		receipt.StoryKey, receipt.HasEmail = key, author.HasEmail()
		receipt.StoryID, err = saveStory(tx, s, author, sendKey, at)
		return err
	})
	return receipt, err
}

// findOrMakeAuthor finds the account of who is signed in, or of the e-mail, or
// makes a new one; without e-mail the new account gets a story key.
func findOrMakeAuthor(tx core.App, s Sent, at time.Time) (*records.Author, string, error) {
	sealer := deployment.Of(tx).Sealer
	if s.AuthorID != "" {
		a, err := records.FindAuthor(tx, s.AuthorID)
		return a, "", err
	}
	if s.Email != "" {
		a, err := records.FindAuthorByEmail(tx, sealer, s.Email)
		if !errors.Is(err, records.ErrNotFound) {
			spendPasswordTime(tx) // an account that is there must not answer sooner than one that is made
			return a, "", err
		}
	}
	a, err := records.NewAuthor(tx, at)
	if err != nil {
		return nil, "", err
	}
	key := ""
	if s.Email != "" {
		a.SetEmail(sealer, s.Email)
	} else {
		key = story.NewStoryKey()
		a.SetStoryKey(sealer, key)
	}
	if err := tx.Save(a); err != nil {
		return nil, "", fmt.Errorf("making an account: %w", err)
	}
	return a, key, nil
}

func saveStory(tx core.App, s Sent, author *records.Author, sendKey string, at time.Time) (string, error) {
	st, err := records.NewStory(tx)
	if err != nil {
		return "", err
	}
	st.Id = story.NewStoryID()
	st.SetWords(records.Words{Title: s.Title, Text: s.Text, ScreenName: s.ScreenName})
	st.SetCircumstances(records.Circumstances{ToldFor: s.ToldFor, AgeGroup: s.AgeGroup,
		HappenedMonth: s.HappenedMonth, HappenedYear: s.HappenedYear, Edits: s.Edits, ServiceText: s.ServiceText})
	own, err := HintWords(tx)
	if err != nil {
		return "", err
	}
	st.SetSubmitted(at, hints.Urgency(s.everyWord(), hints.Options{Own: own}))
	st.SetHeaviness(hints.Heaviness(s.Title+"\n"+s.Text, len(s.Better), hints.Options{Own: own}))
	if err := tx.Save(st); err != nil {
		return "", fmt.Errorf("saving a story: %w", err)
	}
	if err := records.NoteLikeness(tx, st.Id, hints.SignatureOf(s.Text)); err != nil {
		return "", err
	}
	if err := saveAround(tx, st.Id, s, author, sendKey, at); err != nil {
		return "", err
	}
	if err := oweAuthor(tx, mail.Received, st.Id, "", at); err != nil {
		return "", err
	}
	if st.Urgency() > 0 {
		return st.Id, oweModerators(tx, mail.Urgent, st.Id, "", at)
	}
	return st.Id, nil
}

// saveAround keeps what stands around a story's words: who told it, how to
// place them, its services, tags and reach.
func saveAround(tx core.App, storyID string, s Sent, author *records.Author, sendKey string, at time.Time) error {
	if err := records.AddAuthorship(tx, storyID, author.Id); err != nil {
		return err
	}
	d := deployment.Of(tx)
	c, err := records.NewContact(tx, storyID)
	if err != nil {
		return err
	}
	c.SetPostcode(d.Sealer, s.Postcode)
	if d.IPDays > 0 {
		c.SetIP(d.Sealer, s.IP)
	}
	c.SetSendKey(sendKey)
	c.SetConsent(records.Consent{Version: s.ConsentVersion, Words: s.ConsentWords, At: at})
	if err := tx.Save(c); err != nil {
		return fmt.Errorf("saving the private details: %w", err)
	}
	services, err := records.FindServices(tx, s.Services)
	if err != nil {
		return err
	}
	ids := make([]string, 0, len(services))
	for _, v := range services {
		ids = append(ids, v.Id)
	}
	if len(ids) == 0 && s.ServiceText == "" {
		return story.Problems{{Field: "service", Text: "Choose a service from the list, or tell us in your own words where it happened."}}
	}
	if _, err := records.SetStoryServices(tx, storyID, ids); err != nil {
		return err
	}
	if err := setTags(tx, storyID, map[string][]string{"good": s.Good, "better": s.Better, "feelings": s.Feelings}); err != nil {
		return err
	}
	_, err = routeStory(tx, storyID, routeAnew)
	return err
}

// everyWord is all of a story that may tell of danger: a tag does too.
func (s Sent) everyWord() string {
	return strings.Join(slices.Concat([]string{s.Title, s.Text}, s.Good, s.Better, s.Feelings), "\n")
}

// setTags finds or makes each tag by its words and ties it to the story. Words
// of one spelling but another case are one tag.
func setTags(tx core.App, storyID string, byKind map[string][]string) error {
	ids := map[string][]string{}
	for kind, names := range byKind {
		for _, name := range names {
			slug := story.TagSlug(name)
			if slug == "" {
				continue
			}
			t, err := records.FindOrMakeTag(tx, slug, strings.ToLower(name))
			if err != nil {
				return err
			}
			ids[kind] = append(ids[kind], t.Id)
		}
	}
	_, err := records.SetStoryTags(tx, storyID, ids)
	return err
}
