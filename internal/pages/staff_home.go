package pages

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/records"
	"candour/internal/story"
)

// staffRoutes are the doors of members. Every one that takes an id looks it up
// among the stories that reach the member's organisation.
var staffRoutes = []route{
	{"GET", "/staff", member, showInbox},
	{"GET", "/staff/reports", member, showReports},
	{"GET", "/staff/reports.csv", member, fetchReports},
	{"GET", "/staff/stories/{id}", member, showScopedStory},
	{"POST", "/staff/stories/{id}/respond", responder, doRespond},
	{"POST", "/staff/stories/{id}/responses/{response}/delete", responder, doDeleteResponse},
}

// inboxSize is how many stories a page of the inbox lists.
const inboxSize = 20

// inboxCard is a story in the inbox.
type inboxCard struct {
	StoryCard
	Waiting bool // somebody of the organisation has written a response that is not public yet
}

// inboxView is a member's first page: the stories that reach the organisation.
type inboxView struct {
	Notice       string
	Organisation string
	Member       string // the name of who is signed in
	LooksAfter   bool   // an administrator
	All          bool   // answered ones as well
	Later        bool   // not the newest page
	Stories      []inboxCard
	Older        string // the address of the next page; empty on the last
}

var inboxPage = newPage[inboxView]("staff/home")

func showInbox(e *core.RequestEvent) error {
	m, q := signedIn(e).Member, e.Request.URL.Query()
	o, err := records.FindOrganisation(e.App, m.Organisation())
	if err != nil {
		return err
	}
	view := inboxView{Notice: doneNotice(e), Organisation: o.Name(), Member: m.Name(), LooksAfter: m.Role() == story.RoleAdministrator, All: q.Get("show") == "all"}
	below, _ := strconv.Atoi(q.Get("below")) // anything else is the first page
	below = max(below, 0)
	view.Later = below > 0
	list := records.UnansweredInScope
	if view.All {
		list = records.StoriesInScope
	}
	stories, err := list(e.App, o.Id, below, inboxSize+1)
	if err != nil {
		return err
	}
	if len(stories) > inboxSize {
		stories = stories[:inboxSize]
		view.Older = olderPage(view.All, stories[inboxSize-1].PublicationNo())
	}
	for _, s := range stories {
		card, err := newInboxCard(e, s, o.Id)
		if err != nil {
			return err
		}
		view.Stories = append(view.Stories, card)
	}
	return inboxPage.show(e, http.StatusOK, view)
}

func olderPage(all bool, below int) string {
	q := url.Values{"below": {strconv.Itoa(below)}}
	if all {
		q.Set("show", "all")
	}
	return "/staff?" + q.Encode()
}

func newInboxCard(e *core.RequestEvent, s *records.Story, organisation string) (inboxCard, error) {
	near, err := readAround(e.App, s.Id)
	if err != nil {
		return inboxCard{}, err
	}
	unpublished, err := records.UnpublishedResponses(e.App, s.Id, organisation)
	if err != nil {
		return inboxCard{}, err
	}
	card := inboxCard{StoryCard: StoryCard{ID: s.Id, Title: s.Title(), Opening: firstWords(s.Text(), 40), ScreenName: s.ScreenName(), Role: toldAbout(s.ToldFor()),
		Published: local(s.PublishedAt(), zoneOf(e)), Services: near.Services, Progress: NewProgress(s.Progress().Rank())}}
	for _, list := range [][]TagLink{near.Good, near.Better, near.Feelings} {
		card.Tags = append(card.Tags, list...)
	}
	for _, r := range unpublished {
		card.Waiting = card.Waiting || r.State() == story.Waiting || r.State() == story.ResponseSubmitted
	}
	return card, nil
}

// firstWords is the beginning of a text, in one line.
func firstWords(text string, most int) string {
	words := strings.Fields(text)
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return strings.TrimRight(strings.Join(words[:most], " "), ".,;:–-") + "…"
}
