package sample

// desk: stories that were read and are not, or not yet, or no longer, public.
var desk = []Story{
	{
		Key:   "which-clinic",
		Title: "The pump they fitted and the form they did not",
		Text: `I was shown how to use a breast pump by somebody kind at a clinic, and then was told that I needed a form to borrow one. No one at the clinic had that form. The next place didn't have it either. I went round three buildings with a hungry baby and a leaking shirt.

In the end a woman printed it off from her own phone.`,
		ScreenName: "Three buildings", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"being shown how"}, Better: []string{"forms", "being sent from place to place"}, Feelings: []string{"flustered"},
		ServiceText: "the baby clinic and then two other places", Services: []string{"N500H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 2,
		State: "held", HeldFor: "author", Criticality: 2, Edits: "show-me", Author: Ada, Postcode: "AB15 6LT",
		Question: "Thank you for telling us this. You write of three buildings and chose one service. Can you tell us the other two, so that your story reaches the right people? If you are not sure, tell us the street or what was next door. We will keep your story safe until we hear from you.",
	},
	{
		Key:   "only-patient-that-day",
		Title: "The rare thing I have",
		Text: `There are very few of us with this condition in the whole of the north. I went to the clinic that sees us, and was told that the treatment I travel for will be given in another city from now on. I was told in the corridor.

I do understand why. A team that sees more of us will be better at it. But nobody asked how I'd get there, and I don't think that anyone had counted what it costs.`,
		ScreenName: "One of nine", ToldFor: "self", AgeGroup: "adult",
		Better: []string{"being told", "travel costs"}, Feelings: []string{"small"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 4,
		State: "held", HeldFor: "author", Criticality: 3, Edits: "show-me", Author: "sunita",
		Question: "We would like to publish your story as it is. Before we do: with so few people in this clinic, the staff will very likely know who you are. Are you content with that? We can also take out the parts that point to you, and would show you first.",
	},
	{
		Key:   "serious-and-plain",
		Title: "I was given another person's medicine",
		Text: `In the evening I was handed a cup with tablets in it. I said that they weren't mine. I was told that they were. I took them, because I'd been told twice. In the morning another nurse came with my own, and I saw her face change.

They were very open about it after that. A doctor came and stayed. I was sick and dizzy for a day, and it could have been a good deal worse. I'd like to know that the next person who says "these are not mine" is believed.`,
		ScreenName: "Paper thimble", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"honesty afterwards"}, Better: []string{"wrong medicine", "being believed"}, Feelings: []string{"frightened", "not believed"},
		Services: []string{"N411H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 3,
		State: "held", HeldFor: "senior", Criticality: 5, Edits: "show-me", Author: "bram",
		Question: "The author reports a mistake with medicine and harm that passed. It names nobody and is fair. I think it should be published, and that the hospital should hear of it first. Do you agree?",
	},
	{
		Key:   "long-stay-laundry",
		Title: "Mother in another lady's cardigan",
		Text: `My mother has been on a long-stay ward since the spring, and I'm there most days. The carers are kind. They dance with her.

Her clothes go to the laundry with her name in them and somebody else's come back. Last week she was in a cardigan with a dog on it. She's afraid of dogs. She kept on trying to brush it off.

I have raised it three times, pleasantly. It is always "being looked into".`,
		ScreenName: "Name tapes", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"kind carers"}, Better: []string{"laundry", "answers to concerns"}, Feelings: []string{"sad for her"},
		Services: []string{"N501H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 5,
		State: "held", HeldFor: "service", Criticality: 3, Edits: "just-publish", Author: "effie",
		Question: "Which of your wards wash patients’ own clothes themselves, and which send them away? We ask so that a story reaches the right one.",
	},
	{
		Key:   "plaster-room-apology",
		Title: "He said sorry, and it mended more than the wrist",
		Text: `I was spoken to sharply in the plaster room for moving. I was in pain and could not help it. I left in tears.

The same man rang me the next day. He said that he'd been thinking about it all night, that he'd been wrong, and he was sorry. He didn't give me an excuse.

I'm not asking for anything. I wanted it known that a proper apology can be done, and that I've thought of him kindly since.`,
		Original: &Words{
			Title: "He said sorry and it mended more than the wrist",
			Text: `I was spoken to sharply in the plaster room on Monday the 2nd by Gregor Inverdee, the big bald technician. I was in pain and could not help it. I left in tears.

The same man rang me the next day on 01632 960733. He said that he'd been thinking about it all night, that he'd been wrong, and he was sorry. He didn't give me an excuse.

I'm not asking for anything. I wanted it known that a proper apology can be done, and that I've thought of him kindly since.`,
			ScreenName: "Left wrist",
		},
		ScreenName: "Left wrist", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"apology"}, Better: []string{"how I was spoken to"}, Feelings: []string{"hurt", "forgiving"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 1,
		State: "approved", Criticality: 2, Edits: "show-me", Author: Ada, Postcode: "AB15 6LT",
	},
	{ // the hospice may look at it before everyone can
		Key:   "the-dog-came-too",
		Title: "They let the dog come",
		Text: `My husband had three weeks in the hospice. He wanted nobody but the dog, and the dog wanted nobody but him. A nurse asked round, found us the room with the garden door, and put a bowl down.

The one thing I would change is the phone. I rang on the Sunday to ask how the night had been, and it rang out twice. I drove over thinking the worst. He was asleep with the dog across his feet.`,
		ScreenName: "Garden door", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"kindness", "the garden room"}, Better: []string{"answering the phone"}, Feelings: []string{"grateful", "frightened"},
		Services: []string{"DEMO-ARI-HOSPICE"}, HappenedMonthsAgo: 1, ToldDaysAgo: 1,
		State: "approved", Criticality: 1, Edits: "just-publish", Author: "lorna", Postcode: "AB15 4YN",
	},
	{
		Key:   "late-on-a-friday",
		Title: "The hearing aid clinic heard me",
		Text: `My left aid had whistled for a year, and I thought that was me now. The lass at the clinic had it out, blew through the wee tube, and the whistling stopped. A year!

She gave me a packet of tubes and showed me how to do it. I heard rain on the way home.`,
		ScreenName: "Rain again", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"hearing clinic", "shown how to do it"}, Feelings: []string{"delighted"},
		Services: []string{"N102H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 1,
		State: "submitted", Edits: "just-publish", Author: "queenie", Postcode: "AB15 4YN",
	},
	{
		Key:   "practice-at-eight",
		Title: "Ninety-one calls before half past eight",
		Text: `I counted them, for the phone counts them. I rang our medical practice ninety-one times in half an hour. When I got through all of the appointments had gone, and I was told to ring tomorrow at eight.

The receptionist sounded close to tears herself. The nurse who saw me in the end (on the fourth day) could not have been more thorough.

It's not the people. It's eight o'clock.`,
		ScreenName: "Redial", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"practice nurse"}, Better: []string{"getting an appointment"}, Feelings: []string{"frustrated"},
		ServiceText: "our own medical practice, in the north of Aberdeen", HappenedMonthsAgo: 1, ToldDaysAgo: 2,
		State: "submitted", Edits: "just-publish", Author: "kasia", Postcode: "AB16 7LP",
	},
	{
		Key:        "long-ago-ward",
		Title:      "What happened to my mother, long ago",
		Text:       `My mother was a patient when I was at the school, and I'm near retiring. She was in a long ward with forty beds and nobody told us that she was not getting better. I have carried that. When I read the other stories I thought, perhaps I could put mine down here.`,
		ScreenName: "Forty beds", ToldFor: "relative", AgeGroup: "adult",
		Better: []string{"telling the family"}, Feelings: []string{"sorrow"},
		Services: []string{"N102H"}, HappenedMonthsAgo: 480, ToldDaysAgo: 44,
		State: "rejected", Reason: ReasonTooOld, Criticality: 2, Edits: "show-me", Author: "curlew",
		ReasonWords: "Thank you for trusting us with this. You have carried it a long way. We can't publish it, because we only publish care from the last three years: the people who answer could not speak to a ward that is gone. That takes nothing away from what happened to her, or to you. If you would like to talk it over with someone, a bereavement service will listen however long ago it was, and we have put the numbers below. If you have a story of your own care, we would be glad to read it.",
	},
	{
		Key:        "it-is-with-the-lawyers",
		Title:      "THEY KNOW WHAT THEY DID",
		Text:       `My claim is in with the solicitor about the way that my operation was done by Mr Balquhain. He says that it will go to court in the spring. I want everybody to read what that butcher did to me before then.`,
		ScreenName: "Court date", ToldFor: "self", AgeGroup: "adult",
		Better: []string{"operation"}, Feelings: []string{"angry"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 20, ToldDaysAgo: 25,
		State: "rejected", Reason: ReasonLegal, Criticality: 5, Edits: "show-me", Author: "neil",
		ReasonWords: "We are sorry for what you have been through. We can't publish your story while your claim is going on, because it could harm your own case and the right of others to a fair hearing. Please show this to your solicitor. When the case is over you can tell it here, in your own words, as long as it names nobody you criticise. We have kept nothing from you: your text is in your account.",
	},
	{
		Key:        "car-for-sale",
		Title:      "Mobility scooter, hardly used, 400 pounds ono",
		Text:       `Selling my late uncle's scooter, red, basket on the front, goes like the clappers. He got it after his operation at the Infirmary so I thought that this was the place. Phone 07700 900655 after six.`,
		ScreenName: "Goes like clappers", ToldFor: "relative", AgeGroup: "adult",
		Services: []string{"N101H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 9,
		State: "rejected", Reason: ReasonAdvertising, Edits: "just-publish", Author: "dod",
		ReasonWords: "We are sorry about your uncle. This isn't the right place to sell his scooter, so we have not published this. If you'd like to tell us how he was looked after, we would read that gladly. Some hospital charities take scooters and pass them on.",
	},
	{
		Key:        "changed-my-mind",
		Title:      "I said more than I meant to",
		Text:       `The physio was good and the ward was loud and I told the night nurse about my marriage, which I'd not told anybody. She was kind about it. I have written it all down here, and now that I see it on a screen I am not sure.`,
		ScreenName: "Second thoughts", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"kind nurse"}, Better: []string{"noise"}, Feelings: []string{"unsure"},
		Services: []string{"N102H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 37,
		State: "withdrawn", Criticality: 1, Edits: "just-publish", Author: "una",
	},
	{
		Key:        "took-it-back",
		Title:      "It has been put right",
		Text:       `My follow-up was missed after a procedure at Banff, and I was anxious about the result for five weeks. It has been put right now, in person, and I would rather that it was not online.`,
		ScreenName: "All square", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"put right"}, Better: []string{"missed follow-up"}, Feelings: []string{"settled"},
		Services: []string{"N337H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 84,
		State: "withdrawn", Criticality: 2, Edits: "show-me", Author: "vera",
	},
	{
		Key:        "home-carers-restricted",
		Title:      "The key safe was left open",
		Text:       `Carers came to my aunt in the mornings. They were good to her. One day I found the key safe hanging open, and her purse was not where she keeps it. I told the firm and I told the police. I'm telling it here so that others will check.`,
		ScreenName: "Check the safe", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"kind carers"}, Better: []string{"safety at home"}, Feelings: []string{"worried"},
		ServiceText: "a home care firm that is not in your list", HappenedMonthsAgo: 4, ToldDaysAgo: 61,
		State: "restricted", Reason: ReasonLegal, Criticality: 4, Edits: "show-me", Author: "ceit", Postcode: "AB12 4RF",
		ReasonWords: "The police are looking into what happened, and a public account could get in the way. Everyone can see that a story is here and why it can't be read. The services that answer for your aunt's care can read all of it. We look again each month, and will tell you as soon as it can be read.",
	},
	{
		Key:        "too-easy-to-know",
		Title:      "What I saw from the next bed",
		Text:       `The lady across from me had a hard week. This was her story more than it was mine. I meant it as praise for the nurses, who were very patient with her.`,
		ScreenName: "Window side", ToldFor: "friend", AgeGroup: "adult",
		Good: []string{"patience"}, Feelings: []string{"moved"},
		Services: []string{"N151H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 90,
		State: "removed", Reason: ReasonIdentifies, Edits: "just-publish", Author: "walter",
		ReasonWords: "A reader knew herself in your story and told us that she was upset. You meant it kindly and did nothing wrong: we should have seen it before we published. We have taken it off the site. If you'd like to tell it again as your own story, without her in it, the nurses would be glad to read it.",
	},
}
