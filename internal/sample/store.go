package sample

import (
	"cmp"
	"fmt"
	"sort"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/mail"
	"candour/internal/records"
	"candour/internal/story"
)

// Person is somebody the demo can sign in as. An author without e-mail has a
// story key in place of a password.
type Person struct{ Role, Email, Password string }

// Store makes the sample people and stories the way the site makes them, with
// the clock turned back to when each thing happened. Services and organisations
// must be there already. It returns who can sign in, with one password for all.
func Store(app core.App, password string) ([]Person, error) {
	d := deployment.Of(app)
	hours := &d.Region.OfficeHours // the past it makes up happened at any time of day
	defer func(was bool) { hours.PublishAnyTime = was }(hours.PublishAnyTime)
	hours.PublishAnyTime = true
	real := d.Now
	defer func() { d.Now = real }()
	s := &storing{app: app, deployment: d, today: real().UTC(), password: password,
		authorIDs: map[string]string{}, memberIDs: map[string]string{}, storyIDs: map[string]string{}}
	if err := s.people(); err != nil {
		return nil, err
	}
	if err := s.places(); err != nil {
		return nil, err
	}
	if err := s.whomToCall(); err != nil {
		return nil, fmt.Errorf("writing down whom to call: %w", err)
	}
	for _, st := range Stories() {
		if err := s.plan(st); err != nil {
			return nil, fmt.Errorf("planning the sample story %s: %w", st.Key, err)
		}
	}
	s.unlisted()
	sort.SliceStable(s.events, func(i, j int) bool { return s.events[i].at.Before(s.events[j].at) })
	for _, e := range s.events {
		d.Now = func() time.Time { return e.at }
		if err := e.do(); err != nil {
			return nil, fmt.Errorf("making the sample story %s: %w", e.key, err)
		}
	}
	// Whoever tries the demo opens the links in these two kinds.
	if err := records.MarkAllSent(app, s.today, string(mail.Edits), string(mail.ServiceReview)); err != nil {
		return nil, err
	}
	return s.known, s.choosePasswords()
}

// event is one thing that happened to one story.
type event struct {
	at  time.Time
	key string
	do  func() error
}

type storing struct {
	app        core.App
	deployment *deployment.Deployment
	today      time.Time
	password   string
	authorIDs  map[string]string // key to id
	memberIDs  map[string]string
	storyIDs   map[string]string
	moderator  string // reads
	senior     string
	known      []Person
	events     []event
}

func (s *storing) at(key string, daysAgo int, after time.Duration, do func() error) {
	when := s.today.AddDate(0, 0, -daysAgo).Add(after)
	if when.After(s.today) {
		when = s.today.Add(-time.Minute)
	}
	s.events = append(s.events, event{when, key, do})
}

func (s *storing) people() error {
	for _, m := range Moderators() {
		r, err := records.NewModerator(s.app, m.Email, m.Name, s.password, m.Senior)
		if err != nil {
			return err
		}
		if err := s.app.Save(r); err != nil {
			return fmt.Errorf("saving a moderator: %w", err)
		}
		role := "moderator"
		if m.Senior {
			s.senior, role = cmp.Or(s.senior, r.Id), "senior moderator"
		} else if s.moderator == "" {
			s.moderator = r.Id
		}
		s.known = append(s.known, Person{role, m.Email, s.password})
	}
	for _, m := range Members() {
		if err := s.member(m); err != nil {
			return err
		}
	}
	return nil
}

func (s *storing) member(m Member) error {
	o, err := records.FindOrganisationByCode(s.app, m.Organisation)
	if err != nil {
		return fmt.Errorf("finding the organisation %s: %w", m.Organisation, err)
	}
	r, err := records.AddMember(s.app, m.Email, m.Name, s.password, o.Id, story.Role(m.Role))
	if err != nil {
		return err
	}
	in := r.Membership()
	in.SetJob(m.JobTitle, "")
	if err := s.app.Save(in); err != nil {
		return fmt.Errorf("saving a membership: %w", err)
	}
	s.memberIDs[m.Key] = r.Id
	what := m.Role + " of " + o.Name()
	if m.Key == frozen {
		in.SetFrozen(s.today)
		if err := s.app.Save(in); err != nil {
			return fmt.Errorf("freezing a member: %w", err)
		}
		what += ", frozen"
	}
	for _, also := range alsoMembers {
		if also.Key != m.Key {
			continue
		}
		second, err := s.second(r.Id, also)
		if err != nil {
			return err
		}
		what += ", " + also.Role + " of " + second
	}
	s.known = append(s.known, Person{what, m.Email, s.password})
	return nil
}

// second lets a member into another organisation as well, and gives its name.
func (s *storing) second(member string, also AlsoMember) (string, error) {
	o, err := records.FindOrganisationByCode(s.app, also.Organisation)
	if err != nil {
		return "", fmt.Errorf("finding the organisation %s: %w", also.Organisation, err)
	}
	in, err := records.NewMembership(s.app, member, o.Id, story.Role(also.Role), s.today)
	if err != nil {
		return "", err
	}
	in.SetJob(also.JobTitle, "")
	if err := s.app.Save(in); err != nil {
		return "", fmt.Errorf("saving a membership: %w", err)
	}
	return o.Name(), nil
}

// choosePasswords lets the authors with e-mail sign in.
func (s *storing) choosePasswords() error {
	for _, a := range Authors() {
		id, told := s.authorIDs[a.Key]
		if !told || a.Email == "" {
			continue
		}
		r, err := records.FindAuthor(s.app, id)
		if err != nil {
			return err
		}
		r.SetPassword(s.password)
		r.SetPasswordChosen()
		if err := s.app.Save(r); err != nil {
			return fmt.Errorf("saving an author: %w", err)
		}
		s.known = append(s.known, Person{"author", a.Email, s.password})
	}
	return nil
}

func emailOf(key string) string {
	for _, a := range authors {
		if a.Key == key {
			return a.Email
		}
	}
	return ""
}
