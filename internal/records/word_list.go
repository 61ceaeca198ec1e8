package records

import (
	"errors"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// TaughtWord is a word that a moderator taught the hints of this site.
type TaughtWord struct{ base }

// Kind and the following read its fields.
func (w *TaughtWord) Kind() string  { return w.GetString("kind") }
func (w *TaughtWord) Word() string  { return w.GetString("word") }
func (w *TaughtWord) Ignored() bool { return w.GetString("how") == "ignore" }
func (w *TaughtWord) By() string    { return w.GetString("by") }
func (w *TaughtWord) At() time.Time { return w.time("at") }

// TaughtWords lists what the hints were taught, by kind and word.
func TaughtWords(app core.App) ([]*TaughtWord, error) {
	return all[TaughtWord](app, "word_lists", nil, "kind", "word")
}

// CountTaughtWords counts them.
func CountTaughtWords(app core.App) (int64, error) {
	n, err := app.CountRecords("word_lists")
	return n, wrap(err, "how many words were taught")
}

// TeachWord keeps a word of a kind, once; a word that is taught anew is taught as it
// was last said.
func TeachWord(tx core.App, kind, word string, ignore bool, moderator string, at time.Time) error {
	w, err := first[TaughtWord](tx, "word_lists", dbx.HashExp{"kind": kind, "word": word})
	if errors.Is(err, ErrNotFound) {
		w, err = newRecord[TaughtWord](tx, "word_lists")
	}
	if err != nil {
		return err
	}
	w.Set("kind", kind)
	w.Set("word", word)
	w.Set("how", map[bool]string{true: "ignore", false: "add"}[ignore])
	w.Set("by", moderator)
	w.setTime("at", at)
	if err := tx.Save(w); err != nil {
		return fmt.Errorf("teaching a word: %w", err)
	}
	return nil
}

// ForgetWord takes a word off the list.
func ForgetWord(tx core.App, id string) error {
	n, err := deleteAll(tx, "word_lists", dbx.HashExp{"id": id})
	if err == nil && n == 0 {
		return ErrNotFound
	}
	return err
}

// CountWrongHint counts one more wrong hint of a kind in a month. No word is kept.
func CountWrongHint(tx core.App, kind, month string) error {
	r, err := first[base](tx, "wrong_hints", dbx.HashExp{"kind": kind, "month": month})
	if errors.Is(err, ErrNotFound) {
		r, err = newRecord[base](tx, "wrong_hints")
	}
	if err != nil {
		return err
	}
	r.Set("kind", kind)
	r.Set("month", month)
	r.Set("count", r.GetInt("count")+1)
	if err := tx.Save(r); err != nil {
		return fmt.Errorf("counting a wrong hint: %w", err)
	}
	return nil
}

// WrongHints is how often a hint of a kind was said to be wrong.
type WrongHints struct {
	Kind  string `db:"kind"`
	Count int    `db:"n"`
}

// WrongHintsSince counts them by kind, since a month, the most first.
func WrongHintsSince(app core.App, month string) ([]WrongHints, error) {
	found := []WrongHints{}
	err := app.DB().Select("kind", "SUM(count) AS n").From("wrong_hints").
		Where(dbx.NewExp("month >= {:month}", dbx.Params{"month": month})).GroupBy("kind").OrderBy("n DESC", "kind").All(&found)
	return found, wrap(err, "wrong hints")
}
