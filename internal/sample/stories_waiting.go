package sample

// waiting: lists, letters, phone calls and days that were called off.
var waiting = []Story{
	{
		Key:   "new-hip-at-last",
		Title: "Two years of not dancing",
		Text: `I waited two years and a bit for my new hip. I'll not go over all of that. I missed two weddings' worth of dancing and I saw a great deal of my own ceiling.

When it came it came well. At Woodend they run a class beforehand where they show you the joint (heavier than you would think, like a door knob off a castle) and tell you the truth about the first fortnight. The lass who taught it had had hers done. So when she said the third day is the worst but the fourth is better, I believed her, and she was right.

Up on my feet the same afternoon. The food was fine. The soup was better than fine.

I was sent home with a raised toilet seat and no instructions, and it came in a box made for a much younger pair of hands. My grandson put it together. He is still at the primary and has told his whole class.

I danced on Saturday. A slow one, but the whole way through.`,
		ScreenName: "Slow waltz", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"class before the operation", "physiotherapists", "soup"}, Better: []string{"waiting time", "equipment instructions"}, Feelings: []string{"impatient", "delighted"},
		Services: []string{"N102H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 68,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "queenie", Postcode: "AB15 4YN",
		Conversation: []Turn{
			{By: "tomasz", DaysAfter: 2, State: "published", Text: `I have worked in orthopaedics for a long time and "like a door knob off a castle" is the best description of a hip that I've heard. May we use it in the class?

Two years is too long to sit out. More lists are being run on Saturdays and the wait is coming down, but I won't pretend that it is where it should be. On the toilet seat I can do better: one of our therapists has drawn the steps with no words at all, and has tested it on her mother.`,
				Change: &Change{State: "made", Text: "A drawn sheet with large pictures now goes in the box with each piece of equipment.", MadeDaysAfter: 20, DueInDays: 30}},
			{By: "author", DaysAfter: 3, State: "published", Text: `You may. My grandson is available for advice.`},
		},
	},
	{
		Key:   "letter-came-thursday",
		Title: "The letter came on Thursday for the Tuesday",
		Text: `I got a letter telling me about an appointment. It was dated nearly three weeks before. It landed two days after I should've been there. By the next post I got another one saying that I'd failed to attend, and that I was back with my doctor.

I phoned. I was number fourteen. I was number fourteen for quite a while. When I got through, the woman was very decent. She said that it happens, and that she couldn't put me back, only my doctor could. So I phoned the doctor, and was number nine.

I have lost five months over a second-class stamp. I can get a text that my pizza's at the roundabout.`,
		Original: &Words{
			Title: "THE LETTER CAME ON THURSDAY FOR THE TUESDAY!!!",
			Text: `I got a letter telling me about an appointment on Tuesday the 14th at 9.20 with Mr Kettlewell. It was dated nearly three weeks before. IT LANDED TWO DAYS AFTER I SHOULD'VE BEEN THERE. By the next post I got another one saying that I'd failed to attend, and that I was back with my doctor.

I phoned. I was number fourteen. I was number fourteen for quite a while. When I got through, the woman, Denise, was very decent. She said that it happens, and that she couldn't put me back, only my doctor could. So I phoned the doctor, and was number nine. MY MOBILE IS 07700 900418 IF ANYONE THERE KNOWS HOW TO USE A PHONE.

I have lost five months over a second-class stamp. I can get a text that my pizza's at the roundabout.`,
			ScreenName: "Number fourteen",
		},
		ScreenName: "Number fourteen", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"person on the phone"}, Better: []string{"letters arriving late", "phone queues", "text messages"}, Feelings: []string{"furious", "ignored"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 7, ToldDaysAgo: 139,
		State: "published", Criticality: 3, Edits: "just-publish", Author: "neil",
		Conversation: []Turn{
			{By: "jean", DaysAfter: 1, State: "published", Text: `I run the booking team. You did nothing wrong, and you should not have gone back to the start. If you send me word through the site I'll see that you get your place in the queue back, counted from the first letter.

What happened is that letters were printed in one place, posted from another, and counted as sent on the day they were printed. So the system believed you'd had three weeks' notice. From now on it counts from the day of posting, nobody is discharged after a single missed visit without a phone call, and text reminders begin with your clinic.`,
				Change: &Change{State: "made", Text: "Nobody is sent back to their doctor for one missed visit without a phone call first. Text reminders have begun.", DueInDays: 60, MadeDaysAfter: 52}},
			{By: "author", DaysAfter: 2, State: "published", Text: `Fair play. I wrote to you in capitals and you answered me in sentences. I have sent word.`},
			{By: "author", DaysAfter: 66, State: "published", Text: `Update for anyone reading: I got a text, I went, I was seen on time. It's not serious. I had a pizza.`},
		},
	},
	{
		Key:   "called-off-in-the-gown",
		Title: "Cancelled with my gown already on",
		Text: `Fasted, showered in the pink stuff, arrow on my leg, gown on back to front and then the right way. At eleven the surgeon came in and I knew by the way he shut the door.

There had been an emergency. I do understand. Somebody was having a much worse day than me. He came himself, he sat on the bed, and he said that it was the second time for me and that he knew it. I respect him for that.

But then it all went slack. No one knew whether I could eat. No one knew who would ring me, or when. I had taken a fortnight off and had arranged a neighbour for the hens. I sat in that gown until two because nobody had told the person with my locker key.

If you must cancel, have a plan for it. A sandwich, a date, and my trousers.`,
		ScreenName: "Hens and all", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"surgeon's honesty"}, Better: []string{"cancelled operation", "a plan when things are called off"}, Feelings: []string{"let down", "resigned"},
		Services: []string{"DEMO-DGH-DAY"}, HappenedMonthsAgo: 3, ToldDaysAgo: 29,
		State: "published", Criticality: 3, Edits: "show-me", Author: "vera",
		Conversation: []Turn{
			{By: "colin", DaysAfter: 2, State: "published", Text: `A sandwich, a date and your trousers. I've had it printed for the wall of the day unit, and I mean it as an instruction.

I am sorry that it was the second time. You have been given the first place on a list next month, and you should have had a call about it yesterday. If you have not, tell me here.`,
				Change: &Change{State: "planned", Text: "Anyone cancelled on the day leaves with food, a new date and a named person to phone.", DueInDays: 60}},
			{By: "author", DaysAfter: 3, State: "published", Text: `The call came. The hens have been told.`},
			{By: "author", DaysAfter: 28, State: "submitted", Text: `It's done, and I am home with a stick. Sandwich received (egg).`},
		},
	},
	{
		Key:   "eyes-both-done",
		Title: "I can see the dust now, worse luck",
		Text: `Had both eyes done for cataracts, one a while back and one just now. Eighteen minutes each. I was feared of it, and a nurse held my hand the whole time. I did not ask, she just took hold.

I had no notion how yellow everything had got. My kitchen is white! It is also manky.

Waiting list about a year between first being told and first eye. Second was quick.`,
		ScreenName: "White kitchen", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"held my hand", "quick operation"}, Better: []string{"waiting list"}, Feelings: []string{"nervous", "amazed"},
		Services: []string{"DEMO-ARI-EYE"}, HappenedMonthsAgo: 3, ToldDaysAgo: 31,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "queenie", Postcode: "AB15 4YN",
		Conversation: []Turn{
			{By: "rita", DaysAfter: 4, State: "published", Text: `You have made a whole theatre team laugh and one of them look hard at her own kitchen. The hand-holder asks for no name, but she read this twice. Enjoy the colours.`},
		},
	},
	{
		Key:   "skin-by-photo",
		Title: "A photograph, an answer and no bus",
		Text: `I have a mole that had been bothering me. My own doctor took a picture of it and sent it off. Four days later I had an answer from the skin doctors and it was nothing to fear.

That's all. I would like it noted when a thing simply works. A day of travel saved, two bus fares and a great deal of daylight.`,
		ScreenName: "Banffer", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"quick answer", "no need to travel"}, Feelings: []string{"reassured"},
		Services: []string{"N337H", "N101H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 12,
		State: "published", Edits: "just-publish", Author: "tam",
	},
	{
		Key:   "referral-in-the-gap",
		Title: "Everybody had sent it and nobody had it",
		Text: `My referral left one building and didn't arrive in another. Both were very sure of their half of it. I was the only one who could see both halves, and I was the one being told that there was nothing wrong.

My doctor could show me the day it was sent. The clinic could show me that there was nothing in the tray. I found out, in the end, by going there and asking to see the tray. A receptionist named Joy took me through the back, and between us we found it had been filed under my first name.

It only cost me eleven weeks and I wasn't very ill. I worry about who else is filed under their first name and doesn't live close by.`,
		ScreenName: "In the tray", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"receptionist"}, Better: []string{"lost referral", "checking that it arrived"}, Feelings: []string{"stuck", "stubborn"},
		Services: []string{"T101H"}, HappenedMonthsAgo: 10, ToldDaysAgo: 260,
		State: "published", Criticality: 3, Edits: "show-me", Author: "sunita",
		Conversation: []Turn{
			{By: "heather", DaysAfter: 7, State: "published", Text: `I manage outpatients. We took your last line as the real question and searched for it. There were three others, all filed under their first names, and all three have now been seen. None had come to harm, but that was luck.

You should never have had to look for your own letter. A weekly check now compares what was sent to us with what we hold.`,
				Change: &Change{State: "made", Text: "A weekly check matches every referral sent with every referral received, and someone phones about any that is missing.", MadeDaysAfter: 14, DueInDays: 21}},
			{By: "author", DaysAfter: 9, State: "published", Text: `Three. I feel quite sick and very pleased. Please tell Joy.`},
		},
	},
}
