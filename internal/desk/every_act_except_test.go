package desk

// exception is a function of the panel's pages that no test drives: its file and how it
// begins, and why.
type exception struct{ what, why string }

var except = []exception{}
