package pages

import (
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/story"
)

// serviceChoice is a service to choose, told apart from its namesakes.
type serviceChoice struct {
	ID, Name, Town, Postcode, Organisation string
	Closed                                 bool
}

// tellServicesView asks where it happened and when.
type tellServicesView struct {
	tellFrame
	Query    string
	Searched bool
	Found    []serviceChoice // not chosen yet
	Chosen   []serviceChoice
	Error    string // about the choice of services
	Own      Field
	When     Field
	TooOld   string
	Example  string
}

var tellServicesPage = newPage[tellServicesView]("tell/services", helpNearby, helpAtTop, exitAtOnce)

// mostFound is how many services a search shows at once.
const mostFound = 12

func showTellServices(v *tellVisit) error {
	t, region := v.told, deployment.Of(v.e.App).Region
	view := tellServicesView{tellFrame: v.frame(), Query: v.query.Get("q"), Error: asStory(v.problems).For("service"),
		Own: Field{Name: "service_text", Label: "I can’t find it", Value: t.ServiceText,
			Hint: "Tell us in your own words where it happened. A moderator will look for it."}.With(v.problems),
		When: Field{Name: "happened", Label: "When did it happen?", Month: t.Month, Year: t.Year,
			Hint: "For example, 3 " + v.now().Format("2006") + ". If it went on for a while, say when it ended. If you are not sure, guess."}.With(v.problems),
		TooOld: v.tooOld()}
	if len(region.Identifiers) > 0 {
		view.Example = region.Identifiers[0].Example
	}
	var err error
	if view.Chosen, err = serviceChoices(v.e.App, t.Services); err != nil {
		return err
	}
	if view.Searched = view.Query != ""; view.Searched {
		if view.Found, err = findServices(v.e.App, view.Query, t.Services); err != nil {
			return err
		}
	}
	return tellServicesPage.show(v.e, v.status, view)
}

// tooOld warns when it happened longer ago than this region publishes. It never
// stops anybody.
func (v *tellVisit) tooOld() string {
	months := deployment.Of(v.e.App).Region.RecencyMonths
	if !v.told.telling().OlderThan(months, v.now()) {
		return ""
	}
	return "This happened more than " + plural(months/12, "year", "years") + " ago. We may not be able to publish it, because services change. You can still send it."
}

// serviceChoices reads the services with these ids, in their order; those that
// are not there are left out.
func serviceChoices(app core.App, ids []string) ([]serviceChoice, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	services, err := records.FindServices(app, ids)
	if err != nil {
		return nil, err
	}
	var owners []string
	for _, s := range services {
		owners = append(owners, s.Organisation())
	}
	organisations, err := records.FindOrganisations(app, owners)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, o := range organisations {
		names[o.Id] = o.Name()
	}
	var out []serviceChoice
	for _, s := range services {
		out = append(out, serviceChoice{s.Id, s.Name(), s.Town(), s.Postcode(), names[s.Organisation()], s.Closed()})
	}
	slices.SortStableFunc(out, func(a, b serviceChoice) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	return out, nil
}

// findServices searches by name, town, postcode or code, without those chosen.
func findServices(app core.App, query string, without []string) ([]serviceChoice, error) {
	index, err := directory.Cached(app)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, hit := range index.Search(query, mostFound+len(without)) {
		if !slices.Contains(without, hit.ID) && len(ids) < mostFound {
			ids = append(ids, hit.ID)
		}
	}
	return serviceChoices(app, ids)
}

// unsearched says whether somebody typed into the search and pressed Enter or
// Continue instead of Find.
func unsearched(form url.Values) bool {
	q := story.CleanLine(form.Get("q"))
	return q != "" && q != form.Get("searched")
}

// actOnServices searches, or takes a chosen service off the list.
func actOnServices(v *tellVisit, action string) error {
	if id, ok := cutAction(action, "remove"); ok {
		v.told.Services = slices.DeleteFunc(v.told.Services, func(s string) bool { return strings.EqualFold(s, id) })
		if err := v.draft.keep(v.e); err != nil {
			return err
		}
	}
	query := url.Values{}
	if q := v.query.Get("q"); q != "" {
		query.Set("q", q)
	}
	return v.goTo(v.step, query)
}

// checkServicesKnown finds chosen services that are not in the list: forged, or
// deleted since. They are taken off, and the author is told.
func (v *tellVisit) checkServicesKnown() ([]Problem, error) {
	known, err := serviceChoices(v.e.App, v.told.Services)
	if err != nil || len(known) == len(v.told.Services) {
		return nil, err
	}
	v.told.Services = nil
	for _, s := range known {
		v.told.Services = append(v.told.Services, s.ID)
	}
	return []Problem{{"service", "A service you chose is not in our list any more. Look for it again, or tell us in your own words where it happened."}}, nil
}
