package records

import (
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/story"
)

// Response is what a member, or the author in reply, says in public under a story.
type Response struct{ base }

// NewResponse makes an empty response to a story.
func NewResponse(app core.App, storyID string) (*Response, error) {
	r, err := newRecord[Response](app, "responses")
	if err == nil {
		r.Set("story", storyID)
		r.Set("version", 1)
	}
	return r, err
}

// FindResponse finds a response by its id.
func FindResponse(app core.App, id string) (*Response, error) {
	return first[Response](app, "responses", dbx.HashExp{"id": id})
}

// Story and the following read a response's fields.
func (r *Response) Story() string                  { return r.GetString("story") }
func (r *Response) ByAuthor() bool                 { return r.GetString("by") == "author" }
func (r *Response) Text() string                   { return r.GetString("text") }
func (r *Response) Name() string                   { return r.GetString("name") }
func (r *Response) JobTitle() string               { return r.GetString("jobTitle") }
func (r *Response) OrganisationName() string       { return r.GetString("organisationName") }
func (r *Response) Organisation() string           { return r.GetString("organisation") }
func (r *Response) Member() string                 { return r.GetString("member") }
func (r *Response) State() story.ResponseState     { return story.ResponseState(r.GetString("state")) }
func (r *Response) Reason() string                 { return r.GetString("reason") }
func (r *Response) ReasonWords() string            { return r.GetString("reasonWords") }
func (r *Response) Version() int                   { return r.GetInt("version") }
func (r *Response) SaidAt() time.Time              { return r.time("saidAt") }
func (r *Response) PublishedAt() time.Time         { return r.time("publishedAt") }
func (r *Response) PublishedBy() string            { return r.GetString("publishedBy") }
func (r *Response) Edited() bool                   { return r.GetBool("edited") }
func (r *Response) SetText(v string)               { r.Set("text", v) }
func (r *Response) SetState(v story.ResponseState) { r.Set("state", string(v)) }
func (r *Response) SetEdited()                     { r.Set("edited", true) }

// SetSignature says how a response is signed.
func (r *Response) SetSignature(name, jobTitle, organisationName string) {
	r.Set("name", name)
	r.Set("jobTitle", jobTitle)
	r.Set("organisationName", organisationName)
}

// SetByMember marks a response as a member's, for an organisation.
func (r *Response) SetByMember(member, organisation string) {
	r.Set("by", "member")
	r.Set("member", member)
	r.Set("organisation", organisation)
}

// SetByAuthor marks a response as the author's reply.
func (r *Response) SetByAuthor() { r.Set("by", "author") }

// SetSaidAt writes down when it was said.
func (r *Response) SetSaidAt(at time.Time) { r.setTime("saidAt", at) }

// SetReason says why it was refused, in a code and in words for its writer.
func (r *Response) SetReason(code, words string) {
	r.Set("reason", code)
	r.Set("reasonWords", words)
}

// SetPublished writes down when it became public and which moderator let it.
func (r *Response) SetPublished(at time.Time, moderator string) {
	r.Set("state", string(story.ResponsePublished))
	r.setTime("publishedAt", at)
	r.Set("publishedBy", moderator)
}

// NextVersion raises the version by one and returns it.
func (r *Response) NextVersion() int {
	v := r.Version() + 1
	r.Set("version", v)
	return v
}

// PublishedResponses lists what everyone may read under a story, oldest first.
func PublishedResponses(app core.App, storyID string) ([]*Response, error) {
	return all[Response](app, "responses",
		dbx.HashExp{"story": storyID, "state": string(story.ResponsePublished)}, "publishedAt", "saidAt", "id")
}

// ResponsesOfStory lists every response under a story, oldest first.
func ResponsesOfStory(app core.App, storyID string) ([]*Response, error) {
	return all[Response](app, "responses", dbx.HashExp{"story": storyID}, "saidAt", "id")
}

// ResponsesWaitingSince finds responses whose editing time ran out before a time.
func ResponsesWaitingSince(app core.App, at time.Time) ([]*Response, error) {
	return all[Response](app, "responses", dbx.And(dbx.HashExp{"state": string(story.Waiting)},
		dbx.NewExp("saidAt <= {:at}", dbx.Params{"at": stamp(at)})))
}

// Change is what an organisation says it will change, or has changed.
type Change struct{ base }

// State and the following read a change's fields.
func (c *Change) State() string        { return c.GetString("state") }
func (c *Change) Text() string         { return c.GetString("text") }
func (c *Change) Response() string     { return c.GetString("response") }
func (c *Change) Organisation() string { return c.GetString("organisation") }
func (c *Change) DueOn() time.Time     { return c.time("dueOn") }
func (c *Change) MadeOn() time.Time    { return c.time("madeOn") }

// NewChange makes an empty change of a response.
func NewChange(app core.App, r *Response) (*Change, error) {
	c, err := newRecord[Change](app, "changes")
	if err == nil {
		c.Set("story", r.Story())
		c.Set("response", r.Id)
		c.Set("organisation", r.Organisation())
	}
	return c, err
}

// SetPlanned says what will change and by when; SetMade what has changed and when.
func (c *Change) SetPlanned(text string, due time.Time) {
	c.Set("state", "planned")
	c.Set("text", text)
	c.setTime("dueOn", due)
}

// SetMade says what has changed and when.
func (c *Change) SetMade(text string, on time.Time) {
	c.Set("state", "made")
	c.Set("text", text)
	c.setTime("madeOn", on)
}

// CountRepliesToRead counts an author's replies under a story that wait to be read.
func CountRepliesToRead(app core.App, storyID string) (int64, error) {
	n, err := app.CountRecords("responses", dbx.HashExp{"story": storyID, "by": "author", "state": string(story.ResponseSubmitted)})
	return n, wrap(err, "replies to read")
}

// FindChange finds the change that a response claims, or ErrNotFound.
func FindChange(app core.App, responseID string) (*Change, error) {
	return first[Change](app, "changes", dbx.HashExp{"response": responseID})
}

// DropChange deletes the change that a response claims, if there is one.
func DropChange(app core.App, responseID string) error {
	_, err := deleteAll(app, "changes", dbx.HashExp{"response": responseID})
	return err
}
