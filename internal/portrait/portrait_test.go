package portrait

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// corners is a picture whose upper left quarter is red, and the rest blue.
func corners(w, h int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, color.RGBA{B: 200, A: 255})
			if x < w/2 && y < h/2 {
				m.Set(x, y, color.RGBA{R: 200, A: 255})
			}
		}
	}
	return m
}

func asJPEG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asGIF(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// withEXIF puts an orientation and a maker's words into a JPEG, as a camera does.
func withEXIF(file []byte, orientation uint16, words string) []byte {
	tiff := []byte{'I', 'I', 42, 0, 8, 0, 0, 0, 2, 0}
	tiff = binary.LittleEndian.AppendUint16(tiff, 0x010f) // Make
	tiff = binary.LittleEndian.AppendUint16(tiff, 2)
	tiff = binary.LittleEndian.AppendUint32(tiff, uint32(len(words)+1))
	tiff = binary.LittleEndian.AppendUint32(tiff, 38)
	tiff = binary.LittleEndian.AppendUint16(tiff, 0x0112) // Orientation
	tiff = binary.LittleEndian.AppendUint16(tiff, 3)
	tiff = binary.LittleEndian.AppendUint32(tiff, 1)
	tiff = binary.LittleEndian.AppendUint32(tiff, uint32(orientation))
	tiff = append(append(tiff, 0, 0, 0, 0), words+"\x00"...)
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, byte((len(segment)+2)>>8), byte(len(segment)+2))
	return append(append(out, segment...), file[2:]...)
}

func TestMake_DrawsAnew_AndKeepsNothingOfTheFile(t *testing.T) {
	file := append(withEXIF(asJPEG(t, corners(600, 400)), 1, "GPS 57.1482,-2.0928 canary"), "<script>trailing canary</script>"...)
	small, err := Make(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"canary", "Exif", "ICC_PROFILE", "JFIF", "script"} {
		if bytes.Contains(small, []byte(words)) {
			t.Errorf("%q is still there", words)
		}
	}
	m, format, err := image.Decode(bytes.NewReader(small))
	if err != nil || format != "jpeg" || m.Bounds() != image.Rect(0, 0, Side, Side) || len(small) > 40_000 {
		t.Errorf("%v %s %v, %d bytes", err, format, m.Bounds(), len(small))
	}
}

func TestMake_EveryWayACameraIsHeld_StandsUpright(t *testing.T) {
	// Where the red corner of the stored picture comes to lie.
	for orientation, at := range map[uint16]image.Point{0: {60, 60}, 1: {60, 60}, 2: {180, 60}, 3: {180, 180}, 4: {60, 180}, 5: {60, 60}, 6: {180, 60}, 7: {180, 180}, 8: {60, 180}, 99: {60, 60}} {
		small, err := Make(withEXIF(asJPEG(t, corners(300, 300)), orientation, "maker"))
		if err != nil {
			t.Fatal(err)
		}
		m, err := jpeg.Decode(bytes.NewReader(small))
		if err != nil {
			t.Fatal(err)
		}
		if r, _, b, _ := m.At(at.X, at.Y).RGBA(); r < b {
			t.Errorf("orientation %d: the corner is not at %v", orientation, at)
		}
	}
}

func TestMake_ReadsPNGAndWebP(t *testing.T) {
	clear := image.NewNRGBA(image.Rect(0, 0, 30, 90)) // all of it can be seen through
	webp, err := base64.StdEncoding.DecodeString("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"PNG": asPNG(t, clear), "WebP": webp, "one pixel": asPNG(t, corners(1, 1))} {
		small, err := Make(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m, err := jpeg.Decode(bytes.NewReader(small)); err != nil || m.Bounds().Dx() != Side {
			t.Errorf("%s: %v", name, err)
		} else if r, _, _, _ := m.At(5, 5).RGBA(); name == "PNG" && r < 0xf000 {
			t.Error("what can be seen through does not lie on white")
		}
	}
}

// huge says of itself that it is of any size, in a few bytes.
func huge(t testing.TB, w, h uint32) []byte {
	t.Helper()
	file := asPNG(t, corners(2, 2))
	binary.BigEndian.PutUint32(file[16:], w)
	binary.BigEndian.PutUint32(file[20:], h)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestMake_RefusesWhatIsNoPicture(t *testing.T) {
	whole := asJPEG(t, corners(300, 300))
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":        {nil, ErrEmpty},
		"too long":       {make([]byte, MostBytes+1), ErrBytes},
		"text":           {[]byte("a picture, they say"), ErrFormat},
		"SVG":            {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), ErrFormat},
		"a GIF":          {asGIF(t, corners(9, 9)), ErrFormat}, // though its decoder is at hand
		"a moving WebP":  {[]byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00ANIM\x00\x00\x00\x00"), ErrFormat},
		"a bomb":         {huge(t, 100_000, 100_000), ErrPixels},
		"a wide bomb":    {huge(t, 1<<31-1, 1), ErrPixels},
		"beyond numbers": {huge(t, 1<<31-1, 1<<31-1), ErrFormat},
		"cut off":        {whole[:len(whole)/2], ErrBroken},
		"only a head":    {whole[:len(whole)/8], nil},
		"page and PNG":   {append([]byte("<html>"), asPNG(t, corners(9, 9))...), ErrFormat},
	} {
		_, err := Make(c.file)
		if c.want == nil && err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever is sent, it is a small picture or a refusal, never a crash.
func FuzzMake(f *testing.F) {
	f.Add(withEXIF(asJPEG(f, corners(20, 10)), 6, "maker"))
	f.Add(asPNG(f, corners(10, 20)))
	f.Fuzz(func(t *testing.T, file []byte) {
		small, err := Make(file)
		if err == nil {
			if c, e := jpeg.DecodeConfig(bytes.NewReader(small)); e != nil || c.Width != Side || c.Height != Side {
				t.Errorf("%v %v", c, e)
			}
		}
	})
}
