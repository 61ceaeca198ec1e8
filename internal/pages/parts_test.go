package pages

import (
	"bytes"
	"encoding/json"
	"html/template"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// golden is a part, what it is given, and the example of govuk-frontend it must equal.
type golden struct {
	component, example, part string
	data                     any
}

var yesNo = []Option{{Value: "yes", Label: "Yes"}, {Value: "no", Label: "No"}}

var goldens = []golden{
	{"input", "default", "text-input", Field{Name: "test-name", Label: "National Insurance number"}},
	{"input", "with error and hint", "text-input", Field{Name: "with-error-hint", Label: "National insurance number", Error: "Enter a National Insurance number in the correct format",
		Hint: "It’s on your National Insurance card, benefit letter, payslip or P60. For example, ‘QQ 12 34 56 C’."}},
	{"input", "with label as page heading", "text-input", Field{Name: "input-with-page-heading", Label: "National Insurance number", AsHeading: true}},
	{"input", "with autocomplete attribute", "text-input", Field{Name: "postcode", Label: "Postcode", Autocomplete: "postal-code"}},
	{"textarea", "with hint", "textarea", Field{Name: "more-detail", Label: "Can you provide more detail?", Rows: 5,
		Hint: "Don't include personal or financial information, eg your National Insurance number or credit card details."}},
	{"textarea", "with error message", "textarea", Field{Name: "no-ni-reason", Label: "Why can’t you provide a National Insurance number?", Rows: 5, Error: "You must provide an explanation"}},
	{"character-count", "with maxwords", "textarea", Field{Name: "maxwords", Label: "Full address", Rows: 5, Count: 10}},
	{"radios", "default", "radios", Field{Name: "example-default", Label: "Have you changed your name?", Options: yesNo}},
	{"radios", "inline", "radios", Field{Name: "example", Label: "Have you changed your name?", Inline: true, Hint: "This includes changing your last name or spelling your name differently.",
		Options: []Option{yesNo[0], {Value: "no", Label: "No", Checked: true}}}},
	{"radios", "with fieldset and error message", "radios", Field{Name: "example", Label: "Have you changed your name?", Error: "Please select an option",
		Options: []Option{yesNo[0], {Value: "no", Label: "No", Checked: true}}}},
	{"checkboxes", "with legend as a page heading", "checkboxes", Field{Name: "waste", Label: "Which types of waste do you transport regularly?", AsHeading: true, Hint: "Select all that apply",
		Options: []Option{{Value: "animal", Label: "Waste from animal carcasses"}, {Value: "mines", Label: "Waste from mines or quarries"}, {Value: "farm", Label: "Farm or agricultural waste"}}}},
	{"checkboxes", "with error message and hint", "checkboxes", Field{Name: "example", Label: "What is your nationality?", Error: "Please select an option",
		Hint: "If you have dual nationality, select all options that are relevant to you.", Options: []Option{{Value: "british", Label: "British"}, {Value: "irish", Label: "Irish"}}}},
	{"select", "with hint text and error message", "select", Field{Name: "select-2", Label: "Label text goes here", Hint: "Hint text goes here", Error: "Error message goes here",
		Options: []Option{{Value: "1", Label: "GOV.UK frontend option 1"}, {Value: "2", Label: "GOV.UK frontend option 2"}, {Value: "3", Label: "GOV.UK frontend option 3"}}}},
	{"date-input", "month and year", "date-month-year", Field{Name: "dob", Label: "When did you move to this property?", Hint: "For example, 3 1980"}},
	{"error-summary", "mixed with and without links", "error-summary", []Problem{{"", "Invalid username or password"}, {"example-error-1", "Agree to the terms of service to log in"}}},
	{"button", "default", "button", Button{Text: "Save and continue"}},
	{"button", "link", "button", Button{Text: "Link button", Href: "/"}},
	{"button", "secondary", "button", Button{Text: "Secondary button", Kind: "secondary"}},
	{"back-link", "default", "back-link", "#"},
	{"inset-text", "default", "inset", "It can take up to 8 weeks to register a lasting power of attorney if there are no mistakes in the application."},
	{"warning-text", "default", "warning", "You can be fined up to £5,000 if you don’t register."},
	{"panel", "default", "panel", Panel{"Application complete", "Your reference number", "HDJ2123F"}},
	{"pagination", "default", "pagination", Paging{"/previous", "/next", []PagingItem{{Number: 1, Href: "/page/1"}, {Number: 2, Href: "/page/2", Current: true}, {Number: 3, Href: "/page/3"}}}},
	{"tag", "default", "badge", "Alpha"},
	{"exit-this-page", "default", "exit-page", "/full-page-examples/announcements"},
	{"details", "default", "details", Details{"Help with nationality", "We need to know your nationality so we can work out which elections you’re entitled to vote in. If you can’t provide your nationality, you’ll have to send copies of identity documents through the post."}},
}

// ourNames are the only differences: our inputs of a date have an underscore, and
// a field of ours has one word for its id and its name.
var ourNames = strings.NewReplacer("dob-month", "dob_month", "dob-year", "dob_year",
	"input-with-autocomplete-attribute", "postcode", ` name="secondary"`, "",
	`id="input-with-page-heading" name="test-name"`, `id="input-with-page-heading" name="input-with-page-heading"`)

func TestPartsHaveTheMarkupOfGovukFrontend(t *testing.T) {
	text, err := os.ReadFile("testdata/govuk-fixtures.json")
	if err != nil {
		t.Fatal(err)
	}
	var fixtures []struct{ Component, Name, HTML string }
	if err := json.Unmarshal(text, &fixtures); err != nil {
		t.Fatal(err)
	}
	if len(fixtures) != len(goldens) {
		t.Errorf("%d examples, %d parts compared", len(fixtures), len(goldens))
	}
	for _, g := range goldens {
		want := ""
		for _, f := range fixtures {
			if f.Component == g.component && f.Name == g.example {
				want = f.HTML
			}
		}
		want = ourNames.Replace(want)
		if got := plain(t, showPart(t, g.part, g.data)); got != plain(t, want) {
			t.Errorf("%s, %s:\ngot  %s\nwant %s", g.component, g.example, got, plain(t, want))
		}
	}
}

// showPart executes one part with what it takes.
func showPart(t *testing.T, part string, data any) string {
	t.Helper()
	assets, err := LoadAssets(public)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := template.New("parts").Funcs(funcs(assets)).ParseFS(public, "parts/*.html")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := parts.ExecuteTemplate(&b, part, data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// plain writes HTML in one way: attributes sorted, space where it means nothing left out.
func plain(t *testing.T, text string) string {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, n := range nodes {
		writePlain(&b, n)
	}
	return b.String()
}

func writePlain(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(strings.Join(strings.Fields(n.Data), " "))
	}
	if n.Type != html.ElementNode {
		return
	}
	slices.SortFunc(n.Attr, func(x, y html.Attribute) int { return strings.Compare(x.Key, y.Key) })
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		b.WriteString(" " + a.Key + `="` + a.Val + `"`)
	}
	b.WriteString(">")
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writePlain(b, c)
	}
	b.WriteString("</" + n.Data + ">")
}

