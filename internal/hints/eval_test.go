package hints

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The figures of `make eval`: how much of what is known to be there is marked, and how
// much is marked where (nearly) nothing is. With -eval.data=FOLDER the publishers' whole
// files are read from there; without it the cut in testdata/.
var (
	evalData = flag.String("eval.data", "", "a folder with the publishers' whole files, to measure on those too")
	evalMiss = flag.String("eval.miss", "", "print what was missed or falsely marked of this kind: in the half that is tuned on alone")
)

// goldText is an invented text in which every detail is known.
type goldText struct {
	Template int
	Text     string
	Spans    []goldSpan
}

type goldSpan struct {
	start, end int
	kind       string
}

func (s *goldSpan) UnmarshalJSON(raw []byte) error {
	return json.Unmarshal(raw, &[]any{&s.start, &s.end, &s.kind})
}

// heldOut tells which half a text belongs to: by its template for invented texts, so
// that no sentence stands in both halves, and by its words for comments.
func (g goldText) heldOut() bool { return g.Template%2 == 1 }

func heldOutComment(s string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(s))
	return h.Sum32()%2 == 1
}

// wanted says which marks find a detail of a kind.
var wanted = map[string][]Kind{
	"EMAIL_ADDRESS": {Email}, "PHONE_NUMBER": {Phone}, "ZIP_CODE": {Postcode}, "CREDIT_CARD": {Number}, "IBAN_CODE": {Number},
	"US_SSN": {Number}, "US_DRIVER_LICENSE": {Number}, "IP_ADDRESS": {IPAddress}, "DOMAIN_NAME": {Link}, "AGE": {Age}, "DATE_TIME": {Date},
	"PERSON": {Name}, "STREET_ADDRESS": {Address, Postcode},
}

// measured are the rows of the table: what is asked, and which details count for it.
var measured = []struct {
	name  string
	kinds []string
}{
	{"e-mail", []string{"EMAIL_ADDRESS"}}, {"phone", []string{"PHONE_NUMBER"}}, {"postcode", []string{"ZIP_CODE"}},
	{"numbers", []string{"CREDIT_CARD", "IBAN_CODE", "US_SSN", "US_DRIVER_LICENSE", "IP_ADDRESS"}},
	{"names", []string{"PERSON"}}, {"addresses", []string{"STREET_ADDRESS"}}, {"links", []string{"DOMAIN_NAME"}}, {"ages", []string{"AGE"}},
}

// tally is one row for one half.
type tally struct{ there, found, marked, right int }

func (t tally) recall() float64    { return share(t.found, t.there) }
func (t tally) precision() float64 { return share(t.right, t.marked) }

