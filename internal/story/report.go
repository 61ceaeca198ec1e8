package story

import "unicode/utf8"

// Report is what a reader says is wrong with a published story. It holds nothing of
// who says it.
type Report struct {
	Response string // the answer that is meant; "" for the story itself
	Reason   string
	Words    string
}

// ReportDanger is the reason that cannot wait.
const ReportDanger = "danger"

// mostReported is how many characters a reader may write.
const mostReported = 1000

// The fields of a reader's report.
const (
	FieldReportReason = "reason"
	FieldReportWords  = "words"
	FieldReportAbout  = "about"
)

// Choice is a code and its words.
type Choice struct{ Code, Label string }

// ReportReasons are what may be wrong, in the order in which they are offered.
func ReportReasons() []Choice {
	return []Choice{
		{"identifies", "Somebody can be recognised"},
		{"untrue", "It is not true, or not about this service"},
		{"offensive", "It is offensive"},
		{ReportDanger, "Somebody may be in danger now"},
		{OtherReason, "Something else"},
	}
}

// ReportOutcomes are what may come of a report. None of them tells what it said: the
// author reads it in the record.
func ReportOutcomes() []Choice {
	return []Choice{
		{"keeps-rules", "It keeps our rules: nothing to change"},
		{"seen-before", "We looked at this before: nothing to change"},
		{"unclear", "It says nothing that we can act on"},
		{"acted", "It was dealt with"},
	}
}

// LabelOf is the words of a code, or "".
func LabelOf(choices []Choice, code string) string {
	for _, c := range choices {
		if c.Code == code {
			return c.Label
		}
	}
	return ""
}

// Cleaned is a report with its words as they are stored, and what keeps it from being taken.
func (r Report) Cleaned() (Report, error) {
	r.Words = Clean(r.Words)
	var found Problems
	if LabelOf(ReportReasons(), r.Reason) == "" {
		found = append(found, Problem{FieldReportReason, "Choose what is wrong."})
	}
	switch n := utf8.RuneCountInString(r.Words); {
	case n > mostReported:
		found = append(found, Problem{FieldReportWords, "Your words are too long. Make them 1,000 characters or fewer."})
	case n == 0 && r.Reason == OtherReason:
		found = append(found, Problem{FieldReportWords, "Tell us in a few words what is wrong."})
	}
	return r, found.Err()
}
