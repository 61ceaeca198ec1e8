package sample

// mind: mental health care, in hospital and at home.
var mind = []Story{
	{
		Key:   "five-weeks-at-cornhill",
		Title: "Five weeks, and the night I could sleep",
		Text: `I did not want to go in. I'd got it into my head that it would be like the films. It was a long corridor with a kettle at the end, and a lot of tired folk being decent to each other.

For the first week I didn't speak much. There was a nurse who would come and do the crossword beside me without asking me anything. She would say a clue out loud to nobody. On the sixth day I answered one. She wrote it in and went on to the next as if that was ordinary. I think about that often.

What wore me down were the nights. The lights in the corridor come under the door, the checks are done with a torch, and one of the doors had a closer that banged. Every hour, bang. I know they need to look in. I was glad that someone was looking in. But I was there because I was not sleeping.

Near the end someone taped a bit of felt to the door frame. I slept for seven hours. I'm not saying it was the felt that made me better, but I would not rule it out.

My discharge was well done. I had a date, a name, and a phone number that a person answered.`,
		ScreenName: "Nine across", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"nurses", "not being pushed", "planned discharge"}, Better: []string{"noise at night", "lights"}, Feelings: []string{"exhausted", "accepted", "hopeful"},
		Services: []string{"N198H"}, HappenedMonthsAgo: 8, ToldDaysAgo: 150,
		State: "published", Criticality: 2, Edits: "show-me", Author: "finlay", Postcode: "AB16 5ST",
		Conversation: []Turn{
			{By: "dilys", DaysAfter: 3, State: "published", Text: `I manage these wards and I'd like to thank you for the crossword. I know that what she did looks like nothing at all, and it takes years to learn.

I came in at two in the morning last week and walked the corridor with a ward sister. We counted six doors that bang. We also tried to read by the light that comes under them, and could. The felt was a healthcare assistant's own idea and her own felt. It's now the estates team's job: soft closers on all six, and low red lamps for the checks.`,
				Change: &Change{State: "made", Text: "Soft closers on every bedroom corridor door, and low red lamps instead of torches for night checks.", DueInDays: 60, MadeDaysAfter: 74}},
			{By: "author", DaysAfter: 5, State: "published", Text: `You went in at two in the morning! That's me told. I am keeping well, and I do the crossword with my sister over the phone now.`},
		},
	},
	{
		Key:   "eighteen-months-list",
		Title: "I turned into a different person while I waited",
		Text: `I was put on the list when I was in second year and I got seen when I was nearly finished fourth. I'm writing this because my guidance teacher said that it might help somebody.

When I finally got it, it was good. My worker doesn't do the head tilt. She lets me draw. She told me what she'd have to tell my mum and what she wouldn't, and she stuck to it.

But it's hard to explain what it's like waiting that long when you're my age. It's not like an adult waiting. Everything is different at the end. I'd changed my friends, my hair, what I was scared of. The form they had was about somebody who doesn't exist any more. We had to start again from the beginning.

Nobody wrote to me in the middle. They wrote to my mum once to ask if we still wanted the place. I'd have liked a letter with my own name on it. Even just: we have not forgotten, here is what you can do in the meantime, and here's who to call if it gets worse. It did get worse for a bit. I'm OK now.`,
		ScreenName: "Pencilcase", ToldFor: "self", AgeGroup: "young-person",
		Good: []string{"being listened to", "honesty about privacy"}, Better: []string{"waiting time", "news while waiting", "letters to young people"}, Feelings: []string{"forgotten", "better now"},
		ServiceText: "Child and adolescent mental health, the clinic in Aberdeen", Services: []string{"N121H"}, HappenedMonthsAgo: 4, ToldDaysAgo: 54,
		State: "published", Criticality: 3, Edits: "show-me", Author: "wren",
		Conversation: []Turn{
			{By: "dilys", DaysAfter: 2, State: "published", Text: `Thank you for writing this, and please tell your guidance teacher that it has helped somebody already.

You waited far too long. I won't explain it away. The part I can put right soonest is the silence. You have written most of the letter for us: we have not forgotten, here's what you can do, here's who to call. Three young people who come to the clinic are helping us with the rest, and it will be sent to the young person, by name, every three months for as long as they wait.

And we will stop using an old form as if the person in it had stood still.`,
				Change: &Change{State: "planned", Text: "Every young person on the list gets their own letter each three months: where they are on the list, what may help, and who to call if it gets worse.", DueInDays: 75}},
			{By: "author", DaysAfter: 4, State: "published", Text: `that's really good actually. can you make it not look like a bill`},
			{By: "dilys", DaysAfter: 5, State: "published", Text: `Yes. No window in the envelope. One of the three has already drawn on it.`},
		},
	},
	{
		Key:   "not-just-tired",
		Title: "She asked a second time",
		Text: `At the six-week check I said that I was fine, just tired. The health visitor said "right you are" and carried on weighing the baby. Then she put her pen down and asked me again.

I hadn't told anyone that I was afraid to be alone with him. Not that I would harm him, but that I'd do it all wrong and somebody would come. She didn't write anything until I'd finished, and then she asked me if she might.

I was seen by the perinatal team within the week. They came to the house. They spoke to the baby as well as to me, which sounds daft, but it made us a pair.

That's a year past. I took him to the swings this morning, just the two of us. If you are reading this at four in the morning: tell somebody twice.`,
		ScreenName: "Swingpark", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"being asked again", "quick help", "home visits"}, Feelings: []string{"ashamed at first", "understood", "well again"},
		Services: []string{"N198H"}, ServiceText: "my health visitor", HappenedMonthsAgo: 14, ToldDaysAgo: 33,
		State: "published", Edits: "just-publish", Author: "oonagh", Postcode: "AB15 8PG",
		Conversation: []Turn{
			{By: "morag", DaysAfter: 4, State: "published", Text: `"Tell somebody twice" is going up in our team room, and "ask twice" underneath it. Thank you. A story like this travels further than any poster we could make. Enjoy the swings.`},
		},
	},
	{
		Key:   "memory-clinic",
		Title: "They spoke to him and not over him",
		Text: `My husband was an engineer and he has been quietly covering up for two years. He had labels inside the cupboards, very neat ones.

I had dreaded the memory clinic. I thought that he'd be asked who the prime minister was and that he would feel small. The nurse asked him instead how a steam valve works. He told her, for quite some time. She learned a good deal about him, and I dare say about valves.

When the doctor told us the name of it, she told him, to his face, with her chair pulled round to his side. She asked what he most wanted to keep on doing. He said the allotment. So the whole plan was built from the allotment outwards.

My one wish is that the letter afterwards had been as kind. It came addressed to me and it called him "this pleasant gentleman". He read it. He said, "I'm right here, you know."`,
		ScreenName: "Neat labels", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"respect", "time", "plan around his life"}, Better: []string{"letters"}, Feelings: []string{"sad", "respected"},
		Services: []string{"N198H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 83,
		State: "published", Criticality: 1, Edits: "show-me", Author: "effie",
		Conversation: []Turn{
			{By: "dilys", DaysAfter: 6, State: "published", Text: `He is right there, and so he should be on the envelope. We have started writing these letters to the person, with a copy to whoever they choose. It was your husband's sentence that settled it: it's on the first slide, with nothing else beside it.`,
				Change: &Change{State: "made", Text: "Letters after the memory clinic are written to the person themselves, with a copy to whoever they name.", MadeDaysAfter: 28, DueInDays: 30}},
			{By: "author", DaysAfter: 12, State: "published", Text: `He asked me to say that he accepts, and that the beans are in.`},
		},
	},
	{
		Key:   "crisis-phone",
		Title: "Passed round four numbers on a bad night",
		Text: `On a bad night I did what the card says and phoned. I was passed to a second number, which passed me to a third, which rang out. The fourth one asked me to explain from the beginning. By then I had said the worst thing in my life out loud four times to four people, and the fourth could hear it in my voice and said sorry before I'd even finished.

She was brilliant, the fourth one. She stayed on until it got light. I don't want her to get into trouble for the other three. I want it to be one number.

I was seen the next day and I have been safe since.`,
		ScreenName: "Fourth time lucky", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"the person who stayed on the line"}, Better: []string{"one number to call", "repeating myself"}, Feelings: []string{"desperate", "heard in the end"},
		Services: []string{"N198H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 40,
		State: "published", Criticality: 4, Edits: "show-me", Author: "lapwing",
		Conversation: []Turn{
			{By: "dilys", DaysAfter: 1, State: "published", Text: `I am sorry. Nobody should have to say that four times, and you shouldn't have had to be lucky. I am glad that you are safe and that she stayed.

I have traced the way your call went. Two of those numbers should not have been on the card at all. The cards have been called in, and the new one has a single number. If you'd like to see it before it's printed, send me word through this site. You do not have to tell me who you are.`,
				Change: &Change{State: "made", Text: "The old cards are withdrawn. The new card has one number, and whoever answers stays on the line until the next person has been told the story.", DueInDays: 30, MadeDaysAfter: 19}},
			{By: "morag", DaysAfter: 9, State: "published", Text: `The city's community teams handed out the old card too. We have been through every drawer and every handbag, and they're gone. I'm sorry that you met it.`},
			{By: "author", DaysAfter: 21, State: "published", Text: `I've got one of the new cards. It is on the fridge. I have not needed it.`},
		},
	},
	{
		Key:   "moved-far-from-home",
		Title: "A good ward, seventy miles from my boys",
		Text: `There was no bed near home, so my wife was taken to one in Dundee. The care there was as good as I could have asked. The staff nurse learned that she takes her tea with the bag left in. Small things stop you from feeling like a parcel.

But it was seventy miles. I could manage Sundays. Our boys are wee and did not understand why Mum was at the seaside without them, which is what I had told them, God forgive me.

In the third week somebody set up a video call at bedtime. She read to them off the screen. After that she began to come back to us, I'm certain of it. It should be offered on the first night, to everyone who's far from home.`,
		ScreenName: "Bag left in", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"ward staff", "video calls"}, Better: []string{"distance from home", "help for families"}, Feelings: []string{"lonely", "thankful"},
		Services: []string{"T317H"}, HappenedMonthsAgo: 6, ToldDaysAgo: 113,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "walter", Postcode: "AB12 5BU",
	},
}
