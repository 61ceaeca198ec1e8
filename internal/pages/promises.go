package pages

// Promise is one promise of the privacy notice. Its ID is the name of the file
// in hooks/ that keeps it, with hyphens, and the anchor on the page.
type Promise struct{ ID, Name, Words string }

// Promises are what the site promises the people who use it, in the words of the
// privacy notice. A test of hooks compares the names with those it keeps.
var Promises = []Promise{
	{"author-stays-anonymous", "Who you are stays private",
		"Your story carries your screen name. Nothing on this site, and nothing that programs can fetch from it, ties that name to you or to your other stories."},
	{"private-details-stay-sealed", "Your private details stay sealed",
		"Your e-mail address, postcode and internet address are locked away. Staff of a service never see them. Moderators write to you without seeing them. No page, list or panel of ours opens one for anybody else, with one exception: when a life is in danger, two people together can have one shown, once."},
	{"original-words-stay-private", "Your first wording stays between you and us",
		"When a moderator changes something, what you wrote first is seen only by you and the moderators. It is deleted 6 months after your story is published."},
	{"only-moderators-publish", "Only a moderator can publish",
		"No story reaches the public unless a moderator has decided that it may, and unless you have agreed to the changes you wanted to see, or had your time to. Nobody who runs a service can do that, and neither can a program by itself."},
	{"nothing-is-shown-before-it-is-read", "Nothing is shown before it is read",
		"Until it is published, a story is in no list, no search, no feed and no count. The only others who may see it are those a moderator asks."},
	{"edits-are-recorded", "Every edit is written down",
		"Who changed what, when and why is recorded for every story. You can see what was changed in yours."},
	{"service-review-cannot-hold-back", "No service can stop your story",
		"Some services may look at a story before it is published. They have a few days and one say. If they say nothing, the story goes on by itself. If they ask us to look again, a senior moderator decides, and everyone can see that they asked, and why."},
	{"withdrawn-stays-withdrawn", "What you take back stays back",
		"You can take your story back at any time. From that moment nobody can publish it again, not even us."},
	{"erased-leaves-nothing", "Erased means gone",
		"When you erase your account, everything you told us is deleted: stories, details, drafts, answers, searches. Only the numbers of the stories and of the account stay, so that their addresses can say they are gone and no backup brings you back."},
	{"export-is-complete", "Your download is complete",
		"When you ask for your data, you get all of it, in a form that people and programs can read."},
	{"only-members-in-scope-respond", "Only those concerned can answer",
		"A person can answer your story only if they belong to an organisation whose service it is about, and only in that organisation's name."},
	{"accounts-cannot-be-guessed", "Nobody can find out whether you have an account",
		"Sending a story, signing in or asking for a new password gives the same answer for every e-mail address, known or not."},
	{"logs-hold-no-personal-data", "Our notes hold nothing about you",
		"The records that keep the site running hold no names, no addresses, no words of stories and no secret links."},
	{"letters-wait-for-publication", "No letter tells more than the site",
		"A letter about your story to anybody else leaves only after the story is public, and not if it has been taken back by then."},
	{"doors-stay-shut", "No back door",
		"Not even the person who looks after the machine can change from its admin panel who may read what, or ask the data past these promises."},
	{"withdrawal-travels", "When your story goes, others are told",
		"Its address says that it is gone. Its number goes into a public list, so that whoever keeps copies of stories can delete theirs. Letters about it are stopped, and staff we had told of it are told that it is gone."},
	{"staff-prove-who-they-are", "Those who look after stories prove who they are",
		"Moderators, and whoever looks after the machine, sign in with a password and a code from their phone. Once they have set up that code, a stolen password alone opens nothing. Everyone can see where they are signed in, and sign out there."},
	{"shown-only-as-totals", "What you say about yourself is only ever counted",
		"Your gender, year of birth, ethnic group and health are seen by you alone. Others see counts, of 10 people or more, with small numbers hidden and the rest rounded, and never in a way that lets a hidden number be worked out."},
	{"disclosure-needs-two", "One exception, and never by one person alone",
		"Somebody may be in immediate danger of serious harm or death. If we believe that, a moderator and a second, senior one together may open one private detail of yours. One of them sees it once, and passes it on to one service or the police. It is recorded for ever and counted in public. We tell you a day later, unless that would put somebody in more danger."},
	{"messages-hide-addresses", "Letters without addresses",
		"Moderators can write to you, and you can answer. Neither sees where the other is: we take e-mail addresses, phone numbers and postcodes out of what you write before we keep it."},
	{"kept-no-longer-than-said", "Nothing is kept longer than we say",
		"Whatever we keep for a time says when that time is over. Then a clock deletes it, every hour, also from the file itself."},
	{"erased-stay-erased", "No backup brings you back",
		"We keep copies of the site in case a machine breaks. If we ever need one, everything you erased or took back since is taken away again before anyone can read it."},
}
