package sample

// emergency: sudden illness, accidents and the long night of a waiting room.
var emergency = []Story{
	{
		Key:   "slippers",
		Title: "They took me seriously when I did not",
		Text: `I had been sore across the chest since the morning and I did what I always do, which is say nothing and clean the kitchen. It was my neighbour who phoned. I was black affronted to be in an ambulance with my slippers on.

At the Emergency Department I told the nurse at the desk it was only wind. She said that would make two happy people, and had the wires on me before I had finished apologising. Nobody sighed. Nobody looked at the clock. A young doctor drew me a picture of a heart on the back of a glove box and showed me which bit was blocked.

I went for a stent that night. The porter, Sandy, pushed me the whole way backwards round the corners so I would not see the lights going over, because he said it makes folk dizzy. I had never thought of that.

The only thing: my neighbour sat for four hours and nobody told her she could go home. She is not family, I know, but she is who I have.

I have thrown out the slippers.`,
		ScreenName: "Kitchenfloor", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"being listened to", "explanations", "porters"}, Better: []string{"news for friends"}, Feelings: []string{"grateful", "embarrassed", "safe"},
		Services: []string{"DEMO-ARI-ED"}, HappenedMonthsAgo: 4, ToldDaysAgo: 62,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "isobel", Postcode: "AB10 6RZ",
		Conversation: []Turn{
			{By: "kwame", DaysAfter: 2, State: "published", Text: `I am the senior charge nurse in the department and I read this out at our morning handover. Sandy went the colour of a post box.

You are right about your neighbour. We ask for next of kin and stop there, as if that were the same as asking who came with you. Four hours on those chairs without a word is not how we want to treat anyone. From this week the question on our first sheet is "Who is here with you, and may we tell them how you are?"

I am very glad she phoned.`,
				Change: &Change{State: "made", Text: "The first sheet we fill in now asks who came with the patient and whether we may keep them up to date."}},
			{By: "author", DaysAfter: 5, State: "published", Text: `That is a better answer than I expected. I have shown it to her and she says about time, and thank you.`},
		},
	},
	{
		Key:   "mum-in-the-corridor",
		Title: "Eleven hours on a trolley",
		Text: `My mother fell in her bathroom and lay a good while before my sister found her. The ambulance crew could not have been kinder. Then we came to the hospital and everything stopped.

She was in a corridor on a trolley from just after tea time until the small hours. I do not blame the nurses. I watched one of them run, actually run, between four people who all needed the toilet. But my mother is a private woman and she had to use a bedpan behind a screen that did not close, with folk walking by with crisps.

Nobody could tell us what we were waiting for. A bed, we were told, then a scan, then a bed again. If someone had said "it will be morning" I could have gone home for her hearing aid and her teeth. She could not hear a word anyone said to her all night and she could not eat the toast.

When she got to the ward she was treated like a queen. It is the getting there.`,
		ScreenName: "Lossie loon", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"ambulance crew", "ward staff"}, Better: []string{"waiting for a bed", "privacy", "being told what is happening"}, Feelings: []string{"helpless", "angry", "tired"},
		Services: []string{"N411H"}, HappenedMonthsAgo: 6, ToldDaysAgo: 131,
		State: "published", Criticality: 4, Edits: "show-me", Author: "bram",
		Conversation: []Turn{
			{By: "colin", DaysAfter: 4, State: "published", Text: `I manage the hospital and I would like to answer this myself rather than pass it on. Your mother should not have spent the night in a corridor, and she should never have been asked to use a bedpan behind a screen that did not close. I am sorry that she was.

You ask for something we can do even on a night with no beds: an honest time, a hearing aid, a slice of bread she could chew. I have asked the team to set up a box of simple hearing amplifiers and soft food at night, and to give every family a time when someone will come back to them, even if there is no news. I have put a date to it below so that you can hold me to it.`,
				Change: &Change{State: "planned", Text: "Hearing amplifiers and soft food will be kept in the department at night, and each family will be given a time for the next update.", DueInDays: 60}},
			{By: "author", DaysAfter: 9, State: "published", Text: `Thank you for not telling me about winter pressures. I will be looking at that date.`},
		},
	},
	{
		Key:   "fish-hook",
		Title: "Caught the wrong fish",
		Text: `Went out for mackerel, came home with a hook through my own thumb. My pal wanted to pull it. My pal also once fixed a boiler with a spoon, so I drove to the minor injuries at Peterhead with the rod still attached and the window down.

In and out in under an hour. The nurse practitioner had a tray for exactly this, so I am not the only daftie on this coast. Numbed, clipped, out, tetanus, home. She asked did I want to keep the hook. I did.

No notes, except the ticket machine for the queue was broken so we all just pointed at who was next. Worked fine.`,
		ScreenName: "Harbour wall", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"quick", "friendly staff", "close to home"}, Feelings: []string{"amused", "relieved"},
		Services: []string{"N333H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 24,
		State: "published", Edits: "just-publish", Author: "dod",
		Conversation: []Turn{
			{By: "eilidh", DaysAfter: 3, State: "published", Text: `You are the sixth hook since the schools went back, so the tray earns its keep. I have told the team. The ticket machine is away for repair, though after reading this some of them think pointing is the better system.`},
		},
	},
	{
		Key:   "dad-stroke",
		Title: "Fifty minutes that gave us our dad back",
		Text: `My dad came in from the byre and the cup just slid out of his hand. He laughed. Then he tried to say what had happened and it came out as porridge. I had seen the advert about the face and the arms, and I am forever glad that I had.

The person on the phone kept me right until the ambulance came up the track. From our yard to the scanner in Aberdeen was fifty minutes, and there was a team standing at the door with their hands out. Nobody asked us to take a seat. A doctor told my mother, in plain words, that there was a medicine that could break the clot, that it could also cause a bleed, and what she would do if it was her own father. Then she waited. In the middle of all that hurry she waited for my mother to think.

He got the medicine. By the evening he could lift the arm. By the next day he was complaining about the porridge, the real kind.

After that it was slower and harder. He was on the stroke unit for two weeks and then at Woodend. The therapists there were thrawn in the best way: he said he could not do the stairs, they said of course not, and then he was doing the stairs. What was not so good was the move between the two. His glasses went missing and so did the sheet that said how he likes to be spoken to, on his left side and slowly, so for three days people were talking into his bad ear and writing down that he was confused. He was not confused. He was deaf and he couldn't see.

I would ask for one thing, that the sheet travels with the man, pinned to him if need be.

He was back at the mart last week. He did not buy anything, but he put up his hand once just to show that he could.`,
		ScreenName: "Byre cat", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"stroke team", "speed", "honest explanations", "physiotherapy"}, Better: []string{"moves between hospitals", "lost belongings"}, Feelings: []string{"grateful", "frightened", "proud"},
		Services: []string{"N101H", "N102H"}, HappenedMonthsAgo: 9, ToldDaysAgo: 205,
		State: "published", Criticality: 2, Edits: "show-me", Author: "ceit", Postcode: "AB12 4RF",
		Conversation: []Turn{
			{By: "anwar", DaysAfter: 3, State: "published", Text: `I work on the stroke unit. Most people we treat tell us they do not remember the first hour, so it is rare for us to hear it described, and by someone who was standing in it. The difference was you: you knew the signs and you phoned at once.

"Pinned to him if need be" has become something of a saying here. A man who is deaf on one side and without his glasses will look confused to anybody. We should have known better for three days. I have talked with Woodend about a bright card that stays on the bed, not in the notes, and moves when the bed does.`,
				Change: &Change{State: "made", Text: "A bright card about sight, hearing and how to speak with the person now stays on the bed and travels with it.", DueInDays: 45, MadeDaysAfter: 38}},
			{By: "author", DaysAfter: 44, State: "published", Text: `We were back at clinic and saw one of the cards, on somebody else's bed. I had a wee greet in the corridor. Thank you.`},
		},
	},
	{
		Key:   "ankle-on-the-hill",
		Title: "Carried down and never made to feel a fool",
		Text: `I went over on my ankle on the way off a hill I have climbed thirty times. The rescue team brought me down in the rain and the hospital in Inverness took it from there.

It was a Saturday and the place was full. They gave me something for the pain before the paperwork, which told me a lot. The nurse cut my boot off and asked first whether it was a good boot. It was. She found the seam and cut along it so that the cobbler has a chance.

What I would change: I was sent home with crutches and no word on how to get home, two hours away, in one sock. A list of buses and a taxi number at the desk would have spared me an hour of phoning on nine per cent battery.`,
		ScreenName: "One sock", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"pain relief", "kindness"}, Better: []string{"getting home"}, Feelings: []string{"looked after", "stranded"},
		Services: []string{"H202H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 47,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "rory",
		Conversation: []Turn{
			{By: "ruaridh", DaysAfter: 1, State: "published", Text: `Please send word of the boot. I manage the nurses in the department and I know exactly who would ask that question.

You were a long way from home and we let you work it out alone. There is a sheet of late buses and taxi firms, but it lives in the office, where it is no use to you. I will get it onto the wall beside the crutches.`,
				Change: &Change{State: "planned", Text: "A sheet of late buses and taxis, with a charging point beside it, will go on the wall in the waiting room.", DueInDays: 90}},
		},
	},
	{
		Key:   "vending-machine",
		Title: "Seven hours and a vending machine",
		Text: `Told it would be two hours. It was seven. I understand sicker folk go first, I would want that too. But the screen said two hours the whole night. It would be better to have no screen.

The vending machine took my last coins and kept the crisps. Doctor was spot on when I got to her.`,
		ScreenName: "Nightbus", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"doctor"}, Better: []string{"waiting times", "honest information"}, Feelings: []string{"fed up"},
		Services: []string{"DEMO-ARI-ED"}, HappenedMonthsAgo: 2, ToldDaysAgo: 27,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "neil",
	},
}
