package records

import (
	"errors"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Item is what somebody works on at the desk: a story, or one response under it.
type Item struct{ Story, Response string }

// Key is how the desk's addresses name it: stories/… or responses/….
func (i Item) Key() string {
	if i.Response != "" {
		return "responses/" + i.Response
	}
	return "stories/" + i.Story
}

// FindItem finds what a key names.
func FindItem(app core.App, key string) (Item, error) {
	kind, id, _ := strings.Cut(key, "/")
	switch kind {
	case "stories":
		s, err := FindStory(app, id)
		if err != nil {
			return Item{}, err
		}
		return Item{Story: s.Id}, nil
	case "responses":
		r, err := FindResponse(app, id)
		if err != nil {
			return Item{}, err
		}
		return Item{Story: r.Story(), Response: r.Id}, nil
	}
	return Item{}, ErrNotFound
}

func (i Item) is() dbx.HashExp { return dbx.HashExp{"story": i.Story, "response": i.Response} }

// Claim says that a moderator has something open. It ends by itself.
type Claim struct{ base }

// Item and the following read a claim.
func (c *Claim) Item() Item        { return Item{c.GetString("story"), c.GetString("response")} }
func (c *Claim) Moderator() string { return c.GetString("moderator") }
func (c *Claim) Since() time.Time  { return c.time("since") }
func (c *Claim) Until() time.Time  { return c.time("until") }

// IsLive reports whether the claim still holds at a moment.
func (c *Claim) IsLive(at time.Time) bool { return c.Until().After(at) }

// worksHere is whether the moderator of a claim, in a table k, may still work here: what
// somebody had open who was shut out is free for colleagues at once.
const worksHere = "EXISTS (SELECT 1 FROM moderators w WHERE w.id = k.moderator AND w.active = TRUE)"

// Holds reports whether a claim holds at a moment: it has not ended, and whoever has it
// works here.
func (c *Claim) Holds(app core.App, at time.Time) (bool, error) {
	if !c.IsLive(at) {
		return false, nil
	}
	m, err := FindModerator(app, c.Moderator())
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil && m.Active(), err
}

// FindClaim finds the claim on something, also one that has ended.
func FindClaim(app core.App, i Item) (*Claim, error) {
	return first[Claim](app, "claims", i.is())
}

// NewClaim makes an empty claim on something.
func NewClaim(app core.App, i Item) (*Claim, error) {
	c, err := newRecord[Claim](app, "claims")
	if err == nil {
		c.Load(map[string]any{"story": i.Story, "response": i.Response})
	}
	return c, err
}

// Begin gives the claim to a moderator, from one moment to another.
func (c *Claim) Begin(moderator string, since, until time.Time) {
	c.Set("moderator", moderator)
	c.setTime("since", since)
	c.setTime("until", until)
}

// Renew moves the end of a claim on.
func (c *Claim) Renew(until time.Time) { c.setTime("until", until) }

// ClaimsAt lists the claims that hold at a moment, by what they are on.
func ClaimsAt(app core.App, at time.Time) (map[Item]*Claim, error) {
	found, err := all[Claim](app, "claims", dbx.NewExp("until > {:at} AND moderator IN (SELECT id FROM moderators WHERE active = TRUE)", dbx.Params{"at": stamp(at)}))
	claims := make(map[Item]*Claim, len(found))
	for _, c := range found {
		claims[c.Item()] = c
	}
	return claims, err
}

// Unclaim lets a moderator's claim on something go.
func Unclaim(app core.App, i Item, moderator string) error {
	_, err := deleteAll(app, "claims", dbx.And(i.is(), dbx.HashExp{"moderator": moderator}))
	return err
}

// UnclaimAll lets all claims of a moderator go.
func UnclaimAll(app core.App, moderator string) error {
	_, err := deleteAll(app, "claims", dbx.HashExp{"moderator": moderator})
	return err
}