func share(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

func isHeldOut(b bool) int {
	if b {
		return 1
	}
	return 0
}

// measureInvented counts, for each row and half, what was there and found, and what was
// marked and right. Found is a mark of the kind over at least half of the detail.
func measureInvented(texts []goldText) map[string][2]tally {
	rows := map[string][2]tally{}
	for _, g := range texts {
		marks, half := Find(g.Text, Options{}), isHeldOut(g.heldOut())
		for _, row := range measured {
			t := rows[row.name]
			for _, s := range g.Spans {
				if !slices.Contains(row.kinds, s.kind) {
					continue
				}
				t[half].there++
				if covered(marks, s, wanted[s.kind]) {
					t[half].found++
				} else if *evalMiss == row.name && half == 0 {
					fmt.Printf("missed %q in %q\n", string([]rune(g.Text)[s.start:s.end]), g.Text)
				}
			}
			for _, m := range marks {
				if m.Kind == wanted[row.kinds[0]][0] {
					t[half].marked++
					if touches(m, g.Spans) {
						t[half].right++
					} else if *evalMiss == row.name && half == 0 {
						fmt.Printf("false %q in %q\n", m.Text, g.Text)
					}
				}
			}
			rows[row.name] = t
		}
	}
	return rows
}

func covered(marks []Mark, s goldSpan, kinds []Kind) bool {
	n := 0
	for _, m := range marks {
		if slices.Contains(kinds, m.Kind) {
			n += max(0, min(m.End, s.end)-max(m.Start, s.start))
		}
	}
	return 2*n >= s.end-s.start
}

func touches(m Mark, spans []goldSpan) bool {
	for _, s := range spans {
		if s.start < m.End && m.Start < s.end && slices.Contains(wanted[s.kind], m.Kind) {
			return true
		}
	}
	return false
}

// falseMarks counts the marks of each kind in comments, and their words, for each half.
func falseMarks(comments []string) (marks map[Kind][2]int, words [2]int) {
	marks = map[Kind][2]int{}
	for _, c := range comments {
		half := isHeldOut(heldOutComment(c))
		words[half] += len(strings.Fields(c))
		for _, m := range append(Find(c, Options{}), Urgent(c)...) {
			n := marks[m.Kind]
			n[half]++
			marks[m.Kind] = n
			if *evalMiss == "comments:"+string(m.Kind) && half == 0 {
				fmt.Printf("%q (%s) in %q\n", m.Text, m.Why, c)
			}
		}
	}
	return marks, words
}

func printRecall(what string, rows map[string][2]tally) {
	say("%s: the half tuned on | the half held out\n", what)
	for _, row := range measured {
		r := rows[row.name]
		if r[0].there+r[1].there == 0 {
			continue
		}
		say("  %-10s recall %.3f of %3d, precision %.3f | recall %.3f of %3d, precision %.3f\n", row.name,
			r[0].recall(), r[0].there, r[0].precision(), r[1].recall(), r[1].there, r[1].precision())
	}
}

// floors are what is asked of the cut in testdata/, a little under what was measured, so
// that a step back is noticed. The issue asks for 0.95 of structured details, 0.85 of
// names and addresses, and for no more than one false mark in 150 words.
var floors = map[string]map[string]float64{
	"invented": {"e-mail": 0.98, "phone": 0.98, "postcode": 0.75, "numbers": 0.97, "names": 0.88, "addresses": 0.86, "links": 0.95, "ages": 0.95},
	"set in":   {"phone": 0.98, "postcode": 0.97, "addresses": 0.90},
}

// mostMarks is how many marks there may be in 150 words of comments, right ones too.
const mostMarks = 0.85

func TestEval_TheFiguresStayAboveTheirFloors(t *testing.T) {
	texts, comments := evalTexts(t), evalComments(t)
	slices.Sort(comments) // details are set into the same ones each time
	invented, set := measureInvented(texts), measureInvented(setIn(t, comments))
	printRecall(fmt.Sprintf("Invented texts (%d)", len(texts)), invented)
	printRecall("Addresses and numbers of practices, set into comments", set)
	marks, words := falseMarks(comments)
	all := printMarks(len(comments), marks, words)
	if *evalData != "" {
		return // the floors are of the cut
	}
	for what, rows := range map[string]map[string][2]tally{"invented": invented, "set in": set} {
		for name, floor := range floors[what] {
			for half, r := range rows[name] {
				if r.recall() < floor {
					t.Errorf("%s, %s, half %d: recall %.3f is under %.2f", what, name, half, r.recall(), floor)
				}
			}
		}
	}
	for half := range all {
		if got := 150 * share(all[half], words[half]); got > mostMarks {
			t.Errorf("half %d: %.3f marks in 150 words of comments, more than %.2f", half, got, mostMarks)
		}
	}
}

// printMarks prints how many marks of each kind there are in 150 words, and adds up
// both halves.
func printMarks(comments int, marks map[Kind][2]int, words [2]int) (all [2]int) {
	say("Comments (%d), marks in 150 words, right and wrong: the half tuned on (%d words) | the half held out (%d words)\n", comments, words[0], words[1])
	for _, k := range Kinds {
		n := marks[k]
		all[0], all[1] = all[0]+n[0], all[1]+n[1]
		if n[0]+n[1] > 0 {
			say("  %-14s %.3f | %.3f\n", k, 150*share(n[0], words[0]), 150*share(n[1], words[1]))
		}
	}
	say("  %-14s %.3f | %.3f\n", "all", 150*share(all[0], words[0]), 150*share(all[1], words[1]))
	return all
}

// say prints a figure for `make eval`.
func say(format string, values ...any) {
	if testing.Verbose() {
		fmt.Printf(format, values...)
	}
}

// setIn puts real addresses, postcodes and telephone numbers of general practices, as
// their official file writes them, into comments: details of this country in texts of
// others.
func setIn(t *testing.T, comments []string) (texts []goldText) {
	t.Helper()
	f, err := os.Open("testdata/places.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows[1:] {
		comment := comments[i*7%len(comments)]
		g := goldText{Text: comment, Template: isHeldOut(heldOutComment(comment))}
		add := func(before, detail, kind string) {
			g.Text += before
			start := utf8.RuneCountInString(g.Text)
			g.Text += detail
			g.Spans = append(g.Spans, goldSpan{start, utf8.RuneCountInString(g.Text), kind})
		}
		switch i % 3 {
		case 0:
			add(" I live at ", row[0]+", "+row[1], "STREET_ADDRESS")
			add(", ", row[2], "ZIP_CODE")
			add(", my number is ", row[3], "PHONE_NUMBER")
		case 1:
			add(" We had to go home to ", row[0]+" in "+row[1], "STREET_ADDRESS")
			add(" (", strings.ToLower(strings.ReplaceAll(row[2], " ", "")), "ZIP_CODE")
			add(") and ring ", strings.ReplaceAll(row[3], " ", ""), "PHONE_NUMBER")
		default:
			add("\n", row[0], "STREET_ADDRESS")
			g.Text += "\n" + row[1]
			add("\n", row[2], "ZIP_CODE")
			add("\nTel ", row[3], "PHONE_NUMBER")
		}
		texts = append(texts, g)
	}
	return texts
}

func evalTexts(t *testing.T) (texts []goldText) {
	t.Helper()
	if *evalData == "" {
		return readLines[goldText](t, "testdata/invented.jsonl")
	}
	raw, err := os.ReadFile(filepath.Join(*evalData, "presidio_synth_dataset_v2.json"))
	if err != nil {
		t.Fatal(err)
	}
	var whole []struct {
		Text     string `json:"full_text"`
		Template int    `json:"template_id"`
		Spans    []struct {
			Kind  string `json:"entity_type"`
			Start int    `json:"start_position"`
			End   int    `json:"end_position"`
		} `json:"spans"`
	}
	if err := json.Unmarshal(raw, &whole); err != nil {
		t.Fatal(err)
	}
	for _, w := range whole {
		g := goldText{Template: w.Template, Text: w.Text}
		for _, s := range w.Spans {
			g.Spans = append(g.Spans, goldSpan{s.Start, s.End, s.Kind})
		}
		texts = append(texts, g)
	}
	return texts
}

// evalComments reads what patients wrote to surveys of the health service, each once.
func evalComments(t *testing.T) []string {
	t.Helper()
	if *evalData == "" {
		return readLines[string](t, "testdata/comments.jsonl")
	}
	var all []string
	seen := map[string]bool{"": true, "Did not answer": true, "NULL": true}
	for file, column := range map[string]string{"phase_1_text_data.csv": "feedback", "datasets_v6framework_230831.csv": "FFT answer"} {
		for _, c := range readColumn(t, filepath.Join(*evalData, file), column) {
			if c = strings.TrimSpace(c); !seen[c] {
				seen[c] = true
				all = append(all, c)
			}
		}
	}
	return all
}

func readColumn(t *testing.T, path, column string) (values []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	in := csv.NewReader(bufio.NewReader(f))
	in.LazyQuotes = true
	at := -1
	for {
		row, err := in.Read()
		if err == io.EOF {
			return values
		}
		if err != nil {
			t.Fatal(err)
		}
		if at < 0 {
			at = slices.Index(row, column)
			continue
		}
		values = append(values, row[at])
	}
}

func readLines[T any](t *testing.T, path string) (all []T) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var v T
		if err := json.Unmarshal(in.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return all
}
