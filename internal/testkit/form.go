package testkit

import (
	"bytes"
	"io"
	"maps"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Form is a form as it stands on a page, with what a browser would send if nobody touched it.
type Form struct {
	page    *Page
	Method  string // GET or POST
	Action  *url.URL
	Values  url.Values
	enctype string
	fields  map[string]*field
}

// field is what one name of a form may hold.
type field struct {
	free    bool // a person can type into it, or it is hidden
	choices []string
}

// Form reads a form. The selector matches the form itself or a button in it: with a button, that button's own
// name, value and address count, as when it is pressed. Without, the form's first submit button counts, as
// when Enter is pressed. The test ends if there is no such form.
func (p *Page) Form(selector string) *Form {
	p.t.Helper()
	at := p.first(selector)
	form, button := at, at
	if at.Data == "form" {
		button = nil
	} else if form = p.ownerForm(at); form == nil {
		p.t.Fatalf("%s: %s is neither a form nor a button in one", p.URL, selector)
	}
	f := &Form{page: p, Method: "GET", Action: p.URL, Values: url.Values{}, fields: map[string]*field{}}
	for n := range p.root.Descendants() {
		if n.Type != html.ElementNode || p.ownerForm(n) != form || disabled(n) {
			continue
		}
		if isSubmit(n) {
			if button == nil {
				button = n
			}
			continue
		}
		f.add(n)
	}
	f.take(form, "action", "method", "enctype")
	if button != nil {
		f.take(button, "formaction", "formmethod", "formenctype")
		if name, _ := attr(button, "name"); name != "" {
			value, _ := attr(button, "value")
			f.Values.Add(name, value)
		}
	}
	return f
}

// Fill puts values into the form as a person would: each name given is replaced whole. The test ends if the
// form has no such field, or no such choice among its radios, checkboxes or options.
func (f *Form) Fill(values url.Values) *Form {
	f.page.t.Helper()
	for name, wanted := range values {
		known := f.fields[name]
		if known == nil {
			f.page.t.Fatalf("the form on %s has no field %q; it has %s", f.page.URL, name, strings.Join(slices.Sorted(maps.Keys(f.fields)), ", "))
			return f
		}
		for _, v := range wanted {
			if !known.free && !slices.Contains(known.choices, v) {
				f.page.t.Fatalf("the field %q on %s does not offer %q but %q", name, f.page.URL, v, known.choices)
			}
		}
		f.Values[name] = slices.Clone(wanted)
	}
	return f
}

// take reads where and how to send from the form, or from the button that overrules it.
func (f *Form) take(n *html.Node, action, method, enctype string) {
	if a, _ := attr(n, action); a != "" {
		f.Action = f.page.whole(a)
	}
	if m, ok := attr(n, method); ok {
		f.Method = "GET"
		if strings.EqualFold(m, "post") {
			f.Method = "POST"
		}
	}
	if e, ok := attr(n, enctype); ok {
		f.enctype = strings.ToLower(e)
	}
}

// add notes one control: what it may hold, and what it sends as it stands.
func (f *Form) add(n *html.Node) {
	name, _ := attr(n, "name")
	if name == "" {
		return
	}
	kind, _ := attr(n, "type")
	value, hasValue := attr(n, "value")
	switch {
	case n.Data == "textarea":
		f.field(name).free = true
		f.Values.Add(name, raw(n))
	case n.Data == "select":
		f.addSelect(name, n)
	case n.Data == "input" && (kind == "checkbox" || kind == "radio"):
		if !hasValue {
			value = "on"
		}
		f.field(name).choices = append(f.field(name).choices, value)
		if _, checked := attr(n, "checked"); checked {
			f.Values.Add(name, value)
		}
	case n.Data == "input" && kind != "reset" && kind != "button" && kind != "file":
		f.field(name).free = true
		f.Values.Add(name, value)
	}
}

func (f *Form) addSelect(name string, n *html.Node) {
	_, multiple := attr(n, "multiple")
	var chosen []string
	for o := range n.Descendants() {
		if o.Type != html.ElementNode || o.Data != "option" || disabled(o) {
			continue
		}
		value, ok := attr(o, "value")
		if !ok {
			value = flat(o)
		}
		f.field(name).choices = append(f.field(name).choices, value)
		if _, selected := attr(o, "selected"); selected {
			chosen = append(chosen, value)
		}
	}
	if choices := f.field(name).choices; len(chosen) == 0 && !multiple && len(choices) > 0 {
		chosen = choices[:1]
	}
	if !multiple && len(chosen) > 1 {
		chosen = chosen[len(chosen)-1:]
	}
	for _, c := range chosen {
		f.Values.Add(name, c)
	}
}

func (f *Form) field(name string) *field {
	if f.fields[name] == nil {
		f.fields[name] = &field{}
	}
	return f.fields[name]
}

// body is the form's content type and content; line ends are those that browsers send.
func (f *Form) body() (string, io.Reader, error) {
	sent := url.Values{}
	for name, values := range f.Values {
		for _, v := range values {
			v = strings.ReplaceAll(strings.ReplaceAll(v, "\r\n", "\n"), "\n", "\r\n")
			sent.Add(name, v)
		}
	}
	if f.enctype != "multipart/form-data" {
		return "application/x-www-form-urlencoded", strings.NewReader(sent.Encode()), nil
	}
	var out bytes.Buffer
	parts := multipart.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		for _, v := range sent[name] {
			if err := parts.WriteField(name, v); err != nil {
				return "", nil, err
			}
		}
	}
	return parts.FormDataContentType(), &out, parts.Close()
}

// ownerForm is the form that a control belongs to: the one its form attribute names, or the one around it.
func (p *Page) ownerForm(n *html.Node) *html.Node {
	if id, ok := attr(n, "form"); ok {
		for f := range p.root.Descendants() {
			if v, _ := attr(f, "id"); f.Type == html.ElementNode && f.Data == "form" && v == id {
				return f
			}
		}
		return nil
	}
	for a := range n.Ancestors() {
		if a.Type == html.ElementNode && a.Data == "form" {
			return a
		}
	}
	return nil
}

func isSubmit(n *html.Node) bool {
	kind, has := attr(n, "type")
	return n.Data == "button" && (!has || kind == "submit") || n.Data == "input" && (kind == "submit" || kind == "image")
}

// disabled is true for a control that is switched off, by itself or by the fieldset around it.
func disabled(n *html.Node) bool {
	if _, off := attr(n, "disabled"); off {
		return true
	}
	for a := range n.Ancestors() {
		if _, off := attr(a, "disabled"); off && (a.Data == "fieldset" || a.Data == "optgroup") {
			return true
		}
	}
	return false
}

// raw is the text below a node as it stands.
func raw(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return out.String()
}
