package sample

// births: being born, giving birth, and the births that did not come.
var births = []Story{
	{
		Key:   "three-day-induction",
		Title: "Three days of waiting to be started",
		Text: `I was booked in to be induced and I had my bag packed with two nighties and a book. I had read the book twice by the time anything happened.

I want to be fair. The midwives were lovely, every one. When my daughter did arrive it was calm and the room was dim and somebody had thought to put a towel on the radiator. If you ask about the birth, I would give it full marks.

It is the three days before. I was told "you're next" on the first afternoon. Each time the ward phone rang I sat up. I watched four women come in after me and go before me, and nobody said why. I know why now, because I asked afterwards: they were further on, or their babies were in trouble. I would have carried my bag for them if I had been told. Instead I lay behind a curtain at night thinking I had been forgotten, or that I'd done something to be put at the bottom.

My partner was sent home at eight each night. I had never wanted him there more than I did for those nights of nothing.

So, two things. Tell women at the start that it can take days. And come round, even if it is only to say there's no news.`,
		ScreenName: "Two nighties", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"midwives", "calm birth", "kindness"}, Better: []string{"waiting for induction", "being kept informed", "partners staying"}, Feelings: []string{"forgotten", "joyful", "anxious"},
		Services: []string{"N161H"}, HappenedMonthsAgo: 8, ToldDaysAgo: 190,
		State: "published", Criticality: 2, Edits: "show-me", Author: Ada, Postcode: "AB15 6LT",
		Conversation: []Turn{
			{By: "moira", DaysAfter: 2, State: "published", Text: `Congratulations on your daughter, and thank you for being so fair to us when you had every reason to be cross.

"You're next" is a phrase I have used myself. I meant it as comfort. I had not thought how it sounds on the third day. You are right about why others went first, and right that you would have been generous if anyone had told you.

I took your story to the ward meeting. From now on the leaflet says plainly that an induction often takes two or three days, and a midwife goes round at ten, two, six and ten with news, including "no news". The visiting hours for partners are harder, because of space, but I will come back to you here by the end of the season.`,
				Change: &Change{State: "made", Text: "The leaflet says that induction can take days, and a midwife brings news, or says there is none, four times a day.", DueInDays: 30, MadeDaysAfter: 21}},
			{By: "author", DaysAfter: 3, State: "published", Text: `This is exactly it, thank you. I did not expect anyone to say "I have used that phrase myself". I'll wait to hear about partners.`},
			{By: "moira", DaysAfter: 88, State: "published", Text: `I promised to come back. One partner may now stay overnight with anyone being induced. We have bought twelve reclining chairs. They are not beautiful, but they recline.`,
				Change: &Change{State: "made", Text: "One partner may stay overnight during an induction, in a reclining chair."}},
			{By: "author", DaysAfter: 90, State: "published", Text: `You came back! Twelve chairs. I am telling everyone at baby group.`},
		},
	},
	{
		Key:   "road-to-aberdeen",
		Title: "An hour and a half down the A96 in labour",
		Text: `I live ten minutes from the hospital in Elgin. I was going to have my baby there. I'd seen the room. Then at the last scan something was not quite as they wanted it, and it was decided that I'd be safer in Aberdeen.

I do not argue with safer. I argue with finding out how it works as you go along. Who phones whom when it starts? Do we drive or do we wait? What if it is snowing at Huntly? What about my wee boy? I asked each of these questions at least twice, and I got different answers, all given kindly.

In the end it started at four in the morning. The midwife at Elgin checked me and said go, but go calmly. My man drove like he was carrying eggs. At every roundabout I said a word that I would not write here.

The team in Aberdeen were waiting. They knew my name and they'd had a call. From then on it was first class. I had a straightforward birth and a big, angry, healthy boy.

What would have helped: one sheet of paper. This is your plan. This is the number. This is when you leave. This is what we do in snow. It would have taken ten minutes and it would have saved me six weeks of lying awake counting roundabouts. There are eleven, by the way.`,
		ScreenName: "Eleven roundabouts", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"midwives", "handover between teams", "safe birth"}, Better: []string{"distance", "a written plan"}, Feelings: []string{"worried", "relieved", "well cared for"},
		Services: []string{"N411H", "N161H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 96,
		State: "published", Criticality: 2, Edits: "show-me", Author: "lorna",
		Conversation: []Turn{
			{By: "moira", DaysAfter: 5, State: "published", Text: `Eleven. I drove it on Friday and counted.

I lead the midwives in both places, so the different answers you were given are mine to mend. A travel plan is talked through with every family who may need to come to Aberdeen, but talked through is not the same as written down, and it is hard to hold on to at thirty-six weeks with a wee one at your knee. We are writing the sheet that you describe, and I would like to ask you and two other mothers to mark it before it is printed. If you would be willing, reply here and the site will pass on word to you without telling me who you are.`,
				Change: &Change{State: "planned", Text: "Every family who may travel to Aberdeen will get a one-page plan: who to phone, when to leave, and what happens in snow.", DueInDays: 120}},
			{By: "author", DaysAfter: 6, State: "published", Text: `Aye, I'm willing. I have a red pen.`},
			{By: "gordon", DaysAfter: 22, State: "published", Text: `I work for the Moray partnership and we look after the health visitors who see you afterwards. We would like the sheet too, so that the person who comes to your door knows the journey you had. I have asked for a copy to go to every team.`},
		},
	},
	{
		Key:   "the-quiet-room",
		Title: "There was no heartbeat, and then there was a corridor",
		Text: `We lost our baby at eleven weeks. I want to write about the people first. The woman who did the scan turned off the screen and took my hand and did not say anything until I had looked at her. She did that as well as it can be done.

Afterwards we were asked to wait for a doctor, and the only seats were the ones we had come from. They face the wall with the thank-you cards on it, and the door that other couples come out of with their picture in their hand. We sat there for forty minutes. I held a paper cup. Somebody laughed, not at us, just an ordinary happy laugh, and I had to go and stand in the stairwell.

The doctor was gentle and clear and gave us the choices on paper because she could see that we weren't taking it in. The nurse phoned me at home two days later, and she had remembered my husband's name.

It was never the people. It was the seats.`,
		ScreenName: "Paper cup", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"compassion", "follow-up call", "clear choices"}, Better: []string{"a private place to wait"}, Feelings: []string{"heartbroken", "cared for", "exposed"},
		Services: []string{"N161H"}, HappenedMonthsAgo: 14, ToldDaysAgo: 352,
		State: "published", Criticality: 3, Edits: "show-me", Author: "una",
		Conversation: []Turn{
			{By: "moira", DaysAfter: 1, State: "published", Text: `I am so sorry that you lost your baby.

I went and sat in those seats this morning. I have walked past them for years and I had never sat in them. I don't have a good reason to give you, and I will not invent one.

There is a small office across the corridor that we can do without. It has a window and a door that closes. I have asked for it, and I will write here when it is done and not before.`,
				Change: &Change{State: "made", Text: "A quiet room with its own door and window is kept for anyone who has had hard news at a scan. Nobody is sent back to the waiting area.", DueInDays: 90, MadeDaysAfter: 71}},
			{By: "moira", DaysAfter: 72, State: "published", Text: `It is done. There are two armchairs, a lamp and a door that leads out by the stairs, so nobody needs to walk back past the pictures. The staff know why it is there.`},
			{By: "author", DaysAfter: 80, State: "published", Text: `Thank you for sitting in the seats. I think that's what I wanted most of all. I hope nobody needs the room, but I am glad that it's there.`},
		},
	},
	{
		Key:   "dads-chair",
		Title: "A word for the plastic chair",
		Text: `This is about the chair. My wife did all the work, the midwives were magic, the baby is perfect and looks like a boiled ham. Everyone has thanked them and so do I.

But I sat on that chair for nineteen hours. It is the shape of nobody. When our son was born I stood up to cut the cord, and my leg had gone and I cut it from my knees, like a knighthood.

The midwife, Bronagh, said it was the most respectful cord-cutting she had seen. She then found me a cushion. Please give Bronagh a medal, and the chair to a museum.`,
		ScreenName: "Numb leg", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"midwives", "humour"}, Better: []string{"chairs for partners"}, Feelings: []string{"overjoyed", "sore"},
		Services: []string{"N161H"}, HappenedMonthsAgo: 7, ToldDaysAgo: 168,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "jamie", Postcode: "AB11 6JZ",
		Conversation: []Turn{
			{By: "rita", DaysAfter: 2, State: "published", Text: `I have passed this to Bronagh, who would like it known that you were very brave. The chair has been to three meetings since. It may be relevant that there is another story on this site about induction, and that somebody there has been pricing recliners.`},
		},
	},
	{
		Key:   "little-hat",
		Title: "Forty-one days beside a plastic box",
		Text: `Our daughter was born at twenty-eight weeks and weighed less than a bag of sugar. I had a plan for a birth with music. What I had was a lot of people in blue moving very fast and my husband's face going away down a corridor after a small trolley.

I first saw her on a phone. A nurse had taken her picture and printed it, and she pinned it where I'd see it when I woke up. It said "Hello Mum, I am busy growing". I still have it.

Nobody tells you how loud it is. Everything bongs. For the first week each bong stopped my heart, and then one of the nurses sat down with me in the night and went through them one by one. This one means the milk has finished. This one means she has kicked off her wire. This one we come quickly for. After that I could sit without watching the door. I think that quarter of an hour did more for me than any leaflet.

They taught us to be her parents. It sounds strange. I was frightened to touch her, and they showed me how to hold still with my hands cupped round her so that she'd know where her edges were. They let her dad do her first wash with a piece of cotton wool, and they did not rush him though he took most of an hour. When she lay on my chest for the first time, with all her wires looped over my shoulder, one nurse stood with her back to us like a bouncer so that no one would disturb us.

It wasn't all good. The doctors' rounds were at the same time as the older children's school run, so for most of the first fortnight I missed them and got the news at second hand. One morning I came in to find that she'd been moved to a different room in the night, and her space was empty and being cleaned. No one meant anything by it. She had been moved because she was better. But I stood and looked at that empty space, and I will never in my life forget it. Somebody should have phoned, at any hour. I would not have minded being woken. I wasn't asleep.

We were from home too. We live over an hour away, and though we were given a room for the first nights, after that my husband slept in the car twice before anybody mentioned that there was help with somewhere to stay. We had not known to ask. I think that the people who most need to be told are the ones who look as though they are managing.

Then the going home. For six weeks we'd had someone at our elbow, and on a wet afternoon we were at the lift with a car seat and a bag. A nurse who wasn't even on shift had come in to see us off. She'd knitted a hat. It was so big that it came down over our daughter's nose, and the nurse said: she will grow into it, that's the point.

She has. It fits. She will be one next month and she pulls it off and throws it at the dog.

To everyone there, day and night: you know what you did. To whoever runs it: please phone before you move a baby, and please tell every family about the rooms on the first day, whether they look as if they need it or not.`,
		ScreenName: "Big hat", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"neonatal nurses", "taught to be a parent", "patience", "kindness"}, Better: []string{"being told before a move", "somewhere to stay", "time of ward rounds"}, Feelings: []string{"terrified", "grateful", "hopeful"},
		Services: []string{"N161H"}, HappenedMonthsAgo: 11, ToldDaysAgo: 76,
		State: "published", Criticality: 3, Edits: "show-me", Author: "mina",
		Conversation: []Turn{
			{By: "moira", DaysAfter: 3, State: "published", Text: `A happy birthday to her when it comes. The picture and the hat are known to the whole unit, and the bouncer has been identified.

The empty space is the thing I cannot put down. We will not move a baby again without phoning first, whatever the hour, unless it is an emergency, and then we phone straight after. That began on Monday. The rooms are on the first page of the welcome folder now, and a nurse says it aloud on the first day to everybody. The rounds are not so simple, but I have asked the doctors whether each family could choose a time to be phoned.`,
				Change: &Change{State: "made", Text: "Parents are phoned before a baby is moved, at any hour. Every family is told on day one about help with somewhere to stay.", MadeDaysAfter: 0}},
			{By: "bea", DaysAfter: 75, State: "submitted", Text: `I wanted to add news about the ward rounds. From next month, parents can ask for a call after the round at a time that suits them.`,
				Change: &Change{State: "planned", Text: "Parents may choose a time to be phoned with the news from the ward round.", DueInDays: 45}},
		},
	},
	{
		Key:   "peerie-feeder",
		Title: "They came out in the wind to help me feed",
		Text: `Our peerie ting would not latch and I was ready to give up on the third day, greeting into a muslin. The maternity folk said come in any time, and when the wind had the buses off, one came out to me instead.

She sat on the edge of the bath because it was the only warm room and she never once looked at her watch. She didn't say breast is best. She said, what would you like to happen? No one had asked me that.

We did a bit of both in the end and he is a great fat boy. If you're having a baby in Lerwick you are in good hands.`,
		ScreenName: "Simmer dim", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"feeding support", "home visit", "not judged"}, Feelings: []string{"grateful", "understood"},
		Services: []string{"Z102H"}, HappenedMonthsAgo: 10, ToldDaysAgo: 240,
		State: "published", Edits: "just-publish", Author: "dunlin",
		Conversation: []Turn{
			{By: "inga", DaysAfter: 6, State: "published", Text: `Warm words on a cold week, thank you. She remembers the bathroom well and says your towels are very good quality. Come by the feeding group when he's bigger, if you fancy it. You would be a fine person for a new mother to meet.`},
		},
	},
}
