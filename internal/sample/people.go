package sample

import "slices"

// Author is an invented person who told one story or more. An author without
// an e-mail address signs in with a story key.
type Author struct{ Key, Email string }

// Member is an invented person of a real organisation. Organisation is its GSS
// code. Role is member, responder or administrator, each including the one before.
type Member struct{ Key, Name, JobTitle, Email, Organisation, Role string }

// AlsoMember is what a member is in a second organisation.
type AlsoMember struct{ Key, JobTitle, Organisation, Role string }

// Moderator is an invented person who reads stories before anyone else.
type Moderator struct {
	Name, Email string
	Senior      bool
}

// Codes of the organisations that have members in the demo
// (source: Public Health Scotland and the Office for National Statistics).
const (
	aberdeenCity  = "S37000001" // Aberdeen City Health and Social Care Partnership
	aberdeenshire = "S37000002" // Aberdeenshire Health and Social Care Partnership
	moray         = "S37000019" // Moray Health and Social Care Partnership
	grampian      = "S08000020" // NHS Grampian
	highland      = "S08000022" // NHS Highland
	lothian       = "S08000024" // NHS Lothian
	shetland      = "S08000026" // NHS Shetland
	tayside       = "S08000030" // NHS Tayside
	glasgow       = "S08000031" // NHS Greater Glasgow and Clyde
)

// Ada is the author the demo signs in as: she has stories in several states.
const Ada = "ada"

// Authors returns everyone who told a sample story.
func Authors() []Author { return slices.Clone(authors) }

// Members returns the staff of the demo.
func Members() []Member { return slices.Clone(members) }

// Moderators returns those who read the queue in the demo.
func Moderators() []Moderator { return slices.Clone(moderators) }

var authors = []Author{
	{Ada, "ada@example.org"},
	{"bram", "bram.tait@example.org"},
	{"ceit", "ceit@example.org"},
	{"dod", "dod.wattie@example.org"},
	{"effie", "effie.at.home@example.org"},
	{"finlay", "finlay@example.org"},
	{"grace", "grace.n@example.org"},
	{"hana", "hana.k@example.org"},
	{"isobel", "isobel@example.org"},
	{"jamie", "jamie.l@example.org"},
	{"kasia", "kasia@example.org"},
	{"lorna", "lorna.mac@example.org"},
	{"mina", "mina@example.org"},
	{"neil", "neil.r@example.org"},
	{"oonagh", "oonagh@example.org"},
	{"pavel", "pavel@example.org"},
	{"queenie", "queenie@example.org"},
	{"rory", "rory.s@example.org"},
	{"sunita", "sunita@example.org"},
	{"tam", "tam.b@example.org"},
	{"una", "una.wells@example.org"},
	{"vera", "vera@example.org"},
	{"walter", "walter@example.org"},
	{"yusuf", "yusuf@example.org"},
	// These six gave no e-mail address and keep a story key instead.
	{"curlew", ""}, {"dunlin", ""}, {"heron", ""}, {"lapwing", ""}, {"plover", ""}, {"wren", ""},
}

var members = []Member{
	{"rita", "Rita Benholm", "Patient Experience Lead", "rita@example.org", grampian, "responder"},
	{"isla", "Isla Tarvit", "Patient Experience Manager", "isla@example.org", grampian, "administrator"},
	{"kwame", "Kwame Ossian", "Senior Charge Nurse, Emergency Department", "kwame@example.org", grampian, "responder"},
	{"moira", "Moira Pitfour", "Lead Midwife", "moira@example.org", grampian, "responder"},
	{"dilys", "Dilys Glenbervie", "Service Manager, Mental Health", "dilys@example.org", grampian, "responder"},
	{"anwar", "Anwar Tullos", "Consultant Physician", "anwar@example.org", grampian, "responder"},
	{"jean", "Jean Drumoak", "Outpatient Booking Manager", "jean@example.org", grampian, "responder"},
	{"tomasz", "Tomasz Wielgorz", "Senior Charge Nurse, Orthopaedics", "tomasz@example.org", grampian, "responder"},
	{"bea", "Bea Lumphanan", "Lead Nurse, Children's Services", "bea@example.org", grampian, "responder"},
	{"colin", "Colin Strathbeg", "General Manager, Dr Gray's Hospital", "colin@example.org", grampian, "responder"},
	{"peggy", "Peggy Arnhall", "Senior Nurse, Palliative Care", "peggy@example.org", grampian, "responder"},
	{"sade", "Sade Maryculter", "Lead Nurse, Cancer Services", "sade@example.org", grampian, "responder"},
	{"lewis", "Lewis Garlogie", "Quality Analyst", "lewis@example.org", grampian, "member"},
	{"morag", "Morag Fernielea", "Lead for Community Nursing", "morag@example.org", aberdeenCity, "responder"},
	{"stuart", "Stuart Mannofield", "Business Manager", "stuart@example.org", aberdeenCity, "administrator"},
	{"eilidh", "Eilidh Tarves", "Location Manager, Community Hospitals", "eilidh@example.org", aberdeenshire, "responder"},
	{"gordon", "Gordon Ordiequish", "Service Manager, Community Care", "gordon@example.org", moray, "responder"},
	{"ruaridh", "Ruaridh Ardross", "Clinical Nurse Manager", "ruaridh@example.org", highland, "responder"},
	{"catriona", "Catriona Blinkbonny", "Patient Experience Officer", "catriona@example.org", lothian, "responder"},
	{"inga", "Inga Burravoe", "Senior Midwife", "inga@example.org", shetland, "responder"},
	{"heather", "Heather Balgay", "Outpatient Services Manager", "heather@example.org", tayside, "responder"},
	{"nasreen", "Nasreen Dowanhill", "Chief Nurse's Office", "nasreen@example.org", glasgow, "responder"},
	{"hector", "Hector Culsalmond", "Estates Manager", "hector@example.org", grampian, "member"},
}

// alsoMembers belong to a second organisation as well, and act for the first until
// they switch.
var alsoMembers = []AlsoMember{{"morag", "Nurse on secondment", grampian, "member"}}

// frozen is the member who is not let in for now.
const frozen = "hector"

var moderators = []Moderator{
	{"Moses Kirkhill", "moses@example.org", false},
	{"Ines Corrigall", "ines@example.org", false},
	{"Senga Whinhill", "senga@example.org", true},
	{"Osla Tornagrain", "osla@example.org", true}, // decides what is asked for against Senga
}
