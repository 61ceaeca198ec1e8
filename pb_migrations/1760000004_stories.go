package pb_migrations

import (
	"fmt"

	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// Stories, and the rows that tie them to services, tags and organisations.
// A story never says who told it: see 1760000005_private.go.
func init() {
	m.Register(func(app core.App) error {
		if err := buildStories(app); err != nil {
			return err
		}
		if err := build(app, "tags", []core.Field{needText("slug", 80), needText("name", 60)}, nil,
			[3]string{"idx_tags_slug", "unique", "slug"}); err != nil {
			return err
		}
		return buildStoryRows(app)
	}, nil)
}

func buildStories(app core.App) error {
	c := core.NewBaseCollection("stories")
	id := c.Fields.GetByName("id").(*core.TextField)
	id.Min, id.Max, id.Pattern = 8, 8, storyIDPattern
	id.AutogeneratePattern = `[abcdefghjkmnpqrstuvwxyz23456789]{8}`
	by, err := to(app, "publishedBy", "moderators", false, false)
	if err != nil {
		return err
	}
	by.Hidden = true
	c.Fields.Add(
		needText("title", 200), needText("text", 20000),
		needText("screenName", 60),
		needOne("toldFor", "self", "cared-for", "relative", "friend", "consented"),
		needOne("ageGroup", "adult", "young-person", "child"),
		whole("happenedMonth"), whole("happenedYear"),
		needOne("edits", "show-me", "just-publish"), // private: how the author wants edits handled
		needOne("state", "submitted", "held", "approved", "published", "rejected", "restricted", "withdrawn", "removed"),
		one("heldFor", "author", "service", "senior"),
		text("reason", 60), text("reasonWords", 2000),
		text("serviceText", 300), // private until a moderator links it: the service in the author's words
		whole("version"),         // rises with every saved act; a stale desk is told, never obeyed
		whole("urgency"),         // 0 calm to 4 danger now: only an order of reading
		yes("edited"),
		needOne("progress", "unheard", "heard", "read", "answered", "planned", "made"),
		whole("publicationNo"), // 1, 2, 3 … in order of publication; 0 while not public
		date("submittedAt"), date("approvedAt"), date("approvedUntil"), date("publishedAt"), date("endedAt"),
		by,
		&core.AutodateField{Name: "updated", OnCreate: true, OnUpdate: true},
	)
	c.AddIndex("idx_stories_published", false, "state, publicationNo", "")
	c.AddIndex("idx_stories_publicationNo", true, "publicationNo", "publicationNo > 0")
	// The public lists walk these from the newest story on (internal/search).
	c.AddIndex("idx_stories_publishedAt", false, "publishedAt, publicationNo", "state = 'published'")
	for _, field := range []string{"toldFor", "ageGroup", "progress"} {
		c.AddIndex("idx_stories_"+field, false, field+", publicationNo", "state = 'published'")
	}
	c.AddIndex("idx_stories_queue", false, "state, urgency, submittedAt", "")
	c.AddIndex("idx_stories_approved", false, "approvedUntil", "state = 'approved'")
	if err := app.Save(c); err != nil {
		return fmt.Errorf("building stories: %w", err)
	}
	return nil
}

func buildStoryRows(app core.App) error {
	story := link{name: "story", collection: "stories", required: true, cascade: true}
	err := build(app, "story_services", []core.Field{whole("publicationNo")},
		[]link{story, {name: "service", collection: "services", required: true}},
		[3]string{"idx_story_services_pair", "unique", "story, service"},
		[3]string{"idx_story_services_list", "", "service, publicationNo"})
	if err != nil {
		return err
	}
	err = build(app, "story_tags", []core.Field{whole("publicationNo"), needOne("kind", "good", "better", "feelings")},
		[]link{story, {name: "tag", collection: "tags", required: true}},
		[3]string{"idx_story_tags_pair", "unique", "story, kind, tag"},
		[3]string{"idx_story_tags_list", "", "tag, publicationNo"})
	if err != nil {
		return err
	}
	// Which organisations a story reaches. "area" rows come from the author's
	// postcode and are never shown: they would say where the author lives.
	return build(app, "story_scopes", []core.Field{whole("publicationNo"), needOne("why", "service", "area")},
		[]link{story, {name: "organisation", collection: "organisations", required: true}},
		[3]string{"idx_story_scopes_pair", "unique", "story, organisation, why"},
		[3]string{"idx_story_scopes_list", "", "organisation, why, publicationNo"})
}
