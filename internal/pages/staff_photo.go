package pages

import (
	"fmt"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
	"candour/internal/portrait"
	"candour/internal/records"
)

const photoPath = "/staff/account/photo"

// photoRoutes are the doors to a member's photo: their own, and the one to where a
// response shows it.
var photoRoutes = []route{
	{"GET", photoPath, member, showPhoto},
	{"POST", photoPath, member, doPhoto},
	{"POST", photoPath + "/remove", member, doDropPhoto},
	{"GET", photoPath + "/picture", member, fetchOwnPhoto},
	{"GET", "/stories/{id}/responses/{response}/photo", anyone, fetchPhotoBeside},
}

// photoView is where a member adds a photo, or takes it away.
type photoView struct {
	FormErrors
	Notice, Name string
	Picture      string // its address; empty when there is none
	File         Field
}

var photoPage = newPage[photoView]("staff/photo")

func showPhoto(e *core.RequestEvent) error { return showPhotoWith(e, http.StatusOK, nil) }

func showPhotoWith(e *core.RequestEvent, status int, problems []Problem) error {
	m := signedIn(e).Member
	view := photoView{FormErrors: FormErrors{problems}, Notice: doneNotice(e), Name: m.Name(),
		File: Field{Name: "photo", Label: "A picture of your face", Hint: "JPEG, PNG or WebP, up to 10 MB. We keep only its middle, small and square, and nothing else that is in the file."}.With(problems)}
	if m.Photo() != "" {
		view.Picture = photoPath + "/picture"
	}
	return photoPage.show(e, status, view)
}

func doPhoto(e *core.RequestEvent) error {
	file, err := readUpload(e, "photo")
	if err != nil {
		return err
	}
	err = flow.KeepPhoto(e.App, signedIn(e).Member.Id, file)
	if problems, ok := problemsOf(err); ok {
		return showPhotoWith(e, http.StatusUnprocessableEntity, problems)
	}
	if err != nil {
		return err
	}
	return leadTo(e, photoPath, "photo")
}

// readUpload is the file that a form brought, or nothing.
func readUpload(e *core.RequestEvent, name string) ([]byte, error) {
	if _, err := readForm(e); err != nil {
		return nil, err
	}
	if e.Request.MultipartForm == nil || len(e.Request.MultipartForm.File[name]) == 0 {
		return nil, nil
	}
	f, err := e.Request.MultipartForm.File[name][0].Open()
	if err != nil {
		return nil, fmt.Errorf("reading a file: %w", err)
	}
	defer func() { _ = f.Close() }()
	file, err := io.ReadAll(io.LimitReader(f, portrait.MostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("reading a file: %w", err)
	}
	return file, nil
}

func doDropPhoto(e *core.RequestEvent) error {
	if err := flow.DropPhoto(e.App, signedIn(e).Member.Id); err != nil {
		return err
	}
	return leadTo(e, photoPath, "photo-off")
}

func fetchOwnPhoto(e *core.RequestEvent) error {
	m := signedIn(e).Member
	picture, err := records.ReadPhoto(e.App, m)
	if err != nil {
		return err
	}
	return answerPhoto(e, picture, m.Photo())
}

// fetchPhotoBeside shows the photo beside a published response whose writer chose to
// sign it so. It is gone from here in the moment they take it away.
func fetchPhotoBeside(e *core.RequestEvent) error {
	picture, err := flow.PhotoBeside(e.App, e.Request.PathValue("id"), e.Request.PathValue("response"))
	if err != nil {
		return err
	}
	return answerPhoto(e, picture, e.Request.PathValue("response"))
}

// answerPhoto writes a picture as a picture and as nothing else. A browser asks each
// time whether it is still there, and no other cache keeps it.
func answerPhoto(e *core.RequestEvent, picture []byte, name string) error {
	header := e.Response.Header()
	header.Set("Cache-Control", "private, no-cache")
	header.Set("Content-Disposition", "inline")
	header.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	header.Set("X-Robots-Tag", "noindex, noimageindex")
	tag := fmt.Sprintf(`"%s-%s"`, name, sumOf(string(picture)))
	header.Set("ETag", tag)
	if holds(e.Request.Header.Get("If-None-Match"), tag) {
		e.Response.WriteHeader(http.StatusNotModified)
		return nil
	}
	return e.Blob(http.StatusOK, "image/jpeg", picture)
}

// photoBeside is the address of the photo that a response is signed with; empty when
// there is none to show.
func photoBeside(app core.App, r *records.Response) (string, error) {
	if _, err := flow.FindPhotographed(app, r); err != nil {
		return "", unlessMissing(err)
	}
	return "/stories/" + r.Story() + "/responses/" + r.Id + "/photo", nil
}
