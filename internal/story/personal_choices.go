package story

import (
	"maps"
	"slices"
	"strings"
)

// choiceWords are the words for stored choices, as their author reads them in the
// download. A line reads: field, choice, words. A test finds a choice without
// words.
const choiceWords = `
stories.toldFor      self            Me
stories.toldFor      cared-for       Someone I care for
stories.toldFor      relative        Someone in my family
stories.toldFor      friend          A friend
stories.toldFor      consented       Someone who asked me to tell it for them
stories.ageGroup     adult           An adult
stories.ageGroup     young-person    A young person
stories.ageGroup     child           A child
stories.edits        show-me         Show me first
stories.edits        just-publish    Publish it, and tell me what was changed
stories.state        submitted       With the moderators
stories.state        held            Put aside until somebody was asked
stories.state        approved        Let through by a moderator, and waiting
stories.state        published       Published
stories.state        rejected        Not published
stories.state        restricted      Closed for now
stories.state        withdrawn       Taken back by you
stories.state        removed         Taken down
stories.heldFor      author          You
stories.heldFor      service         A service
stories.heldFor      senior          A senior moderator
stories.waitsFor     author          Your yes
stories.waitsFor     service         A service, which may look at it
stories.waitsFor     opening         The next opening of our office
stories.waitsFor     us              Us, because something has to be checked first
stories.progress     unheard         Unheard
stories.progress     heard           Heard
stories.progress     read            Read
stories.progress     answered        Answered
stories.progress     planned         Change planned
stories.progress     made            Change made
story_tags.kind      good            What was good
story_tags.kind      better          What could be better
story_tags.kind      feelings        How it felt
story_scopes.why     service         It has to do with a service or a tag of your story
story_scopes.why     area            It answers for where you live
responses.by         member          Staff
responses.by         author          You
responses.state      waiting         May still be changed by its writer
responses.state      submitted       With the moderators
responses.state      published       Published
responses.state      rejected        Not published
responses.state      withdrawn       Taken back by its writer
changes.state        planned         Planned
changes.state        made            Made
moderations.act      edited          A moderator changed something
moderations.act      approved        A moderator decided that it can be published
moderations.act      published       Published
moderations.act      rejected        Not published
moderations.act      held            Put aside until somebody was asked
moderations.act      asked           A moderator asked you something
moderations.act      answered        You answered
moderations.act      agreed          You agreed to the changes
moderations.act      returned        A senior moderator gave it back to be read again
moderations.act      waits           You asked us to wait for your word
moderations.act      proposed        You proposed other words
moderations.act      review-begun    A service could look at it
moderations.act      review-ahead    A service said: go ahead
moderations.act      review-silence  A service said nothing in its time
moderations.act      review-asked    A service asked us to look again
moderations.act      review-decided  A senior moderator looked again
moderations.act      review-ended    A service’s look ended without an answer
moderations.act      question-sent   A moderator asked a service something about the place
moderations.act      question-answered The service answered
moderations.act      question-silence The service did not answer in its time
moderations.act      question-taken-back A moderator did without the answer
moderations.act      question-ended  The question to a service ended
moderations.act      author-silence  It went back to the moderators without your answer
moderations.act      lifted          Open again
moderations.act      looked-again    A senior moderator looked at the closure again
moderations.act      appealed        Somebody asked another senior moderator to decide
moderations.act      appeal-decided  Another senior moderator decided
moderations.act      restricted      Closed for now
moderations.act      removed         Taken down
moderations.act      scored          A moderator noted how critical of care it is
moderations.act      worried         A moderator looked after somebody’s safety
moderations.act      seconded        A moderator looked after somebody’s safety
moderations.act      doubted         A moderator looked after somebody’s safety
moderations.act      helped          A moderator looked after somebody’s safety
moderations.act      quote-gone      Your words in what a moderator had noted for somebody’s safety went with your story; their own notes stay until you erase your account, so that somebody can still help
moderations.act      carried-over    A step for somebody’s safety was taken into this record
moderations.act      took-over       A moderator went on where a colleague had begun
moderations.act      report-read     A moderator read what a reader had told us about it
moderations.act      calmed          A moderator looked after somebody’s safety
moderations.changed  title           the title
moderations.changed  text            the words
moderations.changed  screenName      the screen name
moderations.changed  services        the services
moderations.changed  tags            the tags
restrictions.kind    restricted      Closed for now
restrictions.kind    removed         Taken down
appeals.by           author          You
appeals.by           service         An organisation whose service it is about
appeals.outcome      stands          It stays as it was decided
appeals.outcome      lifted          It was opened again
appeals.outcome      wrong           It should not have been taken down
service_reviews.reason  wrong-service       It is about another service
service_reviews.reason  identifies-someone  It shows who someone is
service_reviews.reason  legal-bar           The law forbids it
service_reviews.outcome ahead               It said: go ahead
service_reviews.outcome silence             It said nothing in its time
service_reviews.outcome published           A senior moderator found nothing to change
service_reviews.outcome taken-up            A senior moderator gave it back to the moderators
service_reviews.outcome ended               It ended without an answer
service_questions.outcome answered          It answered
service_questions.outcome silence           It did not answer in its time
service_questions.outcome taken-back        A moderator did without the answer
service_questions.outcome ended             It ended without an answer
messages.by          moderator       A moderator
messages.by          author          You
letters.kind         received        We have your story
letters.kind         question        A moderator asked something
letters.kind         question-reminded A question still waited for you
letters.kind         edits           What a moderator changed
letters.kind         story-published Your story is published
letters.kind         story-late      We have not read your story yet
letters.kind         story-rejected  Your story is not published
letters.kind         story-closed    Your story is closed for now
letters.kind         story-removed   Your story was taken down
letters.kind         story-opened    Your story can be read again
letters.kind         appeal-decided  Another senior moderator has decided
letters.kind         response-came   Somebody answered
letters.kind         reply-published Your reply is published
letters.kind         reply-rejected  Your reply is not published
letters.kind         withdrawn       You took your story back
letters.kind         export-ready    Your copy is ready
letters.kind         password        A link to choose a password
letters.kind         confirm-email   A link to confirm a new address
letters.kind         message         A moderator wrote to you
letters.kind         disclosed       A private detail of yours was shown
letters.kind         erasure-planned When everything will be erased
letters.state        owed            Waiting to be sent
letters.state        sending         Being sent
letters.state        sent            Sent
letters.state        failed          Could not be sent
letters.state        dropped         Not sent, because there was nothing to tell any more
disclosures.field    email           E-mail address
disclosures.field    postcode        Postcode
disclosures.field    ip              Internet address
disclosures.recipientKind service    A service
disclosures.recipientKind police     The police
`

var labelOfChoice = readChoices(choiceWords)

func readChoices(table string) map[string]string {
	labels := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		w := strings.Fields(line)
		labels[w[0]+"="+w[1]] = strings.Join(w[2:], " ")
	}
	for key, known := range map[string][]Reason{"stories.reason": storyReasons, "responses.reason": responseReasons} {
		for _, r := range known {
			labels[key+"="+r.Code] = r.Label
		}
	}
	for _, r := range append(StoryReasons(), responseReasons...) {
		labels["moderations.reason="+r.Code] = r.Label
	}
	// The record of a story gives the same codes as the reason of an act.
	for key, label := range maps.Clone(labels) {
		field, code, _ := strings.Cut(key, "=")
		if slices.Contains([]string{"service_reviews.reason", "service_reviews.outcome", "appeals.outcome"}, field) {
			labels["moderations.reason="+code] = label
		}
	}
	for _, o := range ReportOutcomes() {
		labels["moderations.reason="+o.Code] = o.Label
	}
	return labels
}

// ChoiceLabel is a stored choice in plain words; what is no choice stays as it is.
func (f Field) ChoiceLabel(value string) string {
	if label := labelOfChoice[f.Key()+"="+value]; label != "" {
		return label
	}
	return value
}
