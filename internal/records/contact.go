package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// Contact is what places one story's author: postcode, IP address and consent.
type Contact struct{ base }

const (
	postcodeField = "contacts.sealedPostcode"
	ipField       = "contacts.sealedIP"
)

// NewContact makes an empty contact of a story.
func NewContact(app core.App, storyID string) (*Contact, error) {
	c, err := newRecord[Contact](app, "contacts")
	if err == nil {
		c.Set("story", storyID)
	}
	return c, err
}

// FindContact finds the contact of a story.
func FindContact(app core.App, storyID string) (*Contact, error) {
	return first[Contact](app, "contacts", dbx.HashExp{"story": storyID})
}

// FindStoryBySendKey finds the story that one form has already told, so that a
// form sent twice tells one story.
func FindStoryBySendKey(app core.App, sendKey string) (string, error) {
	c, err := first[Contact](app, "contacts", dbx.HashExp{"sendKey": sendKey})
	if err != nil {
		return "", err
	}
	return c.GetString("story"), nil
}

// CountFromIP counts the stories sent from one address since a time.
func CountFromIP(app core.App, s *seal.Sealer, ip string, since time.Time) (int, error) {
	var n int
	err := app.DB().NewQuery(`SELECT COUNT(*) FROM contacts c JOIN stories s ON s.id = c.story
		WHERE c.ipKey = {:key} AND s.submittedAt >= {:since}`).
		Bind(dbx.Params{"key": s.Fingerprint("ip", ip), "since": stamp(since)}).Row(&n)
	return n, err
}

// Postcode opens the sealed postcode.
func (c *Contact) Postcode(s *seal.Sealer) (string, error) {
	v, err := s.Open(postcodeField, c.GetString("sealedPostcode"))
	if err != nil {
		return "", fmt.Errorf("opening a postcode: %w", err)
	}
	return v, nil
}

// IP opens the sealed IP address.
func (c *Contact) IP(s *seal.Sealer) (string, error) {
	v, err := s.Open(ipField, c.GetString("sealedIP"))
	if err != nil {
		return "", fmt.Errorf("opening an IP address: %w", err)
	}
	return v, nil
}

// SetPostcode seals a postcode.
func (c *Contact) SetPostcode(s *seal.Sealer, v string) {
	c.Set("sealedPostcode", s.Seal(postcodeField, v))
}

// SetIP seals an IP address and keeps its fingerprint. Empty forgets both.
func (c *Contact) SetIP(s *seal.Sealer, v string) {
	c.Set("sealedIP", s.Seal(ipField, v))
	c.Set("ipKey", s.Fingerprint("ip", v))
}

// SetSendKey keeps the fingerprint of the form that told this story.
func (c *Contact) SetSendKey(v string) { c.Set("sendKey", v) }

// Consent is what the author agreed to: the words, their version, and when.
type Consent struct {
	Version, Words string
	At             time.Time
}

// Consent is what the author agreed to.
func (c *Contact) Consent() Consent {
	return Consent{c.GetString("consentVersion"), c.GetString("consentWords"), c.time("consentAt")}
}

// SetConsent writes down what the author agreed to.
func (c *Contact) SetConsent(v Consent) {
	c.Set("consentVersion", v.Version)
	c.Set("consentWords", v.Words)
	c.setTime("consentAt", v.At)
}

// Demographics are the optional answers about an author.
type Demographics struct{ base }

// Answers are the four optional answers, empty when not given.
type Answers struct{ Gender, BirthYear, EthnicGroup, Limited string }

// Empty reports whether nothing was answered.
func (a Answers) Empty() bool { return a == Answers{} }

// FindAnswers reads an author's optional answers; none given is not an error.
func FindAnswers(app core.App, authorID string) (Answers, error) {
	d, err := first[Demographics](app, "demographics", dbx.HashExp{"author": authorID})
	if errors.Is(err, ErrNotFound) {
		return Answers{}, nil
	}
	if err != nil {
		return Answers{}, err
	}
	return Answers{d.GetString("gender"), d.GetString("birthYear"), d.GetString("ethnicGroup"), d.GetString("limited")}, nil
}

// SetAnswers keeps an author's optional answers, or forgets them when empty.
func SetAnswers(app core.App, authorID string, a Answers) error {
	if _, err := deleteAll(app, "demographics", dbx.HashExp{"author": authorID}); err != nil || a.Empty() {
		return err
	}
	d, err := newRecord[Demographics](app, "demographics")
	if err != nil {
		return err
	}
	d.Set("author", authorID)
	d.Set("gender", a.Gender)
	d.Set("birthYear", a.BirthYear)
	d.Set("ethnicGroup", a.EthnicGroup)
	d.Set("limited", a.Limited)
	if err := app.Save(d); err != nil {
		return fmt.Errorf("saving the optional answers: %w", err)
	}
	return nil
}
