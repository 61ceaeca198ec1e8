// Package roster reads lists of people who work for an organisation, as its
// administrators save them from a spreadsheet.
//
// One line is one person: a quotation mark that is never closed spoils its own
// line and not the rest. Columns stand in any order, separated by commas,
// semicolons or tabs, in UTF-8 or Windows-1252. Phone numbers, and every column
// that is not ours, are never looked at.
package roster

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"candour/internal/story"
)

// Person is one line that can be read.
type Person struct {
	Line int
	story.Invitee
}

// Unread is one line that can't be, and why.
type Unread struct {
	Line   int
	Reason string
}

// List is what a file holds.
type List struct {
	People  []Person
	Unread  []Unread
	Twice   []Unread // a later line with the address of an earlier one
	Ignored []string // the names of columns that are not looked at
}

// What keeps a whole file from being read.
var (
	ErrEmpty   = errors.New("the file is empty")
	ErrColumns = errors.New("the first line must name the columns FirstName, LastName and Email")
	ErrBinary  = errors.New("this is not a text file: in your spreadsheet, choose “Save as” and then CSV")
)

// columns are the names a column may have, in small letters without anything between.
var columns = map[string]string{
	"firstname": "first", "forename": "first", "givenname": "first", "lastname": "last", "surname": "last", "familyname": "last",
	"email": "email", "emailaddress": "email", "mail": "email", "jobtitle": "job", "job": "job", "department": "department", "role": "role",
	"lastday": "until", "until": "until", "enddate": "until",
}

// roles are the words for roles; an empty cell is the least.
var roles = map[string]story.Role{"": story.RoleMember, "member": story.RoleMember, "subscriber": story.RoleMember,
	"responder": story.RoleResponder, "administrator": story.RoleAdministrator, "admin": story.RoleAdministrator}

// Parse reads a list at a time, after which every last day in it must lie.
func Parse(file []byte, now time.Time) (List, error) {
	text, err := decode(file)
	if err != nil {
		return List{}, err
	}
	var list List
	var at map[string]int
	comma, seen := ',', map[string]int{}
	for i, line := range strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		if strings.Trim(line, " ,;\t") == "" {
			continue
		}
		if at == nil {
			comma = separator(line)
			if at, list.Ignored, err = header(line, comma); err != nil {
				return List{}, err
			}
			continue
		}
		p, err := person(line, comma, at, now)
		if err != nil {
			list.Unread = append(list.Unread, Unread{i + 1, err.Error()})
			continue
		}
		key := strings.ToLower(p.Email)
		if first, again := seen[key]; again {
			list.Twice = append(list.Twice, Unread{i + 1, fmt.Sprintf("the same address as in line %d", first)})
			continue
		}
		seen[key] = i + 1
		list.People = append(list.People, Person{i + 1, p})
	}
	if at == nil {
		return List{}, ErrEmpty
	}
	return list, nil
}

// decode makes text of a file. Line endings become one character, so that lines
// can be counted as an editor counts them.
func decode(file []byte) (string, error) {
	file = bytes.TrimPrefix(file, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(file, 0) >= 0 {
		return "", ErrBinary // a spreadsheet, a picture, or UTF-16
	}
	text := string(file)
	if !utf8.Valid(file) {
		windows, err := charmap.Windows1252.NewDecoder().Bytes(file)
		if err != nil {
			return "", ErrBinary
		}
		text = string(windows)
	}
	return strings.ReplaceAll(text, "\r\n", "\n"), nil
}

// separator is what stands most often in the line that names the columns.
func separator(line string) rune {
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t'} {
		if n := strings.Count(line, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

func header(line string, comma rune) (at map[string]int, ignored []string, err error) {
	names, err := cells(line, comma)
	if err != nil {
		return nil, nil, ErrColumns
	}
	at = map[string]int{}
	for i, name := range names {
		key := columns[plain(name)]
		if _, twice := at[key]; key == "" || twice {
			if name = story.CleanLine(name); name != "" && len(ignored) < 20 {
				ignored = append(ignored, name)
			}
			continue
		}
		at[key] = i
	}
	for _, needed := range []string{"first", "last", "email"} {
		if _, ok := at[needed]; !ok {
			return nil, nil, ErrColumns
		}
	}
	return at, ignored, nil
}

// plain is the name of a column without what people put between its letters.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func cells(line string, comma rune) ([]string, error) {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = comma, -1, comma != '\t'
	return r.Read()
}

func person(line string, comma rune, at map[string]int, now time.Time) (story.Invitee, error) {
	row, err := cells(line, comma)
	if err != nil {
		return story.Invitee{}, errors.New("a quotation mark is not where it can be")
	}
	cell := func(name string) string {
		if i, ok := at[name]; ok && i < len(row) {
			return story.CleanLine(row[i])
		}
		return ""
	}
	role, known := roles[strings.ToLower(cell("role"))]
	p := story.Invitee{Email: cell("email"), Name: cell("first") + " " + cell("last"), JobTitle: cell("job"), Department: cell("department"), Role: role,
		LastDay: story.ReadDay(cell("until"))}.Cleaned()
	switch {
	case cell("first") == "" || cell("last") == "":
		return p, errors.New("the first or the last name is missing")
	case p.Email == "":
		return p, errors.New("the e-mail address is missing")
	case !known:
		return p, errors.New("the role is none of administrator, responder and member")
	case cell("until") != "" && p.LastDay.IsZero():
		return p, errors.New("the last day is not written like 31/3/2027")
	case story.CheckLastDay(p.LastDay, now) != nil:
		return p, errors.New("the last day is over")
	}
	if err := p.Check(); err != nil {
		problem := err.Error()
		if story.CheckEmail(p.Email) != nil {
			problem = "the e-mail address is not one"
		}
		return p, errors.New(strings.TrimSuffix(problem, "."))
	}
	return p, nil
}

// Format writes people as a list that Parse reads again: what a form keeps between
// a look at a file and the yes to it.
func Format(people []story.Invitee) string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"FirstName", "LastName", "Email", "JobTitle", "Department", "Role", "LastDay"}) // a strings.Builder takes everything
	for _, p := range people {
		first, last, _ := strings.Cut(p.Name, " ")
		until := ""
		if !p.LastDay.IsZero() {
			until = p.LastDay.Format(time.DateOnly)
		}
		_ = w.Write([]string{first, last, p.Email, p.JobTitle, p.Department, string(p.Role), until})
	}
	w.Flush()
	return b.String()
}