func TestATextareaCountsTheWordsItAlreadyHolds(t *testing.T) {
	for value, want := range map[string]string{
		"":          "You can enter up to 3 words",
		"one two":   "You have 1 word remaining",
		"a b c d e": "You have 2 words too many",
	} {
		got := showPart(t, "textarea", Field{Name: "story", Count: 3, Value: value})
		if !strings.Contains(got, want) {
			t.Errorf("%q: no %q in %s", value, want, got)
		}
	}
}

func TestAFieldTakesTheProblemThatNamesIt(t *testing.T) {
	problems := []Problem{{"title", "Write a title"}, {"happened_year", "Write the year"}}
	if got := (Field{Name: "title"}).With(problems).Error; got != "Write a title" {
		t.Errorf("title: %q", got)
	}
	if got := (Field{Name: "happened"}).With(problems).Error; got != "Write the year" {
		t.Errorf("happened: %q", got)
	}
	if got := (Field{Name: "story"}).With(problems).Error; got != "" {
		t.Errorf("story: %q", got)
	}
}

func TestWhatPeopleTypedIsNeverMarkup(t *testing.T) {
	got := showPart(t, "words", "one\n<b>two</b>\n\nthree & four")
	if want := "<p>one<br>&lt;b&gt;two&lt;/b&gt;</p>\n<p>three &amp; four</p>\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := showPart(t, "textarea", Field{Name: "story", Value: "\n first line empty</textarea>"}); !strings.Contains(got, ">\n\n first line empty&lt;/textarea&gt;<") {
		t.Errorf("the empty first line is lost: %s", got)
	}
}

func TestALongListHasGapsBetweenItsNumbers(t *testing.T) {
	p := NewPaging("/stories", map[string][]string{"q": {"bed"}, "page": {"9"}}, 9, 20)
	var words []string
	for _, i := range p.Items {
		if i.Gap {
			words = append(words, "…")
		} else {
			words = append(words, i.Href)
		}
	}
	want := "/stories?q=bed … /stories?page=8&q=bed /stories?page=9&q=bed /stories?page=10&q=bed … /stories?page=20&q=bed"
	if got := strings.Join(words, " "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got := NewPaging("/stories", nil, 1, 1); len(got.Items) != 0 {
		t.Error("one page needs no numbers")
	}
}
