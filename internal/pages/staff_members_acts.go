package pages

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// memberActsView is what was done with the members of an organisation.
type memberActsView struct {
	Organisation string
	Acts         []dated
	Months       int // how long they are kept
	Paging       Paging
}

var memberActsPage = newPage[memberActsView]("staff/members-acts")

// memberActSentences say what was done. BY is who did it, WHO whom it was done to, WAS and
// NOW what changed.
var memberActSentences = map[string]string{
	"invited":     "BY invited WHO as NOW.",
	"imported":    "BY invited NOW people from a list.",
	"resent":      "BY sent the invitation of WHO again.",
	"cancelled":   "BY called an invitation off.",
	"joined":      "WHO joined as NOW.",
	"frozen":      "BY froze WHO.",
	"unfrozen":    "BY let WHO in again.",
	"role":        "BY made WHO NOW; before: WAS.",
	"details":     "BY changed the job title or department of WHO.",
	"removed":     "BY removed WHO.",
	"until":       "BY set the last day of WHO.",
	"left":        "WHO left.",
	"readdressed": "BY corrected the address of an invitation.",
}

func showMemberActs(e *core.RequestEvent) error {
	m := signedIn(e).Member
	number, _ := strconv.Atoi(e.Request.URL.Query().Get("page")) // anything else is the first page
	number = min(max(number, 1), 1_000_000)
	lines, all, err := records.MemberActsOf(e.App, m.Organisation(), membersSize, (number-1)*membersSize)
	if err != nil {
		return err
	}
	view := memberActsView{Organisation: m.OrganisationName(), Months: story.FindClock("member-acts").Months,
		Paging: NewPaging(membersPath+"/acts", nil, number, (all+membersSize-1)/membersSize)}
	for _, l := range lines {
		view.Acts = append(view.Acts, dated{local(l.At.Time(), zoneOf(e)), memberActWords(l)})
	}
	return memberActsPage.show(e, http.StatusOK, view)
}

// memberActWords is one act in a sentence.
func memberActWords(l records.MemberActLine) string {
	by, who := l.By, l.About
	if l.Machine {
		by = "Whoever runs this site"
	} else if by == "" {
		by = "A former administrator"
	}
	if who == "" {
		who = "somebody who is not here any more"
	}
	named := func(role string) string {
		if words := roleWords[story.Role(role)]; words != "" {
			return strings.ToLower(words)
		}
		return role
	}
	words := strings.NewReplacer("BY", by, "WHO", who, "WAS", named(l.Was), "NOW", named(l.Now)).Replace(memberActSentences[l.What])
	if rest, ok := strings.CutPrefix(words, "somebody"); ok {
		return "Somebody" + rest
	}
	return words
}
