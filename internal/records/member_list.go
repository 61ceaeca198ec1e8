package records

import (
	"fmt"
	"strings"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"

	"candour/internal/deployment"
)

// MemberQuery asks for members of one organisation and those it has invited.
type MemberQuery struct {
	Organisation string
	Words        string // all of them must stand in the name, address, job title or department
	Role         string // "" for any
	State        string // "", "open", "frozen", "ended" or "invited"
}

// MemberRow is one of them.
type MemberRow struct {
	ID         string         `db:"id"` // of the membership, or of the invitation
	State      string         `db:"state"`
	Name       string         `db:"name"`
	Email      string         `db:"email"`
	Role       string         `db:"role"`
	JobTitle   string         `db:"jobTitle"`
	Department string         `db:"department"`
	At         types.DateTime `db:"at"` // since when, or when the invitation was sent
	Until      types.DateTime `db:"until"`
}

// everybody is the members of {:o} and the invited, in one shape.
const everybody = `SELECT x.id, CASE WHEN x.frozenAt != '' THEN 'frozen' WHEN x.until != '' AND x.until <= {:now} THEN 'ended' ELSE 'open' END AS state, m.name, m.email, x.role, x.jobTitle,
	x.department, CASE WHEN x.frozenAt = '' THEN x.since ELSE x.frozenAt END AS at, x.until
	FROM memberships x JOIN members m ON m.id = x.member WHERE x.organisation = {:o}
	UNION ALL SELECT id, 'invited', name, email, role, jobTitle, department, sentAt, expiresAt FROM invitations WHERE organisation = {:o}`

// ListMembers lists a page of members by name, and how many there are in all.
func ListMembers(app core.App, q MemberQuery, limit, offset int) (rows []MemberRow, found int, err error) {
	from, params := " FROM ("+everybody+") WHERE ({:role} = '' OR role = {:role}) AND ({:state} = '' OR state = {:state})",
		dbx.Params{"o": q.Organisation, "now": stamp(deployment.Now(app)), "role": q.Role, "state": q.State}
	for i, w := range strings.Fields(strings.ToLower(q.Words)) {
		word := fmt.Sprintf("word%d", i)
		from += " AND instr(lower(name || ' ' || email || ' ' || jobTitle || ' ' || department), {:" + word + "}) > 0"
		params[word] = w
	}
	if err := app.DB().NewQuery("SELECT COUNT(*)" + from).Bind(params).Row(&found); err != nil {
		return nil, 0, wrap(err, "members")
	}
	params["limit"], params["offset"] = limit, offset
	err = app.DB().NewQuery("SELECT *" + from + " ORDER BY name COLLATE NOCASE, id LIMIT {:limit} OFFSET {:offset}").Bind(params).All(&rows)
	return rows, found, wrap(err, "members")
}

// CountMembers counts the members of an organisation by what they are: open,
// frozen, ended, invited.
func CountMembers(app core.App, organisation string) (map[string]int, error) {
	var rows []struct {
		State string `db:"state"`
		N     int    `db:"n"`
	}
	err := app.DB().NewQuery("SELECT state, COUNT(*) AS n FROM (" + everybody + ") GROUP BY state").Bind(dbx.Params{"o": organisation, "now": stamp(deployment.Now(app))}).All(&rows)
	counts := map[string]int{}
	for _, r := range rows {
		counts[r.State] = r.N
	}
	return counts, wrap(err, "members")
}
