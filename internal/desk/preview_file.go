package desk

import (
	"context"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/pocketbase/pocketbase/tools/router"

	"candour/internal/directory"
)

// previewPath is where a senior moderator sends an official file to see what loading it
// would change. Nothing is loaded: that is the operator's, with `candour import`.
const previewPath = "/directory/preview"

// mostList is how large a file may be. The largest list known has some 60 MB.
const mostList = 128 << 20

// bodyOfList lets a list through, which is larger than anything else that is sent to
// the desk. PocketBase would keep a copy of it in memory and in a file of the
// machine; the lists of the Care Quality Commission name people, so it must not.
func bodyOfList() *hook.Handler[*core.RequestEvent] {
	return &hook.Handler[*core.RequestEvent]{
		Id:       apis.DefaultBodyLimitMiddlewareId,
		Priority: apis.DefaultBodyLimitMiddlewarePriority,
		Func: func(e *core.RequestEvent) error {
			if copied, ok := e.Request.Body.(*router.RereadableReadCloser); ok {
				e.Request.Body = copied.ReadCloser
			}
			e.Request.Body = http.MaxBytesReader(e.Response, e.Request.Body, mostList)
			return e.Next()
		},
	}
}

// sentFile is what was sent: a list in a file of its own for as long as it is read.
type sentFile struct {
	dir, path, as string
	released      time.Time
}

// previewFile answers with what a load of a file would change, and with the stories
// that wait for a decision and that it concerns.
func previewFile(d *desk) error {
	if !d.moderator.Senior() {
		return d.refuse(http.StatusForbidden, "Only a senior moderator sees what a file would change.")
	}
	one := d.App.Store().GetOrSet("candour.desk.preview", func() any { return new(sync.Mutex) }).(*sync.Mutex)
	if !one.TryLock() { // each takes the memory of a load
		return d.refuse(http.StatusConflict, "Somebody else is trying a file just now. Try again in a minute.")
	}
	defer one.Unlock()
	sent, err := receive(d)
	defer func() { _ = os.RemoveAll(sent.dir) }()
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return d.refuse(http.StatusRequestEntityTooLarge, "The file is larger than 128 MB. Ask whoever looks after this site to try it with candour import services --dry-run on a copy.")
	case errors.Is(err, errNoFile):
		return d.refuse(http.StatusUnprocessableEntity, sentence(err))
	case err != nil:
		return d.fail(err, "", nil)
	}
	view, err := d.preview(sent)
	if refused := (*notLoaded)(nil); errors.As(err, &refused) {
		return d.refuse(http.StatusUnprocessableEntity, atTheDesk(refused.Error()))
	}
	if err != nil {
		return d.fail(err, "", nil)
	}
	return d.JSON(http.StatusOK, view)
}

var errNoFile = errors.New("choose the file, and say what it is")

// receive keeps what was sent in a folder of its own below the data, which is emptied
// at every start as well. The name stays, because it may tell the day.
func receive(d *desk) (s sentFile, err error) {
	parts, err := d.Request.MultipartReader()
	if err != nil {
		return s, errNoFile
	}
	above := filepath.Join(d.App.DataDir(), core.LocalTempDirName)
	if err := os.MkdirAll(above, 0o700); err != nil {
		return s, err
	}
	if s.dir, err = os.MkdirTemp(above, "list-"); err != nil {
		return s, err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return s, err
		}
		if err := s.take(part); err != nil {
			return s, err
		}
	}
	if s.path == "" || s.as == "" {
		return s, errNoFile
	}
	return s, nil
}

func (s *sentFile) take(part *multipart.Part) error {
	if part.FormName() == "file" && part.FileName() != "" && s.path == "" {
		s.path = filepath.Join(s.dir, plainName(part.FileName()))
		to, err := os.OpenFile(s.path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return err
		}
		_, err = io.Copy(to, part)
		return errors.Join(err, to.Close())
	}
	value, err := io.ReadAll(io.LimitReader(part, 100))
	switch part.FormName() {
	case "as":
		s.as = string(value)
	case "released":
		s.released, _ = time.Parse(time.DateOnly, string(value))
	}
	return err
}

var notPlain = regexp.MustCompile(`[^\pL\pN ._-]+`)

// plainName is the name of a file without anything that means something to a disk.
func plainName(name string) string {
	name = strings.TrimLeft(notPlain.ReplaceAllString(filepath.Base(name), "_"), ".")
	if name == "" || len(name) > 200 {
		return "list"
	}
	return name
}

// notLoaded is why a file would not be loaded.
type notLoaded struct{ error }

// preview looks through a file as a load would, and writes nothing.
func (d *desk) preview(sent sentFile) (*filePreview, error) {
	ctx := d.Request.Context()
	file, err := directory.OpenFile(sent.path, sent.as, sent.released, d.now())
	if err != nil {
		return nil, &notLoaded{err}
	}
	bodies, err := directory.BodiesFor(d.App, ctx, file.Countries()...)
	if err != nil {
		return nil, err
	}
	open, err := d.openStories()
	if err != nil {
		return nil, err
	}
	report, err := file.Load(d.App, ctx, directory.Options{Now: d.now(), Bodies: bodies, Preview: open.note})
	if errors.Is(err, context.Canceled) {
		return nil, err
	}
	if err != nil {
		return nil, &notLoaded{err}
	}
	return d.filePreview(report, open)
}

// flags are how a command says what the form says in its own way.
var flags = []struct {
	said *regexp.Regexp
	here string
}{
	{regexp.MustCompile(`say --as \S+`), "choose that as what the file is"},
	{regexp.MustCompile(`give it with --released; to load it all the same, add --older-is-right`), "give it in the form; whoever loads it can say that it is right all the same"},
	{regexp.MustCompile(`Give the day it speaks of with --released \S+`), "Give the day it speaks of in the form"},
	{regexp.MustCompile(`add --older-is-right`), "whoever loads it can say so (--older-is-right)"},
	{regexp.MustCompile(`load (it|that) with candour import postcodes`), "whoever looks after this site loads it as postcodes"},
	{regexp.MustCompile(`load it with --as csv`), "it goes into a table of your own"},
}

// atTheDesk puts the words of a command into those of the form.
func atTheDesk(words string) string {
	for _, f := range flags {
		words = f.said.ReplaceAllString(words, f.here)
	}
	return sentence(errors.New(strings.TrimSuffix(words, ".")))
}

// listNames answers with what a file may be.
func listNames(d *desk) error {
	type name struct {
		As   string `json:"as"`
		What string `json:"what"`
	}
	var all []name
	for _, as := range directory.FormatNames() {
		all = append(all, name{as, directory.FormatWords(as)})
	}
	return d.JSON(http.StatusOK, map[string]any{"lists": all, "senior": d.moderator.Senior()})
}
