package pages

// sampleReport is the form with something wrong, and an answer that could be meant.
func sampleReport() reportView {
	v := reportView{FormErrors: FormErrors{[]Problem{{"reason", "Choose what is wrong."}}}, Action: "/stories/k7m2xq9a/problem", Title: "He came back to tell us, twice",
		Words: Field{Name: "words", Label: "Which words, and what is wrong with them?", Rows: 5, Value: "The second part."}, Danger: "danger", Help: sampleContacts,
		About: &Field{Name: "about", Label: "What is it about?", Options: []Option{{Value: "story", Label: "The story", Checked: true}, {Value: "r1", Label: "An answer from NHS Grampian of 3 November 2026"}}}}
	v.Reason = Field{Name: "reason", Label: "What is wrong?", Options: []Option{{Value: "identifies", Label: "Somebody can be recognised"}, {Value: "danger", Label: "Somebody may be in danger now"}}}.With(v.Problems)
	return v
}
