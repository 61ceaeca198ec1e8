package story

import (
	"errors"
	"time"
)

// ResponseState says where a response or an author's reply is in its life.
type ResponseState string

// The states of a response.
const (
	Waiting           ResponseState = "waiting"   // its writer may still change or delete it
	ResponseSubmitted ResponseState = "submitted" // a moderator reads it next
	ResponsePublished ResponseState = "published"
	ResponseRejected  ResponseState = "rejected"
	ResponseWithdrawn ResponseState = "withdrawn" // its writer took it back
)

// EditingTime is how long a member may change or delete a response before a
// moderator reads it.
const EditingTime = 30 * time.Minute

var responseSteps = map[ResponseState][]ResponseState{
	Waiting:           {ResponseSubmitted, ResponseWithdrawn},
	ResponseSubmitted: {ResponsePublished, ResponseRejected, ResponseWithdrawn},
	ResponsePublished: {ResponseWithdrawn},
	ResponseRejected:  {},
	ResponseWithdrawn: {},
}

// CheckResponseStep reports whether a response may go from one state to another.
func CheckResponseStep(from, to ResponseState) error {
	next, known := responseSteps[from]
	if known && from == to {
		return nil
	}
	for _, s := range next {
		if s == to {
			return nil
		}
	}
	return ErrStep
}

// CheckResponseStart reports whether a response may come into being in this
// state: never already published.
func CheckResponseStart(s ResponseState) error {
	if s == Waiting || s == ResponseSubmitted {
		return nil
	}
	return ErrStep
}

// Role is what a member may do. Each includes the one before.
type Role string

// The roles of members.
const (
	RoleMember        Role = "member"
	RoleResponder     Role = "responder"
	RoleAdministrator Role = "administrator"
)

// AtLeast reports whether a role includes another. An unknown role includes nothing.
func (r Role) AtLeast(s Role) bool {
	rank := map[Role]int{RoleMember: 1, RoleResponder: 2, RoleAdministrator: 3}
	return rank[r] > 0 && rank[s] > 0 && rank[r] >= rank[s]
}

// ErrMayNotRespond says that this member may not answer this story.
var ErrMayNotRespond = errors.New("you can't answer this story")

// Responder is what is known about a member who wants to answer.
type Responder struct {
	Active  bool
	Role    Role
	InScope bool // the story reaches the member's organisation
}

// CheckMayRespond reports whether a member may answer a story in this state.
func CheckMayRespond(m Responder, s State) error {
	if m.Active && m.Role.AtLeast(RoleResponder) && m.InScope && s == Published {
		return nil
	}
	return ErrMayNotRespond
}
