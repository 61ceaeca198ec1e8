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

// First is all of it as it was: the words, the services and the tags.
func (v *Version) First() First {
	return First{v.Words(), v.GetString("services"), v.GetString("tags")}
}

// KeepVersion keeps a story as it is about to be written over, beside how it was first
// sent and as long as that. What is kept already is not kept twice.
func KeepVersion(app core.App, o *Original, version int, was First) error {
	kept, err := VersionsOf(app, o.GetString("story"))
	if err != nil {
		return err
	}
	last := o.First()
	if len(kept) > 0 {
		last = kept[len(kept)-1].First()
	}
	if last == was {
		return nil
	}
	v, err := newRecord[Version](app, "versions")
	if err != nil {
		return err
	}
	v.Load(map[string]any{"story": o.GetString("story"), "original": o.Id, "version": version,
		"title": was.Title, "text": was.Text, "screenName": was.ScreenName, "services": was.Services, "tags": was.Tags})
	if err := app.Save(v); err != nil {
		return fmt.Errorf("keeping a version: %w", err)
	}
	return nil
}

// ThroughEdits lists how a story was before the first edit and after each of them. It
// is nil when that is not known any more.
func ThroughEdits(app core.App, s *Story) ([]First, error) {
	o, err := FindOriginal(app, s.Id)
	if err != nil {
		return nil, err
	}
	kept, err := VersionsOf(app, s.Id)
	if err != nil {
		return nil, err
	}
	read := []First{o.First()}
	for _, v := range kept {
		read = append(read, v.First())
	}
	now, err := FirstOf(app, s)
	if err != nil {
		return nil, err
	}
	if read[len(read)-1] != now {
		read = append(read, now)
	}
	return read, nil
}

// WordsThroughEdits is ThroughEdits for those edits that changed words.
func WordsThroughEdits(app core.App, s *Story) ([]Words, error) {
	all, err := ThroughEdits(app, s)
	if err != nil {
		return nil, err
	}
	var read []Words
	for _, f := range all {
		if len(read) == 0 || read[len(read)-1] != f.Words {
			read = append(read, f.Words)
		}
	}
	return read, nil
}
