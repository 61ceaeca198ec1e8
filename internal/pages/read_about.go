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
	return aboutView{SiteName: d.Name, RegionName: d.Region.Name, Operator: Operator(d.Operator.Shown()), RecencyYears: d.Region.RecencyMonths / 12,
		Enforcement: d.Region.AccessibilityBody, Crisis: contacts(d.Region.CrisisContacts)}
}

// showPrivacy is the privacy notice.
func showPrivacy(e *core.RequestEvent) error {
	return privacyPage.show(e, http.StatusOK, privacyOf(deployment.Of(e.App)))
}
