package pages

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/roster"
	"candour/internal/story"
)

// membersFileView is where an administrator hands over a list of people.
type membersFileView struct {
	FormErrors
	actsFor
	Organisation string
	File, List   Field
}

// previewPerson is somebody who would be invited.
type previewPerson struct{ Name, Email, Role, Job, LastDay string }

// previewLine is a line of the file that invites nobody, and why.
type previewLine struct {
	Line  int
	Words string
}

// membersPreviewView is what a list would do, before anything is stored. The list
// itself stands in the form, and is read again when it comes back.
type membersPreviewView struct {
	actsFor
	Organisation    string
	New, Here       int
	Twice           int
	Unread          int
	People          []previewPerson
	MorePeople      int
	Administrators  int
	UnreadLines     []previewLine
	MoreUnread      int
	TwiceLines      []previewLine
	HereNames       []string
	MoreHere        int
	Ignored         []string
	List            string
	Action, AgainAt string
}

// mostPreviewed is how many lines of each kind a preview shows.
const mostPreviewed = 50

var (
	membersFilePage    = newPage[membersFileView]("staff/members-file")
	membersPreviewPage = newPage[membersPreviewView]("staff/members-preview")
)

func newMembersFileView(acts actsFor, organisation, typed string, problems []Problem) membersFileView {
	return membersFileView{FormErrors: FormErrors{problems}, actsFor: acts, Organisation: organisation,
		File: Field{Name: "file", Label: "A CSV file", Hint: "In your spreadsheet, choose “Save as” and then CSV."}.With(problems),
		List: Field{Name: "list", Label: "Or paste the lines here", Hint: "The first line names the columns.", Rows: 6, Value: typed, Optional: true}.With(problems)}
}

func showMembersFile(e *core.RequestEvent) error {
	return membersFilePage.show(e, http.StatusOK, newMembersFileView(forNow(e), signedIn(e).Member.OrganisationName(), "", nil))
}

// readList is what a form holds of a list: a file, or what was pasted.
func readList(e *core.RequestEvent) (file []byte, typed string, err error) {
	form, err := readForm(e)
	if err != nil {
		return nil, "", err
	}
	typed = form.Get("list")
	if e.Request.MultipartForm == nil || len(e.Request.MultipartForm.File["file"]) == 0 {
		return []byte(typed), typed, nil
	}
	f, err := e.Request.MultipartForm.File["file"][0].Open()
	if err != nil {
		return nil, typed, fmt.Errorf("reading a list of people: %w", err)
	}
	defer func() { _ = f.Close() }()
	if file, err = io.ReadAll(f); err != nil {
		return nil, typed, fmt.Errorf("reading a list of people: %w", err)
	}
	if len(file) == 0 { // no file was chosen
		file = []byte(typed)
	}
	return file, typed, nil
}

// parseList reads a list, or shows the form again with what is wrong.
func parseList(e *core.RequestEvent) (list roster.List, shown bool, err error) {
	file, typed, err := readList(e)
	if err != nil {
		return list, false, err
	}
	if list, err = roster.Parse(file, deployment.Now(e.App)); err == nil {
		return list, false, nil
	}
	words := map[error]string{roster.ErrEmpty: "There are no lines to read. Choose a file, or paste the lines.", roster.ErrColumns: "The first line must name the columns FirstName, LastName and Email.",
		roster.ErrBinary: "This is not a CSV file. In your spreadsheet, choose “Save as” and then CSV."}[err]
	problems := []Problem{{"file", words}}
	return list, true, membersFilePage.show(e, http.StatusUnprocessableEntity, newMembersFileView(forNow(e), signedIn(e).Member.OrganisationName(), typed, problems))
}

// doReadMembersFile shows what a list would do. Nothing is stored.
func doReadMembersFile(e *core.RequestEvent) error {
	list, shown, err := parseList(e)
	if err != nil || shown {
		return err
	}
	m := signedIn(e).Member
	view := membersPreviewView{actsFor: forNow(e), Organisation: m.OrganisationName(), Twice: len(list.Twice), Unread: len(list.Unread), Ignored: list.Ignored,
		Action: membersFilePath + "/send", AgainAt: membersFilePath}
	var invitees []story.Invitee
	for _, p := range list.People {
		here, err := records.IsHere(e.App, m.Organisation(), p.Email)
		if err != nil {
			return err
		}
		if here {
			view.Here++
			view.HereNames = append(view.HereNames, p.Name)
			continue
		}
		invitees = append(invitees, p.Invitee)
		if p.Role == story.RoleAdministrator {
			view.Administrators++
		}
		if len(view.People) < mostPreviewed {
			view.People = append(view.People, previewPerson{p.Name, p.Email, roleWords[p.Role], joined(", ", p.JobTitle, p.Department), day(p.LastDay)})
		}
	}
	view.New, view.MorePeople, view.List = len(invitees), len(invitees)-len(view.People), roster.Format(invitees)
	view.UnreadLines, view.MoreUnread = previewLines(list.Unread)
	view.TwiceLines, _ = previewLines(list.Twice)
	if n := len(view.HereNames); n > mostPreviewed {
		view.HereNames, view.MoreHere = view.HereNames[:mostPreviewed], n-mostPreviewed
	}
	return membersPreviewPage.show(e, http.StatusOK, view)
}

func previewLines(lines []roster.Unread) (shown []previewLine, more int) {
	for i, l := range lines {
		if i == mostPreviewed {
			return shown, len(lines) - i
		}
		shown = append(shown, previewLine{l.Line, l.Reason})
	}
	return shown, 0
}

// doInviteFromFile invites the people of a list that was looked at. It comes back
// from the form, so it is read and checked as if it were new. Who was invited
// meanwhile is passed over: sending the form twice sends no letter twice.
func doInviteFromFile(e *core.RequestEvent) error {
	list, shown, err := parseList(e)
	if err != nil || shown {
		return err
	}
	var invitees []story.Invitee
	for _, p := range list.People {
		invitees = append(invitees, p.Invitee)
	}
	_, err = flow.InviteMembers(e.App, flow.Inviting{Admin: signedIn(e).Member.Id, FromFile: true}, invitees)
	if errors.Is(err, flow.ErrOutOfTerm) {
		problems := []Problem{{"file", "Your organisation takes no part here now, so nobody can join it."}}
		return membersFilePage.show(e, http.StatusUnprocessableEntity, newMembersFileView(forNow(e), signedIn(e).Member.OrganisationName(), "", problems))
	}
	if err != nil {
		return err
	}
	return leadTo(e, membersPath, "invited-all")
}
