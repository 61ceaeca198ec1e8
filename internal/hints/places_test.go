package hints

import "testing"

func TestAddressesAreNoticedWithWhatFollowsThem(t *testing.T) {
	expect(t, map[string]string{
		"I live at Flat 2/1, 14 Union Street, Torry, Aberdeen AB11 9QJ.": "address: Flat 2/1, 14 Union Street, Torry, Aberdeen | postcode: AB11 9QJ",
		"to 14 union street, please":                                     "address: 14 union street",
		"at 22 Harbour Close in Peterhead":                               "address: 22 Harbour Close in Peterhead",
		"my address is Dalmatinova 68":                                   "address: Dalmatinova 68",
		"We stayed at Magasinsgatan 7":                                   "address: Magasinsgatan 7",
		"20 Rue Hsine Eloued":                                            "address: 20 Rue Hsine Eloued",
		"370 3911 Fourth Avenue Suite 697":                               "address: 370 3911 Fourth Avenue Suite 697",
		"12 Nordgatan 45\n Suite 7\n Malmo\n Sweden 213 45":              "address: 12 Nordgatan 45\n Suite 7\n Malmo\n Sweden | postcode: 213 45",
		"the corner of Crown Street and Ferry Hill":                      "address: corner of Crown Street and Ferry Hill",
		"I was in Ward 5, Bay 12 and Bed 3; Band 6; Covid 19":            "",
		"10 minutes down the road, 3 different wards, 2 Nurses":          "",
		"I waited 4 hours. Harvey 2. Day 14":                             "",
	}, find)
}

func TestPostcodesOfOtherCountriesAreNoticed(t *testing.T) {
	expect(t, map[string]string{
		"My Eircode is D02 AF30":             "postcode: D02 AF30",
		"at A65 F4E2 now":                    "postcode: A65 F4E2",
		"Newtown NSW 2042":                   "postcode: NSW 2042",
		"ZIP: 48750, zip code is 3520":       "postcode: 48750 | postcode: 3520",
		"postcode 7412 SL":                   "postcode: 7412 SL",
		"in 75008 Lyon, 1012 AB Utrecht":     "postcode: 75008 | name: Lyon | postcode: 1012 AB",
		"We moved to 00-950 Lodz":            "address: 00-950 Lodz",
		"in 20000 London wards, 31 Bristol":  "",
		"D12 wards, C4 EACH, A10 road":       "",
		"in March 2024, in Aberdeen 2019":    "",
		"NSW has 2042 beds. The SA team, WA": "",
	}, find)
}

func TestNumbersOfPatientsInOtherCountriesAreNoticed(t *testing.T) {
	expect(t, map[string]string{
		"my PPS number is 1234567T":                 "number: 1234567T",
		"Medicare 2123 45670 1":                     "health-number: 2123 45670 1",
		"my Medicare card is 2123456701":            "health-number: 2123456701",
		"H&C number 320 000 0279":                   "health-number: 320 000 0279",
		"His social security number is 853-37-1694": "number: 853-37-1694",
		"my licence is 2270-66-1551":                "number: 2270-66-1551",
		"card 3714 496353 98431":                    "number: 3714 496353 98431",
		"2123 45671 1 is a wrong one":               "phone: 2123 45671",
	}, find)
	for text, want := range map[string]string{"1234567t": "PPS", "1234567fa": "PPS"} {
		if !isPPSN(text) {
			t.Errorf("%s is no %s number", text, want)
		}
	}
	if isPPSN("1234567a") {
		t.Error("a wrong check letter is taken")
	}
}
