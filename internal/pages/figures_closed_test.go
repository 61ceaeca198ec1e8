package pages

import (
	"testing"
	"time"

	"candour/internal/testkit"
)

func TestTheWorkInNumbersSaysWhyStoriesWereClosedAndWhatAppealsCameTo(t *testing.T) {
	site := newOwnSite(t)
	site.ada(t)
	site.longWay(t)
	site.Pass(31 * 24 * time.Hour)
	v := testkit.NewVisitor(t, site.url)
	page := v.Get("/transparency").Is(200)
	for _, row := range []string{"Closed for now: part of a complaint or a court case 1", "Open again 1", "Appeal: open again 1", "Appeal: it stays as it was decided 1"} {
		page.Has("section:has(#gone) tr", "November 2026 "+row)
		v.Get("/transparency").HasNowhere("We asked the court.", "We want to answer it.")
	}
}
