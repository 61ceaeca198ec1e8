package places

// Report says what a file held and what loading it did.
type Report struct {
	Header  Header
	Rows    int // rows read
	Known   int // of these, rows with a council
	Ended   int // of these, postcodes no longer in use
	Written int // postcodes that were new or had changed; 0 when the file was loaded before

	Unreadable []Line // the first MaxLines rows that could not be read
	Refused    int    // how many there were altogether
}

// Line is one row that could not be read.
type Line struct {
	No     int // the line of the file, from 1
	Reason string
}

// MaxLines is how many unreadable rows a report lists; the rest are counted.
const MaxLines = 1000
