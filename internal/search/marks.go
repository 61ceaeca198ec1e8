package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pocketbase/dbx"
)

// Piece is a part of a text, and whether it is a word that was looked for. The
// text is plain: whoever shows it must escape it.
type Piece struct {
	Text string
	Hit  bool
}

// The marks that FTS5 puts around a word. No story holds them: such characters
// are taken out of all that is typed.
const (
	markFrom = "\x01"
	markTo   = "\x02"
)

// snippetWords is how much of a story is shown around the words.
const snippetWords = 40

// mark shows where the words stand in the stories of one page.
func (s *finder) mark(hits []Hit) error {
	if s.match == "" || len(hits) == 0 {
		return nil
	}
	nos := make([]any, len(hits))
	at := map[int]*Hit{}
	for i := range hits {
		nos[i] = hits[i].No
		at[hits[i].No] = &hits[i]
	}
	var rows []struct {
		No    int    `db:"no"`
		Title string `db:"title"`
		Text  string `db:"text"`
	}
	err := s.app.DB().Select("rowid AS no", "highlight(stories_search, 0, {:from}, {:to}) AS title", "snippet(stories_search, 1, {:from}, {:to}, '…', {:words}) AS text").
		From("stories_search").Where(dbx.And(dbx.NewExp("stories_search MATCH {:match}"), dbx.In("rowid", nos...))).
		AndBind(dbx.Params{"match": s.match, "from": markFrom, "to": markTo, "words": snippetWords}).WithContext(s.ctx).All(&rows)
	if err != nil {
		return err
	}
	for _, r := range rows {
		h := at[r.No]
		h.Title, h.Text = pieces(r.Title), pieces(r.Text)
	}
	return nil
}

// pieces takes a text apart at the marks. Marks that do not match are dropped.
func pieces(marked string) []Piece {
	var out []Piece
	add := func(text string, hit bool) {
		text = strings.NewReplacer(markFrom, "", markTo, "").Replace(text)
		if text != "" {
			out = append(out, Piece{text, hit})
		}
	}
	for marked != "" {
		before, rest, opened := strings.Cut(marked, markFrom)
		add(before, false)
		if !opened {
			break
		}
		word, after, closed := strings.Cut(rest, markTo)
		add(word, closed)
		marked = after
	}
	return out
}

// rank puts stories in order of relevance, the newer first among equals. A word
// in the title weighs four times one in the text.
func (s *finder) rank(found []Hit) error {
	if len(found) == 0 {
		return nil
	}
	var rows []struct {
		No    int     `db:"no"`
		Score float64 `db:"score"`
	}
	err := s.app.DB().NewQuery(`SELECT rowid AS no, bm25(stories_search, 4.0, 1.0) AS score FROM stories_search
		WHERE stories_search MATCH {:match} AND rowid BETWEEN {:low} AND {:high}`).
		Bind(dbx.Params{"match": s.match, "low": found[len(found)-1].No, "high": found[0].No}).WithContext(s.ctx).All(&rows)
	if err != nil {
		return err
	}
	scores := map[int]float64{}
	for _, r := range rows {
		scores[r.No] = r.Score
	}
	slices.SortStableFunc(found, func(a, b Hit) int { // the smaller, the better
		return cmp.Or(cmp.Compare(scores[a.No], scores[b.No]), cmp.Compare(b.No, a.No))
	})
	return nil
}
