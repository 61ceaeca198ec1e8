package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// chapter is one chapter of the handbook, as its file says it.
type chapter struct {
	ID, Title, Summary string
	Changes            []change // the newest first
	Text               []node
}

// change is what was changed in a chapter on a day, and where.
type change struct {
	Day   string `json:"day"` // 2026-11-27
	At    string `json:"at"`  // the anchor of the part; "" for the whole chapter
	Words string `json:"words"`
}

// version is the day of a chapter's last change.
func (c chapter) version() string { return c.Changes[0].Day }

// book holds the chapters of one app, read once at the start, or for every look
// while somebody is changing them.
type book struct {
	files    fs.FS
	chapters []chapter
}

const bookKey = "candour.handbook"

// OpenHandbook reads the moderators' handbook, and fails when a chapter is not
// written as it must be.
func OpenHandbook(app core.App, files fs.FS) error {
	chapters, err := readChapters(files)
	if err != nil {
		return err
	}
	app.Store().Set(bookKey, &book{files, chapters})
	return nil
}

func chaptersOf(app core.App) ([]chapter, error) {
	b, ok := app.Store().Get(bookKey).(*book)
	if !ok {
		return nil, errors.New("nobody has opened the handbook")
	}
	if deployment.Of(app).Live {
		return readChapters(b.files)
	}
	return b.chapters, nil
}

// chapterFile is the name of a chapter's file: its place and its id.
var chapterFile = regexp.MustCompile(`^[0-9]+-([a-z][a-z-]*)\.md$`)

func readChapters(files fs.FS) ([]chapter, error) {
	names, err := fs.ReadDir(files, "handbook")
	if err != nil {
		return nil, fmt.Errorf("reading the handbook: %w", err)
	}
	var all []chapter
	for _, n := range names {
		if !chapterFile.MatchString(n.Name()) {
			continue
		}
		data, err := fs.ReadFile(files, "handbook/"+n.Name())
		if err != nil {
			return nil, fmt.Errorf("reading the handbook: %w", err)
		}
		c, err := readChapter(chapterFile.FindStringSubmatch(n.Name())[1], string(data))
		if err != nil {
			return nil, fmt.Errorf("handbook/%s: %w", n.Name(), err)
		}
		all = append(all, c)
	}
	return all, nil
}

// changeLine is one line of a chapter's head: the day, the part, what changed.
var changeLine = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})(?: #([a-z0-9-]+))?: (.+)$`)

var errHead = errors.New("a chapter begins with its title after #, a line that says what it is for, and between --- its changes, such as “2026-11-27: First version.”, the newest first")

// readChapter reads a chapter: # its title, a line on what it is for, then between
// two lines of --- its changes, then its text.
func readChapter(id, source string) (chapter, error) {
	parts := strings.SplitN(strings.ReplaceAll(source, "\r\n", "\n"), "\n---\n", 3)
	if len(parts) < 3 {
		return chapter{}, errHead
	}
	title, summary, _ := strings.Cut(strings.TrimSpace(parts[0]), "\n")
	c := chapter{ID: id, Title: strings.TrimPrefix(title, "# "), Summary: strings.TrimSpace(summary), Text: textNodes(parts[2])}
	for line := range strings.SplitSeq(strings.TrimSpace(parts[1]), "\n") {
		m := changeLine.FindStringSubmatch(line)
		if m == nil || len(c.Changes) > 0 && m[1] > c.version() {
			return chapter{}, errHead
		}
		c.Changes = append(c.Changes, change{m[1], m[2], m[3]})
	}
	if !strings.HasPrefix(title, "# ") || c.Summary == "" || len(c.Text) == 0 {
		return chapter{}, errHead
	}
	return c, nil
}

// chapterView is a chapter as one moderator sees it.
type chapterView struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Summary string   `json:"summary"`
	Version string   `json:"version"`
	Read    string   `json:"read"`    // the version that the moderator has confirmed; "" for none
	Changes []change `json:"changes"` // since then; all, for a chapter they have not read
	Text    []node   `json:"text"`
}

// handbookView is the whole handbook: small enough to be searched where it is read.
type handbookView struct {
	Chapters []chapterView `json:"chapters"`
	Changed  int           `json:"changed"` // chapters that changed since the moderator read them
	Unread   int           `json:"unread"`  // chapters that they have not read yet
}

func (d *desk) handbookNow() (handbookView, error) {
	v := handbookView{Chapters: []chapterView{}}
	chapters, err := chaptersOf(d.App)
	if err != nil {
		return v, err
	}
	read, err := records.ChaptersRead(d.App, d.moderator.Id)
	if err != nil {
		return v, err
	}
	for _, c := range chapters {
		is := chapterView{ID: c.ID, Title: c.Title, Summary: c.Summary, Version: c.version(), Read: read[c.ID], Changes: []change{}, Text: c.Text}
		for _, ch := range c.Changes {
			if ch.Day > is.Read {
				is.Changes = append(is.Changes, ch)
			}
		}
		switch {
		case is.Read == "":
			v.Unread++
		case len(is.Changes) > 0:
			v.Changed++
		}
		v.Chapters = append(v.Chapters, is)
	}
	return v, nil
}

func readHandbook(d *desk) error {
	v, err := d.handbookNow()
	if err != nil {
		return d.InternalServerError("", err)
	}
	return d.JSON(http.StatusOK, v)
}

// confirmChapter notes that the moderator has read a chapter as it is. A version
// that is not the present one was overtaken while it was read.
func confirmChapter(d *desk) error {
	var sent struct {
		Version string `json:"version"`
	}
	if err := d.read(&sent); err != nil {
		return err
	}
	chapters, err := chaptersOf(d.App)
	if err != nil {
		return d.InternalServerError("", err)
	}
	for _, c := range chapters {
		if c.ID != d.Request.PathValue("chapter") {
			continue
		}
		if c.version() != sent.Version {
			return d.refuse(http.StatusConflict, "This chapter was changed while you read it. Reload the page and look at what is new.")
		}
		if err := flow.ConfirmChapter(d.App, d.moderator.Id, c.ID, c.version()); err != nil {
			return d.fail(err, "", nil)
		}
		return readHandbook(d)
	}
	return d.refuse(http.StatusNotFound, "There is no such chapter.")
}
