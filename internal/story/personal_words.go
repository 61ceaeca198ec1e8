package story

import "strings"

// The words that an author reads in their download: what each collection holds
// and what each exported field means. A test finds a field without words.

// collectionWords names each collection that an author's download holds.
const collectionWords = `
authors        Your account
contacts       Private details of a story
originals      Your first wording
versions       Your wording in between
stories        Your story
story_services What your story is about
story_tags     What was good, what could be better, how it felt
story_scopes   Who your story reaches
responses      What was said under your story
changes        Changes that came of your story
moderations    What was done with your story
proposals      Other words that you proposed
restrictions   When your story was closed or taken down
appeals        When somebody asked for another decision
service_reviews Which services could look at your story before it was published
service_questions What we asked a service, so that your story reaches the right people
messages       Messages between you and the moderators
openings       Who opened your story
disclosures    When somebody asked to see a private detail of yours
demographics   About you
readings       Stories you read
similars       Stories you marked: this happened to me too
exports        Copies you asked for
letters        Letters we sent you
sessions       Where you were signed in
`

// fieldWords names each exported field.
const fieldWords = `
stories.id                  Number
stories.title               Title
stories.text                Story
stories.screenName          Screen name
stories.toldFor             Told for
stories.ageGroup            Age group
stories.happenedMonth       Month it happened
stories.happenedYear        Year it happened
stories.edited              A moderator changed words
stories.progress            How far it has come
stories.publishedAt         Published
stories.edits               If a moderator changes something
stories.state               Where it stands
stories.heldFor             Who was asked
stories.reason              Reason, in a word
stories.reasonWords         Reason, as we told you
stories.submittedAt         Sent
stories.approvedAt          Approved by a moderator
stories.approvedUntil       You could object until
stories.endedAt             Ended
stories.waitsFor            For whom it waits
stories.waitAsked           You asked us to wait for your word
stories.serviceText         Where it happened, in your words
story_services.service      Service
story_tags.tag              Tag
story_tags.kind             Question it answers
story_scopes.organisation   Organisation
story_scopes.why            Why
contacts.sealedPostcode     Postcode
contacts.sealedIP           Internet address it was sent from
contacts.consentVersion     Version of what you agreed to
contacts.consentWords       What you agreed to
contacts.consentAt          When you agreed
originals.title             Title
originals.text              Story
originals.screenName        Screen name
originals.services          Services it was about
originals.tags              Tags
originals.deleteAfter       Will be deleted
versions.title              Title
versions.text               Story
versions.screenName         Screen name
versions.services           Services it was about
versions.tags               Tags
demographics.gender         Gender
demographics.birthYear      Year of birth
demographics.ethnicGroup    Ethnic group
demographics.limited        Limited by a health condition
readings.story              Number of the story
readings.at                 Last read
similars.story              Number of the story
similars.at                 Marked
exports.askedAt             Asked for
exports.expiresAt           Could be fetched until
authors.sealedEmail         E-mail address
authors.sealedNewEmail      New e-mail address, not yet confirmed
authors.passwordChosen      You chose a password
authors.lettersOff          You asked for no letters but the necessary ones
authors.eraseAt             Will be erased
authors.joinedAt            Since
authors.counted             The time to be counted in totals is over
responses.by                Said by
responses.text              Words
responses.name              Name
responses.jobTitle          Job title
responses.organisationName  Organisation
responses.publishedAt       Published
responses.edited            A moderator changed words
responses.state             Where it stands
responses.reason            Reason, in a word
responses.reasonWords       Reason, as its writer was told
responses.saidAt            Written
changes.state               Planned or made
changes.text                What changes
changes.dueOn               Due
changes.madeOn              Made
moderations.act             What was done
moderations.changed         What was changed
moderations.reason          Reason
moderations.reasons         Why each part was changed
moderations.note            Note
moderations.at              When
proposals.title             Title
proposals.text              Story
proposals.screenName        Screen name
proposals.at                When
restrictions.kind           What was decided
restrictions.reason         Reason, in a word
restrictions.words          Reason, as we told you
restrictions.decidedAt      When
restrictions.reviewOn       To be looked at again on
restrictions.liftedAt       Open again since
restrictions.liftWords      Why it was opened again
appeals.by                  Who asked
appeals.organisation        Organisation
appeals.words               Why
appeals.at                  When
appeals.decideBy            We answer by
appeals.outcome             What was decided
appeals.answer              What we answered
appeals.decidedAt           Decided
service_reviews.service     Service
service_reviews.sentAt      Shown to it
service_reviews.dueAt       It had until
service_reviews.askedAt     It asked for a second look
service_reviews.reason      Its reason
service_reviews.words       In its words
service_reviews.decideBy    A senior moderator was to decide by
service_reviews.outcome     How it ended
service_reviews.answer      What we answered
service_reviews.endedAt     Ended
service_questions.service   Service
service_questions.text      A moderator asked
service_questions.askedAt   Asked
service_questions.dueAt     It had until
service_questions.outcome   How it ended
service_questions.answer    What it answered
service_questions.endedAt   Ended
messages.by                 Written by
messages.text               Words
messages.at                 When
letters.kind                About
letters.state               Where it stands
letters.sentAt              Sent
openings.organisation       Organisation
openings.at                 When
disclosures.field           What was asked for
disclosures.recipientKind   Who it was for
disclosures.recipient       To whom
disclosures.reason          Why
disclosures.askedAt         Asked for
disclosures.agreedAt        Agreed by a second person
disclosures.refusedAt       Refused by a second person
disclosures.refusal         Why it was refused
disclosures.shownAt         Shown
disclosures.emptyAt         Looked for, and not there
sessions.device             Device
sessions.startedAt          Signed in, to the hour
sessions.seenOn             Last used, to the day
sessions.endedAt            Signed out
disclosures.quiet           Why we did not tell you at once
disclosures.reviewWords     Why we still did not tell you
disclosures.toldAt          When we told you
`

var wordsOf = readWords(collectionWords + fieldWords)

func readWords(table string) map[string]string {
	words := map[string]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(table), "\n") {
		if key, says, ok := strings.Cut(line, " "); ok {
			words[key] = strings.TrimSpace(says)
		}
	}
	return words
}

// Label is the field in plain words, or "" for a field that is not exported.
func (f Field) Label() string { return wordsOf[f.Key()] }

// CollectionLabel is what a collection holds, in plain words.
func CollectionLabel(name string) string { return wordsOf[name] }
