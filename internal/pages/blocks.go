package pages

import (
	"net/url"
	"strconv"
)

// Button is a button that sends its form, or with an Href a link that looks
// like one.
type Button struct {
	Text, Href  string
	Kind        string // "", "secondary" or "warning"
	Name, Value string // sent with the form when Name is set
	Once        bool   // a second press within a second does nothing
}

// Panel is the headline of a page that says something was done.
type Panel struct{ Title, Text, Strong string }

// Details is a text that opens below its summary.
type Details struct{ Summary, Text string }

// Row is one line of a summary list. Action and About are the link at its end:
// "Change", "screen name".
type Row struct{ Key, Value, Href, Action, About string }

// Link is words that lead somewhere.
type Link struct{ Text, Href string }

// Paging is the way between the pages of a list.
type Paging struct {
	Previous, Next string // addresses; empty at the ends
	Items          []PagingItem
}

// PagingItem is one number, or a gap between numbers.
type PagingItem struct {
	Number  int
	Href    string
	Current bool
	Gap     bool
}

// NewPaging makes the links for page number `page` of `pages`, keeping the query.
// It is empty when there is only one page.
func NewPaging(path string, query url.Values, page, pages int) Paging {
	if pages < 2 {
		return Paging{}
	}
	href := func(n int) string {
		q := url.Values{}
		for k, v := range query {
			q[k] = v
		}
		q.Del("page")
		if n > 1 {
			q.Set("page", strconv.Itoa(n))
		}
		if len(q) == 0 {
			return path
		}
		return path + "?" + q.Encode()
	}
	var p Paging
	if page > 1 {
		p.Previous = href(page - 1)
	}
	if page < pages {
		p.Next = href(page + 1)
	}
	last := 0
	for n := 1; n <= pages; n++ {
		if n != 1 && n != pages && (n < page-1 || n > page+1) {
			continue
		}
		if n > last+1 {
			p.Items = append(p.Items, PagingItem{Gap: true})
		}
		p.Items = append(p.Items, PagingItem{Number: n, Href: href(n), Current: n == page})
		last = n
	}
	return p
}
