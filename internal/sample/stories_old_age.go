package sample

// oldAge: growing old, going home, and care in small hospitals.
var oldAge = []Story{
	{
		Key:   "friday-discharge",
		Title: "Home on a Friday with nobody coming",
		Text: `My dad was ready to go home and wanted to. The ward had got him well, and he'd been shaved and had his good jumper on. I have no quarrel with the ward.

It was a Friday, at tea time. We were told that carers would start "from tomorrow". Tomorrow came and no one did. I phoned the number on the sheet and got a message to say that the office opened on Monday. His tablets were in a bag with a list that did not match the bag. There were two that I had never seen before, and one that he's had for twenty years was not there.

I live close by and I have a baby on my hip. I slept on his couch for three nights, and the pair of them woke up by turns. We managed. But the man downstairs has nobody, and I kept on thinking of him.

On the Monday a carer came, sorted out the tablets with one phone call, and made him laugh. So I know that it can be done. I just don't see why it cannot be done on a Saturday.`,
		ScreenName: "Good jumper", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"ward care", "carers"}, Better: []string{"discharge", "weekend care", "medicines"}, Feelings: []string{"worried", "worn out"},
		Services: []string{"N101H"}, ServiceText: "the home carers in our part of town", HappenedMonthsAgo: 2, ToldDaysAgo: 18,
		State: "published", Criticality: 3, Edits: "show-me", Author: Ada, Postcode: "AB15 6LT",
		Conversation: []Turn{
			{By: "anwar", DaysAfter: 5, State: "published", Text: `I am one of the consultants who sends people home on Fridays, so this is addressed to me. Your father should not have left us until somebody had heard a person say "I will be there on Saturday". A sheet with a number isn't the same thing.

The tablets worry me most. Two of them had been stopped on the morning that he left, and the bag was packed the night before. I have asked our pharmacist to go through the Friday bags with me for the next month so that we can see how often it happens. I'll report here what we find, good or bad.`,
				Change: &Change{State: "planned", Text: "A pharmacist checks each bag of medicines against the list for everyone going home on a Friday, and we will publish what is found.", DueInDays: 35}},
			{By: "morag", DaysAfter: 17, State: "published", Text: `I lead community nursing in the city, and the other half of this is ours. The referral reached us at ten to five. Our weekend desk closed at half past four. Two kind people did their jobs properly, and there was a gap between them just the size of your father.

The weekend desk is now open until seven on a Friday. I would like to know if the man downstairs is all right. You don't need to tell me who he is, but if you think he'd welcome it, give him the number that your carer uses.`,
				Change: &Change{State: "made", Text: "The weekend care desk stays open until seven o'clock on Fridays.", MadeDaysAfter: 0}},
		},
	},
	{
		Key:   "turners-fire",
		Title: "A wee hospital with a fire on",
		Text: `My aunt went to the hospital at Keith to get strong enough for home. There is a view of a hill and a robin that they all feed, although I think it's not allowed.

She was known there. The cleaner had been at the school with her. When she would not eat they found out that she'd never eaten at a table with strangers, so they laid her a tray by the window with a cloth.

Six weeks, and she walked out. I hear talk now and again of closing the small places. I would ask those who talk of it to come for their tea first.`,
		ScreenName: "Robin feeder", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"small hospital", "dignity", "food"}, Feelings: []string{"at home", "protective"},
		Services: []string{"N433H"}, HappenedMonthsAgo: 8, ToldDaysAgo: 176,
		State: "published", Edits: "just-publish", Author: "walter",
		Conversation: []Turn{
			{By: "gordon", DaysAfter: 4, State: "published", Text: `I can neither confirm nor deny the robin. Please tell your aunt that the cloth was from the charge nurse's own kitchen and has gone back for other trays since. I'll take you up on the point about tea: I've invited two people who have only seen us on a spreadsheet.`},
		},
	},
	{
		Key:   "turned-round-at-night",
		Title: "Four beds in nine days",
		Text: `My mother has dementia. She was in for a chest infection, which was treated very well. But she was moved four times in nine days, twice in the night. Each time she had just learned where the toilet was.

By the fourth bed she no longer knew me until I spoke. The staff there took the time to learn her ways and it did come back, mostly. She is not quite where she was.

I'd filled in the page about her, what she likes, what frightens her. It was excellent. It was still on the wall of the first room.

I understand that beds are needed. I'm asking that people like my mother are the last ones to be moved and never in the dark.`,
		Original: &Words{
			Title: "Four beds in nine days",
			Text: `My mother Wilhelmina, 84, of Castle Brae has dementia. She was in from the 2nd to the 11th for a chest infection, which was treated very well. But she was moved four times in nine days, twice in the night. Each time she had just learned where the toilet was. The tall sister with the red glasses on the third ward could not have cared less.

By the fourth bed she no longer knew me until I spoke. The staff there took the time to learn her ways and it did come back, mostly. She is not quite where she was.

I'd filled in the page about her, what she likes, what frightens her. It was excellent. It was still on the wall of the first room.

I understand that beds are needed. I'm asking that people like my mother are the last ones to be moved and never in the dark.`,
			ScreenName: "Minas lassie",
		},
		ScreenName: "Her lassie", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"treatment", "staff who learned her ways"}, Better: []string{"moves at night", "dementia care"}, Feelings: []string{"upset", "guilty"},
		Services: []string{"N101H", "N501H"}, HappenedMonthsAgo: 7, ToldDaysAgo: 160,
		State: "published", Criticality: 4, Edits: "show-me", Author: "kasia", Postcode: "AB16 7LP",
		Conversation: []Turn{
			{By: "anwar", DaysAfter: 6, State: "published", Text: `I am sorry. A ward is a whole world to somebody who has dementia, and we took your mother's away from her four times.

There is already a rule here that nobody with dementia is moved after eight in the evening except to save a life. It was broken twice. I've found out how: the person who decides at night can't see who has dementia. That's a fault that can be fixed, and I will say here when it has been.`,
				Change: &Change{State: "planned", Text: "The night team's list will show who must not be moved after eight in the evening.", DueInDays: 90}},
			{By: "author", DaysAfter: 10, State: "published", Text: `Thank you for looking for the how and not the who.`},
		},
	},
	{
		Key:   "chiropody-and-chat",
		Title: "Feet done, world put to rights",
		Text: `Feet at the Health Village. On time, warm hands, no lecture about my toenails although one was due. She noticed a sore place I can't see and it was sorted with a dressing before it turned into something.

The door at the front is heavy if you have a stick. Two of us opened it together like a pair of burglars.`,
		ScreenName: "Two sticks", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"podiatry", "on time"}, Better: []string{"heavy door"}, Feelings: []string{"content"},
		Services: []string{"N500H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 15,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "effie",
		Conversation: []Turn{
			{By: "morag", DaysAfter: 2, State: "published", Text: `The door was set for a gale that we had two winters ago, and nobody had ever set it back. It has been done this morning. I tried it with my wee finger. Do come again, with or without an accomplice.`,
				Change: &Change{State: "made", Text: "The front door opens with one finger."}},
			{By: "author", DaysAfter: 4, State: "rejected", Text: `Can you tell Mrs Abercorn in the next chair that I have her umbrella. She stays at 6 Quarry Steps.`},
		},
	},
}
