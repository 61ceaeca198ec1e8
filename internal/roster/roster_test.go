package roster_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"candour/internal/roster"
	"candour/internal/story"
)

const usual = "FirstName,LastName,Email,JobTitle,Department,Phone,Role\r\n" +
	"Nia,Pryce,nia@board.example,Charge nurse,Ward 4,01224 496 0000,Responder\r\n" +
	"Tom,O'Hara,tom@board.example,,,,\r\n"

// now is when the lists are read.
var now = time.Date(2026, 11, 18, 9, 0, 0, 0, time.UTC)

func parsed(t *testing.T, file string) roster.List {
	t.Helper()
	list, err := roster.Parse([]byte(file), now)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAListIsRead_AndPhoneNumbersAreNot(t *testing.T) {
	list := parsed(t, usual)
	want := []roster.Person{
		{2, story.Invitee{Email: "nia@board.example", Name: "Nia Pryce", JobTitle: "Charge nurse", Department: "Ward 4", Role: story.RoleResponder}},
		{3, story.Invitee{Email: "tom@board.example", Name: "Tom O'Hara", Role: story.RoleMember}}}
	if len(list.People) != 2 || list.People[0] != want[0] || list.People[1] != want[1] || len(list.Unread) != 0 {
		t.Errorf("read %+v", list)
	}
	if fmt.Sprint(list.Ignored) != "[Phone]" || strings.Contains(fmt.Sprint(list.People), "496") {
		t.Errorf("ignored %v", list.Ignored)
	}
}

func TestColumns_InAnyOrderCaseSeparatorAndEncoding(t *testing.T) {
	windows := "e-mail;LAST NAME;first name;Role\nzoe@board.example;Br\xfcn;Zo\xeb;ADMINISTRATOR\n"
	for name, file := range map[string]string{
		"byte order mark": "\xef\xbb\xbfEmail,Role,LastName,FirstName\nzoe@board.example,administrator,Brün,Zoë\n",
		"semicolons":      "email;lastname;firstname;role\nzoe@board.example;Brün;Zoë;Admin\n",
		"tabs":            "email\tlastname\tfirstname\trole\r\n\"zoe@board.example\"\tBrün\tZoë\tAdministrator\r\n",
		"Windows-1252":    windows,
		"old line ends":   "Email,Last Name,First Name,Role\rzoe@board.example,Brün,Zoë,administrator\r",
		"quotes":          "\"Email\",\"LastName\",\"FirstName\",\"Role\"\n\"zoe@board.example\",\"Brün\",\"Zoë\",\"administrator\"\n\n,,,\n",
	} {
		list := parsed(t, file)
		if len(list.People) != 1 || list.People[0].Name != "Zoë Brün" || list.People[0].Role != story.RoleAdministrator {
			t.Errorf("%s: %+v", name, list)
		}
	}
}

func TestABrokenLineIsNamed_AndSpoilsNoOther(t *testing.T) {
	list := parsed(t, "FirstName,LastName,Email,Role\n"+
		"Nia,Pryce,nia@board.example,\n"+
		"\"Tom,Hill,tom@board.example,\n"+
		"Una,,una@board.example,\n"+
		"Ian,Low,not an address,\n"+
		"Ada,Moss,ada@board.example,queen\n"+
		"=cmd|' /C calc'!A0,Moss,eve@board.example,\n"+
		"Nia,Twice,NIA@board.example,\n"+
		"Ken,Last,ken@board.example,responder\n")
	got := ""
	for _, u := range append(list.Unread, list.Twice...) {
		got += fmt.Sprintf("%d %s\n", u.Line, u.Reason)
	}
	want := "3 a quotation mark is not where it can be\n4 the first or the last name is missing\n5 the e-mail address is not one\n" +
		"6 the role is none of administrator, responder and member\n7 A name can’t begin with =, +, - or @\n8 the same address as in line 2\n"
	if got != want || len(list.People) != 2 {
		t.Errorf("%d people and\n%s", len(list.People), got)
	}
}

func TestALastDay_IsReadAsPeopleWriteIt_AndOneThatIsOverIsNamed(t *testing.T) {
	list := parsed(t, "FirstName,LastName,Email,Last day\n"+
		"Nia,Pryce,nia@board.example,31/3/2027\n"+
		"Tom,Hill,tom@board.example,2026-11-18\n"+
		"Una,Low,una@board.example,\n"+
		"Ian,Low,ian@board.example,17/11/2026\n"+
		"Ada,Moss,ada@board.example,at Easter\n"+
		"Bob,Moss,bob@board.example,3/31/2027\n")
	got := ""
	for _, p := range list.People {
		got += fmt.Sprintf("%s %s\n", p.Name, p.LastDay.Format(time.DateOnly))
	}
	for _, u := range list.Unread {
		got += fmt.Sprintf("%d %s\n", u.Line, u.Reason)
	}
	want := "Nia Pryce 2027-03-31\nTom Hill 2026-11-18\nUna Low 0001-01-01\n5 the last day is over\n" +
		"6 the last day is not written like 31/3/2027\n7 the last day is not written like 31/3/2027\n"
	if got != want {
		t.Errorf("%s", got)
	}
}

func TestAFileThatIsNoListSaysSo(t *testing.T) {
	for file, want := range map[string]error{"": roster.ErrEmpty, "\n\n": roster.ErrEmpty, "Name,Address\nA,B\n": roster.ErrColumns,
		"PK\x03\x04\x00\x00": roster.ErrBinary, "\xff\xfeF\x00i\x00": roster.ErrBinary, "\"FirstName,LastName,Email\n": roster.ErrColumns} {
		if _, err := roster.Parse([]byte(file), now); !errors.Is(err, want) {
			t.Errorf("%q: %v", file, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(usual))
	f.Add([]byte("email;lastname;firstname\n\"a"))
	f.Add([]byte("email,lastname,firstname,until\na@b.example,B,A,1/2/2027"))
	f.Fuzz(func(t *testing.T, file []byte) {
		list, err := roster.Parse(file, now)
		if err != nil {
			return
		}
		var people []story.Invitee
		for _, p := range list.People {
			if p.Check() != nil {
				t.Fatalf("line %d was read and is not in order", p.Line)
			}
			people = append(people, p.Invitee)
		}
		again, err := roster.Parse([]byte(roster.Format(people)), now)
		if err != nil || len(again.People) != len(people) {
			t.Fatalf("%d people were written and %d read: %v", len(people), len(again.People), err)
		}
		for i, p := range again.People {
			if p.Invitee != people[i] {
				t.Fatalf("%+v became %+v", people[i], p.Invitee)
			}
		}
	})
}
