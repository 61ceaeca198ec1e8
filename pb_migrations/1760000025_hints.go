package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/security"

	"candour/internal/hints"
)

// What the hints of the desk know of this site: words that moderators taught them, how
// often one was wrong, and a few numbers of each story by which another that says the
// same is found.
func init() {
	m.Register(func(app core.App) error {
		if err := buildLikenesses(app); err != nil {
			return err
		}
		if err := build(app, "word_lists", []core.Field{
			needText("kind", 30), needText("word", hints.MostTaughtCharacters), needOne("how", "add", "ignore"), date("at"),
		}, []link{{name: "by", collection: "moderators"}},
			[3]string{"idx_word_lists_word", "unique", "kind, word"}); err != nil {
			return err
		}
		if err := build(app, "wrong_hints", []core.Field{needText("kind", 30), needText("month", 7), whole("count")}, nil,
			[3]string{"idx_wrong_hints_line", "unique", "kind, month"}); err != nil {
			return err
		}
		return noteLikenesses(app)
	}, nil)
}

// buildLikenesses keeps six numbers a story. Nothing of the story can be read from them.
func buildLikenesses(app core.App) error {
	fields := []core.Field{}
	indexes := [][3]string{{"idx_likenesses_story", "unique", "story"}}
	for n := range hints.SignatureBands {
		band := fmt.Sprintf("band%d", n+1)
		fields = append(fields, whole(band))
		indexes = append(indexes, [3]string{"idx_likenesses_" + band, "", band})
	}
	return build(app, "likenesses", fields, []link{{name: "story", collection: "stories", required: true, cascade: true}}, indexes...)
}

// likenessBatch is how many stories one look reads.
const likenessBatch = 1000

// noteLikenesses notes the numbers of the stories that are here already. It writes rows
// past the promises: none of them speaks of these rows, and a million stories would
// take an hour the other way.
func noteLikenesses(app core.App) error {
	for last := int64(0); ; {
		var rows []struct {
			No   int64  `db:"no"`
			ID   string `db:"id"`
			Text string `db:"text"`
		}
		err := app.DB().Select("rowid AS no", "id", "text").From("stories").
			Where(dbx.NewExp("rowid > {:last} AND state NOT IN ('withdrawn', 'removed')", dbx.Params{"last": last})).
			OrderBy("rowid").Limit(likenessBatch).All(&rows)
		if err != nil {
			return fmt.Errorf("reading stories: %w", err)
		}
		for _, r := range rows {
			row := dbx.Params{"id": security.PseudorandomStringWithAlphabet(15, core.DefaultIdAlphabet), "story": r.ID}
			for n, band := range hints.SignatureOf(r.Text) {
				row[fmt.Sprintf("band%d", n+1)] = band
			}
			if _, err := app.DB().Insert("likenesses", row).Execute(); err != nil {
				return fmt.Errorf("noting what a story is like: %w", err)
			}
			last = r.No
		}
		if len(rows) < likenessBatch {
			return nil
		}
	}
}
