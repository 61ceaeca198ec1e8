package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
	"github.com/pocketbase/pocketbase/tools/types"
)

// A photo of a member, a membership that ends by itself, a new address of a member,
// and what organisations said on their pages before.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{membersHavePhotos, responsesShowPhotos, membershipsEnd, buildOwnWords, keepWhatIsSaid, furtherMemberActs} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// mostPhoto is larger than any picture that internal/portrait draws.
const mostPhoto = 100 << 10

func membersHavePhotos(app core.App) error {
	return addFields(app, "members",
		// private: shown under a response that its member signs with it, by our own door
		&core.FileField{Name: "photo", MaxSelect: 1, MaxSize: mostPhoto, MimeTypes: []string{"image/jpeg"}, Protected: true, Hidden: true},
		hiddenText("newEmail", 254), // private: until its owner confirms it
	)
}

// responsesShowPhotos keeps which photo a response is signed with. Another one that
// its writer has later is not shown under it: no moderator has seen that there.
func responsesShowPhotos(app core.App) error {
	return addFields(app, "responses", hiddenText("photo", 100))
}

func membershipsEnd(app core.App) error {
	return addFields(app, "memberships", date("until")) // the first day it lets nobody in; empty: no end
}

// buildOwnWords holds what an organisation said on a page, each time it was changed,
// and who took it off. The words of now stand on the page's own row.
func buildOwnWords(app core.App) error {
	return build(app, "own_words", []core.Field{
		text("words", 2000), // in scope: everyone could read them while they stood there
		date("at"),
		date("takenAt"), // when a moderator took them off
		text("reason", 500),
	}, []link{
		{name: "service", collection: "services"},
		{name: "organisation", collection: "organisations", required: true}, // who said it
		{name: "by", collection: "members"},
		{name: "takenBy", collection: "moderators"},
	},
		[3]string{"idx_own_words_service", "", "service, at"},
		[3]string{"idx_own_words_organisation", "", "organisation, at"},
		[3]string{"idx_own_words_by", "", "by"},
		[3]string{"idx_own_words_takenBy", "", "takenBy"},
		[3]string{"idx_own_words_at", "", "at"})
}

// keepWhatIsSaid begins the record with what stands on the pages today, as far as the
// history knows who wrote it and when.
func keepWhatIsSaid(app core.App) error {
	var rows []struct {
		Service      string `db:"service"`
		Organisation string `db:"organisation"`
		Words        string `db:"words"`
		By           string `db:"member"`
		At           string `db:"at"`
	}
	const last = `(SELECT h.%s FROM directory_history h WHERE h.%s = x.id AND h.field = 'ownWords' ORDER BY h.at DESC LIMIT 1)`
	said := func(what, service, organisation string) string {
		return "SELECT " + service + " AS service, " + organisation + " AS organisation, ownWords AS words, IFNULL((SELECT id FROM members WHERE id = " +
			fmt.Sprintf(last, "by", what) + "), '') AS member, IFNULL(" + fmt.Sprintf(last, "at", what) + ", '') AS at FROM " + what + "s x WHERE ownWords != ''"
	}
	if err := app.DB().NewQuery(said("service", "id", "organisation") + " AND organisation != '' UNION ALL " + said("organisation", "''", "id")).All(&rows); err != nil {
		return fmt.Errorf("reading what organisations say: %w", err)
	}
	c, err := app.FindCollectionByNameOrId("own_words")
	if err != nil {
		return fmt.Errorf("finding what organisations say: %w", err)
	}
	for _, r := range rows {
		row := core.NewRecord(c)
		row.Load(map[string]any{"service": r.Service, "organisation": r.Organisation, "words": r.Words, "by": r.By, "at": r.At})
		if r.At == "" {
			row.Set("at", types.NowDateTime())
		}
		if err := app.Save(row); err != nil {
			return fmt.Errorf("keeping what an organisation says: %w", err)
		}
	}
	return nil
}

func furtherMemberActs(app core.App) error {
	c, err := app.FindCollectionByNameOrId("member_acts")
	if err != nil {
		return fmt.Errorf("finding what was done with members: %w", err)
	}
	what := c.Fields.GetByName("what").(*core.SelectField)
	what.Values = append(what.Values, "until", "left", "readdressed")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("letting more be done with members: %w", err)
	}
	return nil
}

func addFields(app core.App, collection string, fields ...core.Field) error {
	c, err := app.FindCollectionByNameOrId(collection)
	if err != nil {
		return fmt.Errorf("finding %s: %w", collection, err)
	}
	c.Fields.Add(fields...)
	if err := app.Save(c); err != nil {
		return fmt.Errorf("adding fields to %s: %w", collection, err)
	}
	return nil
}
