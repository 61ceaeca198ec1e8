// Package portrait makes of a picture that somebody sent a small one that holds
// nothing but what is seen: no place where it was taken, no camera, no comment.
package portrait

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	_ "image/png" // read
	"sync"
	"time"

	"github.com/bep/imagemeta"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read
)

// Side is how wide and high every portrait is, in pixels.
const Side = 240

// MostBytes is the largest file that is looked at. Telephones make 3 to 8 MB.
const MostBytes = 10 << 20

// mostPixels bounds the memory that one picture takes while it is read: a few
// hundred bytes of a file may claim any size.
const mostPixels = 25_000_000

// What may be wrong with a picture.
var (
	ErrEmpty  = errors.New("there is no picture")
	ErrBytes  = errors.New("the file is too large")
	ErrFormat = errors.New("this is no JPEG, PNG or WebP")
	ErrPixels = errors.New("the picture has too many pixels")
	ErrBroken = errors.New("the picture cannot be read")
)

// one lets one picture be read at a time, so that several senders at once do not
// take several times the memory.
var one sync.Mutex

// Make reads a picture and gives its middle as a small square JPEG, the right way
// up, drawn anew: nothing of the file itself is in it.
func Make(file []byte) (small []byte, err error) {
	if len(file) == 0 {
		return nil, ErrEmpty
	}
	if len(file) > MostBytes {
		return nil, ErrBytes
	}
	one.Lock()
	defer one.Unlock()
	defer func() { // a decoder that meets what its makers did not think of
		if r := recover(); r != nil {
			small, err = nil, ErrBroken
		}
	}()
	head, format, err := image.DecodeConfig(bytes.NewReader(file))
	if _, ours := formats[format]; err != nil || !ours || moves(file, format) {
		return nil, ErrFormat
	}
	if head.Width <= 0 || head.Height <= 0 {
		return nil, ErrBroken
	}
	if head.Width > mostPixels/head.Height || deep(head.ColorModel) && head.Width > mostPixels/2/head.Height {
		return nil, ErrPixels
	}
	whole, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return nil, ErrBroken
	}
	return drawn(whole, orientation(file, format))
}

// formats are those that are read. Other parts of the program bring decoders of
// further ones along, which nobody here has asked for.
var formats = map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG, "webp": imagemeta.WebP}

// moves reports whether a file says of itself that it is a film, which no decoder reads.
func moves(file []byte, format string) bool {
	return format == "webp" && len(file) > 20 && string(file[12:16]) == "VP8X" && file[20]&2 != 0
}

// deep reports whether a pixel takes twice the usual memory.
func deep(m color.Model) bool { return m == color.RGBA64Model || m == color.NRGBA64Model }

// drawn is the middle of a picture on white, turned and scaled.
func drawn(whole image.Image, turn int) ([]byte, error) {
	b := whole.Bounds()
	side := min(b.Dx(), b.Dy())
	left, top := b.Min.X+(b.Dx()-side)/2, b.Min.Y+(b.Dy()-side)/2
	small := image.NewRGBA(image.Rect(0, 0, Side, Side))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	draw.CatmullRom.Scale(small, small.Bounds(), whole, image.Rect(left, top, left+side, top+side), draw.Over, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, turned(small, turn), &jpeg.Options{Quality: 85}); err != nil {
		return nil, fmt.Errorf("writing a portrait: %w", err)
	}
	return out.Bytes(), nil
}

// ways say where in a picture as it was stored a point of the upright one lies, by
// the EXIF tag Orientation; last is the number of the last row and column.
var ways = map[int]func(x, y, last int) (int, int){
	2: func(x, y, last int) (int, int) { return last - x, y },
	3: func(x, y, last int) (int, int) { return last - x, last - y },
	4: func(x, y, last int) (int, int) { return x, last - y },
	5: func(x, y, _ int) (int, int) { return y, x },
	6: func(x, y, last int) (int, int) { return y, last - x },
	7: func(x, y, last int) (int, int) { return last - y, last - x },
	8: func(x, y, last int) (int, int) { return last - y, x },
}

// turned is a square the right way up.
func turned(from *image.RGBA, orientation int) *image.RGBA {
	way, ok := ways[orientation]
	if !ok {
		return from
	}
	to := image.NewRGBA(from.Bounds())
	for y := range Side {
		for x := range Side {
			u, v := way(x, y, Side-1)
			to.SetRGBA(x, y, from.RGBAAt(u, v))
		}
	}
	return to
}

// orientation reads which way up a camera was held. What cannot be read is upright.
func orientation(file []byte, format string) int {
	found := 1
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(file), ImageFormat: formats[format], Sources: imagemeta.EXIF, Timeout: time.Second,
		ShouldHandleTag: func(t imagemeta.TagInfo) bool { return t.Tag == "Orientation" && t.Namespace == "IFD0" },
		HandleTag: func(t imagemeta.TagInfo) error {
			if n, ok := t.Value.(uint16); ok {
				found = int(n)
			}
			return nil
		}})
	if err != nil {
		return 1
	}
	return found
}
