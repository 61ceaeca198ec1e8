package pages

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// Templates is every page of the site, parsed.
type Templates struct {
	pages  map[string]*template.Template
	assets *Assets
}

// Load parses parts/*.html and pages/NAME.html for every listed page. A listed
// page without a file, and a file no page lists, are errors: a forgotten
// template is found at start, not by a visitor.
func Load(files fs.FS) (*Templates, error) {
	assets, err := LoadAssets(files)
	if err != nil {
		return nil, err
	}
	parts, err := template.New("parts").Funcs(funcs(assets)).ParseFS(files, "parts/*.html")
	if err != nil {
		return nil, fmt.Errorf("reading the parts of the pages: %w", err)
	}
	if err := checkListed(files); err != nil {
		return nil, err
	}
	set := &Templates{pages: map[string]*template.Template{}, assets: assets}
	for name := range listed {
		if set.pages[name], err = parsePage(parts, files, name); err != nil {
			return nil, err
		}
	}
	return set, nil
}

func parsePage(parts *template.Template, files fs.FS, name string) (*template.Template, error) {
	text, err := fs.ReadFile(files, "pages/"+name+".html")
	if err != nil {
		return nil, fmt.Errorf("reading the page %s: %w", name, err)
	}
	own, err := parts.Clone()
	if err != nil {
		return nil, fmt.Errorf("preparing the page %s: %w", name, err)
	}
	if own, err = own.New(name).Parse(string(text)); err != nil {
		return nil, fmt.Errorf("reading the page %s: %w", name, err)
	}
	for _, block := range []string{"title", "content"} {
		if own.Lookup(block) == nil {
			return nil, fmt.Errorf("the page %s does not define %q", name, block)
		}
	}
	return own, nil
}

// checkListed finds template files that no page lists.
func checkListed(files fs.FS) error {
	var strangers []string
	err := fs.WalkDir(files, "pages", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".html" {
			return err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(file, "pages/"), ".html")
		if !listed[name] {
			strangers = append(strangers, name)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("listing the pages: %w", err)
	}
	if len(strangers) > 0 {
		return fmt.Errorf("no page of the program uses these templates: %s", strings.Join(strangers, ", "))
	}
	return nil
}

// Names are the names of all loaded pages, sorted.
func (t *Templates) Names() []string { return slices.Sorted(maps.Keys(t.pages)) }

// Assets are the files the pages refer to.
func (t *Templates) Assets() *Assets { return t.assets }

// renderBlock executes one block of a page, without the layout: for a page that
// is to be kept as a file.
func (t *Templates) renderBlock(name, block string, data any) ([]byte, error) {
	tmpl, ok := t.pages[name]
	if !ok {
		return nil, fmt.Errorf("writing the page %s: no such template", name)
	}
	var body bytes.Buffer
	if err := tmpl.ExecuteTemplate(&body, block, data); err != nil {
		return nil, fmt.Errorf("writing the page %s: %w", name, err)
	}
	return body.Bytes(), nil
}

// render executes the page inside the layout.
func (t *Templates) render(name string, frame Frame) ([]byte, error) {
	tmpl, ok := t.pages[name]
	if !ok {
		return nil, fmt.Errorf("showing the page %s: no such template", name)
	}
	var title, body bytes.Buffer
	if err := tmpl.ExecuteTemplate(&title, "title", frame.Data); err != nil {
		return nil, fmt.Errorf("showing the title of %s: %w", name, err)
	}
	// The block was escaped as HTML; the frame holds plain text, which the
	// layout escapes again for the place where it stands.
	frame.Title = html.UnescapeString(strings.TrimSpace(title.String()))
	if err := tmpl.ExecuteTemplate(&body, "layout", frame); err != nil {
		return nil, fmt.Errorf("showing the page %s: %w", name, err)
	}
	return body.Bytes(), nil
}
