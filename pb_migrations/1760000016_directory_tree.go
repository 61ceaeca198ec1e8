package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// The directory becomes a tree of who runs what, with dated links beside it for
// who commissions, regulates, inspects, follows or represents what. Nothing in
// it is about a person who tells a story.
func init() {
	m.Register(func(app core.App) error {
		for _, step := range []func(core.App) error{
			extendOrganisations, extendServices, buildIdentifiers, buildLinks, partnersBecomeLinks, buildDirectoryHistory,
		} {
			if err := step(app); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

func extendOrganisations(app core.App) error {
	c, err := app.FindCollectionByNameOrId("organisations")
	if err != nil {
		return fmt.Errorf("finding organisations: %w", err)
	}
	if err := fill(app, c, []core.Field{
		text("aliases", 2000), // other and former names, one a line
		text("address", 400), text("town", 100), text("postcode", 10),
		date("termFrom"), date("termUntil"), // while it takes part here; its members are let in no longer
		text("ownWords", 2000), // what its administrators say on its page
	}, []link{
		{name: "parent", collection: "organisations"},    // above it in the tree
		{name: "successor", collection: "organisations"}, // took over when it closed
	}); err != nil {
		return err
	}
	c.AddIndex("idx_organisations_parent", false, "parent", "parent != ''")
	c.AddIndex("idx_organisations_successor", false, "successor", "successor != ''")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("extending organisations: %w", err)
	}
	return nil
}

func extendServices(app core.App) error {
	c, err := app.FindCollectionByNameOrId("services")
	if err != nil {
		return fmt.Errorf("finding services: %w", err)
	}
	if err := fill(app, c, []core.Field{
		&core.NumberField{Name: "latitude"}, &core.NumberField{Name: "longitude"}, // degrees, WGS 84; 0 and 0 when not known
		list("treatments"),                // codes of treatment functions
		one("serviceReview", "yes", "no"), // whether it looks before publication; empty: as its kind does
		text("phone", 40), text("website", 300),
		text("ownWords", 2000), // what its organisation's administrators say on its page
	}, []link{
		{name: "parent", collection: "services"},    // the site or ward it is a part of; the organisation stays that of the parent
		{name: "successor", collection: "services"}, // what it became when it closed or was merged
	}); err != nil {
		return err
	}
	c.AddIndex("idx_services_parent", false, "parent", "parent != ''")
	c.AddIndex("idx_services_successor", false, "successor", "successor != ''")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("extending services: %w", err)
	}
	return nil
}

// buildIdentifiers holds the further codes of services and organisations. A code
// is never used again, whichever of the two it once stood for.
func buildIdentifiers(app core.App) error {
	return build(app, "identifiers", []core.Field{needText("scheme", 20), needText("value", 60)}, []link{
		{name: "service", collection: "services"},
		{name: "organisation", collection: "organisations"},
	},
		[3]string{"idx_identifiers_value", "unique", "scheme, value"},
		[3]string{"idx_identifiers_plain", "", "value"},
		[3]string{"idx_identifiers_service", "", "service"},
		[3]string{"idx_identifiers_organisation", "", "organisation"})
}

// buildLinks holds who has to do with what, besides running it. A link leads from
// an organisation to one of: a service and all below it, an organisation and all
// it runs, an area, a tag, a kind of service.
func buildLinks(app core.App) error {
	return build(app, "links", []core.Field{
		needOne("kind", "partners", "commissions", "regulates", "inspects", "follows", "represents"),
		text("area", 12),             // the code of an area or of the body that answers for it
		text("serviceKind", 60),      // a kind of service: hospital, care home …
		date("since"), date("until"), // the first day, and the first day no longer; empty: always
		needOne("source", "file", "desk", "administrator"),
	}, []link{
		{name: "organisation", collection: "organisations", required: true},
		{name: "service", collection: "services"},
		{name: "target", collection: "organisations"},
		{name: "tag", collection: "tags"},
	},
		[3]string{"idx_links_line", "unique", "organisation, kind, service, target, area, tag, serviceKind, since"},
		[3]string{"idx_links_service", "", "service"},
		[3]string{"idx_links_target", "", "target"},
		[3]string{"idx_links_area", "", "area"},
		[3]string{"idx_links_tag", "", "tag"},
		[3]string{"idx_links_serviceKind", "", "serviceKind"})
}

// partnersBecomeLinks takes the one list there was before into the links.
func partnersBecomeLinks(app core.App) error {
	var rows []struct{ Service, Organisation string }
	err := app.DB().NewQuery(`SELECT s.id AS service, p.value AS organisation FROM services s, json_each(s.partners) p
		JOIN organisations o ON o.id = p.value WHERE json_valid(s.partners)`).All(&rows)
	if err != nil {
		return fmt.Errorf("reading the partners of services: %w", err)
	}
	links, err := app.FindCollectionByNameOrId("links")
	if err != nil {
		return fmt.Errorf("finding links: %w", err)
	}
	for _, r := range rows {
		l := core.NewRecord(links)
		l.Load(map[string]any{"kind": "partners", "service": r.Service, "organisation": r.Organisation, "source": "file"})
		if err := app.Save(l); err != nil {
			return fmt.Errorf("keeping a partner: %w", err)
		}
	}
	services, err := app.FindCollectionByNameOrId("services")
	if err != nil {
		return fmt.Errorf("finding services: %w", err)
	}
	services.Fields.RemoveByName("partners")
	if err := app.Save(services); err != nil {
		return fmt.Errorf("taking partners off services: %w", err)
	}
	return nil
}

// buildDirectoryHistory holds what was changed in the directory, one field a row,
// so that the history of a service can be read; and which files were loaded, so
// that an old one is not taken for a new one.
func buildDirectoryHistory(app core.App) error {
	if err := build(app, "directory_history", []core.Field{
		needText("field", 40), text("was", 2000), text("now", 2000), date("at"),
		needOne("source", "file", "desk", "administrator"),
	}, []link{
		{name: "service", collection: "services"},
		{name: "organisation", collection: "organisations"},
	},
		[3]string{"idx_directory_history_service", "", "service, at"},
		[3]string{"idx_directory_history_organisation", "", "organisation, at"}); err != nil {
		return err
	}
	return build(app, "imports", []core.Field{
		needText("format", 20), // ods, phs, cqc …
		date("released"),       // the day the file speaks of
		needText("sum", 64),    // SHA-256 of the file
		date("at"), list("counts"),
	}, nil, [3]string{"idx_imports_format", "", "format, released"})
}
