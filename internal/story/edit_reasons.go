package story

import "slices"

// editReasons are why words of a story are changed, as the handbook and the page
// about moderation say it.
var editReasons = []Reason{
	{"identifies-author", "It could show who the author is",
		"It could show who you are: a name, an age, a place, something only you would know.", ""},
	{"identifies-staff", "It names staff in a critical part",
		"It names or describes somebody who works there in a part that is critical. We say their job instead.", ""},
	{"date-or-time", "An exact date or time",
		"An exact date or time could show who you are, or who worked then.", ""},
	{"offensive", "Offensive words",
		"Words that insult or degrade people.", ""},
	{"defamatory", "A legal risk",
		"Somebody could say in court that it is not proved. We keep what happened to you and how it was.", ""},
	{"length", "Length",
		"It was too long to be read to the end.", ""},
	{"spelling", "Capitals, spelling or layout",
		"Only capitals, spelling, punctuation or layout. The words say the same.", ""},
	{OtherReason, "Another reason", "Another reason.", ""},
}

// EditReasons lists why words of a story may be changed.
func EditReasons() []Reason { return slices.Clone(editReasons) }
