package directory

import "strings"

// addressLines tidies the lines of an address and drops those that are empty
// or hold the "z" by which Public Health Scotland writes "does not apply".
func addressLines(raw ...string) []string {
	var lines []string
	for _, line := range raw {
		if line = tidy(line); line != "" && !strings.EqualFold(line, "z") {
			lines = append(lines, line)
		}
	}
	return lines
}

// counties are last lines of addresses that say less than a town.
var counties = wordSet(`avon bedfordshire berkshire buckinghamshire cambridgeshire cheshire cleveland clwyd cornwall cumbria derbyshire devon
	dorset durham dyfed essex glamorgan gloucestershire gwent gwynedd hampshire herefordshire hertfordshire humberside kent lancashire
	leicestershire lincolnshire merseyside middlesex norfolk northamptonshire northumberland nottinghamshire oxfordshire powys rutland
	shropshire somerset staffordshire suffolk surrey sussex warwickshire wiltshire worcestershire yorkshire
	aberdeenshire angus argyll ayrshire banffshire berwickshire caithness clackmannanshire
	dumfriesshire dunbartonshire fife inverness-shire kincardineshire kinross-shire kirkcudbrightshire lanarkshire
	lothian midlothian moray morayshire nairnshire orkney peebles-shire perthshire renfrewshire ross-shire roxburghshire
	selkirkshire shetland stirlingshire sutherland wigtownshire`)

// areas are the same, in more words than one.
var areas = map[string]bool{"tyne and wear": true, "tyne & wear": true, "greater manchester": true, "greater london": true, "west midlands": true,
	"county durham": true, "co durham": true, "co. durham": true, "east riding of yorkshire": true, "mid glamorgan": true, "south humberside": true,
	"north humberside": true, "east riding": true, "united kingdom": true, "england": true, "wales": true, "uk": true}

// notTowns are last words of lines that name a street or a building.
var notTowns = wordSet(`road street st avenue place drive lane terrace crescent way grove court square close loan walk brae row
	gardens hospital house centre center unit campus infirmary hospice park`)

// town finds the town in the lines of an address: the last one that is not a
// county or an island, nor a street; the island if there is no such line. ""
// means that the address names none.
func town(lines []string) string {
	fallback := ""
	for i := len(lines) - 1; i >= 0; i-- {
		line := strings.TrimPrefix(lines[i], "By ")
		lower := strings.ToLower(line)
		words := strings.Fields(lower)
		switch {
		case areas[lower], counties[words[len(words)-1]] && (len(words) == 1 || len(words) == 2 && compass[words[0]]):
		case strings.HasPrefix(lower, "isle of "):
			fallback = line
		case notTowns[words[len(words)-1]] || strings.ContainsAny(line, "0123456789"):
			return fallback // what stands before a street is not a town either
		default:
			return line
		}
	}
	return fallback
}

var compass = wordSet("north south east west")

// towns counts the towns of each postcode district.
type towns map[string]map[string]int

func (t *towns) count(s *Service) {
	d := district(s.Postcode)
	if d == "" || s.Town == "" {
		return
	}
	if *t == nil {
		*t = towns{}
	}
	if (*t)[d] == nil {
		(*t)[d] = map[string]int{}
	}
	(*t)[d][s.Town]++
}

// near is the town of most others in the district, so that a list never shows two
// alike.
func (t towns) near(postcode string) string { return most(t[district(postcode)]) }

// fillTowns gives services without a town that of most others near by.
func fillTowns(services []Service) {
	var t towns
	for i := range services {
		t.count(&services[i])
	}
	for i := range services {
		if s := &services[i]; s.Town == "" {
			s.Town = t.near(s.Postcode)
		}
	}
}

// most is the key with the highest count, the first of them by letters.
func most(count map[string]int) string {
	best := ""
	for town, n := range count {
		if n > count[best] || n == count[best] && town < best {
			best = town
		}
	}
	return best
}

// district is the first half of a written postcode.
func district(postcode string) string {
	first, _, _ := strings.Cut(postcode, " ")
	return first
}

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}
