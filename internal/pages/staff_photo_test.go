package pages

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// gps is what a camera says of where it was, and must be found nowhere afterwards.
const gps = "GPSCANARY 57.148243,-2.092809"

// photographed is a picture as a telephone sends it: with words of its own.
func photographed(t testing.TB) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 400, 300))
	for i := range 400 {
		m.Set(i, i*3/4, color.RGBA{R: 200, G: uint8(i), A: 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	words := "Exif\x00\x00" + gps
	file := append([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(words) + 2)}, words...)
	return append(append(file, b.Bytes()[2:]...), "<script>alert('"+gps+"')</script>"...)
}

// sendPhoto uploads a file as a browser does.
func sendPhoto(t *testing.T, site *ownSite, v *testkit.Visitor, name string, file []byte) *testkit.Page {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("photo", name)
	if err == nil {
		_, err = part.Write(file)
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, site.url+photoPath, &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := v.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	return testkit.NewPage(t, res)
}

// pictures are the files below the folder of the data.
func pictures(t testing.TB, site *ownSite) (found []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(site.DataDir(), "storage"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAPhoto_IsShownOnlyBesideWhatItsMemberSignsWithIt_AndGoesAtOnce(t *testing.T) {
	site := newOwnSite(t)
	id := site.published(t)
	rita := site.signedIn(t, ritaEmail)
	rita.Get("/staff/stories/"+id).Is(200).HasNot("#respond", "My photo")
	rita.Get("/staff/account").Is(200)
	rita.Follow("a[href='" + photoPath + "']").Is(200).HasNot("img.photo")
	sendPhoto(t, site, rita, "Rita at home, 12 Sea Road.jpg", photographed(t)).Is(200).Has(".govuk-notification-banner", "Your photo is kept")
	rita.Get(photoPath).Has("img.photo[alt='The photo of Rita Benholm that we keep']")
	own := rita.Get(photoPath + "/picture").Is(200)
	if own.Header.Get("Content-Type") != "image/jpeg" || own.Header.Get("X-Content-Type-Options") != "nosniff" || strings.Contains(own.Source, "GPS") {
		t.Errorf("the picture is sent as %v", own.Header)
	}
	for _, path := range pictures(t, site) {
		for _, words := range []string{"Sea Road", "GPSCANARY", "script"} {
			if file, err := os.ReadFile(path); err != nil || strings.Contains(path, words) || bytes.Contains(file, []byte(words)) {
				t.Errorf("%s says %q, %v", path, words, err)
			}
		}
	}

	stranger := testkit.NewVisitor(t, site.url)
	answer := func(sign ...string) string {
		rita.Get("/staff/stories/" + id)
		rita.Submit("#respond form", url.Values{"response": {"Thank you for telling us."}, "sign": sign}).Is(200)
		site.Pass(time.Hour)
		if n, err := flow.SubmitWaitingResponses(site); n != 1 || err != nil {
			t.Fatal(n, err)
		}
		to := testkit.ResponsesToRead(t, site)
		if len(to) != 1 {
			t.Fatal(len(to))
		}
		if err := flow.PublishResponse(site, flow.ResponseDecision{ResponseID: to[0].Id, Version: to[0].Version(), Moderator: site.moderator}); err != nil {
			t.Fatal(err)
		}
		return "/stories/" + id + "/responses/" + to[0].Id + "/photo"
	}
	without := answer("name")
	stranger.Get(without).Is(404)
	with := answer("name", "photo")
	stranger.Get("/stories/" + id).Is(200).Has(".turn img[src='" + with + "'][alt='Photo of Rita Benholm']")
	picture := stranger.Get(with).Is(200)
	if got := picture.Header.Get("Cache-Control"); got != "private, no-cache" || picture.Header.Get("ETag") == "" {
		t.Errorf("kept by %q", got)
	}
	stranger.Get(strings.Replace(with, id, "zzzzzzzz", 1)).Is(404)
	m, err := records.FindMember(site, site.members[ritaEmail])
	if err != nil {
		t.Fatal(err)
	}
	stranger.Get("/api/files/members/" + m.Id + "/" + m.Photo()).Is(404) // by no other door

	rita.Get(photoPath)
	rita.Submit("form[action$='/remove']", nil).Is(200).Has(".govuk-notification-banner", "Your photo is gone")
	stranger.Get(with).Is(404)
	testkit.NewVisitor(t, site.url).Get("/stories/" + id).HasNot(".turn img")
	if left := pictures(t, site); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// movingWebP says that it holds a film, and hugePNG that it is 100,000 pixels wide
// and high.
var (
	movingWebP = []byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00ANIM\x00\x00\x00\x00")
	hugePNG    = binary.BigEndian.AppendUint32(hugeHead, crc32.ChecksumIEEE(hugeHead[12:]))
	hugeHead   = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x01\x86\xa0\x00\x01\x86\xa0\x08\x02\x00\x00\x00")
)

func TestWhatIsNoPicture_IsRefusedWithAReason(t *testing.T) {
	site := newOwnSite(t)
	rita := site.signedIn(t, ritaEmail)
	sendPhoto(t, site, rita, "a.jpg", photographed(t)).Is(200)
	before := pictures(t, site)
	var film bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.White, color.Black})
	if err := gif.EncodeAll(&film, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{9, 9}}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file  []byte
		words string
	}{"nothing": {nil, "Choose a picture first"}, "a page": {[]byte("<html><script>1</script>"), "a JPEG, a PNG or a WebP"}, "SVG": {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), "a still picture"},
		"a film": {film.Bytes(), "a still picture"}, "a moving WebP": {movingWebP, "a still picture"}, "zero bytes": {[]byte{}, "Choose a picture first"},
		"a page before a picture": {append([]byte("<html>"), photographed(t)...), "a JPEG, a PNG or a WebP"}, "very large": {make([]byte, 10<<20+1), "larger than 10 MB"},
		"of any size": {hugePNG, "more than 25 megapixels"},
		"cut off":     {photographed(t)[:900], "damaged"}} {
		if got := sendPhoto(t, site, rita, "x.jpg", c.file).Is(422); !strings.Contains(got.Source, c.words) {
			t.Errorf("%s: %s", name, got.Text("main"))
		}
	}
	if after := pictures(t, site); strings.Join(after, " ") != strings.Join(before, " ") {
		t.Errorf("%v became %v", before, after)
	}
}

// A photo goes with its member, by whichever way they go.
func TestAPhoto_GoesWithItsMember(t *testing.T) {
	site := newOwnSite(t)
	isla := site.signedIn(t, islaEmail)
	for _, email := range []string{ritaEmail, lewisEmail} {
		if err := flow.KeepPhoto(site, site.members[email], photographed(t)); err != nil {
			t.Fatal(err)
		}
	}
	id := site.published(t)
	if _, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: site.members[ritaEmail], Text: "Thank you.", ShowPhoto: true}); err != nil {
		t.Fatal(err)
	}
	if n := len(pictures(t, site)); n < 2 {
		t.Fatalf("%d files", n)
	}
	for _, email := range []string{ritaEmail, lewisEmail} { // one of them has answered: that account is emptied, the other deleted
		isla.Get("/staff/members/" + site.membership(t, email).Id + "/remove").Is(200)
		isla.Submit("#remove", nil).Is(200)
	}
	if left := pictures(t, site); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	stray := filepath.Join(site.DataDir(), "storage", site.only(t, "responses").Collection().Id) // of another collection: not ours to sweep
	members, err := site.FindCollectionByNameOrId("members")
	if err != nil {
		t.Fatal(err)
	}
	lost := filepath.Join(site.DataDir(), "storage", members.Id, "nobody")
	for _, folder := range []string{stray, lost} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "photo.jpg"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := records.DropStrayPhotos(site); n != 1 || err != nil {
		t.Errorf("%d strays, %v", n, err)
	}
}

