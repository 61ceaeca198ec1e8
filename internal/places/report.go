package places

// Report says what a file held and what loading it did.
type Report struct {
	Header  Header  // of a file of postcodes
	Release Release // how new it is
	Before  Release // what was loaded until then
	Parts   int     // files of a zip that were read; 0 for a plain file

	Rows    int // rows read
	Known   int // of these, rows with a council
	Ended   int // of these, postcodes no longer in use
	Irish   int // of these, postcodes of Northern Ireland, which have a licence of their own
	Written int // postcodes that were new or had changed; 0 when the file was loaded before

	Unreadable []Line // the first MaxLines rows that could not be read
	Refused    int    // how many there were altogether

	Table string // "bodies" or "prefixes" for a small table of an operator; Rows and Written count its rows
	Notes []string
}

// Line is one row that could not be read.
type Line struct {
	File   string // the file in a zip, "" for a plain file
	No     int    // the line of the file, from 1
	Reason string
}

// MaxLines is how many unreadable rows a report lists; the rest are counted.
const MaxLines = 1000
