package pb_migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Organisations and the services they run. Nothing here is about a person.
func init() {
	m.Register(func(app core.App) error {
		err := build(app, "organisations", []core.Field{
			needText("code", 40), needText("scheme", 20), needText("name", 200), text("slug", 200),
			needOne("kind", "board", "partnership", "council", "provider", "commissioner", "regulator", "inspectorate",
				"healthwatch", "charity", "elected", "education", "research"),
			date("openedOn"), date("closedOn"),
		}, nil,
			[3]string{"idx_organisations_code", "unique", "scheme, code"},
			[3]string{"idx_organisations_name", "", "name"})
		if err != nil {
			return err
		}
		return build(app, "services", []core.Field{
			needText("code", 40), needText("scheme", 20), needText("name", 200), text("aliases", 2000),
			text("address", 400), text("town", 100), text("postcode", 10), text("kind", 60), text("council", 12),
			date("openedOn"), date("closedOn"), yes("unconfirmed"),
		}, []link{
			{name: "organisation", collection: "organisations"},
			{name: "partners", collection: "organisations", many: true},
		},
			[3]string{"idx_services_code", "unique", "scheme, code"},
			[3]string{"idx_services_name", "", "name, town"},
			[3]string{"idx_services_town", "", "town COLLATE NOCASE"},
			[3]string{"idx_services_council", "", "council"},
			[3]string{"idx_services_organisation", "", "organisation, name"})
	}, nil)
}
