package pages

import (
	"fmt"
	"strings"
)

// Problem is one thing that is wrong with what somebody typed, in words for
// that person. It has the shape of story.Problem, so one converts to the other.
type Problem struct{ Field, Text string }

// FormErrors is embedded by the view of a page with a form. It feeds the error
// summary and puts "Error: " before the title.
type FormErrors struct{ Problems []Problem }

func (f FormErrors) hasProblems() bool { return len(f.Problems) > 0 }

// Option is one choice of radios, checkboxes or a select.
type Option struct {
	Value, Label, Hint string
	Checked            bool
}

// Field is one question of a form. The parts in pb_public/parts show it with
// the markup of govuk-frontend: text-input, textarea, radios, checkboxes,
// select, date-month-year.
type Field struct {
	Name         string // also its id, and where the error summary links to
	Label        string // the legend, for several inputs
	Hint         string
	Value        string
	Error        string // what is wrong with Value; empty when nothing is
	Type         string // of an input: "text" when empty
	Autocomplete string // the HTML autocomplete token, such as "email"
	InputMode    string // the HTML inputmode, such as "numeric"
	Width        string // a govuk width: "2", "4", "10", "20" characters, or "" for all
	Rows         int    // of a textarea: 8 when 0
	Count        int    // the most words a textarea takes; 0 shows no count
	MaxLength    int    // characters; 0 sets no limit
	Options      []Option
	Suggestions  []string // offered while typing, never required
	AsHeading    bool     // the label is the h1 of its page
	Optional     bool     // adds "(optional)" to the label
	Inline       bool     // radios side by side, for two short options
	Small        bool     // small radios or checkboxes
	Month, Year  string   // the values of date-month-year, named NAME_month, NAME_year
}

// With is the field with the first problem that names it.
func (f Field) With(problems []Problem) Field {
	for _, p := range problems {
		// A date has several inputs: NAME_month, NAME_year.
		if p.Field == f.Name || p.Field == f.Name+"_month" || p.Field == f.Name+"_year" {
			f.Error = p.Text
			return f
		}
	}
	return f
}

// InputType is the type attribute of a text input.
func (f Field) InputType() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// Lines is the rows attribute of a textarea.
func (f Field) Lines() int {
	if f.Rows == 0 {
		return 8
	}
	return f.Rows
}

// DescribedBy is the ids of the texts that explain the field, for
// aria-describedby: the word count, the hint, the error.
func (f Field) DescribedBy() string {
	var ids []string
	if f.Count > 0 {
		ids = append(ids, f.Name+"-info")
	}
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.Name+"-error")
	}
	return strings.Join(ids, " ")
}

// OptionID is the id of the option at index i: the first has the name of the
// field, so that the error summary leads to it.
func (f Field) OptionID(i int) string {
	if i == 0 {
		return f.Name
	}
	return fmt.Sprintf("%s-%d", f.Name, i+1)
}

// Typed is the number of words in Value, for the count the server shows before
// any script has run.
func (f Field) Typed() int { return len(strings.Fields(f.Value)) }

// WordsLeft is how many words may still be typed; negative when there are too
// many.
func (f Field) WordsLeft() int { return f.Count - f.Typed() }

// WordsOver is how many words there are too many.
func (f Field) WordsOver() int { return -f.WordsLeft() }
