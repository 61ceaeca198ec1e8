package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// One person may belong to several organisations, and acts for one at a time.
// What a person is in an organisation stands in a row of its own; the account
// keeps who it is, and points at the organisation it acts for.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{
			buildMemberships, buildInvitations, buildMemberActs, rolesBecomeMemberships, lettersGoToTheInvited,
		} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

func buildMemberships(app core.App) error {
	return build(app, "memberships", []core.Field{
		needOne("role", "member", "responder", "administrator"),
		text("jobTitle", 120),    // in scope: shown with responses when its holder chooses so
		text("department", 120),  // in scope
		text("description", 500), // in scope: what the person says of their work
		date("since"),
		date("frozenAt"), // let in no longer, until somebody unfreezes it; empty: let in
	}, []link{
		{name: "member", collection: "members", required: true, cascade: true},
		{name: "organisation", collection: "organisations", required: true},
		{name: "invitedBy", collection: "members"},
	},
		[3]string{"idx_memberships_one", "unique", "member, organisation"},
		[3]string{"idx_memberships_organisation", "", "organisation, role"},
		[3]string{"idx_memberships_invitedBy", "", "invitedBy"})
}

// buildInvitations holds who was asked and has not come yet. There is no account
// before somebody takes an invitation up, so what an administrator typed says
// nothing about who has one.
func buildInvitations(app core.App) error {
	return build(app, "invitations", []core.Field{
		needText("email", 254), // in scope: the administrators who sent it
		needText("name", 100),  // in scope: as an administrator wrote it
		needOne("role", "member", "responder", "administrator"),
		text("jobTitle", 120), text("department", 120), // in scope
		date("sentAt"), date("expiresAt"),
	}, []link{
		{name: "organisation", collection: "organisations", required: true},
		{name: "invitedBy", collection: "members"},
	},
		[3]string{"idx_invitations_email", "unique", "organisation, email COLLATE NOCASE"},
		[3]string{"idx_invitations_sentAt", "", "sentAt"},
		[3]string{"idx_invitations_invitedBy", "", "invitedBy"})
}

// buildMemberActs holds what administrators did with members: who, when, what.
func buildMemberActs(app core.App) error {
	return build(app, "member_acts", []core.Field{
		needOne("what", "invited", "imported", "resent", "cancelled", "joined", "frozen", "unfrozen", "role", "details", "removed"),
		text("was", 40), text("now", 40), // roles, or how many
		date("at"), yes("byMachine"), // from the command line, by nobody who signs in
	}, []link{
		{name: "organisation", collection: "organisations", required: true},
		{name: "by", collection: "members"},
		{name: "about", collection: "members"},          // whom it was done to
		{name: "invitation", collection: "invitations"}, // while they have no account
	},
		[3]string{"idx_member_acts_organisation", "", "organisation, at"},
		[3]string{"idx_member_acts_at", "", "at"},
		[3]string{"idx_member_acts_by", "", "by"},
		[3]string{"idx_member_acts_about", "", "about"},
		[3]string{"idx_member_acts_invitation", "", "invitation"})
}

// rolesBecomeMemberships moves what each account said of its one organisation
// into a membership, and drops it from the account.
func rolesBecomeMemberships(app core.App) error {
	c, err := app.FindCollectionByNameOrId("members")
	if err != nil {
		return fmt.Errorf("finding members: %w", err)
	}
	var rows []struct {
		ID           string `db:"id"`
		Organisation string `db:"organisation"`
		Role         string `db:"role"`
		JobTitle     string `db:"jobTitle"`
		Department   string `db:"department"`
	}
	if err := app.DB().NewQuery("SELECT id, organisation, role, jobTitle, department FROM members WHERE organisation != ''").All(&rows); err != nil {
		return fmt.Errorf("reading the roles of members: %w", err)
	}
	memberships, err := app.FindCollectionByNameOrId("memberships")
	if err != nil {
		return fmt.Errorf("finding memberships: %w", err)
	}
	for _, r := range rows {
		row := core.NewRecord(memberships)
		row.Load(map[string]any{"member": r.ID, "organisation": r.Organisation, "role": r.Role, "jobTitle": r.JobTitle,
			"department": r.Department, "since": types.NowDateTime()})
		if err := app.Save(row); err != nil {
			return fmt.Errorf("keeping a membership: %w", err)
		}
	}
	c.RemoveIndex("idx_members_organisation")
	for _, f := range []string{"role", "jobTitle", "department"} {
		c.Fields.RemoveByName(f)
	}
	c.Fields.GetByName("organisation").(*core.RelationField).Required = false // nobody acts for any, once they have left all
	c.AddIndex("idx_members_organisation", false, "organisation", "")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("taking roles off members: %w", err)
	}
	return nil
}

// lettersGoToTheInvited lets a letter be owed to somebody without an account.
func lettersGoToTheInvited(app core.App) error {
	c, err := app.FindCollectionByNameOrId("letters")
	if err != nil {
		return fmt.Errorf("finding letters: %w", err)
	}
	to := c.Fields.GetByName("toCollection").(*core.SelectField)
	to.Values = append(to.Values, "invitations")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("letting letters go to the invited: %w", err)
	}
	return nil
}
