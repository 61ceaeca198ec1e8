package main

// want is a package and what is taken from it.
type want struct {
	name, version, licence string
	copies                 []copied
}

// copied is one file: where it is in the package, where it goes, and what is
// changed on the way. With no from, text is written.
type copied struct {
	from, to string
	text     string
	change   func(string) (string, error)
}

var wanted = []want{
	{
		name: "govuk-frontend", version: "6.6.0", licence: "MIT",
		copies: []copied{
			{from: "dist/govuk/govuk-frontend.min.css", to: "govuk-frontend/govuk-frontend.min.css", change: plainStyle},
			{from: "dist/govuk/govuk-frontend.min.js", to: "govuk-frontend/govuk-frontend.min.js", change: plainScript},
			{to: "govuk-frontend/LICENSE.txt", text: govukLicence},
		},
	},
	family("atkinson-hyperlegible-next", "5.3.0"),
	family("source-serif-4", "5.3.1"),
}

// family is a family of type as fontsource packs it: upright, every weight, for
// the languages of Britain and Ireland and their neighbours.
func family(name, version string) want {
	w := want{name: "@fontsource-variable/" + name, version: version, licence: "OFL-1.1"}
	for _, subset := range []string{"latin", "latin-ext"} {
		file := name + "-" + subset + "-wght-normal.woff2"
		w.copies = append(w.copies, copied{from: "files/" + file, to: name + "/" + file})
	}
	w.copies = append(w.copies, copied{from: "LICENSE", to: name + "/LICENSE.txt"})
	return w
}

// govukLicence is the licence of the govuk-frontend code; the npm package names
// it but does not hold its text.
const govukLicence = `The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
of the Software, and to permit persons to whom the Software is furnished to do
so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`
