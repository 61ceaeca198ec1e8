package sample

// queue: stories that no moderator has read yet. Some hold words that should
// bring a person to them at once; they are written with care and without detail.
var queue = []Story{
	{
		Key:   "not-sure-i-want-to-be-here",
		Title: "I did what they told me and went home",
		Text: `I went to be seen because I wasn't safe with my own thoughts. I waited five hours with my coat on. The person who saw me was nice. She gave me a leaflet and said that somebody would phone in the week.

It's been nine days. Nobody has phoned. I don't know if I was meant to phone them. I don't want to bother anybody.

Most nights I think it would be easier for everyone if I was not here. I have not told my flatmate. I'm writing it here, I suppose, because you said that somebody would read it.`,
		ScreenName: "Coat on", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"nice when seen"}, Better: []string{"nobody phoned"}, Feelings: []string{"hopeless", "a burden"},
		Services: []string{"N198H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 0,
		State: "submitted", Edits: "show-me", Author: "rory", Postcode: "AB11 8RL",
	},
	{
		Key:   "afraid-for-my-brother",
		Title: "My brother and the long weekend",
		Text: `My brother came out of hospital on Thursday. He's been talking about ending his life, not in a shouting way, in a tidying-up way. He gave me his guitar.

I phoned the ward, and they told me to phone his doctor. The doctor is shut until Tuesday. I'm with him now, and I'm not going anywhere. He's asleep.

I'm sure they did their best and that they believed him when he said he was fine. He's good at fine. I'm asking, who do you ring on a Saturday?`,
		ScreenName: "Guitar case", ToldFor: "relative", AgeGroup: "adult",
		Better: []string{"help at the weekend", "listening to families"}, Feelings: []string{"frightened"},
		Services: []string{"N411H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 0,
		State: "submitted", Edits: "just-publish", Author: "plover",
	},
	{
		Key:   "i-hurt-myself-sometimes",
		Title: "they were kind but they asked my mum first",
		Text: `I had to get my arm dressed because I self harm sometimes. The nurse was really gentle and didn't go on at me. But they told my mum everything in front of me before they asked me anything and now it's weird at home and I've been doing it more.

I'm not going to do anything big. I just want them to ask the person first. I am in fifth year.`,
		ScreenName: "Grey hoodie", ToldFor: "self", AgeGroup: "young-person",
		Good: []string{"gentle nurse"}, Better: []string{"ask me first", "privacy"}, Feelings: []string{"embarrassed", "alone"},
		Services: []string{"N121H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 1,
		State: "submitted", Edits: "show-me", Author: "wren",
	},
	{
		Key:   "she-flinches",
		Title: "My gran flinches when they come in",
		Text: `Gran has carers four times a day, and she loves two of them. When the other one comes she goes quiet, and she pulls up the blanket. There was a mark on her wrist on Sunday that she said was the bannister. There's no bannister in the house.

I might be wrong. I hope I'm wrong. I don't know who you tell when you only might be right.`,
		ScreenName: "No bannister", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"two good carers"}, Better: []string{"safety"}, Feelings: []string{"afraid", "unsure"},
		ServiceText: "the carers who come to her house, I do not know who sends them", HappenedMonthsAgo: 1, ToldDaysAgo: 0,
		State: "submitted", Edits: "show-me", Author: "lapwing", Postcode: "AB16 6XP",
	},
	{
		Key:   "new-words-for-old-pain",
		Title: "A physio who asked what I was afraid of",
		Text: `I've had a bad back for years and I've been given every sheet of exercises that there is. This one asked what I was afraid would happen if I bent. I said that it'd snap. She got out a plastic spine and tried to snap it, and stood on it in the end. It did not snap.

I bent down and tied my own lace. I had slip-ons for six years.

Her name is Marguerite Bogbain and she should get a raise. You can ring me on 01632 960214 if you want that in writing.`,
		ScreenName: "Laces", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"physiotherapy", "being asked"}, Feelings: []string{"free"},
		Services: []string{"N102H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 1,
		State: "submitted", Edits: "just-publish", Author: "tam",
	},
	{
		Key:   "shouting-on-paper",
		Title: "WHY DOES NOBODY ANSWER THE PHONE ON THE WARD",
		Text: `I RANG NINETEEN TIMES ON FRIDAY THE 6TH. MY WIFE WAS IN FOR AN OPERATION AND I HAD NO CAR. WHEN THEY DID ANSWER, SISTER FORDOUN WAS RUDE AND SAID THAT THEY WERE BUSY SAVING LIVES.

My wife is fine. The operation was a great success and I have no complaint about that. Sorry about the capitals, it is my eyes.`,
		ScreenName: "Nineteen rings", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"operation"}, Better: []string{"answering the phone"}, Feelings: []string{"ignored"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 1, ToldDaysAgo: 2,
		State: "submitted", Edits: "show-me", Author: "walter", Postcode: "AB12 5BU",
	},
	{
		Key:   "grandads-new-pacemaker",
		Title: "He thinks he is bionic",
		Text: `Grandad got a pacemaker on Wednesday. The nurse who checked it let him see his own heartbeat on the computer, and he asked for a printout for the pub. She gave him one. It's in a frame.

He was home for his tea.`,
		ScreenName: "In a frame", ToldFor: "relative", AgeGroup: "adult",
		Good: []string{"nurse", "quick", "home the same day"}, Feelings: []string{"happy"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 0, ToldDaysAgo: 0,
		State: "submitted", Edits: "just-publish", Author: "heron",
	},
}
