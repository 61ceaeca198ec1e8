package flow

import (
	"errors"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/portrait"
	"candour/internal/records"
	"candour/internal/story"
)

// photoWords say what is wrong with a picture, and what to do.
var photoWords = map[error]string{
	portrait.ErrEmpty:  "Choose a picture first.",
	portrait.ErrBytes:  "This file is larger than 10 MB. Choose a smaller picture.",
	portrait.ErrFormat: "We can’t read this file. Choose a still picture that is a JPEG, a PNG or a WebP.",
	portrait.ErrPixels: "This picture has more than 25 megapixels. Make it smaller, or choose another.",
	portrait.ErrBroken: "This picture is damaged, so we can’t read it. Choose another.",
}

// KeepPhoto keeps a photo of a member, drawn anew and small. Nothing of the file they
// sent is kept, and the photo they had before goes.
func KeepPhoto(app core.App, memberID string, file []byte) error {
	small, err := portrait.Make(file)
	for known, words := range photoWords {
		if errors.Is(err, known) {
			return story.Problem{Field: "photo", Text: words}
		}
	}
	if err != nil {
		return err
	}
	return ownChange(app, memberID, func(_ core.App, m *records.Member) error { return m.SetPhoto(small) })
}

// DropPhoto deletes the photo of a member, and so takes it away wherever it was shown.
func DropPhoto(app core.App, memberID string) error {
	return ownChange(app, memberID, func(_ core.App, m *records.Member) error {
		m.DropPhoto()
		return nil
	})
}

// PhotoBeside reads the photo that a published response shows. Everybody may see it
// while the story and the response are public, and its writer still has it.
func PhotoBeside(app core.App, storyID, responseID string) (picture []byte, err error) {
	s, err := records.FindPublishedStory(app, storyID)
	if err != nil {
		return nil, err
	}
	r, err := records.FindResponse(app, responseID)
	if err != nil {
		return nil, err
	}
	if r.Story() != s.Id || r.State() != story.ResponsePublished {
		return nil, records.ErrNotFound
	}
	return PhotoOf(app, r)
}

// PhotoOf reads the photo that a response is signed with, whoever may read it yet.
func PhotoOf(app core.App, r *records.Response) ([]byte, error) {
	m, err := FindPhotographed(app, r)
	if err != nil {
		return nil, err
	}
	return records.ReadPhoto(app, m)
}

// FindPhotographed finds the writer of a response that shows their photo: while they
// have it still, and the organisation they answered for lets them in. A face does not
// speak for one that they have left, or that keeps them out.
func FindPhotographed(app core.App, r *records.Response) (*records.Member, error) {
	if r.Photo() == "" {
		return nil, records.ErrNotFound
	}
	m, err := records.FindMember(app, r.Member())
	if err != nil {
		return nil, err
	}
	in, err := records.FindMembershipIn(app, m.Id, r.Organisation())
	if err != nil {
		return nil, err
	}
	if m.Photo() != r.Photo() || !m.Active() || in.Frozen() || in.Ended(now(app)) {
		return nil, records.ErrNotFound
	}
	return m, nil
}