// A face does not stand beside an answer while its organisation keeps its member out,
// nor once they have left, though they act for another.
func TestAPhoto_IsNotShownWhileItsMemberIsKeptOut(t *testing.T) {
	site := newOwnSite(t)
	id, rita := site.published(t), site.members[ritaEmail]
	if err := flow.KeepPhoto(site, rita, photographed(t)); err != nil {
		t.Fatal(err)
	}
	response, err := flow.RespondToStory(site, flow.Answer{StoryID: id, MemberID: rita, Text: "Thank you.", ShowPhoto: true})
	if err != nil {
		t.Fatal(err)
	}
	site.Pass(site.Deployment.EditingTime)
	if _, err := flow.SubmitWaitingResponses(site); err != nil {
		t.Fatal(err)
	}
	if err := flow.PublishResponse(site, flow.ResponseDecision{ResponseID: response, Version: 1, Moderator: site.moderator}); err != nil {
		t.Fatal(err)
	}
	path := "/stories/" + id + "/responses/" + response + "/photo"
	shown := func(when string, want bool) {
		t.Helper()
		stranger := testkit.NewVisitor(t, site.url)
		got, beside := stranger.Get(path).Status == http.StatusOK, stranger.Get("/stories/"+id).Is(200).Count(".turn img") == 1
		if got != want || beside != want {
			t.Errorf("%s: the door shows it: %v, the page: %v", when, got, beside)
		}
	}
	isla, in := site.members[islaEmail], site.membership(t, ritaEmail).Id
	for _, step := range []struct {
		when string
		do   func() error
		want bool
	}{
		{"at first", func() error { return nil }, true},
		{"frozen", func() error { return flow.FreezeMember(site, isla, in) }, false},
		{"let in again", func() error { return flow.UnfreezeMember(site, isla, in) }, true},
		{"with a last day", func() error { return flow.EndOn(site, isla, in, site.Now().Truncate(24*time.Hour)) }, true},
		{"the day after", func() error { site.Pass(24 * time.Hour); return nil }, false},
		{"with no end", func() error { return flow.EndOn(site, isla, in, time.Time{}) }, true},
		{"gone to another organisation", func() error {
			site.joins(t, ritaEmail, story.RoleResponder)
			return flow.RemoveMember(site, isla, in)
		}, false},
	} {
		if err := step.do(); err != nil {
			t.Fatal(step.when, err)
		}
		shown(step.when, step.want)
	}
	if n := len(pictures(t, site)); n == 0 {
		t.Error("the photo of somebody who acts for another organisation is lost")
	}
}
