package pages

import (
	"net/http"
	"strconv"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
)

// ownDetails are the private details of one story.
type ownDetails struct {
	ID, Title string
	Rows      []Row
	Consent   string // the words agreed to
}

// detailsView is everything held about an author besides their stories.
type detailsView struct {
	Notice     string
	Account    []Row
	LettersOff bool
	HasEmail   bool
	AboutYou   []Row
	Stories    []ownDetails
}

var detailsPage = newPage[detailsView]("account/details")

func showDetails(e *core.RequestEvent) error {
	a := signedIn(e).Author
	view := detailsView{Notice: doneNotice(e), LettersOff: a.LettersOff(), HasEmail: a.HasEmail()}
	var err error
	if view.Account, err = accountRows(e, a); err != nil {
		return err
	}
	answers, err := records.FindAnswers(e.App, a.Id)
	if err != nil {
		return err
	}
	view.AboutYou = answerRows(e, answers)
	stories, err := records.StoriesOfAuthor(e.App, a.Id)
	if err != nil {
		return err
	}
	for _, s := range stories {
		d, err := detailsOf(e, s)
		if err != nil {
			return err
		}
		view.Stories = append(view.Stories, d)
	}
	return detailsPage.show(e, http.StatusOK, view)
}

func accountRows(e *core.RequestEvent, a *records.Author) ([]Row, error) {
	sealer := deployment.Of(e.App).Sealer
	address, err := a.Email(sealer)
	if err != nil {
		return nil, err
	}
	waiting, err := a.NewEmail(sealer)
	if err != nil {
		return nil, err
	}
	row := Row{Key: "E-mail address", Value: address, Href: "/account/details/email", Action: "Change", About: "e-mail address"}
	if address == "" {
		row.Value, row.Action = "We have none", "Add"
	}
	rows := []Row{row}
	if waiting != "" {
		rows = append(rows, Row{Key: "New address", Value: waiting + " (counts once you open the link we sent there)"})
	}
	password := Row{Key: "Password", Value: "You have chosen one", Href: "/account/details/password", Action: "Change", About: "password"}
	if !a.PasswordChosen() {
		password.Value, password.Action = "You have not chosen one", "Choose"
	}
	if address != "" || a.PasswordChosen() {
		rows = append(rows, password)
	}
	if a.HasStoryKey() {
		rows = append(rows, Row{Key: "Story key", Value: "You have one. We can’t show it: only you know it."})
	}
	return append(rows, Row{Key: "Since", Value: day(local(a.JoinedAt(), zoneOf(e)))}), nil
}

// detailsOf are the postcode, the internet address and the consent of a story.
func detailsOf(e *core.RequestEvent, s *records.Story) (ownDetails, error) {
	d, zone := deployment.Of(e.App), zoneOf(e)
	own := ownDetails{ID: s.Id, Title: s.Title()}
	c, err := records.FindContact(e.App, s.Id)
	if err != nil {
		return own, err
	}
	postcode, err := c.Postcode(d.Sealer)
	if err != nil {
		return own, err
	}
	ip, err := c.IP(d.Sealer)
	if err != nil {
		return own, err
	}
	row := Row{Key: "Your " + d.Region.PostcodeLabel, Value: postcode, Href: "/account/details/postcode/" + s.Id, Action: "Change", About: d.Region.PostcodeLabel + " of " + s.Title()}
	if postcode == "" {
		row.Value, row.Action = "We have none", "Add"
	}
	own.Rows = append(own.Rows, row)
	if ip != "" {
		own.Rows = append(own.Rows, Row{Key: "Sent from internet address", Value: ip + ", which we delete on " + day(local(s.SubmittedAt().AddDate(0, 0, d.IPDays), zone)) + ". We keep it against misuse."})
	} else {
		own.Rows = append(own.Rows, Row{Key: "Sent from internet address", Value: "Not kept"})
	}
	consent := c.Consent()
	own.Consent = consent.Words
	if !consent.At.IsZero() {
		own.Rows = append(own.Rows, Row{Key: "You agreed", Value: clock(consent.At, zone) + ", to version " + consent.Version + " of the words below"})
	}
	return own, nil
}

// doLetters turns the letters that are not a duty on or off.
func doLetters(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	wanted, err := strconv.ParseBool(form.Get("letters"))
	if err != nil {
		return e.BadRequestError("", err)
	}
	if err := flow.SetLetters(e.App, signedIn(e).Author.Id, wanted); err != nil {
		return err
	}
	return leadTo(e, "/account/details", "letters")
}

// postcodeOf opens the sealed postcode of a story.
func postcodeOf(e *core.RequestEvent, storyID string) (string, error) {
	c, err := records.FindContact(e.App, storyID)
	if err != nil {
		return "", err
	}
	return c.Postcode(deployment.Of(e.App).Sealer)
}
