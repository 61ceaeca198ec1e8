package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
)

// showAbout is a page about the site, filled with the facts of this deployment.
func showAbout(e *core.RequestEvent) error {
	p, ok := aboutPages[e.Request.PathValue("page")]
	if !ok {
		return ErrNotFound
	}
	return p.show(e, http.StatusOK, aboutOf(deployment.Of(e.App)))
}

func aboutOf(d *deployment.Deployment) aboutView {
	t := d.Region.Disclosure
	return aboutView{Totals: Totals{t.MinimumPeople, t.HideUpTo, t.RoundTo}, SiteName: d.Name, RegionName: d.Region.Name, Operator: Operator(d.Operator), RecencyYears: d.Region.RecencyMonths / 12,
		IPDays: d.IPDays, Regulator: d.Region.PrivacyRegulator, Enforcement: d.Region.AccessibilityBody, Crisis: contacts(d.Region.CrisisContacts)}
}
