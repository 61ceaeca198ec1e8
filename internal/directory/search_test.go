package directory

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// entries makes the services of a file searchable, with their codes for ids.
func entries(p Parsed) []Entry {
	names := map[string]string{}
	for _, o := range p.Organisations {
		names[o.Code] = o.Name
	}
	var out []Entry
	for _, s := range p.Services {
		out = append(out, Entry{ID: s.Code, Name: s.Name, Aliases: strings.Join(s.Aliases, "\n"), Address: s.Address, Town: s.Town,
			Postcode: s.Postcode, Code: s.Code, Kind: s.Kind, Organisation: names[s.Organisation.Value]})
	}
	return out
}

// typed are things people type, and the code of the hospital they mean.
var typed = [][2]string{
	// Short names and initials.
	{"ARI", "N101H"}, {"a.r.i.", "N101H"}, {"rach", "N121H"}, {"RACH aberdeen", "N121H"}, {"qeuh", "G405H"}, {"GRI", "G107H"},
	{"dgri", "Y146H"}, {"RIE", "S314H"}, {"ERI", "S314H"}, {"rhcyp", "S319H"}, {"wgh", "S116H"}, {"bgh", "B120H"},
	{"FVRH", "V217H"}, {"pri perth", "T202H"}, {"VHK", "F704H"}, {"rah paisley", "C418H"}, {"amh", "N161H"}, {"REH", "S217H"},
	// Names as they are, in part, and the words in another order.
	{"Aberdeen Royal Infirmary", "N101H"}, {"aberdeen royal", "N101H"}, {"royal infirmary aberdeen", "N101H"},
	{"the royal aberdeen", "N101H"}, {"royal cornhill", "N198H"}, {"cornhill", "N198H"}, {"Woodend", "N102H"},
	{"dr greys elgin", "N411H"}, {"Dr Gray's", "N411H"}, {"dr. grays hospital", "N411H"}, {"doctor grays", "N411H"},
	{"drgrays", "N411H"}, {"raigmore", "H202H"}, {"ninewells", "T101H"}, {"the balfour", "R103H"}, {"balfour orkney", "R103H"},
	{"gilbert bain", "Z102H"}, {"beatson", "G517H"}, {"golden jubilee", "D102H"}, {"baird", "N106H"},
	{"baird family hospital", "N106H"}, {"hyperbaric", "N111H"}, {"astley ainslie", "S201H"}, {"eye pavilion", "S316H"},
	// What a place is for.
	{"a&e aberdeen", "N101H"}, {"A & E Aberdeen", "N101H"}, {"a and e aberdeen", "N101H"}, {"aberdeen casualty", "N101H"},
	{"accident and emergency elgin", "N411H"}, {"a&e inverness", "H202H"}, {"emergency department dundee", "T101H"},
	{"a&e wishaw", "L308H"}, {"childrens hospital aberdeen", "N121H"}, {"kids hospital aberdeen", "N121H"},
	{"sick kids edinburgh", "S319H"}, {"sick kids glasgow", "G513H"}, {"maternity aberdeen", "N161H"},
	{"aberdeen maternity hosp", "N161H"}, {"dental hospital dundee", "T113H"}, {"dentist glasgow", "G106H"},
	{"community hospital inverurie", "N331H"}, {"mental health rehab irvine", "A114H"}, {"eye hospital edinburgh", "S316H"},
	// Former names.
	{"yorkhill", "G513H"}, {"southern general", "G405H"}, {"monklands hospital", "L106H"}, {"wishaw general", "L308H"},
	{"crosshouse hospital", "A111H"}, {"insch war memorial", "N332H"}, {"carstairs", "D101H"}, {"royal northern infirmary", "H201H"},
	// Towns and islands.
	{"hospital elgin", "N411H"}, {"elgin", "N411H"}, {"hospital stornoway", "W107H"}, {"stonehaven", "N494H"}, {"banchory", "N181H"},
	{"hospital in oban", "C121H"}, {"isle of skye hospital", "H229H"}, {"hospital portree skye", "H215H"}, {"mackinnon skye", "H214H"}, {"barra hospital", "W106H"}, {"kirkwall", "R103H"},
	{"fort william", "H212H"}, {"bo ness", "V105H"}, {"boness hospital", "V105H"}, {"glen o dee", "N181H"}, {"glenodee", "N181H"},
	{"victoria hospital rothesay", "C113H"}, {"victoria kirkcaldy", "F704H"}, {"chalmers banff", "N337H"},
	{"chalmers edinburgh", "S203H"}, {"st johns livingston", "S308H"}, {"stjohns livingston", "S308H"}, {"saint johns", "S308H"},
	// Postcodes and codes.
	{"AB25 2ZN", "N101H"}, {"ab252zn", "N101H"}, {"iv30", "N411H"}, {"IV30 1", "N411H"}, {"hospital AB55 4BH", "N432H"},
	{"N101H", "N101H"}, {"n411h", "N411H"}, {"G2 3JZ", "G106H"},
	// Slips.
	{"aberdene royal infirmery", "N101H"}, {"abredeen royal infirmary", "N101H"}, {"aberdeen royal infimary", "N101H"},
	{"raigmoor", "H202H"}, {"ninewels dundee", "T101H"}, {"roxburgh house", "N183H"}, {"frazerburgh", "N334H"},
	{"peterhed", "N333H"}, {"turrif", "N336H"}, {"kirkaldy victoria", "F704H"}, {"inverury", "N331H"}, {"stonhaven", "N494H"},
	{"foresterhil", "N101H"}, {"leanchoill", "N434H"}, {"stracathro brechin", "T312H"}, {"gartnaval general", "G504H"},
	{"queen elizibeth", "G405H"}, {"arbroth infirmary", "T304H"}, {"crosshous", "A111H"}, {"monklnds", "L106H"},
	// Half typed.
	{"aberd roy inf", "N101H"}, {"dr gr", "N411H"}, {"frase", "N334H"}, {"wool", "N104H"}, {"queen eliz", "G405H"},
}

