package story

import "strings"

// Reach says under which heading of the privacy notice a thing stands: who can
// see it at the widest.
type Reach string

// The headings, from open to shut.
const (
	ReachEveryone Reach = "everyone" // once it is published
	ReachReaders  Reach = "readers"  // you and the moderators
	ReachYou      Reach = "you"      // you alone
	ReachNobody   Reach = "nobody"   // the program, for its work
	ReachStaff    Reach = "staff"    // about people who work here, not about authors
	ReachPlaces   Reach = "places"   // about no person at all
)

// Holding is one thing that is held, in the words of the privacy notice and of
// PRIVACY.md. Its Name is the anchor: #held-name.
type Holding struct {
	Name  string
	Reach Reach
	What  string
	Why   string
	Who   string
	Clock string // the clock that ends it; "" where no clock does
	Long  string // how long, or what else ends it, in words
}

// heldFields says which stored fields each holding is. A line reads: holding,
// collection, fields; a star is the whole collection. A test compares it with the
// inventory both ways, so whoever adds a field adds it here too.
const heldFields = `
story         stories         id title text screenName toldFor ageGroup happenedMonth happenedYear edited progress publishedAt publicationNo
about-what    stories         serviceText
about-what    story_services  *
about-what    story_tags      *
answers       responses       *
answers       changes         *
reach         story_scopes    *
reach         openings        *
reading       stories         edits state heldFor reason reasonWords submittedAt approvedAt approvedUntil endedAt waitsFor waitAsked goesOnAt notice urgency criticality version publishedBy updated
reading       stories         heaviness
reading       moderations     *
reading       likenesses      *
reading       scores          *
danger        safeguardings   *
reader-reports reader_reports *
service-looks service_reviews *
questions     service_questions *
proposals     proposals       *
restrictions  restrictions    *
restrictions  appeals         *
originals     originals       *
originals     versions        *
working-copies working_copies *
messages      messages        *
email         authors         sealedEmail sealedNewEmail emailKey
postcode      contacts        sealedPostcode
ip-address    contacts        sealedIP ipKey
consent       contacts        id story consentVersion consentWords consentAt sendKey
about-you     demographics    *
readings      readings        *
similars      similars        *
drafts        drafts          *
account       authors         id email emailVisibility verified password tokenKey passwordChosen lettersOff joinedAt storyKeyHash eraseAt sealedReceiptToken receiptHash
about-you     authors         counted
whose         authorships     *
sign-ins      sessions        *
exports       exports         *
letters       letters         *
disclosures   disclosures     *
receipts      receipts        *
gone          withdrawals     *
gone          erasures        *
gone          ledgers         *
counts        tallies         *
counts        totals          *
counts        wrong_hints     *
counts        closed_periods  *
members       members         *
members       memberships     *
members       saved           *
members       escalations     *
review-address services       reviewAddress
invitations   invitations     *
own-words     own_words       *
member-acts   member_acts     *
moderators    moderators      *
moderators    word_lists      *
moderators    handbook_read   *
moderators    question_templates *
moderators    pauses          *
moderators    desk_views      *
claims        claims          *
not-today     not_today       *
wellbeing     wellbeing_notes *
second-factor second_factors  *
directory     organisations   *
directory     services        id code scheme name aliases address town postcode latitude longitude kind council treatments serviceReview phone website openedOn closedOn unconfirmed organisation parent successor ownWords unroutedSince filled
directory     identifiers     *
directory     links           *
directory     directory_history *
directory     imports         *
directory     turns           *
directory     tags            *
keys          secrets         *
`

// heldLine is one line of heldFields.
type heldLine struct {
	holding, collection string
	fields              []string
}

func heldLines() []heldLine {
	var lines []heldLine
	for line := range strings.SplitSeq(strings.TrimSpace(heldFields), "\n") {
		w := strings.Fields(line)
		lines = append(lines, heldLine{w[0], w[1], w[2:]})
	}
	return lines
}

func (l heldLine) covers(f Field) bool {
	if l.collection != f.Collection {
		return false
	}
	for _, name := range l.fields {
		if name == "*" || name == f.Name {
			return true
		}
	}
	return false
}

// HoldingOf is the holding that a stored field belongs to, or "".
func HoldingOf(f Field) string {
	for _, l := range heldLines() {
		if l.covers(f) {
			return l.holding
		}
	}
	return ""
}

// Holdings lists everything that is held, in the order of the notice. What no
// stored field stands for is not held, and left out.
func Holdings() []Holding {
	stored := map[string]bool{}
	for _, f := range Inventory() {
		stored[HoldingOf(f)] = true
	}
	var all []Holding
	for _, h := range holdings {
		if stored[h.Name] {
			all = append(all, h)
		}
	}
	return all
}

// HowLong is how long a holding is kept, in a sentence. The clock is the
// deployment's, with the operator's setting in it.
func (h Holding) HowLong(clock func(name string) Clock) string {
	if h.Clock == "" {
		return h.Long
	}
	c := clock(h.Clock)
	if c.Days+c.Months == 0 {
		return "We never store it."
	}
	words := upperFirst(c.Period()) + " " + c.From
	if h.Long != "" {
		words += ", or " + h.Long
	}
	return words + "."
}

func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
