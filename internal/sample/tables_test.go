package sample_test

// organisations are the bodies that members of the demo belong to, each with
// the letter that starts the hospital codes it answers for
// (source: Public Health Scotland, "Hospital codes").
var organisations = map[string]byte{
	"S37000001": 'N', "S37000002": 'N', "S37000019": 'N', // partnerships in Grampian
	"S08000020": 'N', // NHS Grampian
	"S08000022": 'H', // NHS Highland
	"S08000024": 'S', // NHS Lothian
	"S08000026": 'Z', // NHS Shetland
	"S08000030": 'T', // NHS Tayside
	"S08000031": 'G', // NHS Greater Glasgow and Clyde
}

// hospitals are the services the stories may be about
// (source: Public Health Scotland, "Hospital codes").
var hospitals = map[string]string{
	"N101H": "Aberdeen Royal Infirmary",
	"N102H": "Woodend General Hospital",
	"N121H": "Royal Aberdeen Children's Hospital",
	"N151H": "Aboyne Hospital",
	"N161H": "Aberdeen Maternity Hospital",
	"N183H": "Roxburghe House",
	"N198H": "Royal Cornhill Hospital",
	"N331H": "Inverurie Hospital",
	"N333H": "Peterhead Community Hospital",
	"N334H": "Fraserburgh Hospital",
	"N335H": "Jubilee Hospital",
	"N337H": "Chalmers Hospital",
	"N411H": "Dr Gray's Hospital",
	"N431H": "Seafield Hospital",
	"N433H": "Turner Memorial Hospital",
	"N494H": "Kincardine Community Hospital",
	"N500H": "Aberdeen Community Health and Care Village",
	"N501H": "Rosewell House (NHS Wards)",
	"B120H": "Borders General Hospital",
	"G405H": "Queen Elizabeth University Hospital",
	"H202H": "Raigmore Hospital",
	"R103H": "The Balfour",
	"S319H": "Royal Hospital for Children and Young People",
	"T101H": "Ninewells Hospital",
	"T317H": "Carseview Centre",
	"Z102H": "Gilbert Bain Hospital",
}
