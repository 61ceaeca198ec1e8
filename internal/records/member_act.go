package records

import (
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// MemberAct is what was done with the members of an organisation. Whom it is about
// stands there as a link, so a name goes with its account.
type MemberAct struct {
	Organisation string
	What         string
	By           string // the administrator, or whoever joined; "" for the machine itself
	About        string // a member
	Invitation   string // or somebody who has no account yet
	Was, Now     string
	At           time.Time
}

// WriteMemberAct writes down what was done.
func WriteMemberAct(app core.App, a MemberAct) error {
	r, err := newRecord[base](app, "member_acts")
	if err != nil {
		return err
	}
	r.Load(map[string]any{"organisation": a.Organisation, "what": a.What, "by": a.By, "byMachine": a.By == "", "about": a.About, "invitation": a.Invitation, "was": a.Was, "now": a.Now})
	r.setTime("at", a.At)
	if err := app.Save(r); err != nil {
		return fmt.Errorf("writing down what was done with a member: %w", err)
	}
	return nil
}

// Joined lets what was done with an invitation be about the member it became.
func Joined(app core.App, invitation, member string) error {
	acts, err := all[base](app, "member_acts", dbx.HashExp{"invitation": invitation})
	if err != nil {
		return err
	}
	for _, r := range acts {
		r.Set("invitation", "")
		r.Set("about", member)
		if err := app.Save(r); err != nil {
			return fmt.Errorf("writing down who joined: %w", err)
		}
	}
	return nil
}

// MemberActLine is one act with the names of those it leads to, as they are now;
// a name is empty when the person is not here any more.
type MemberActLine struct {
	What    string         `db:"what"`
	At      types.DateTime `db:"at"`
	By      string         `db:"byName"`
	About   string         `db:"aboutName"`
	Was     string         `db:"was"`
	Now     string         `db:"now"`
	Machine bool           `db:"machine"`
}

// isHere says of a member that they belong to the organisation that asks. The name
// of one who left would tell whether they belong to another.
func isHere(member string) string {
	return "EXISTS (SELECT 1 FROM memberships h WHERE h.member = " + member + ".id AND h.organisation = {:o})"
}

// MemberActsOf lists what was done in an organisation, newest first, and how much
// there is in all.
func MemberActsOf(app core.App, organisation string, limit, offset int) (lines []MemberActLine, all int, err error) {
	n, err := app.CountRecords("member_acts", dbx.HashExp{"organisation": organisation})
	if err != nil {
		return nil, 0, wrap(err, "acts")
	}
	err = app.DB().NewQuery(`SELECT a.what, a.at, a.was, a.now, a.byMachine AS machine, COALESCE(b.name, '') AS byName,
		COALESCE(m.name, i.name, '') AS aboutName FROM member_acts a LEFT JOIN members b ON b.id = a."by" AND ` + isHere("b") + `
		LEFT JOIN members m ON m.id = a.about AND ` + isHere("m") + ` LEFT JOIN invitations i ON i.id = a.invitation
		WHERE a.organisation = {:o} ORDER BY a.at DESC, a.rowid DESC LIMIT {:n} OFFSET {:k}`).
		Bind(dbx.Params{"o": organisation, "n": limit, "k": offset}).All(&lines)
	return lines, int(n), wrap(err, "acts")
}
