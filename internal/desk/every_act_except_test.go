package desk

// exception is a function of the panel's pages that no test drives: how its text begins,
// spaces put together, and why. It holds in whichever file the function stands.
type exception struct{ what, why string }

var except = []exception{
	{`() => (data.state = "failed")`, "the server fails"},
	{`(err) => { show(err); data`, "the server fails"},
	{`(err) => (err.status == 410 || err.status == 404) && !stopped`, "the server fails"},
	{`() => s`, "the server fails"},
	{`() => worked && document.visibilityState`, "once a minute, by the machine's clock"},
	{`() => data.mine && fetch(`, "the tab is shut"},
	{`() => goTo("desk_reasons")`, "the page asks for what is missing before the server does"},
	{`() => false`, "a heading of the panel that does nothing"},
	{`function means(kappa)`, "words for a figure"},
	{`(l) => l.code`, "words in a second language"},
}