func TestPeopleFindTheHospitalTheyMean(t *testing.T) {
	x := NewIndex(entries(hospitals(t)))
	missed := 0
	for _, c := range typed {
		hits := x.Search(c[0], 3)
		if !slices.ContainsFunc(hits, func(h Hit) bool { return h.ID == c[1] }) {
			missed++
			t.Logf("%q: no %s in %v", c[0], c[1], hits)
		}
	}
	if missed > 0 {
		t.Errorf("%d of %d were not among the first three", missed, len(typed))
	}
}

func TestTheVeryNameComesFirst(t *testing.T) {
	list := entries(hospitals(t))
	x := NewIndex(list)
	for _, e := range list {
		for _, query := range []string{e.Name + " " + e.Town, e.Code, strings.ToUpper(e.Name) + ", " + e.Postcode} {
			if hits := x.Search(query, 1); len(hits) == 0 || hits[0].ID != e.ID {
				t.Errorf("%q: %v, not %s", query, hits, e.ID)
			}
		}
	}
}

func TestAPostcodeIsNeverCorrectedToAnother(t *testing.T) {
	x := NewIndex(entries(hospitals(t)))
	for _, h := range x.Search("AB25 2ZN", 10) {
		if h.Postcode != "AB25 2ZN" {
			t.Errorf("%+v", h)
		}
	}
}

func TestNothingIsFoundForNothing(t *testing.T) {
	x := NewIndex(entries(hospitals(t)))
	for _, query := range []string{"", "   ", "!?&", "qqqqqqq", "\xff\xfe", "xyzzy plugh"} {
		if hits := x.Search(query, 10); len(hits) != 0 {
			t.Errorf("%q: %v", query, hits)
		}
	}
	if hits := x.Search("aberdeen", 0); len(hits) != 0 {
		t.Error(hits)
	}
	if hits := NewIndex(nil).Search("aberdeen", 3); len(hits) != 0 {
		t.Error(hits)
	}
	if hits := x.Search(strings.Repeat("aberdeen ", 100_000), 3); len(hits) != 3 {
		t.Error(hits)
	}
}

func TestTheSameIsFoundEveryTimeAndByAllAtOnce(t *testing.T) {
	list := entries(hospitals(t))
	want := NewIndex(list).Search("hospital", 50)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	x := NewIndex(list)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got := x.Search("hospital", 50); !slices.Equal(got, want) {
					t.Error("the order differs")
					return
				}
				x.Search("a&e aberdeen", 3)
			}
		})
	}
	all.Wait()
}

func TestAClosedServiceComesAfterAnOpenOneOfTheSameName(t *testing.T) {
	x := NewIndex([]Entry{{ID: "a", Name: "Victoria Hospital", Closed: true}, {ID: "b", Name: "Victoria Hospital"}})
	if hits := x.Search("victoria", 2); len(hits) != 2 || hits[0].ID != "b" {
		t.Error(hits)
	}
}

func TestSlipsAreCountedAsPeopleMakeThem(t *testing.T) {
	for pair, want := range map[[2]string]int{
		{"elgin", "elgin"}: 0, {"elgin", "elgn"}: 1, {"elgin", "elign"}: 1, {"elgin", "eglin"}: 1, {"grays", "greys"}: 1,
		{"kirkcaldy", "kirkaldy"}: 1, {"aberdeen", "abredene"}: 2, {"elgin", "perth"}: 3, {"", "ab"}: 2, {"", ""}: 0,
	} {
		if got := distance(pair[0], pair[1], 2); got != want {
			t.Errorf("%v: %d, not %d", pair, got, want)
		}
	}
}

func FuzzNoQueryBreaksTheSearch(f *testing.F) {
	for _, c := range typed {
		f.Add(c[0])
	}
	x := NewIndex(entries(hospitals(f)))
	f.Fuzz(func(t *testing.T, query string) {
		first := x.Search(query, 5)
		if again := x.Search(query, 5); !slices.Equal(first, again) || len(first) > 5 {
			t.Errorf("%q: %v and %v", query, first, again)
		}
	})
}
