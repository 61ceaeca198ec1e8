package pages

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"candour/internal/story"
)

// told is what somebody has typed so far, as they typed it. Its form fields have
// the names of contract.md.
type told struct {
	Title, Story, ToldFor  string   `json:",omitzero"`
	Good, Better, Feelings []string `json:",omitzero"`
	Services               []string `json:",omitzero"` // ids
	ServiceText            string   `json:",omitzero"`
	Month, Year            string   `json:",omitzero"` // when it happened, as typed
	ScreenName, AgeGroup   string   `json:",omitzero"`
	Postcode, Email, Edits string   `json:",omitzero"`
	FormKey                string   `json:",omitzero"`
}

// one is a form field with one value, many is one that may come several times.
type (
	one struct {
		name  string
		value *string
		clean func(string) string
	}
	many struct {
		name   string
		values *[]string
	}
)

func (t *told) singles() []one {
	line := story.CleanLine
	return []one{{"title", &t.Title, line}, {"story", &t.Story, story.Clean}, {"told_for", &t.ToldFor, line},
		{"service_text", &t.ServiceText, line}, {"happened_month", &t.Month, line}, {"happened_year", &t.Year, line},
		{"screen_name", &t.ScreenName, line}, {"age_group", &t.AgeGroup, line}, {"postcode", &t.Postcode, line},
		{"email", &t.Email, line}, {"edits", &t.Edits, line}, {"form_key", &t.FormKey, line}}
}

func (t *told) lists() []many {
	return []many{{"good", &t.Good}, {"better", &t.Better}, {"feelings", &t.Feelings}, {"service", &t.Services}}
}

// mostValues is how many values of one field are looked at. The checks allow
// far fewer; this only bounds the work.
const mostValues = 60

// take lets what a form sent stand in place of what was known. A form of ours
// carries everything (it has a form_key), so what it lacks was emptied; any
// other says something about its own fields alone.
func (t *told) take(form url.Values, own []string) {
	whole := form.Has("form_key")
	says := func(name string) bool { return whole || form.Has(name) || slices.Contains(own, name) }
	for _, f := range t.singles() {
		if says(f.name) {
			*f.value = f.clean(form.Get(f.name))
		}
	}
	for _, f := range t.lists() {
		if !says(f.name) {
			continue
		}
		values := form[f.name]
		if f.name != "service" {
			values = splitTags(values)
		}
		*f.values = firstOfEach(values)
	}
}

// splitTags takes "kind, gentle; patient" for three tags.
func splitTags(values []string) []string {
	var tags []string
	for _, v := range values {
		tags = append(tags, strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(",;\n\r", r) })...)
		if len(tags) > mostValues {
			break
		}
	}
	return tags
}

// firstOfEach cleans a list and leaves out what is empty or was there before, in
// any case of letters.
func firstOfEach(values []string) []string {
	var out []string
	for _, v := range values {
		v = story.CleanLine(v)
		same := func(o string) bool { return strings.EqualFold(o, v) }
		if v != "" && !slices.ContainsFunc(out, same) && len(out) < mostValues {
			out = append(out, v)
		}
	}
	return out
}

// hidden is every answer but those a page asks for itself, as hidden inputs, so
// that each page carries all that was typed.
func (t *told) hidden(own []string) []Hidden {
	var out []Hidden
	for _, f := range t.singles() {
		if f.name == "form_key" || *f.value != "" && !slices.Contains(own, f.name) {
			out = append(out, Hidden{f.name, *f.value})
		}
	}
	for _, f := range t.lists() {
		if slices.Contains(own, f.name) {
			continue
		}
		for _, v := range *f.values {
			out = append(out, Hidden{f.name, v})
		}
	}
	return out
}

// empty says whether nothing was told yet.
func (t *told) empty() bool {
	for _, f := range t.singles() {
		if *f.value != "" && f.name != "form_key" {
			return false
		}
	}
	for _, f := range t.lists() {
		if len(*f.values) > 0 {
			return false
		}
	}
	return true
}

// telling is what was typed in the form that the rules look at.
func (t *told) telling() story.Telling {
	return story.Telling{Title: t.Title, Text: t.Story, ToldFor: t.ToldFor, Good: t.Good, Better: t.Better, Feelings: t.Feelings,
		Services: t.Services, ServiceText: t.ServiceText, HappenedMonth: readMonth(t.Month), HappenedYear: readNumber(t.Year),
		ScreenName: t.ScreenName, AgeGroup: t.AgeGroup, Postcode: t.Postcode, Email: t.Email, Edits: t.Edits}.Cleaned()
}

var months = strings.Fields("january february march april may june july august september october november december")

// readMonth understands 3, 03, Mar and March. Nothing is 0, anything else -1.
func readMonth(s string) int {
	word := strings.ToLower(strings.TrimSuffix(s, "."))
	for i, m := range months {
		if len(word) >= 3 && strings.HasPrefix(m, word) {
			return i + 1
		}
	}
	return readNumber(s)
}

// readNumber is 0 for nothing and -1 for what is no number.
func readNumber(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || len(s) > 9 {
		return -1
	}
	return n
}
