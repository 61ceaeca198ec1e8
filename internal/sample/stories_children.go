package sample

// children: stories told by children, young people and their families.
var children = []Story{
	{
		Key:   "purple-stookie",
		Title: "I broke my arm and got a purple one",
		Text: `I fell off the monkey bars because my pal said I couldn't do it and I nearly could.

My arm was the wrong shape. The doctor let me see the X-ray and my bones are white and they look like a chicken. The plaster lady had all the colours and I got purple and so did my bear.

The bad thing was the needle. Nobody said it was going to be cold. Say if it is going to be cold.

I give it nine out of ten. It would be ten but for the needle.`,
		ScreenName: "Purple arm", ToldFor: "self", AgeGroup: "child",
		Good: []string{"purple plaster", "seeing the x-ray", "my bear got one"}, Better: []string{"say if it is cold"}, Feelings: []string{"brave", "sore"},
		Services: []string{"N121H"}, HappenedMonthsAgo: 2, ToldDaysAgo: 19,
		State: "published", Criticality: 1, Edits: "show-me", Author: "hana", Postcode: "AB10 7EQ",
		Conversation: []Turn{
			{By: "bea", DaysAfter: 2, State: "published", Text: `Hello Purple arm. I am the nurse who looks after all of the nurses here.

You're right about the needle. The stuff inside it lives in a fridge. I tried some on my own hand, and it is really cold! So now we say: "This is going to feel like a snowball." Thank you for telling us. You've helped the next person who falls off something.

I hope your bear is feeling better too.`,
				Change: &Change{State: "made", Text: "Nurses tell children when something is going to feel cold."}},
			{By: "author", DaysAfter: 6, State: "published", Text: `He is. We got them off on the same day. My arm is hairy.`},
		},
	},
	{
		Key:   "theatre-with-a-toy-car",
		Title: "He drove himself to theatre",
		Text: `My son was in to have his tonsils out. He's autistic, he does not like to be touched on the head, and he's interested in exactly one thing, which is number plates.

I had rung ahead without much hope. The play specialist rang me back and asked me twenty questions. When we arrived his bed had a number plate on it. So did the door of the theatre. He drove there himself in a wee electric car, stopping at each of the junctions. Nobody touched his head until he was asleep. They had put it on the list in red.

The waiting room was the hard part. It was bright, it had two televisions on different channels and there was no place to go. We did forty laps of the corridor. A small room with a dimmer would have made it a perfect day, and I've not had many perfect days in hospitals.`,
		ScreenName: "Forty laps", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"play specialist", "autism friendly", "planned ahead"}, Better: []string{"noisy waiting room"}, Feelings: []string{"amazed", "understood"},
		Services: []string{"N121H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 88,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "hana", Postcode: "AB10 7EQ",
		Conversation: []Turn{
			{By: "bea", DaysAfter: 4, State: "published", Text: `The number plates are staying up. A boy last week asked for trains, and it has rather escalated from there.

Two televisions on two channels is nobody's idea of calm. Both are off now unless somebody asks for them. The store beside the waiting room has a dimmer, as it turns out, and very little in it worth storing. Give us five months.`,
				Change: &Change{State: "planned", Text: "A store beside the waiting room will become a small quiet room with a light that dims.", DueInDays: 150}},
			{By: "author", DaysAfter: 5, State: "published", Text: `He wants to know its registration.`},
		},
	},
	{
		Key:   "moving-up",
		Title: "One day I was a child and the next I was post",
		Text: `I've had type 1 since primary four. In the children's clinic they knew about my football, my exams and my dad. They'd notice if I was quiet.

Then I had my birthday and got a letter from the adult clinic. It had a leaflet about driving and one about feet. That was it. No one said goodbye. I didn't go to the first one because I didn't know that I was allowed to go in without my mum, or with her. I'm not daft. I just did not know the rules.

My old nurse rang me when she saw that I'd missed it. She wasn't even my nurse by then. She met me at the front door of the other building and walked me in. The new people are fine, actually. They're funny. But if she hadn't rung I would've just not gone.

Do it as a handover, with both of them in the same room. It's not hard. Football clubs do it.`,
		ScreenName: "Subs bench", ToldFor: "self", AgeGroup: "young-person",
		Good: []string{"children's clinic", "nurse who rang me"}, Better: []string{"moving to adult care"}, Feelings: []string{"lost", "looked out for"},
		Services: []string{"N121H", "N101H"}, HappenedMonthsAgo: 9, ToldDaysAgo: 183,
		State: "published", Criticality: 3, Edits: "show-me", Author: "heron",
		Conversation: []Turn{
			{By: "bea", DaysAfter: 3, State: "published", Text: `I read this with the nurse who rang you. She said "he'd have gone in the end" and then she blew her nose for a while.

You shouldn't need somebody to break the rules in order to be looked after. From this term each young person's last visit to us is also their first visit with the adult team: both nurses, one room, and they do decide who else comes in. You've been quoted on the form. It says "like football clubs do".`,
				Change: &Change{State: "made", Text: "The last visit to the children's diabetes clinic is now shared with the adult team, in one room.", MadeDaysAfter: 70, DueInDays: 90}},
			{By: "author", DaysAfter: 7, State: "published", Text: `class. tell her I'm still going`},
		},
	},
	{
		Key:   "asthma-in-the-night",
		Title: "They let me stay in the bed",
		Text: `Our wee one had a bad go with her chest on holiday in Edinburgh and we landed at the children's hospital with one bag and no coats. They had her breathing easy within the hour. They let me lie in the bed with her. They found the toy that she had left in the taxi, I still don't know how.

We were sent home with a plan that was clear, in colours. Our own practice had never given us one.`,
		ScreenName: "No coats", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"fast treatment", "staying with my child", "clear plan"}, Feelings: []string{"scared", "thankful"},
		Services: []string{"S319H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 36,
		State: "published", Edits: "just-publish", Author: "pavel",
		Conversation: []Turn{
			{By: "catriona", DaysAfter: 2, State: "published", Text: `The mystery of the toy: the porter's cousin drives for that firm. I have passed your words to the night team and they're delighted. Do take the coloured plan to your practice, and ask them to keep a copy, so that everyone is reading from the same page.`},
		},
	},
}
