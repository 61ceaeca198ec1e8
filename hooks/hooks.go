// Package hooks keeps the promises we make to authors, services and readers.
//
// One file keeps one promise, whichever door a write or a question comes
// through: a page, the API, the admin panel, the command line, a restore. The
// same name is the file, the hook's id, the row in PRIVACY.md, the anchor in
// the privacy notice and the test that breaks it on purpose.
package hooks

import "github.com/pocketbase/pocketbase/core"

type promise struct {
	name string
	keep func(app core.App, name string)
}

// promises lists every promise, in the order an author would meet them.
var promises = []promise{
	{"author-stays-anonymous", authorStaysAnonymous},
	{"private-details-stay-sealed", privateDetailsStaySealed},
	{"original-words-stay-private", originalWordsStayPrivate},
	{"only-moderators-publish", onlyModeratorsPublish},
	{"danger-is-seen-by-a-senior", dangerIsSeenByASenior},
	{"the-danger-is-not-told", theDangerIsNotTold},
	{"services-are-confirmed-first", servicesAreConfirmedFirst},
	{"nothing-is-shown-before-it-is-read", nothingIsShownBeforeItIsRead},
	{"edits-are-recorded", editsAreRecorded},
	{"service-review-cannot-hold-back", serviceReviewCannotHoldBack},
	{"questions-name-no-author", questionsNameNoAuthor},
	{"only-seniors-close", onlySeniorsClose},
	{"letters-wait-for-publication", lettersWaitForPublication},
	{"only-members-in-scope-respond", onlyMembersInScopeRespond},
	{"withdrawn-stays-withdrawn", withdrawnStaysWithdrawn},
	{"erased-leaves-nothing", erasedLeavesNothing},
	{"export-is-complete", exportIsComplete},
	{"accounts-cannot-be-guessed", accountsCannotBeGuessed},
	{"logs-hold-no-personal-data", logsHoldNoPersonalData},
	{"doors-stay-shut", doorsStayShut},
	{"services-are-never-lost", servicesAreNeverLost},
	{"withdrawal-travels", withdrawalTravels},
	{"staff-prove-who-they-are", staffProveWhoTheyAre},
	{"shown-only-as-totals", shownOnlyAsTotals},
	{"disclosure-needs-two", disclosureNeedsTwo},
	{"messages-hide-addresses", messagesHideAddresses},
	{"kept-no-longer-than-said", keptNoLongerThanSaid},
	{"erased-stay-erased", erasedStayErased},
}

// Register binds every promise to the app, and the counting of what happens.
func Register(app core.App) {
	for _, p := range promises {
		p.keep(app, p.name)
	}
	countEvents(app)
}

// Names lists the promises, for whoever must show or check them all.
func Names() []string {
	names := make([]string, len(promises))
	for i, p := range promises {
		names[i] = p.name
	}
	return names
}
