package records

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/filesystem"
)

// Photo is the name of the file with a member's photo; "" when they have none.
func (m *Member) Photo() string { return m.GetString("photo") }

// SetPhoto gives a member another photo. The file of the one before goes when this
// is saved. Its name is drawn by lot and says nothing of what was sent.
func (m *Member) SetPhoto(picture []byte) error {
	f, err := filesystem.NewFileFromBytes(picture, "photo.jpg")
	if err != nil {
		return fmt.Errorf("keeping a photo: %w", err)
	}
	m.Set("photo", f)
	return nil
}

// DropPhoto takes a member's photo away; its file goes when this is saved.
func (m *Member) DropPhoto() { m.Set("photo", nil) }

// ReadPhoto reads the picture itself. A file that is not there, as after a backup was
// read back, is ErrNotFound.
func ReadPhoto(app core.App, m *Member) ([]byte, error) {
	if m.Photo() == "" {
		return nil, ErrNotFound
	}
	files, err := app.NewFilesystem()
	if err != nil {
		return nil, fmt.Errorf("opening the files: %w", err)
	}
	defer func() { _ = files.Close() }()
	f, err := files.GetReader(path.Join(m.ProxyRecord().BaseFilesPath(), m.Photo()))
	if errors.Is(err, filesystem.ErrNotFound) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, fmt.Errorf("reading a photo: %w", err)
	}
	defer func() { _ = f.Close() }()
	picture := make([]byte, f.Size())
	if _, err := io.ReadFull(f, picture); err != nil {
		return nil, fmt.Errorf("reading a photo: %w", err)
	}
	return picture, nil
}

// DropStrayPhotos deletes what lies among the photos and is nobody's: a crash, or a
// deletion that did not come to its end, may leave a file. It returns how many.
func DropStrayPhotos(app core.App) (int, error) {
	members, err := app.FindCachedCollectionByNameOrId("members")
	if err != nil {
		return 0, fmt.Errorf("finding members: %w", err)
	}
	files, err := app.NewFilesystem()
	if err != nil {
		return 0, fmt.Errorf("opening the files: %w", err)
	}
	defer func() { _ = files.Close() }()
	lying, err := files.List(members.BaseFilesPath() + "/")
	if err != nil {
		return 0, fmt.Errorf("listing photos: %w", err)
	}
	gone := 0
	for _, f := range lying {
		owner, name := path.Base(path.Dir(f.Key)), path.Base(f.Key)
		n, err := app.CountRecords("members", dbx.HashExp{"id": owner, "photo": name})
		if err != nil {
			return gone, wrap(err, "photos")
		}
		if n > 0 {
			continue
		}
		if err := files.Delete(f.Key); err != nil && !errors.Is(err, filesystem.ErrNotFound) {
			return gone, fmt.Errorf("deleting a photo that is nobody's: %w", err)
		}
		gone++
	}
	return gone, nil
}

// DropLostPhotos forgets the photos whose files are not below a folder: a backup holds
// none, so one that its member took away since is not there, and none is on a new machine.
func DropLostPhotos(tx core.App, folder string) error {
	with, err := all[Member](tx, "members", dbx.NewExp("photo != ''"))
	if err != nil {
		return err
	}
	for _, m := range with {
		_, err := os.Stat(filepath.Join(folder, filepath.FromSlash(m.ProxyRecord().BaseFilesPath()), m.Photo()))
		if err == nil {
			continue
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("looking for a photo: %w", err)
		}
		m.DropPhoto()
		if err := tx.Save(m); err != nil {
			return fmt.Errorf("forgetting a photo: %w", err)
		}
	}
	return nil
}

// Photo is the name of the file that a response is signed with; "" for none.
func (r *Response) Photo() string { return r.GetString("photo") }

// SetPhoto signs a response with a photo. The words are read with it by a moderator,
// so another that its writer has later is not shown there.
func (r *Response) SetPhoto(name string) { r.Set("photo", name) }
