package story

import "strings"

// Class says who may ever see a stored field.
type Class string

// The classes of stored fields, from open to shut.
const (
	Public      Class = "public"      // everyone, once the story is published
	InScope     Class = "in-scope"    // members whose organisation the story reaches
	Moderator   Class = "moderator"   // moderators, for their work
	Private     Class = "private"     // the author, and the program itself
	Sealed      Class = "sealed"      // encrypted at rest; the author alone reads it back
	Statistical Class = "statistical" // the author, and nobody else but as totals
)

// Fate says what erasing an author does with a field of theirs.
type Fate string

// The fates. Goes is the rule; Stays needs a reason that holds no person.
const (
	Goes  Fate = "goes"  // the row is deleted with the author
	Stays Fate = "stays" // about no author: services, staff, random numbers, the days and kinds of disclosures
)

// Field is one stored field: who may see it, whether the author's download
// holds it, and what erasure does with it.
type Field struct {
	Collection, Name string
	Class            Class
	Exported         bool
	Fate             Fate
}

// Key is "collection.field".
func (f Field) Key() string { return f.Collection + "." + f.Name }

// inventory declares every stored field of ours, once. A line reads:
// collection, class, "export" or "keep" (out of the download), fate, fields.
// A test compares it with the live schema, both ways.
const inventory = `
stories           public      export goes   id title text screenName toldFor ageGroup happenedMonth happenedYear edited progress publishedAt
stories           private     export goes   edits state heldFor reason reasonWords submittedAt approvedAt approvedUntil endedAt waitsFor waitAsked
stories           moderator   export goes   serviceText
stories           in-scope    keep   goes   criticality
stories           moderator   keep   goes   urgency version publishedBy updated publicationNo goesOnAt notice
stories           moderator   keep   goes   heaviness
story_services    public      export goes   service
story_services    private     keep   goes   id story publicationNo
story_tags        public      export goes   tag kind
story_tags        private     keep   goes   id story publicationNo
story_scopes      private     export goes   organisation why
story_scopes      private     keep   goes   id story publicationNo
likenesses        private     keep   goes   id story band1 band2 band3 band4 band5 band6
authorships       private     keep   goes   id story author
contacts          sealed      export goes   sealedPostcode sealedIP
contacts          private     export goes   consentVersion consentWords consentAt
contacts          private     keep   goes   id story ipKey sendKey
originals         private     export goes   title text screenName services tags deleteAfter
originals         private     keep   goes   id story
versions          private     export goes   title text screenName services tags
versions          private     keep   goes   id story original version
demographics      statistical export goes   gender birthYear ethnicGroup limited
demographics      private     keep   goes   id author
readings          private     export goes   story at
readings          private     keep   goes   id author
similars          private     export goes   story at
similars          private     keep   goes   id author
exports           private     export goes   askedAt expiresAt
exports           private     keep   goes   id author manifest
drafts            sealed      keep   goes   sealed
drafts            private     keep   goes   id cookieKey expiresAt
authors           sealed      export goes   sealedEmail sealedNewEmail
authors           sealed      keep   goes   sealedReceiptToken
authors           private     export goes   passwordChosen lettersOff joinedAt eraseAt counted
authors           private     keep   goes   id email emailVisibility verified password tokenKey emailKey storyKeyHash receiptHash
responses         public      export goes   by text name jobTitle organisationName publishedAt edited
responses         private     export goes   state reason reasonWords saidAt
responses         private     keep   goes   id story organisation member photo publishedBy version
changes           public      export goes   state text dueOn madeOn
changes           private     keep   goes   id story response organisation
moderations       moderator   export goes   act changed reason reasons note at
moderations       moderator   keep   goes   id story response by version place chain about digest
scores            moderator   keep   goes   id story moderator kind score note month askedBy askedAt at
safeguardings     moderator   keep   goes   id story kind outcome step service words quoted salt by at
working_copies    moderator   keep   goes   id story moderator version title text screenName was more savedAt
reader_reports    moderator   keep   goes   id story response reason words at doneAt doneBy outcome
service_reviews   public      export goes   service sentAt dueAt askedAt reason outcome endedAt
service_reviews   moderator   export goes   words answer decideBy
service_reviews   moderator   keep   goes   id story notice reached decidedBy
service_questions moderator   export goes   service text askedAt dueAt outcome answer endedAt
service_questions moderator   keep   goes   id story by remindAt remindedAt reached doneAt
proposals         private     export goes   title text screenName at
proposals         private     keep   goes   id story version
restrictions      public      export goes   kind reason decidedAt reviewOn liftedAt
restrictions      in-scope    export goes   words liftWords
restrictions      moderator   keep   goes   id story decidedBy liftedBy
appeals           public      export goes   by organisation at decideBy outcome decidedAt
appeals           in-scope    export goes   words answer
appeals           moderator   keep   goes   id story restriction response ownWords decidedBy
withdrawals       public      keep   stays  id story kind reason at wasPublic
receipts          private     keep   stays  id tokenHash text signature at
erasures          private     keep   stays  id account at
ledgers           private     keep   stays  id ledger
messages          private     export goes   by text at
messages          moderator   keep   goes   id story moderator doneAt
letters           private     export goes   kind state sentAt
letters           private     keep   goes   id story about toCollection to event tries nextAt leaseUntil usedAt expiresAt lastError created endedAt
openings          public      export goes   organisation at
openings          private     keep   goes   id story
disclosures       private     export goes   recipient reason refusal quiet reviewWords
disclosures       private     export stays  field recipientKind askedAt agreedAt refusedAt shownAt emptyAt toldAt
disclosures       private     keep   goes   story
disclosures       moderator   keep   stays  id askedBy agreedBy refusedBy reviewedBy askedByName agreedByName refusedByName reviewedByName believed quietAgreed expiresAt reviewedAt
organisations     public      keep   stays  id code scheme name slug aliases address town postcode kind openedOn closedOn parent successor ownWords
organisations     in-scope    keep   stays  termFrom termUntil
organisations     public      keep   stays  unroutedSince
services          public      keep   stays  id code scheme name aliases address town postcode latitude longitude kind council treatments serviceReview phone website
services          in-scope    keep   stays  reviewAddress
services          public      keep   stays  openedOn closedOn unconfirmed organisation parent successor ownWords
services          public      keep   stays  unroutedSince filled
identifiers       public      keep   stays  id scheme value service organisation
links             public      keep   stays  id organisation kind service target area tag serviceKind since until source unroutedSince
directory_history public      keep   stays  id service organisation field was now at source
directory_history in-scope    keep   stays  by
imports           private     keep   stays  id format released sum at counts sketch
turns             private     keep   stays  id upTo
tags              public      keep   stays  id slug name
members           in-scope    keep   stays  id name organisation
members           private     keep   stays  email newEmail emailVisibility verified password tokenKey active lettersOff photo
memberships       in-scope    keep   stays  id member organisation role jobTitle department description since until frozenAt invitedBy
invitations       in-scope    keep   stays  id organisation email name role jobTitle department until sentAt expiresAt invitedBy
member_acts       in-scope    keep   stays  id organisation by byMachine about invitation what was now at
moderators        moderator   keep   stays  id name senior active
moderators        private     keep   stays  email emailVisibility verified password tokenKey
own_words         in-scope    keep   stays  id service organisation words by at takenBy takenAt reason
escalations       moderator   keep   stays  id organisation who phone email hours at moderator member
handbook_read     moderator   keep   stays  id moderator chapter version at
claims            moderator   keep   goes   id story response moderator since until
not_today         moderator   keep   goes   id story response moderator at until
pauses            moderator   keep   stays  id moderator since
desk_views        moderator   keep   stays  id moderator name query at
wellbeing_notes   sealed      keep   stays  sealedWords
wellbeing_notes   private     keep   stays  id moderator seniors at
word_lists        moderator   keep   stays  id kind word how by at
question_templates moderator  keep   stays  id asks language label text by at
wrong_hints       moderator   keep   stays  id kind month count
saved             in-scope    keep   stays  id member name query at
sessions          private     export goes   device startedAt seenOn endedAt
sessions          private     keep   goes   id author member moderator administrator expiresAt proved
second_factors    sealed      keep   stays  sealedSecret
second_factors    private     keep   stays  id moderator administrator recovery lastStep confirmedAt
totals            in-scope    keep   stays  id organisation period question cells
closed_periods    public      keep   stays  id period at
tallies           public      keep   stays  id month what reason count
secrets           sealed      keep   stays  sealedSecret
secrets           private     keep   stays  id keys
`

// Inventory lists every stored field of ours.
func Inventory() []Field {
	var all []Field
	for _, line := range strings.Split(strings.TrimSpace(inventory), "\n") {
		w := strings.Fields(line)
		for _, name := range w[4:] {
			all = append(all, Field{w[0], name, Class(w[1]), w[2] == "export", Fate(w[3])})
		}
	}
	return all
}

// ExportedFields lists the keys of every field that an author's download holds.
func ExportedFields() []string {
	var keys []string
	for _, f := range Inventory() {
		if f.Exported {
			keys = append(keys, f.Key())
		}
	}
	return keys
}
