package sample

// cancer: finding out, being treated, and living on afterwards.
var cancer = []Story{
	{
		Key:   "eleven-months",
		Title: "Eleven months, as I remember them",
		Text: `I kept a notebook. I'm no writer, I drive a bin lorry, but a nurse said it might help to put things down somewhere other than inside my head. This is the short version.

It began with the kit that comes through the post when you get to my time of life. It sat on the cistern for three weeks. My wife said that if I could lift other folk's rubbish for thirty years I could manage that. So that's the first thank you: to whoever thought of sending it. I had no symptoms. None. I felt like a horse.

The letter asked me to come for a camera test. I had it at Inverurie, close to home, and the nurse there talked me through the whole thing like a taxi driver pointing out the sights. I saw the thing myself on the screen. Nobody said the word that day, but she stopped pointing out the sights.

Ten days is how long I waited for the word. I would say to anyone in charge that the waiting is the worst of it, worse than the knife. I was told "about a week". On day eight I phoned and was told that somebody would ring me back. I carried my phone from room to room like a full cup. On day ten a specialist nurse rang, and she said sorry for the ten days before she said anything else, and then she told me to fetch my wife. I have no complaint to make about how I was told. She was straight and she didn't hurry. She gave me her own number and said that it was not for emergencies, it was for whenever.

I used it for whenever. I rang to ask if I could eat haggis. I rang to ask if it was my fault. She answered both of those in the same voice.

The operation was in Aberdeen. I won't say much about it because I slept through it. I woke up with a bag on my belly and a woman called Aileen beside me who could change one with a biscuit in her other hand. She said I would hate it for a month and after that I'd forget that I had it on. It was nearer six weeks. But one day I was up a ladder and I realised I had forgotten.

The ward was busy and hot. At night a man across from me was calling for someone named Jessie. The nurses never once told him that Jessie wasn't there. They would say, "She'll be along," and he'd settle. I learned more about manners in those eight nights than in the rest of my life.

There was one bad day. It was a weekend, and a doctor I hadn't seen before said, at the end of the bed, in front of the whole bay, that they would "have to see about the nodes". I did not know what nodes were. I thought he meant there was something that I had not been told. He had gone by the time I'd found my voice. I lay from the Saturday to the Monday with that. On the Monday my own surgeon explained that it was only the ordinary next thing, the thing they always look at. Two days of my life I'd like back. I don't think he was a bad man. I think that he was tired, that he was talking to the chart, and the chart wasn't frightened.

The nodes were clear, all but one, and on account of the one I was offered chemotherapy. Offered is the right word. The doctor put the numbers to us in a way that I could follow: out of a hundred men like you. She drew the hundred. She coloured in the ones it would help and the ones it would make no odds to. Then she said I could go home and think about it, and that there wasn't a wrong answer. I chose to have it. Had I been older I might not have.

Twelve rounds it was meant to be, and ten is what I got. The unit is a strange, cheery kind of place. You get to know your own lot. There were four of us on a Wednesday, and we had a quiz. The nurses cheated on our behalf. My fingers went numb and I could not do my buttons, or feel a cold glass, and when I said so they took it seriously and cut the dose, and then they stopped. I would tell anyone: say so. I'd hidden it for two rounds because I didn't want to be a nuisance, and so I still can't do a top button.

The parking. I must mention the parking. I was late three times because of it, and being late for poison is a daft thing to be upset about, but there you are. On the fourth week one of the volunteers told me there was a permit for folk having treatment. Nobody had said.

Then it finishes. They ring a bell and everybody claps, and you go home, and on the next Wednesday there's no one to have a quiz with. I'd got ready for everything but that. I was lower in that month than at any time before. I rang the number. I said it's not an emergency. She said it never is with you, and what's up? She put me on to a group that meets above a bakery, and that's where I go of a Wednesday now.

I am back on the lorry, light duties. My notebook is full. If the kit is sitting on your cistern, do it tonight.`,
		ScreenName: "Bin day", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"screening", "specialist nurse", "stoma care", "clear numbers", "chemotherapy nurses"}, Better: []string{"waiting for results", "how news is given", "parking", "support after treatment"}, Feelings: []string{"scared", "grateful", "low afterwards", "lucky"},
		Services: []string{"N331H", "N101H"}, HappenedMonthsAgo: 13, ToldDaysAgo: 21,
		State: "published", Criticality: 3, Edits: "show-me", Author: "grace",
		Conversation: []Turn{
			{By: "sade", DaysAfter: 2, State: "published", Text: `I've read a lot of accounts of treatment, and I have never before wanted so much to have been at the quiz.

I lead the cancer nurses. There are three things in your notebook that I'm taking as mine. You were told a week and it was ten days: we now give a date, and we phone on that date, even if the answer isn't in. Nobody told you about the permit: it will be handed to you with your first appointment. And the Wednesday after. You've put better than anyone why the end of treatment is a beginning of something. Your nurse and I want to ring each person two weeks after the bell.

About the nodes, I have spoken to the surgeons, and read them your sentence about the chart. It was very quiet.`,
				Change: &Change{State: "planned", Text: "A nurse will phone every person two weeks after treatment ends. The parking permit comes with the first appointment.", DueInDays: 60}},
			{By: "author", DaysAfter: 4, State: "published", Text: `Tell the surgeons no hard feelings. I did my own top button this morning. It took a while.`},
		},
	},
	{
		Key:   "found-nothing-kindly",
		Title: "Recalled, and it was nothing",
		Text: `I was called back after my breast screening. I had a week of writing my own funeral. It turned out to be a cyst.

I'm writing for whoever is holding that same letter now. You'll be in a room with six others in dressing gowns, and all of you will be talking about the weather. They do the picture again, then a scan, and they tell you there and then. No going home to wait. The woman who told me I was clear was as pleased as if it was herself.

The letter could be gentler. It says "further assessment is required". It could say most women who are called back are fine, because that's what the leaflet inside says, at the very bottom.`,
		ScreenName: "Dressing gown six", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"answers the same day", "kind staff"}, Better: []string{"wording of letters"}, Feelings: []string{"terrified", "relieved"},
		Services: []string{"DEMO-ARI-BREAST"}, HappenedMonthsAgo: 4, ToldDaysAgo: 59,
		State: "published", Criticality: 1, Edits: "just-publish", Author: "hana", Postcode: "AB10 7EQ",
		Conversation: []Turn{
			{By: "sade", DaysAfter: 5, State: "published", Text: `Most women who are called back are fine. You are quite right that it belongs at the top, and in large print. The letter is written nationally, so I can't change it today. What I can do is to put a slip of our own in the envelope, with that sentence on it and nothing else. It goes out from Monday, and I have asked for the letter itself to be looked at.`,
				Change: &Change{State: "made", Text: "A slip goes in with every recall letter: most women who are called back are fine.", MadeDaysAfter: 4, DueInDays: 7}},
		},
	},
	{
		Key:   "told-on-the-bus",
		Title: "I was told by phone, on a bus",
		Text: `The phone went while I was on the number nineteen. A voice asked me was I able to talk. I said yes, because you do. I was told that it was a lymphoma, and was asked if I'd any questions. I asked if they could hold on, because it was my stop.

I've nothing bad to say about anything that came after. The ward, the trial nurse, the woman who brings round the hats. But I'd ask whoever makes those calls to say first what the call is about. Are you somewhere you can sit? Is there somebody with you? Can I ring you back in an hour?

I got off at the wrong stop. A man I'd never met walked me home.`,
		ScreenName: "Nineteen bus", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"ward staff", "research nurse"}, Better: []string{"how news is given"}, Feelings: []string{"stunned", "alone", "looked after later"},
		Services: []string{"DEMO-ARI-HAEM"}, HappenedMonthsAgo: 16, ToldDaysAgo: 410,
		State: "published", Criticality: 3, Edits: "show-me", Author: "yusuf", Postcode: "AB11 5QF",
		Conversation: []Turn{
			{By: "sade", DaysAfter: 8, State: "published", Text: `That should not have been said to you on a bus. I am sorry. I am grateful to the man who walked with you, and a little ashamed that it was left to him.

Your three questions are now the first three lines of the page in front of anyone who makes such a call, and the team has practised them aloud, on each other, in pairs, which was harder than it sounds.`,
				Change: &Change{State: "made", Text: "Anyone who phones with serious news first asks where the person is, who is with them, and when to ring back.", MadeDaysAfter: 10, DueInDays: 30}},
			{By: "author", DaysAfter: 16, State: "published", Text: `Practising it aloud is the right idea. I'm in remission. I still take the nineteen.`},
		},
	},
	{
		Key:   "wigs-and-wit",
		Title: "The lady with the hats",
		Text: `There is a volunteer at the cancer unit with a trolley of hats. I said that I wasn't a hat person. She looked me over and said no, you are a turban person.

I wore it to my granddaughter's christening, with a brooch. Three folk asked me where I'd bought it.

It takes a lot of science to keep me going and I'm thankful for every drop. But it was the turban that got me out of the house.`,
		ScreenName: "Brooch", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"volunteers", "feeling like myself"}, Feelings: []string{"glamorous", "thankful"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 16,
		State: "published", Edits: "just-publish", Author: "curlew",
		Conversation: []Turn{
			{By: "sade", DaysAfter: 3, State: "published", Text: `She says she knew it the moment you walked in, and that the brooch was the right call. More turbans are on order.`},
			{By: "rita", DaysAfter: 15, State: "submitted", Text: `I help to look after our volunteers. May I read this at their tea next month?`},
		},
	},
}
