package desk

// exception is a function of the panel's pages that no test drives: its file and how it
// begins, and why.
type exception struct{ what, why string }

var except = []exception{
	{`() => (data.state = "failed")`, "the server fails"},
	{`(err) =>`, "the server fails"},
	{`(err) =>`, "the server fails"},
	{`() => s`, "the server fails"},
	{`() => worked && document`, "once a minute"},
	{`() => data.mine && fetch`, "the tab is shut"},
	{`() => goTo("desk_reasons")`, "the page asks for what is missing before the server does"},
	{`async function print`, "the system's own window"},
	{`() => false`, "a heading of the panel that does nothing"},
	{`() => false`, "a heading of the panel that does nothing"},
	{`(l) =>`, "words for a state"},
	{`() => "`, "words for a state"},
	{`(q) =>`, "words for a state"},
	{`() => "`, "words for a state"},
	{`function means`, "words for a figure"},
	{`(l) => l.code`, "words in a second language"},
	{`(words) =>`, "a letter begun in two tabs; its words are shown, nothing is done"},
}
