package records

import (
	"fmt"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Version is how a story read between its first words and those that stand.
type Version struct{ base }

// Words are the words as they read.
func (v *Version) Words() Words {
	return Words{v.GetString("title"), v.GetString("text"), v.GetString("screenName")}
}

// VersionsOf lists how a story read in between, the oldest first.
func VersionsOf(app core.App, storyID string) ([]*Version, error) {
	return all[Version](app, "versions", dbx.HashExp{"story": storyID}, "version")
}

// KeepVersion keeps words that are about to be written over, beside the first ones
// and as long as these. Words that are kept already are not kept twice.
func KeepVersion(app core.App, o *Original, version int, w Words) error {
	kept, err := VersionsOf(app, o.GetString("story"))
	if err != nil {
		return err
	}
	last := o.Words()
	if len(kept) > 0 {
		last = kept[len(kept)-1].Words()
	}
	if last == w {
		return nil
	}
	v, err := newRecord[Version](app, "versions")
	if err != nil {
		return err
	}
	v.Load(map[string]any{"story": o.GetString("story"), "original": o.Id, "version": version, "title": w.Title, "text": w.Text, "screenName": w.ScreenName})
	if err := app.Save(v); err != nil {
		return fmt.Errorf("keeping a version: %w", err)
	}
	return nil
}

// WordsThroughEdits lists how a story read before the first edit of its words and
// after each of them. It is nil when that is not known any more.
func WordsThroughEdits(app core.App, s *Story) ([]Words, error) {
	o, err := FindOriginal(app, s.Id)
	if err != nil {
		return nil, err
	}
	kept, err := VersionsOf(app, s.Id)
	if err != nil {
		return nil, err
	}
	read := []Words{o.Words()}
	for _, v := range kept {
		read = append(read, v.Words())
	}
	if now := s.Words(); read[len(read)-1] != now {
		read = append(read, now)
	}
	return read, nil
}
