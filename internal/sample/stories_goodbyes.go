package sample

// goodbyes: the end of life, told by those who were there.
var goodbyes = []Story{
	{
		Key:   "bed-by-the-garden",
		Title: "They wheeled his bed out into the garden",
		Text: `My husband was in Roxburghe House for his last twelve days. He was a gardener and he couldn't abide a window that didn't open.

On the second day a nurse asked what he was missing. He said weather. So they took the brakes off and wheeled him out, bed and pump and all, and he lay there in a bunnet with a light rain coming down on his face, as happy as I'd seen him in a year. Two of them stood and held a golf umbrella over the pump. Not over him. He had asked them not to.

They did it every dry day afterwards, and most of the wet ones.

I was not made to feel that I was visiting. I had a bed beside his. When it was near the end they told me what I'd hear and what I'd see, so that I wasn't frightened. They were right about all of it.

Afterwards nobody hurried me. One of them opened the window.`,
		ScreenName: "Golf umbrella", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"end of life care", "dignity", "time", "looking after family"}, Feelings: []string{"grieving", "peaceful", "grateful"},
		Services: []string{"N183H"}, HappenedMonthsAgo: 10, ToldDaysAgo: 221,
		State: "published", Edits: "show-me", Author: "isobel", Postcode: "AB10 6RZ",
		Conversation: []Turn{
			{By: "peggy", DaysAfter: 1, State: "published", Text: `I was one of the two with the umbrella. We talk about him still, and about you, reading him the seed catalogue with the prices left out.

I'm so sorry that he died, and glad that you were beside him. The rose that you sent is against the south wall. It gets plenty of weather.`},
			{By: "author", DaysAfter: 8, State: "published", Text: `He'd have told you it wants more muck.`},
		},
	},
	{
		Key:   "the-carrier-bag",
		Title: "My brother's things in a carrier bag",
		Text: `My brother died in intensive care. They worked on him for five days, and I can't speak highly enough of them. A doctor rang me each night at ten, exactly, because I had told her I could not settle until I knew. On the last night she drove back in.

I'm writing about the carrier bag. When I went to collect his things they were in a supermarket bag with a knot tied in it. His watch, his wallet, his boots with the laces cut. I sat in the car with it on my knee and couldn't undo the knot.

I know a bag is not important. He had had the best of everything from those people, and then it ended in that bag.`,
		ScreenName: "Ten o'clock call", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"intensive care", "nightly phone call"}, Better: []string{"how belongings are returned"}, Feelings: []string{"grief", "thankful", "hurt"},
		Services: []string{"DEMO-ARI-ICU"}, HappenedMonthsAgo: 17, ToldDaysAgo: 455,
		State: "published", Criticality: 2, Edits: "show-me", Author: "finlay", Postcode: "AB16 5ST",
		Conversation: []Turn{
			{By: "rita", DaysAfter: 3, State: "published", Text: `I am sorry about your brother, and about the bag. It is important.

I took your words to the intensive care team. They'd no idea: the bags are packed in another part of the building, after the person has left them. They asked me to tell you that they remember the boots.

A charity that works with bereaved families has helped us to choose a plain cloth bag with a drawstring and no name on it. It will be used in every ward, not only in that one.`,
				Change: &Change{State: "made", Text: "Belongings of people who have died are returned in a plain cloth bag, by hand, in a private room.", DueInDays: 90, MadeDaysAfter: 101}},
			{By: "author", DaysAfter: 108, State: "published", Text: `I took my time to answer. Thank you. I did get the knot undone in the end. I've kept the watch going.`},
		},
	},
	{
		Key:   "nana-on-the-island",
		Title: "Nana stayed on the island",
		Text: `My nana wanted to die in Orkney where she could hear the boats. Everybody made it happen. The nurses in the Balfour knew her, the doctor flew back early, and the GP came round on his day off with a fruit loaf.

I am away at the college and they held the phone to her ear so that I could say cheerio. The nurse told me that she'd squeezed her hand when she heard me. I don't know if that's true. I don't mind.`,
		ScreenName: "Fruit loaf", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"care close to home", "everyone knew her"}, Feelings: []string{"sad", "grateful"},
		Services: []string{"R103H"}, HappenedMonthsAgo: 6, ToldDaysAgo: 120,
		State: "published", Edits: "just-publish", Author: "plover",
	},
	{
		Key:   "told-too-late-to-come",
		Title: "Nobody rang until the morning",
		Text: `My father took a turn in the night on a medical ward and died just before six. I was rung at ten past seven. I stay eight minutes away.

I had asked on the Tuesday to be called at any hour. I saw it being written down. I've since been told that the person who wrote it was not on that night, and that it was on a sheet, and the sheet was in a different folder.

I'm told that he was not alone, that someone was with him, and I hold on to that. She did write me a card, which I will keep. But it was my place. I'd have been there in my nightgown.

I don't want to get anybody into trouble. I want the words "call at any hour" to be where the hand goes in the dark.`,
		Original: &Words{
			Title: "Nobody rang until the morning",
			Text: `My father Archie Pennan took a turn in the night of the 19th on a medical ward and died at 5.48. I was rung at ten past seven. I stay eight minutes away.

I had asked on the Tuesday to be called at any hour. I saw it being written down by the young dark-haired nurse. I've since been told that she was not on that night, and that it was on a sheet, and the sheet was in a different folder. Staff Nurse Corbie should be ashamed.

I'm told that he was not alone, that someone was with him, and I hold on to that. She did write me a card, which I will keep. But it was my place. I'd have been there in my nightgown.

I don't want to get anybody into trouble. I want the words "call at any hour" to be where the hand goes in the dark.`,
			ScreenName: "Eight minutes",
		},
		ScreenName: "Eight minutes", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"he was not alone", "card from a nurse"}, Better: []string{"telling the family", "handover at night"}, Feelings: []string{"heartbroken", "robbed"},
		Services: []string{"DEMO-ARI-MED"}, HappenedMonthsAgo: 6, ToldDaysAgo: 92,
		State: "published", Criticality: 5, Edits: "show-me", Author: "oonagh", Postcode: "AB15 8PG",
		Conversation: []Turn{
			{By: "anwar", DaysAfter: 4, State: "published", Text: `It was your place, and we kept you from it. I'm sorry. I do not have a softer way to say that, and I don't think you want one.

I have read the notes of that night with the nurse in charge. There was time to ring you. The wish was in the wrong folder, just as you say. If it would help to hear exactly what happened, hour by hour, from those who were there, we'd like to sit down with you, where and when you choose. The site can pass on your answer to me. If it wouldn't help, that's an answer too.

Where the hand goes in the dark is the telephone at the desk. So that's where it is now, on a board behind it: who to call, and at any hour.`,
				Change: &Change{State: "made", Text: "A board behind each night desk shows which families asked to be called at any hour. The nurse in charge checks it at every handover.", MadeDaysAfter: 12, DueInDays: 14}},
			{By: "author", DaysAfter: 30, State: "published", Text: `I came, and sat down with them. It was hard, and they didn't hide anything. The nurse who'd been with him told me what he said. I'm keeping that one for myself. I am glad of the board.`},
		},
	},
}
