package places

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pocketbase/dbx"
)

// Release is how new a file of postcodes is. Each is a year and month, 202608,
// or 0 when it is not known.
type Release struct {
	Named  int // by the name of the file: ONSPD_AUG_2026_UK.csv
	Newest int // the newest month in which a postcode of the file began or ended
}

// String is the release for a report.
func (r Release) String() string {
	switch {
	case r.Named > 0:
		return monthName(r.Named)
	case r.Newest > 0:
		return "the newest change in it is of " + monthName(r.Newest)
	}
	return "the file does not tell how new it is"
}

var months = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"

var releaseName = regexp.MustCompile(`(?i)(?:^|[^a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[_ -]?(20\d\d)(?:\D|$)`)

// named finds the release in the name of a file, 0 for none.
func named(file string) int {
	found := releaseName.FindStringSubmatch(file)
	if found == nil {
		return 0
	}
	year, _ := strconv.Atoi(found[2])
	return year*100 + strings.Index(months, strings.ToUpper(found[1]))/4 + 1
}

func monthName(month int) string {
	return time.Date(month/100, time.Month(month%100), 1, 0, 0, 0, 0, time.UTC).Format("January 2006")
}

// OlderError says that a file is older than the one that is loaded. The
// importing of it can be forced.
type OlderError struct{ File, Loaded Release }

func (e *OlderError) Error() string {
	switch {
	case e.File.Named > 0 && e.Loaded.Named > 0:
		return fmt.Sprintf("this file is the release of %s, and the one of %s is loaded", monthName(e.File.Named), monthName(e.Loaded.Named))
	default:
		return fmt.Sprintf("the newest change in this file is of %s, and the postcodes that are loaded know changes of %s; "+
			"a file of a part of the country may look older than it is, because nothing changed there",
			monthName(e.File.Newest), monthName(e.Loaded.Newest))
	}
}

// olderThan compares like with like: names with names and, where one of the two
// files has no release in its name, the newest changes.
func (r Release) olderThan(loaded Release) bool {
	if r.Named > 0 && loaded.Named > 0 {
		return r.Named < loaded.Named
	}
	return r.Newest > 0 && r.Newest < loaded.Newest
}

// loadedRelease reads which release the table holds.
func loadedRelease(db dbx.Builder) (r Release, err error) {
	for name, value := range map[string]*int{"release named": &r.Named, "release newest": &r.Newest} {
		err := db.NewQuery("SELECT value FROM facts WHERE name = {:name}").Bind(dbx.Params{"name": name}).Row(value)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return r, err
		}
	}
	return r, nil
}

// keep writes down the release. The parts of one release are loaded one after
// another, so the newest change is the newest of them all.
func (r Release) keep(db dbx.Builder, loaded Release, forced bool) error {
	if !forced {
		r = Release{Named: max(r.Named, loaded.Named), Newest: max(r.Newest, loaded.Newest)}
	}
	if err := setFact(db, "release named", r.Named); err != nil {
		return err
	}
	return setFact(db, "release newest", r.Newest)
}

func setFact(db dbx.Builder, name string, value int) error {
	_, err := db.NewQuery("INSERT INTO facts VALUES ({:name}, {:value}) ON CONFLICT (name) DO UPDATE SET value = excluded.value").
		Bind(dbx.Params{"name": name, "value": value}).Execute()
	return err
}
