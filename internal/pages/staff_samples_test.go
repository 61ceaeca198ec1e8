package pages

import (
	"net/url"

	"candour/internal/records"
	"candour/internal/story"
)

// staffSamples is every page about members and their organisation.
func staffSamples() []sampled {
	forBoard := actsFor{"o1"}
	admin := staffNav{"members", true}
	wrong := []Problem{{"email", "Write an e-mail address like name@example.org."}, {"role", "Choose a role."}}
	form := url.Values{"name": {"Nia Pryce"}, "email": {"nia"}, "job_title": {"Charge nurse"}, "role": {"queen"}}
	lines := []memberLine{{Href: "/staff/members/m1", Name: "Nia Pryce", Email: "nia@board.example", Role: "Responder", Job: "Charge nurse, Ward 4", Since: published},
		{Href: "/staff/members/m2", Name: "Tom Hill", Email: "tom@board.example", Role: "Member", State: "Frozen since 14 November 2026", Since: published},
		{Href: "/staff/invitations/i1", Name: "Una Low", Email: "una.with.a.very.long.address@community.board.example", Role: "Administrator", State: "Invited on 14 November 2026, until 28 November 2026"}}
	list := membersView{Notice: "Done.", Nav: admin, Organisation: "NHS Grampian", Term: "NHS Grampian takes part here until 31 March 2027. After that nobody can sign in for it.",
		Open: 1204, Frozen: 3, Ended: 2, Invited: 12, Found: 1219, Members: lines, Paging: NewPaging("/staff/members", nil, 2, 25)}
	list.Words, list.Role, list.State = memberFilters(records.MemberQuery{Words: "nia", State: "frozen"})
	empty := list
	empty.Members, empty.Searched, empty.Found, empty.Paging = nil, true, 0, Paging{}
	nobody := empty
	nobody.Searched, nobody.Notice = false, ""
	one := memberView{FormErrors: FormErrors{wrong}, actsFor: forBoard, Notice: "Done.", ID: "m1", Name: "Nia Pryce", Organisation: "NHS Grampian", Rows: sampleRows, Role: roleField(story.RoleResponder, wrong),
		JobTitle: jobField("job_title", "Job title", form, wrong), Department: jobField("department", "Department or ward", form, wrong),
		Until: Field{Name: "until", Label: "Last day", Type: "date", Value: "2026-11-30"}, Ended: "30 November 2026"}
	frozen, own := one, one
	frozen.Frozen, own.Own = true, true
	preview := membersPreviewView{actsFor: forBoard, Organisation: "NHS Grampian", New: 2, Here: 1, Twice: 1, Unread: 1, MorePeople: 3, Administrators: 1, MoreUnread: 4, MoreHere: 5, Ignored: []string{"Phone"},
		People: []previewPerson{{"Nia Pryce", "nia@board.example", "Responder", "Charge nurse, Ward 4", "31 March 2027"}}, UnreadLines: []previewLine{{7, "the e-mail address is missing"}},
		TwiceLines: []previewLine{{9, "the same address as in line 2"}}, HereNames: []string{"Tom Hill"}, List: "FirstName,LastName,Email\nNia,Pryce,nia@board.example\n", Action: "/staff/members/file/send", AgainAt: "/staff/members/file"}
	account := staffAccountView{FormErrors: FormErrors{wrong}, actsFor: forBoard, Notice: "Done.", Nav: staffNav{"account", false}, Email: "nia@board.example", NewEmail: "nia@new.example", Photo: true, Until: "30 November 2026", Organisation: "NHS Grampian", Next: "/staff/stories/k7m2xq9a",
		Name: Field{Name: "name", Label: "Your name", Value: "Nia Pryce"}, JobTitle: jobField("job_title", "Job title", form, nil), Department: jobField("department", "Department", form, nil),
		Description:   Field{Name: "description", Label: "About your work", Rows: 3, Optional: true},
		Organisations: []ownOrganisation{{"m1", "NHS Grampian", "Responder", true, ""}, {"m2", "Aberdeen City Health and Social Care Partnership", "Member", false, ""}, {"m3", "NHS Tayside", "Member", false, "It takes no part here now."}}}
	quiet := account
	quiet.LettersOff, quiet.Next, quiet.Problems = true, "", nil
	return []sampled{
		sample(membersPage, list), sample(membersPage, empty), sample(membersPage, nobody),
		sample(invitePage, newInviteView(forBoard, "NHS Grampian", form, wrong)),
		sample(invitationPage, invitationView{FormErrors{wrong}, forBoard, "Done.", "i1", "Una Low", sampleRows, Field{Name: "email", Label: "Work e-mail address", Value: "una@board.example"}}),
		sample(memberPage, one), sample(memberPage, frozen), sample(memberPage, own),
		sample(removePage, removeView{FormErrors{wrong}, forBoard, "m1", "Nia Pryce", "NHS Grampian", false}), sample(removePage, removeView{actsFor: forBoard, ID: "m1", Name: "Nia Pryce", Organisation: "NHS Grampian", Own: true}),
		sample(membersFilePage, newMembersFileView(forBoard, "NHS Grampian", "a,b", []Problem{{"file", "Choose a file."}})),
		sample(membersPreviewPage, preview), sample(membersPreviewPage, membersPreviewView{actsFor: forBoard, Organisation: "NHS Grampian", Here: 3, AgainAt: "/staff/members/file"}),
		sample(memberActsPage, memberActsView{"NHS Grampian", []dated{{published, "Isla Tarvit froze Tom Hill."}}, 24, NewPaging("/staff/members/acts", nil, 1, 3)}), sample(memberActsPage, memberActsView{Organisation: "NHS Grampian", Months: 24}),
		sample(ourOrganisationPage, ourOrganisationView{staffNav{"organisation", false}, "o1", "NHS Grampian", list.Term,
			[]seenBecause{{"they are about a service that it runs", []Link{{"Woodend Hospital, Aberdeen", "/services/s2"}, {"the area S12000033", ""}}, 31}}, []string{"Isla Tarvit"}}),
		sample(ourOrganisationPage, ourOrganisationView{Name: "NHS Grampian"}),
		sample(staffAccountPage, account), sample(staffAccountPage, quiet),
		sample(photoPage, photoView{FormErrors{[]Problem{{"photo", "Choose a picture first."}}}, "Done.", "Nia Pryce", photoPath + "/picture", Field{Name: "photo", Label: "A picture of your face", Error: "Choose a picture first."}}),
		sample(photoPage, photoView{Name: "Nia Pryce", File: Field{Name: "photo", Label: "A picture of your face"}}),
		sample(leavePage, leaveView{FormErrors{[]Problem{{"leave", "No administrator would be left."}}}, forBoard, "NHS Grampian", true}),
		sample(staffEmailPage, staffEmailView{FormErrors{wrong}, "nia@board.example", Field{Name: "email", Label: "New work e-mail address", Value: "nia"}, Field{Name: "current", Label: "Your password", Type: "password"}}),
		sample(passwordPage, newStaffPasswordView([]Problem{{"current", "That is not the one we know."}})),
		sample(joinPage, joinView{FormErrors{wrong}, "/invitation/x", "NHS Grampian", "nia@board.example", "Reads them.", "31 March 2027", false, Field{Name: "name", Label: "Your name"}, newPasswordField()}),
		sample(joinPage, joinView{Action: "/invitation/x", Organisation: "NHS Grampian", Email: "nia@board.example", Known: true}),
		sample(linkPage, linkView{"invitation"}),
		sample(otherOrganisationPage, otherOrganisationView{FormErrors{[]Problem{{"", "Nothing was changed."}}}, "/staff/stories/k7m2xq9a/respond", "NHS Grampian", "NHS Tayside",
			[]keptField{{"response", "Your response", "Thank you for <b>this</b>.\n\nWe read it."}, {"sign", "", "name"}}, Option{Value: "o2", Label: "NHS Tayside"}, "o1"}),
		sample(otherOrganisationPage, otherOrganisationView{Action: "/staff/call", Now: "NHS Grampian"}),
	}
}
