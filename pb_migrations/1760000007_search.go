package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The index over published words, and the triggers that keep every list in
// step with a story's state in the very statement that changes it. A story
// that is no longer public is out of search and out of every list at commit,
// through whichever door the change came.
//
// The content is a view of published stories, because an external-content
// index over a partly indexed table reports corruption and would rebuild from
// words nobody has read. 'secure-delete' keeps deleted words out of the index's
// free space (https://www.sqlite.org/fts5.html#the_secure_delete_configuration_option).
var searchSQL = []string{
	`CREATE VIEW stories_search_source AS
		SELECT publicationNo AS docid, title, text FROM stories WHERE state = 'published' AND publicationNo > 0`,
	`CREATE VIRTUAL TABLE stories_search USING fts5(title, text, content='stories_search_source', content_rowid='docid',
		tokenize="porter unicode61 remove_diacritics 2")`,
	`INSERT INTO stories_search(stories_search, rank) VALUES('secure-delete', 1)`,
	`CREATE TRIGGER stories_search_insert AFTER INSERT ON stories
		WHEN new.state = 'published' AND new.publicationNo > 0 BEGIN
		INSERT INTO stories_search(rowid, title, text) VALUES (new.publicationNo, new.title, new.text);
	END`,
	`CREATE TRIGGER stories_search_delete AFTER DELETE ON stories
		WHEN old.state = 'published' AND old.publicationNo > 0 BEGIN
		INSERT INTO stories_search(stories_search, rowid, title, text) VALUES ('delete', old.publicationNo, old.title, old.text);
	END`,
	`CREATE TRIGGER stories_search_leave AFTER UPDATE ON stories
		WHEN old.state = 'published' AND old.publicationNo > 0 AND (new.state IS NOT 'published' OR new.title IS NOT old.title
			OR new.text IS NOT old.text OR new.publicationNo IS NOT old.publicationNo) BEGIN
		INSERT INTO stories_search(stories_search, rowid, title, text) VALUES ('delete', old.publicationNo, old.title, old.text);
	END`,
	`CREATE TRIGGER stories_search_join AFTER UPDATE ON stories
		WHEN new.state = 'published' AND new.publicationNo > 0 AND (old.state IS NOT 'published' OR new.title IS NOT old.title
			OR new.text IS NOT old.text OR new.publicationNo IS NOT old.publicationNo) BEGIN
		INSERT INTO stories_search(rowid, title, text) VALUES (new.publicationNo, new.title, new.text);
	END`,
}

func init() {
	m.Register(func(app core.App) error {
		statements := append([]string{}, searchSQL...)
		for _, table := range []string{"story_services", "story_tags", "story_scopes"} {
			statements = append(statements, listTriggers(table)...)
		}
		for _, s := range statements {
			if _, err := app.DB().NewQuery(s).Execute(); err != nil {
				return fmt.Errorf("building the search index: %w", err)
			}
		}
		return nil
	}, nil)
}

// listTriggers keep the copy of publicationNo that lists are read by.
func listTriggers(table string) []string {
	const number = `CASE WHEN %[2]s.state = 'published' THEN %[2]s.publicationNo ELSE 0 END`
	return []string{
		fmt.Sprintf(`CREATE TRIGGER %[1]s_follow AFTER UPDATE ON stories
			WHEN new.state IS NOT old.state OR new.publicationNo IS NOT old.publicationNo BEGIN
			UPDATE %[1]s SET publicationNo = `+number+` WHERE story = new.id;
		END`, table, "new"),
		fmt.Sprintf(`CREATE TRIGGER %[1]s_join AFTER INSERT ON %[1]s BEGIN
			UPDATE %[1]s SET publicationNo = (SELECT `+number+` FROM stories s WHERE s.id = new.story) WHERE id = new.id;
		END`, table, "s"),
	}
}
