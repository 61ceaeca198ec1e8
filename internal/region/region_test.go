package region

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func scotland(t *testing.T) *Region {
	t.Helper()
	r, err := Load("scotland")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestEveryBuiltInRegionLoadsAndIsCalledAfterItsFile(t *testing.T) {
	if len(Names()) == 0 {
		t.Fatal("there is no region")
	}
	for _, name := range Names() {
		if r, err := Load(name); err != nil || r.ID != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestScotlandHoldsWhatAFrightenedPersonNeeds(t *testing.T) {
	r := scotland(t)
	phones := map[string]bool{}
	for _, c := range r.CrisisContacts {
		phones[c.PhoneLink()] = true
		if c.Text == "SHOUT to 85258" {
			phones["text"] = true
		}
	}
	for _, phone := range []string{"999", "111", "116123", "0800838587", "08001111", "08000271234", "text"} {
		if !phones[phone] {
			t.Errorf("no crisis contact %s", phone)
		}
	}
	for _, q := range r.Questions {
		if q.PreferNot == "" {
			t.Errorf("%s can't be declined", q.ID)
		}
	}
	if r.AreaLevels[0].Kind != "partnership" || r.AreaLevels[1].Kind != "board" || r.RecencyMonths != 36 {
		t.Errorf("areas %v, recency %d", r.AreaLevels, r.RecencyMonths)
	}
}

func TestAWrongValueIsNamedWithItsPlace(t *testing.T) {
	whole, err := profiles.ReadFile("profiles/scotland.json")
	if err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(m map[string]any){
		`messages[1].asks: must be author`:  func(m map[string]any) { item(m, "messages", 1)["asks"] = "everybody" },
		`messages[1].language: "tlh"`:       func(m map[string]any) { item(m, "messages", 1)["language"] = "tlh" },
		`id: "Scot Land"`:                   func(m map[string]any) { m["id"] = "Scot Land" },
		"name: must not be empty":           func(m map[string]any) { m["name"] = " " },
		`countryCode: "gb"`:                 func(m map[string]any) { m["countryCode"] = "gb" },
		`timeZone: "Europe/Atlantis"`:       func(m map[string]any) { m["timeZone"] = "Europe/Atlantis" },
		"recencyMonths: 0":                  func(m map[string]any) { m["recencyMonths"] = 0 },
		`postcodeFormat: "zip"`:             func(m map[string]any) { m["postcodeFormat"] = "zip" },
		"languages: must name":              func(m map[string]any) { m["languages"] = []any{} },
		"areaLevels: must name":             func(m map[string]any) { m["areaLevels"] = nil },
		`officeHours.days[1]: "Tuesday"`:    func(m map[string]any) { m["officeHours"].(map[string]any)["days"] = []any{"monday", "Tuesday"} },
		`officeHours: from "18:00"`:         func(m map[string]any) { m["officeHours"].(map[string]any)["from"] = "18:00" },
		`holidays[0].date: "1 January"`:     func(m map[string]any) { item(m, "holidays", 0)["date"] = "1 January" },
		`holidays[1].date: "2026-01-01"`:    func(m map[string]any) { item(m, "holidays", 1)["date"] = "2026-01-01" },
		`crisisContacts[1].phone: "one"`:    func(m map[string]any) { item(m, "crisisContacts", 1)["phone"] = "one" },
		`crisisContacts[1].url: "nhs24"`:    func(m map[string]any) { item(m, "crisisContacts", 1)["url"] = "nhs24" },
		"crisisContacts[0]: needs a phone":  func(m map[string]any) { delete(item(m, "crisisContacts", 0), "phone") },
		`questions[0].kind: "free"`:         func(m map[string]any) { item(m, "questions", 0)["kind"] = "free" },
		`questions[1].id: "gender" is`:      func(m map[string]any) { item(m, "questions", 1)["id"] = "gender" },
		"questions[2].preferNot: must":      func(m map[string]any) { delete(item(m, "questions", 2), "preferNot") },
		"privacy.law: must not":             func(m map[string]any) { m["privacy"].(map[string]any)["law"] = "" },
		"privacy.bases: must name":          func(m map[string]any) { m["privacy"].(map[string]any)["bases"] = nil },
		"privacy.bases[1].words: must":      func(m map[string]any) { delete(item(m["privacy"].(map[string]any), "bases", 1), "words") },
		"privacy.consentAge: 40":            func(m map[string]any) { m["privacy"].(map[string]any)["consentAge"] = 40 },
		`privacy.regulator.url: "ico"`:      func(m map[string]any) { m["privacy"].(map[string]any)["regulator"].(map[string]any)["url"] = "ico" },
		"privacy.regulator.name: must":      func(m map[string]any) { delete(m["privacy"].(map[string]any)["regulator"].(map[string]any), "name") },
		`exit: "javascript:`:                func(m map[string]any) { m["exit"] = "javascript:alert(1)" },
		`identifiers[0].pattern: "("`:       func(m map[string]any) { item(m, "identifiers", 0)["pattern"] = "(" },
		`identifiers[0].example: "x"`:       func(m map[string]any) { item(m, "identifiers", 0)["example"] = "x" },
		"disclosure: minimumPeople":         func(m map[string]any) { m["disclosure"].(map[string]any)["minimumPeople"] = 0 },
		`unknown field "postcodeLable"`:     func(m map[string]any) { m["postcodeLable"] = "x" },
		"complaints.contacts: must name":    func(m map[string]any) { m["complaints"].(map[string]any)["contacts"] = nil },
		"holidays: leave no working day":    func(m map[string]any) { m["holidays"] = everyDayOf(2026) },
		"not a region profile":              func(m map[string]any) { m["recencyMonths"] = "three years" },
		"questions[0].options[1].value: \"": func(m map[string]any) { item(item(m, "questions", 0), "options", 1)["value"] = "woman" },
	} {
		var m map[string]any
		if err := json.Unmarshal(whole, &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		data, _ := json.Marshal(m)
		file := filepath.Join(t.TempDir(), "x.json")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}

func item(m map[string]any, list string, i int) map[string]any {
	return m[list].([]any)[i].(map[string]any)
}

func everyDayOf(year int) (days []any) {
	for d := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC); d.Year() == year; d = d.AddDate(0, 0, 1) {
		days = append(days, map[string]any{"date": d.Format(time.DateOnly), "name": "off"})
	}
	return days
}

func TestAnUnknownRegionIsRefusedWithTheOnesThereAre(t *testing.T) {
	for _, name := range []string{"", "atlantis", "../scotland", "/nowhere/at/all.json"} {
		if _, err := Load(name); err == nil {
			t.Errorf("%q was taken", name)
		}
	}
	if _, err := Load("atlantis"); !strings.Contains(err.Error(), "choose one of") || !strings.Contains(err.Error(), "scotland") {
		t.Errorf("%v", err)
	}
}

func TestAnswersAreAmongTheOptions(t *testing.T) {
	r, now := scotland(t), time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		id, value string
		want      bool
	}{
		{"gender", "woman", true}, {"gender", "Woman", false}, {"gender", "", false},
		{"birth-year", "1957", true}, {"birth-year", "2026", true}, {"birth-year", "2027", false},
		{"birth-year", "1905", false}, {"birth-year", "57", false}, {"birth-year", "+957", false},
		{"limited", "a-lot", true}, {"ethnic-group", "white-polish", true},
	} {
		q, ok := r.Question(c.id)
		if !ok || q.Accepts(c.value, now) != c.want {
			t.Errorf("%s=%q: want %v", c.id, c.value, c.want)
		}
	}
	if _, ok := r.Question("shoe-size"); ok {
		t.Error("a question was made up")
	}
	if got := r.OldestMonth(now).Format(time.DateOnly); got != "2023-11-01" {
		t.Errorf("oldest month %s", got)
	}
}
