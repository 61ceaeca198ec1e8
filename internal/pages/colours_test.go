package pages

import (
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"strings"
	"testing"
)

var colourLine = regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]{6});`)

// schemes reads the light and the dark colours of colours.css.
func schemes(t *testing.T) map[string]map[string]string {
	t.Helper()
	css, err := fs.ReadFile(public, "assets/colours.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, ok := strings.Cut(string(css), "@media (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("colours.css has no dark scheme")
	}
	dark, _, _ := strings.Cut(rest, "@media print")
	read := func(text string) map[string]string {
		colours := map[string]string{}
		for _, m := range colourLine.FindAllStringSubmatch(text, -1) {
			colours[m[1]] = m[2]
		}
		return colours
	}
	return map[string]map[string]string{"light": read(light), "dark": read(dark)}
}

// contrast is the ratio of WCAG 2.2 between two colours, 1 to 21.
func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var r, g, b int
	if _, err := fmt.Sscanf(hex, "#%02x%02x%02x", &r, &g, &b); err != nil {
		t.Fatalf("%q is no colour: %v", hex, err)
	}
	line := func(v int) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*line(r) + 0.7152*line(g) + 0.0722*line(b)
}

func TestEveryColourCanBeReadOnWhatIsBehindIt(t *testing.T) {
	for scheme, colours := range schemes(t) {
		check := func(front, back string, least float64) {
			if got := contrast(t, colours[front], colours[back]); got < least {
				t.Errorf("%s: %s on %s has %.2f, needs %.1f", scheme, front, back, got, least)
			}
		}
		for _, back := range []string{"paper", "card", "tint"} {
			for _, front := range []string{"ink", "quiet", "heading", "link", "link-hover", "visited", "good", "better", "feelings", "alert"} {
				check(front, back, 4.5)
			}
			check("edge", back, 3)
		}
		check("on-voice", "voice", 4.5)
		check("on-button", "button", 4.5)
		check("on-button", "button-hover", 4.5)
		check("on-button", "good", 4.5)
		check("on-sun", "sun", 4.5)
		check("sun", "voice", 3)
		check("button", "paper", 3)
		check("button", "card", 3)
	}
}

func TestTheLightColoursAreThoseOfTheDesign(t *testing.T) {
	want := map[string]string{"paper": "#faf7f2", "card": "#ffffff", "ink": "#1f2a30", "rule": "#d9d3c7", "quiet": "#54616a", "voice": "#0e4a52",
		"link": "#146b6b", "button": "#146b6b", "sun": "#f2c14e", "good": "#2c6e49", "better": "#9a4a1c", "feelings": "#5b4b8a", "alert": "#a4262c"}
	light := schemes(t)["light"]
	for name, colour := range want {
		if light[name] != colour {
			t.Errorf("%s is %s, want %s", name, light[name], colour)
		}
	}
}

func TestColoursStandInOneFile(t *testing.T) {
	literal := regexp.MustCompile(`#[0-9a-fA-F]{3,6}\b|rgba?\(|hsla?\(`)
	for _, name := range []string{"site.css", "stories.css"} {
		css, err := fs.ReadFile(public, "assets/"+name)
		if err != nil {
			t.Fatal(err)
		}
		screen, _, _ := strings.Cut(string(css), "@media print")
		if found := literal.FindAllString(screen, -1); len(found) > 0 {
			t.Errorf("%s names colours itself: %v", name, found)
		}
	}
}
