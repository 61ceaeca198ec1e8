package records

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
	"candour/internal/story"
)

// PrivateValue is one private value that is stored, and what it is. It is for looking
// whether it shows where it must not, in memory and nowhere else.
type PrivateValue struct {
	What   string // "an author's e-mail address"
	Value  string
	Sealed bool // must not stand anywhere in the clear, not even in the data file
}

// PrivateValues reads the private values around the newest stories, whatever their
// state: addresses, postcodes, and words that the public does not have.
func PrivateValues(app core.App, s *seal.Sealer, most int64) ([]PrivateValue, error) {
	stories, err := some[Story](app, "stories", nil, most, "submittedAt DESC", "id")
	if err != nil {
		return nil, err
	}
	var all []PrivateValue
	for _, st := range stories {
		known, err := privateValuesOf(app, s, st)
		if err != nil {
			return nil, err
		}
		all = append(all, known...)
	}
	return all, nil
}

func privateValuesOf(app core.App, s *seal.Sealer, st *Story) ([]PrivateValue, error) {
	all, err := sealedValuesOf(app, s, st.Id)
	if err != nil {
		return nil, err
	}
	public := ""
	if st.State().MayBeRead() {
		public = strings.Join([]string{st.Title(), st.Text(), st.ScreenName()}, "\n")
	} else {
		all = append(all, privatePieces("the words of a story that is not public", st.Title()+"\n"+st.Text(), "")...)
	}
	o, err := FindOriginal(app, st.Id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	if err == nil {
		all = append(all, privatePieces("words that a moderator took out", o.Words().Text, public)...)
	}
	messages, err := MessagesOfStory(app, st.Id)
	if err != nil {
		return nil, err
	}
	for _, m := range messages {
		all = append(all, privatePieces("a message between an author and a moderator", m.Text(), public)...)
	}
	responses, err := ResponsesOfStory(app, st.Id)
	if err != nil {
		return nil, err
	}
	for _, r := range responses {
		if r.State() != story.ResponsePublished || !st.State().MayBeRead() {
			all = append(all, privatePieces("a response that is not public", r.Text(), public)...)
		}
	}
	return all, nil
}

// sealedValuesOf are the sealed values of a story and its author.
func sealedValuesOf(app core.App, s *seal.Sealer, storyID string) ([]PrivateValue, error) {
	var all []PrivateValue
	add := func(what, value string, err error) error {
		if err == nil && value != "" {
			all = append(all, PrivateValue{what, value, true})
		}
		return err
	}
	a, err := FindAuthorOf(app, storyID)
	if err == nil {
		email, err := a.Email(s)
		if err := add("an author's e-mail address", email, err); err != nil {
			return nil, err
		}
		next, err := a.NewEmail(s)
		if err := add("an author's new e-mail address", next, err); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, ErrNotFound) {
		return nil, err
	}
	c, err := FindContact(app, storyID)
	if errors.Is(err, ErrNotFound) {
		return all, nil
	}
	if err != nil {
		return nil, err
	}
	postcode, err := c.Postcode(s)
	if err := add("an author's postcode", postcode, err); err != nil {
		return nil, err
	}
	ip, err := c.IP(s)
	return all, add("the internet address of an author", ip, err)
}

// privatePieces are up to three runs of words of a private text that a public one does
// not hold. A whole text would not be found where somebody changed a comma, and a
// long one may be split over the pages of a file.
func privatePieces(what, private, public string) []PrivateValue {
	const least, longest, enough = 24, 40, 3
	var all []PrivateValue
	words := strings.Fields(private)
	for i := 0; i < len(words) && len(all) < enough; i++ {
		piece := words[i]
		for j := i + 1; j < len(words) && len(piece)+1+len(words[j]) <= longest; j++ {
			piece += " " + words[j]
		}
		if len(piece) < least || len(piece) > longest || strings.Contains(public, piece) {
			continue
		}
		all = append(all, PrivateValue{what, piece, false})
		i += len(words) / (enough + 1)
	}
	return all
}

// publicPlaces is where a value may stand in public for a good reason: a person's
// postcode that is a clinic's too, words that two people wrote, the address of
// somebody who also works here.
var publicPlaces = []string{
	"SELECT 1 FROM stories WHERE state = 'published' AND instr(lower(title || ' ' || text || ' ' || screenName), lower({:v}))",
	"SELECT 1 FROM responses WHERE state = 'published' AND instr(lower(text), lower({:v}))",
	"SELECT 1 FROM services WHERE instr(lower(name || ' ' || address || ' ' || postcode), lower({:v}))",
	"SELECT 1 FROM organisations WHERE instr(lower(name), lower({:v}))",
}

// staffPlaces is where an address stands in the clear because its owner works here.
var staffPlaces = []string{
	"SELECT 1 FROM members WHERE lower(email) = lower({:v})",
	"SELECT 1 FROM invitations WHERE lower(email) = lower({:v})",
	"SELECT 1 FROM moderators WHERE lower(email) = lower({:v})",
	"SELECT 1 FROM " + core.CollectionNameSuperusers + " WHERE lower(email) = lower({:v})",
}

// IsPublicToo reports whether a private value stands in public for a reason of
// its own.
func IsPublicToo(app core.App, value string) (bool, error) { return standsIn(app, publicPlaces, value) }

// IsStaffToo reports whether an author's address is also that of somebody who
// works here, whose account holds it in the clear.
func IsStaffToo(app core.App, value string) (bool, error) { return standsIn(app, staffPlaces, value) }

func standsIn(app core.App, places []string, value string) (bool, error) {
	for _, query := range places {
		var found []int
		if err := app.DB().NewQuery(query + " LIMIT 1").Bind(dbx.Params{"v": value}).Column(&found); err != nil {
			return false, fmt.Errorf("looking where a value is public: %w", err)
		}
		if len(found) > 0 {
			return true, nil
		}
	}
	return false, nil
}

// StoriesInEachState are the numbers of up to n stories of each state, newest first.
func StoriesInEachState(app core.App, n int64) ([]string, error) {
	var all []string
	for _, state := range story.States() {
		found, err := some[Story](app, "stories", dbx.HashExp{"state": string(state)}, n, "submittedAt DESC", "id")
		if err != nil {
			return nil, err
		}
		for _, s := range found {
			all = append(all, s.Id)
		}
	}
	return all, nil
}

// GoneNumbers are the newest numbers of stories that are gone.
func GoneNumbers(app core.App, n int64) ([]string, error) {
	var ids []string
	err := app.DB().Select("story").From("withdrawals").OrderBy("rowid DESC").Limit(n).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("reading the numbers of stories that are gone: %w", err)
	}
	return ids, nil
}

// SomeIDs are the ids of the newest rows of a collection.
func SomeIDs(app core.App, collection string, n int64) ([]string, error) {
	var ids []string
	if err := app.DB().Select("id").From(collection).OrderBy("rowid DESC").Limit(n).Column(&ids); err != nil {
		return nil, fmt.Errorf("reading ids of %s: %w", collection, err)
	}
	return ids, nil
}

// PublicSlugs are the names that tags of published stories have in addresses.
func PublicSlugs(app core.App, n int64) ([]string, error) {
	var slugs []string
	if err := app.DB().Select("slug").From("public_tags").Limit(n).Column(&slugs); err != nil {
		return nil, fmt.Errorf("reading tags: %w", err)
	}
	return slugs, nil
}
