package sample

// everyday: the ordinary run of small hospitals, clinics and wards.
var everyday = []Story{
	{
		Key:   "soup-at-huntly",
		Title: "Mince on Tuesdays",
		Text: `Three weeks in the Jubilee at Huntly with my leg. You could set your watch by the mince. I put on half a stone and learned whist.

Physio was hard but fair. Could do with a second telly.`,
		ScreenName: "Trumps", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"food", "company", "physiotherapy"}, Better: []string{"television"}, Feelings: []string{"cheerful"},
		Services: []string{"N335H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 23,
		State: "published", Edits: "just-publish", Criticality: 1, Author: "dod",
		Conversation: []Turn{
			{By: "eilidh", DaysAfter: 6, State: "published", Text: `The kitchen is proud of the mince and asks me to mention the Thursday crumble. A second television is on its way from a ward that has two. I hear that you still owe somebody four pounds.`},
		},
	},
	{
		Key:   "blood-thinner-sums",
		Title: "The sums on my yellow book did not add up",
		Text: `I take a blood thinner and get my blood checked at Stonehaven. Twice the dose on the phone was not the dose in the book. I noticed, because I was a bookkeeper. Not everybody will have been.

Both times I rang, and both times they put it right at once and thanked me. No one was short with me. But the third time I may be on holiday from noticing.`,
		ScreenName: "Double entry", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"put right quickly", "polite staff"}, Better: []string{"safe doses", "checking"}, Feelings: []string{"uneasy", "careful"},
		Services: []string{"N494H"}, HappenedMonthsAgo: 4, ToldDaysAgo: 57,
		State: "published", Criticality: 4, Edits: "show-me", Author: "ceit", Postcode: "AB12 4RF",
		Conversation: []Turn{
			{By: "eilidh", DaysAfter: 1, State: "published", Text: `Thank you for noticing, and for noticing twice. I've treated this as a safety report, and the doses of everybody in the same week have been checked. All of the others were right.

The cause was dull. The phone list was printed before the last results of the day came in. Until that's mended, nobody phones from paper: the dose is read from the screen, and you're asked to read it back to us.`,
				Change: &Change{State: "planned", Text: "The dose will be sent by text as well as told by phone, from one list only.", DueInDays: 90}},
			{By: "author", DaysAfter: 2, State: "published", Text: `I approve of reading back. We always did.`},
		},
	},
	{
		Key:   "tooth-on-a-sunday",
		Title: "A sore tooth and a soft voice",
		Text: `Dental emergency at the Health Village, Sunday. I'm forty-odd and I cry at dentists. She said lots of folk do, and to put my hand up if I wanted her to stop. I put my hand up seven times, and she stopped seven times.

It took a while to get through on the phone. It was worth it.`,
		ScreenName: "Hand up", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"patience", "felt in control"}, Better: []string{"phone queue"}, Feelings: []string{"scared", "proud"},
		Services: []string{"N500H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 6,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "yusuf", Postcode: "AB11 5QF",
	},
	{
		Key:   "whose-tea",
		Title: "Water just out of reach",
		Text: `Visited a friend from the choir on a surgical ward. Her water was on the wrong side, the bell was on the floor and her tea was cold with the lid still on. She can't lift her right arm. She had not liked to ask.

I moved all three things to her left and she drank two full jugs.

No one was unkind. They just hadn't been looking at what she could reach. It takes a second.`,
		ScreenName: "Second alto", ToldFor: "friend", AgeGroup: "adult",
		Better: []string{"help to eat and drink", "call bell out of reach"}, Feelings: []string{"concerned"},
		Services: []string{"DEMO-ARI-SURG"}, HappenedMonthsAgo: 2, ToldDaysAgo: 11,
		State: "published", Criticality: 3, Edits: "show-me", Author: "una",
	},
	{
		Key:   "told-through-an-advocate",
		Title: "He asked me to write it down for him",
		Text: `I volunteer as an advocate, and the man I support asked me to send this. These are his words, read back to him twice.

I do not read. I got a letter with a map. I went to the wrong hospital in a taxi, and that was my week's money. A woman at the desk phoned the right place, and they said to come anyway. They waited for me. The man who did my chest picture showed me the picture. He said I had good lungs for a smoker, and would I like to be a better smoker by stopping. I laughed. I am on patches now.

Put a picture of the building on the letter. I know the buildings.`,
		ScreenName: "Good lungs", ToldFor: "consented", AgeGroup: "adult",
		Good: []string{"staff who waited", "kind humour", "help to stop smoking"}, Better: []string{"letters with pictures"}, Feelings: []string{"lost", "respected"},
		Services: []string{"N102H", "N101H"}, HappenedMonthsAgo: 4, ToldDaysAgo: 50,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "jamie", Postcode: "AB11 6JZ",
		Conversation: []Turn{
			{By: "jean", DaysAfter: 6, State: "published", Text: `"I know the buildings." So does everyone, and not one of our letters shows them. We've photographed the front door of each hospital and clinic that we write from, and the picture goes at the top of the page. Your money for the taxi can be claimed back: ask at any desk and they'll fill the form in with you, aloud.`,
				Change: &Change{State: "planned", Text: "Each appointment letter will carry a photograph of the right front door.", DueInDays: 60}},
			{By: "stuart", DaysAfter: 20, State: "published", Text: `I work for the city's partnership, which runs the stop-smoking service. Congratulations on the patches. The advisers have asked whether they may use "a better smoker by stopping", with your say-so.`},
		},
	},
	{
		Key:   "hawick-to-melrose",
		Title: "Good folk, wrong month",
		Text: `Knee scan at the Borders General. Pleasant, quick and clean. Turned up a month early because 3/4 and 4/3 look the same on my fridge. They could've turned me away, and they fitted me in instead.

Write the month as a word.`,
		ScreenName: "Fridge door", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"fitted me in", "clean"}, Better: []string{"dates on letters"}, Feelings: []string{"foolish", "grateful"},
		Services: []string{"B120H"}, HappenedMonthsAgo: 15, ToldDaysAgo: 390,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "rory",
	},
}
