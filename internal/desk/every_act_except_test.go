package desk

// exception is a function of the panel's pages that no test drives: its file and how it
// begins, and why.
type exception struct{ what, why string }

var except = []exception{
	{`alike.js: () => (data.state = "failed")`, "the server fails"},
	{`criticality.js: (err) =>`, "the server fails"},
	{`working_copy.js: (err) =>`, "the server fails"},
	{`safety.js: () => s`, "the server fails"},
	{`claim.js: () => worked && document`, "once a minute"},
	{`claim.js: () => data.mine && fetch`, "the tab is shut"},
	{`story_acts.js: () => goTo("desk_reasons")`, "the page asks for what is missing before the server does"},
	{`history.js: async function print`, "the system's own window"},
	{`queue.js: () => false`, "a heading of the panel that does nothing"},
	{`queue_tools.js: () => false`, "a heading of the panel that does nothing"},
	{`looks.js: (l) =>`, "words for a state"},
	{`looks.js: () => "`, "words for a state"},
	{`questions.js: (q) =>`, "words for a state"},
	{`questions.js: () => "`, "words for a state"},
	{`opinions.js: function means`, "words for a figure"},
	{`message.js: (l) => l.code`, "words in a second language"},
	{`clash.js: (words) =>`, "a letter begun in two tabs; its words are shown, nothing is done"},
}
