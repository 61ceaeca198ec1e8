package sample

// access: getting in, being understood and being treated as oneself.
var access = []Story{
	{
		Key:   "hands-not-paper",
		Title: "Please do not write it down, fetch the interpreter",
		Text: `I am Deaf. My language is BSL. English is my second language and I read it like you'd read your school French when you're in pain.

I asked for an interpreter when I was given my appointment. I asked again by text. On the day there was no interpreter. The doctor was pleasant and wrote on a pad. I nodded, because it is rude not to. I went home not knowing if I needed an operation.

The second time there was an interpreter and the same doctor. I learned more in ten minutes than in the whole of that first hour. She looked at me, and not at the interpreter. I could see she was pleased too. It's better for the both of us.

The receptionist has learned "good morning" and my name sign. That made my week.`,
		ScreenName: "Bright hands", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"interpreter", "receptionist", "doctor looked at me"}, Better: []string{"interpreter not booked", "written notes"}, Feelings: []string{"shut out", "equal"},
		Services: []string{"N101H"}, HappenedMonthsAgo: 6, ToldDaysAgo: 126,
		State: "published", Criticality: 3, Edits: "show-me", Author: "mina",
		Conversation: []Turn{
			{By: "jean", DaysAfter: 3, State: "published", Text: `You asked twice and we did not do it. I am sorry. Going home without knowing whether you needed an operation is not a small thing.

Your request was typed into a box that does not print on the day's list. The clinic never saw it. The box has been moved to the top of the list, in yellow, and the booking can't be saved until somebody has said who will book the interpreter. If you would like this answer in BSL, ask me here: we'd be glad to film it.`,
				Change: &Change{State: "made", Text: "Interpreter needs are at the top of each clinic's list, and a visit cannot be booked until somebody has taken charge of it.", DueInDays: 45, MadeDaysAfter: 40}},
			{By: "author", DaysAfter: 4, State: "published", Text: `Yes please, film it. For other Deaf people, not just for me.`},
			{By: "jean", DaysAfter: 60, State: "published", Text: `It has been filmed, and it's on the screen in the waiting area with the sound off for everyone. My own signing is slow. I am told that it's polite.`},
		},
	},
	{
		Key:   "ramp-to-nowhere",
		Title: "A very good ramp to a locked door",
		Text: `There's a fine new ramp at the hospital in Forres way. No, I tell a lie, it was Buckie. It has a good slope, two rails and a bit of grip. It leads to a door which is locked, with a sign that says to use the main entrance. The main entrance has a step.

I sat at the top of my ramp in the rain like Juliet. A physio saw me from a window and came running with the key.

The physio herself: ten out of ten. I have been coming a while, and I can now do my own zip.`,
		ScreenName: "Balcony scene", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"physiotherapist"}, Better: []string{"wheelchair access"}, Feelings: []string{"amused", "wet"},
		Services: []string{"N431H"}, HappenedMonthsAgo: 3, ToldDaysAgo: 33,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "lorna",
		Conversation: []Turn{
			{By: "gordon", DaysAfter: 1, State: "published", Text: `I have been to look. I went up it in a borrowed chair, and sat where you sat. The door had been locked over the winter for the sake of the heating. It's open now, from eight until six, with a bell at the right height. I rang it and the same physio came running. Well done on the zip.`,
				Change: &Change{State: "made", Text: "The door at the top of the ramp is open from eight until six, with a bell that can be reached from a chair."}},
			{By: "author", DaysAfter: 2, State: "published", Text: `Wherefore art thou, Gordon. Good man.`},
		},
	},
	{
		Key:   "my-sister-has-a-voice",
		Title: "Ask her, she will tell you",
		Text: `My sister has a learning disability. She's forty years of jokes. We went for her bloods and for her scan.

The blood nurse spoke to me for the first minute. I didn't say anything, I just looked at my sister, and the nurse went red and turned her chair around and started again with her. I thought that was grand, for she put it right in front of us both.

The scan was different. "Does she take sugar" kind of thing. "Pop her up there." My sister said, "I'm not a pop." Nobody laughed but us.

She'd a good passport with her, all her likes and her words for pain, and the one who read it and the one who did not were like chalk and cheese.`,
		ScreenName: "Not a pop", ToldFor: "cared-for", AgeGroup: "adult",
		Good: []string{"nurse who put it right"}, Better: []string{"talk to the person", "reading the hospital passport"}, Feelings: []string{"proud", "annoyed"},
		Services: []string{"G405H"}, HappenedMonthsAgo: 7, ToldDaysAgo: 144,
		State: "published", Criticality: 2, Edits: "just-publish", Author: "tam",
		Conversation: []Turn{
			{By: "nasreen", DaysAfter: 5, State: "published", Text: `"I'm not a pop" has been said in earnest at a meeting of the radiographers, and then it was minuted.

Please tell your sister that she has done some teaching for us. The passport is now asked for at the scan desk, and read before the person is called. If she would like to come and tell the new staff herself about being spoken to, we would pay her as we do any other speaker. Our liaison nurse for learning disability can arrange it, and the site will pass your answer on.`,
				Change: &Change{State: "made", Text: "The hospital passport is asked for, and read, before a person is called for their scan.", DueInDays: 30, MadeDaysAfter: 25}},
			{By: "author", DaysAfter: 9, State: "published", Text: `She wants to know how much. She also says yes.`},
			{By: "author", DaysAfter: 70, State: "published", Text: `Update. She did it, with slides. She has a lanyard now and won't take it off.`},
		},
	},
	{
		Key:   "second-language",
		Title: "My son should not be my translator",
		Text: `I am from Poland. I speak English good for the shop and for work. For hospital words no.

When I had pain under my ribs the first doctor asked my son to translate. He's a good boy but he is in primary school. He had to say "blood" and "bowel" to his mother. He was white. After that I said I am better, so we could go.

Second time a telephone was brought, with a Polish lady in it. I could say everything. It was gallstones. So simple.

The staff are kind, always kind. But please fetch the telephone first, and give the children a colouring book.`,
		ScreenName: "Pierogi", ToldFor: "self", AgeGroup: "adult",
		Good: []string{"telephone interpreter", "kind staff"}, Better: []string{"interpreter from the start", "children as translators"}, Feelings: []string{"ashamed", "relieved"},
		Services: []string{"N334H", "N101H"}, HappenedMonthsAgo: 5, ToldDaysAgo: 79,
		State: "published", Criticality: 3, Edits: "just-publish", Author: "pavel",
		Conversation: []Turn{
			{By: "eilidh", DaysAfter: 4, State: "published", Text: `You should not have had to choose between your pain and your son. I'm sorry. The telephone was in a cupboard three metres from where you sat.

It now lives on the front desk at Fraserburgh, with a card in eleven languages that says "Point to yours". And we've bought the colouring books.`,
				Change: &Change{State: "made", Text: "The interpreter telephone stands on the front desk with a card in eleven languages. Children are not asked to translate.", MadeDaysAfter: 2, DueInDays: 7}},
			{By: "rita", DaysAfter: 11, State: "rejected", Text: `Thank you for taking the time to provide your feedback. I am sorry that you felt that way. Please contact our feedback team, who will be happy to help.`},
		},
	},
}
