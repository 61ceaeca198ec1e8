package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/story"
)

// staffLookRoutes are the doors of service review for administrators of an
// organisation.
var staffLookRoutes = []route{
	{"GET", "/staff/service-reviews", administrator, showStaffLooks},
	{"GET", "/staff/service-reviews/{id}/address", administrator, showReviewAddress},
	{"POST", "/staff/service-reviews/{id}/address", administrator, doReviewAddress},
}

const (
	mostLooks    = 50  // on the page of an organisation
	mostReviewed = 200 // services of an organisation, on the same page
)

// reviewedService is a service that looks at stories before publication.
type reviewedService struct{ ID, Name, Address string }

// staffLooksView is how an organisation's services look at stories, and what became
// of their newest looks. Stories that are not published are not named.
type staffLooksView struct {
	Notice       string
	Organisation string
	Services     []reviewedService
	Looks        []staffLook
}

// staffLook is one look in a sentence, with the story once everyone can read it.
type staffLook struct {
	Words, Answer string
	Href          string
}

// reviewAddressView is the form for a service's own mailbox.
type reviewAddressView struct {
	FormErrors
	actsFor
	Service, Action string
	Address         Field
}

var (
	staffLooksPage    = newPage[staffLooksView]("staff/service-looks")
	reviewAddressPage = newPage[reviewAddressView]("staff/review-address")
)

func showStaffLooks(e *core.RequestEvent) error {
	o, err := records.FindOrganisation(e.App, signedIn(e).Member.Organisation())
	if err != nil {
		return err
	}
	view := staffLooksView{Notice: doneNotice(e), Organisation: o.Name()}
	services, err := records.ReviewedServices(e.App, o.Id, mostReviewed)
	if err != nil {
		return err
	}
	for _, v := range services {
		view.Services = append(view.Services, reviewedService{v.Id, nameAndTown(v), v.ReviewAddress()})
	}
	reviews, err := records.ReviewsOfOrganisation(e.App, o.Id, mostLooks)
	if err != nil {
		return err
	}
	for _, r := range reviews {
		l, err := newStaffLook(e, r)
		if err != nil {
			return err
		}
		view.Looks = append(view.Looks, l)
	}
	return staffLooksPage.show(e, http.StatusOK, view)
}

func newStaffLook(e *core.RequestEvent, r *records.ServiceReview) (staffLook, error) {
	v, err := records.FindService(e.App, r.Service())
	if err != nil {
		return staffLook{}, err
	}
	s, err := records.FindStory(e.App, r.Story())
	if err != nil {
		return staffLook{}, err
	}
	l := staffLook{Words: lookedWords(nameAndTown(v), r, zoneOf(e), deployment.Now(e.App)), Answer: r.Facts().Answer}
	if s.State() == story.Published {
		l.Href = "/staff/stories/" + s.Id
	}
	return l, nil
}

// ownReviewed is the service of the address, if the member's organisation runs it.
func ownReviewed(e *core.RequestEvent) (*records.Service, error) {
	v, err := records.FindService(e.App, pathID(e))
	if err != nil {
		return nil, err
	}
	if m := signedIn(e).Member; m.Organisation() == "" || v.Organisation() != m.Organisation() {
		return nil, ErrNotFound
	}
	return v, nil
}

func showReviewAddress(e *core.RequestEvent) error {
	v, err := ownReviewed(e)
	if err != nil {
		return err
	}
	return reviewAddressPage.show(e, http.StatusOK, newReviewAddressView(forNow(e), v, v.ReviewAddress(), nil))
}

func newReviewAddressView(acts actsFor, v *records.Service, typed string, problems []Problem) reviewAddressView {
	return reviewAddressView{FormErrors: FormErrors{problems}, actsFor: acts, Service: nameAndTown(v), Action: "/staff/service-reviews/" + v.Id + "/address",
		Address: Field{Name: "address", Label: "E-mail address of the service", Type: "email", Value: typed, Width: "20", Optional: true,
			Hint: "A shared mailbox is best. The administrators of your organisation get the letter too."}.With(problems)}
}

func doReviewAddress(e *core.RequestEvent) error {
	v, err := ownReviewed(e)
	if err != nil {
		return err
	}
	form, err := readForm(e)
	if err != nil {
		return err
	}
	err = flow.SetReviewAddress(e.App, signedIn(e).Member.Id, v.Id, form.Get("address"))
	if problems, ok := problemsOf(err); ok {
		return reviewAddressPage.show(e, http.StatusUnprocessableEntity, newReviewAddressView(forNow(e), v, form.Get("address"), problems))
	}
	if err != nil {
		return err
	}
	return leadTo(e, "/staff/service-reviews", "review-address")
}
