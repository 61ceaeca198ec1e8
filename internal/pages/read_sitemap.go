package pages

import (
	"encoding/xml"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
)

// sitemapSpan is how many publication numbers one part of the map holds: below
// the 50,000 addresses that a file may have (sitemaps.org/protocol.html).
const sitemapSpan = 40_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemapEntry is one address, in the map or in the list of its parts.
type sitemapEntry struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapIndex struct {
	XMLName xml.Name       `xml:"sitemapindex"`
	Space   string         `xml:"xmlns,attr"`
	Entries []sitemapEntry `xml:"sitemap"`
}

type sitemapPart struct {
	XMLName xml.Name       `xml:"urlset"`
	Space   string         `xml:"xmlns,attr"`
	Entries []sitemapEntry `xml:"url"`
}

// showSitemap lists the parts of the map for search engines: one with the pages
// about the site, and one for every so many stories.
func showSitemap(e *core.RequestEvent) error {
	last, err := records.LastPublicationNo(e.App)
	if err != nil {
		return err
	}
	site := deployment.Of(e.App).URL
	index := sitemapIndex{Space: sitemapSpace, Entries: []sitemapEntry{{Loc: site + "/sitemaps/pages.xml"}}}
	for part := 0; part*sitemapSpan < last; part++ {
		index.Entries = append(index.Entries, sitemapEntry{Loc: site + "/sitemaps/" + strconv.Itoa(part) + ".xml"})
	}
	return answerXML(e, index)
}

func showSitemapPart(e *core.RequestEvent) error {
	name, ok := strings.CutSuffix(e.Request.PathValue("part"), ".xml")
	if !ok {
		return ErrNotFound
	}
	site := deployment.Of(e.App).URL
	part := sitemapPart{Space: sitemapSpace}
	if name == "pages" {
		for _, path := range sitemapPages() {
			part.Entries = append(part.Entries, sitemapEntry{Loc: site + path})
		}
		return answerXML(e, part)
	}
	n, err := strconv.Atoi(name)
	if err != nil || n < 0 || n > 1<<20 || strconv.Itoa(n) != name {
		return ErrNotFound
	}
	stories, err := records.PublishedBetween(e.App, n*sitemapSpan, (n+1)*sitemapSpan)
	if err != nil {
		return err
	}
	if len(stories) == 0 {
		return ErrNotFound
	}
	for _, s := range stories {
		part.Entries = append(part.Entries, sitemapEntry{site + "/stories/" + s.ID, s.At.Time().Format(time.DateOnly)})
	}
	return answerXML(e, part)
}

// sitemapPages are the pages that are not stories.
func sitemapPages() []string {
	paths := []string{"/", "/stories", "/services", "/tell", "/about", "/about/privacy", "/transparency"}
	for name := range aboutPages {
		if name != "" {
			paths = append(paths, "/about/"+name)
		}
	}
	slices.Sort(paths)
	return paths
}

func answerXML(e *core.RequestEvent, v any) error {
	e.Response.Header().Set("Cache-Control", "public, max-age=60")
	return e.XML(http.StatusOK, v)
}
