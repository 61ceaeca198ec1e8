package records

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// Known is one stored value by which a person could be known again.
type Known struct {
	Field string // collection.field
	Value string
	// Words says that a person wrote or chose it, so that somebody else may have
	// written the same. Anything else is a number or a key of this row alone.
	Words bool
}

// knownWords are the fields that hold what an author wrote or is reached by, in
// their collection. A test compares them with the inventory.
var knownWords = map[string][]string{
	"stories": {"title", "text", "screenName", "serviceText"}, "originals": {"title", "text", "screenName"},
	"versions": {"title", "text", "screenName"}, "working_copies": {"title", "text", "screenName"},
	"responses": {"text"}, "messages": {"text"},
	"contacts": {"sealedPostcode", "sealedIP"}, "authors": {"sealedEmail", "sealedNewEmail", "sealedReceiptToken"},
}

// knownKeys are the fields whose values belong to one row of one author. The id
// of the account is none of them: it stays among the numbers of who is gone
// (erasures), so that no backup brings the account back.
var knownKeys = map[string][]string{
	"contacts": {"ipKey", "sendKey"}, "authors": {"emailKey", "storyKeyHash", "tokenKey", "password"},
	"authorships": {"id"},
}

// KnownOf gathers what is known of an author, to look for it after an erasure.
// What cannot be opened is left out and counted: it must not keep anybody from
// being erased.
func KnownOf(app core.App, sealer *seal.Sealer, authorID string) (known []Known, closed int, err error) {
	for _, collection := range []string{"authors", "authorships", "stories", "contacts", "originals", "versions", "working_copies", "responses", "messages"} {
		rows := []*core.Record{}
		where := belongsTo(collection, authorID)
		if collection == "responses" || collection == "messages" {
			where = dbx.And(where, dbx.HashExp{"by": "author"})
		}
		if err := app.RecordQuery(collection).AndWhere(where).All(&rows); err != nil {
			return nil, 0, fmt.Errorf("reading %s: %w", collection, err)
		}
		for _, r := range rows {
			k, c := knownIn(sealer, r, collection)
			known, closed = append(known, k...), closed+c
		}
	}
	return known, closed, nil
}

func knownIn(sealer *seal.Sealer, r *core.Record, collection string) (known []Known, closed int) {
	add := func(field, value string, words bool) {
		if value != "" {
			known = append(known, Known{collection + "." + field, value, words})
		}
	}
	for _, field := range knownKeys[collection] {
		if field == "password" {
			add(field, string(PasswordHash(r)), false)
			continue
		}
		add(field, r.GetString(field), false)
	}
	for _, field := range knownWords[collection] {
		stored := r.GetString(field)
		if !strings.HasPrefix(field, "sealed") {
			add(field, stored, true)
			continue
		}
		add(field, stored, false)
		open, err := sealer.Open(collection+"."+field, stored)
		if err != nil {
			closed++
		}
		add(field, open, true)
	}
	return known, closed
}

// SaidByOthers reports whether something, in any case of Latin letters, stands
// in what others wrote or in the directory. It reads many rows: ask it seldom.
func SaidByOthers(app core.App, piece string) (bool, error) {
	for _, c := range [][2]string{{"stories", "title || char(10) || text || char(10) || screenName || char(10) || serviceText"},
		{"originals", "title || char(10) || text || char(10) || screenName"}, {"versions", "title || char(10) || text || char(10) || screenName"},
		{"proposals", "title || char(10) || text || char(10) || screenName"}, {"working_copies", "title || char(10) || text || char(10) || screenName"},
		{"responses", "text"}, {"changes", "text"}, {"messages", "text"}, {"reader_reports", "words"},
		{"tags", "name"}, {"services", "name || char(10) || address || char(10) || town || char(10) || postcode"}, {"organisations", "name"}} {
		var found bool
		err := app.DB().NewQuery("SELECT EXISTS (SELECT 1 FROM " + c[0] + " WHERE instr(lower(" + c[1] + "), {:piece}) > 0)").
			Bind(dbx.Params{"piece": piece}).Row(&found)
		if err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// IsPublicWord reports whether a word stands in a published story, in a tag or in the
// directory. Unlike SaidByOthers it reads few rows: an index has the words of stories.
func IsPublicWord(app core.App, word string) (bool, error) {
	var found bool
	quoted := `"` + strings.ReplaceAll(word, `"`, `""`) + `"`
	err := app.DB().NewQuery(`SELECT EXISTS (SELECT 1 FROM stories_search f JOIN stories s ON s.publicationNo = f.rowid AND s.state = 'published'
			WHERE stories_search MATCH {:quoted} AND instr(lower(s.title || char(10) || s.text), {:word}) > 0)
		OR EXISTS (SELECT 1 FROM tags WHERE instr(lower(name), {:word}) > 0) OR EXISTS (SELECT 1 FROM organisations WHERE instr(lower(name), {:word}) > 0)
		OR EXISTS (SELECT 1 FROM services WHERE instr(lower(name || char(10) || address || char(10) || town), {:word}) > 0)`).
		Bind(dbx.Params{"quoted": quoted, "word": word}).Row(&found)
	return found, wrap(err, "where a word stands")
}

// IsSharedName reports whether a short text is also the title or the screen name
// of a story, whatever its case, or the postcode of a service.
func IsSharedName(app core.App, text string) (bool, error) {
	var shared bool
	err := app.DB().NewQuery(`SELECT EXISTS (SELECT 1 FROM stories WHERE screenName = {:text} COLLATE NOCASE OR title = {:text} COLLATE NOCASE)
		OR EXISTS (SELECT 1 FROM services WHERE replace(postcode, ' ', '') = replace({:text}, ' ', '') COLLATE NOCASE)`).
		Bind(dbx.Params{"text": text}).Row(&shared)
	return shared, err
}
