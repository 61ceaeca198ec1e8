package directory

import (
	"strings"
	"testing"
)

// abroad are hospitals of Ireland and Australia as an operator's own table may give
// them, and wards of a hospital of Scotland: their names are real, their codes are not.
func abroad() []Entry {
	var all []Entry
	for _, row := range []string{
		"ie1|Beaumont Hospital||Beaumont Road|Dublin 9|D09 V2N0", "ie2|St James's Hospital|James's Street Hospital|James's Street|Dublin 8|D08 NHY1",
		"ie3|Cork University Hospital|CUH|Wilton|Cork|T12 DC4A", "ie4|University Hospital Galway|Merlin Park\nRegional Hospital|Newcastle Road|Galway|H91 YR71",
		"ie5|Our Lady of Lourdes Hospital||Windmill Road|Drogheda|A92 VW28", "ie6|Mater Misericordiae University Hospital||Eccles Street|Dublin 7|D07 R2WY",
		"ie7|Connolly Hospital|James Connolly Memorial Hospital|Mill Road|Blanchardstown|D15 X40D",
		"au1|Royal Prince Alfred Hospital|RPA|Missenden Road|Camperdown|2050", "au2|The Alfred||Commercial Road|Melbourne|3004",
		"au3|Princess Alexandra Hospital|PA Hospital|Ipswich Road|Woolloongabba|4102", "au4|Sir Charles Gairdner Hospital||Hospital Avenue|Nedlands|6009",
		"au5|Royal Adelaide Hospital||Port Road|Adelaide|5000", "au6|The Children's Hospital at Westmead||Hawkesbury Road|Westmead|2145",
		"w1|Ward 212 (Stroke), Royal Infirmary of Edinburgh||Little France|Edinburgh|EH16 4SA", "w2|Ward 12, Raigmore Hospital||Old Perth Road|Inverness|IV2 3UJ",
		"w3|Antenatal Clinic, Raigmore Hospital||Old Perth Road|Inverness|IV2 3UJ",
	} {
		f := strings.Split(row, "|")
		all = append(all, Entry{ID: f[0], Code: f[0], Name: f[1], Aliases: f[2], Address: f[3], Town: f[4], Postcode: f[5], Kind: "hospital"})
	}
	return all
}

// TestQueriesThatWereMadeUpBeforeTheyWereTried asks what was written down without a
// look at how the search works or at the names that it knows.
func TestQueriesThatWereMadeUpBeforeTheyWereTried(t *testing.T) {
	list := append(union(t), abroad()...)
	x, found, asked := NewIndex(list), 0, 0
	for _, q := range []string{
		"western general edinburgh|S116H", "sick kids edinburgh|S319H", "gartnaval general|G504H", "ninewells childrens ward dundee|T101H", "raigmoor inverness|H202H",
		"heart hospital clydebank|D102H", "wishaw general|L308H", "the balfour orkney|R103H", "gilbert bain|Z102H", "st johns livingston|S308H",
		"borders general melrose|B120H", "hairmires hospital|L302H", "fort william hospital|H212H", "southern general glasgow|G405H", "new cross wolverhampton|RL403",
		"southend hosp|RAJ01", "frimly park|RDU01", "mount med centre feltham|E85035", "doctors in scorton|B82035", "dr patel station lane hartlepool|A81612",
		"hainalt surgery|F86085", "lister house luton|E81016", "pulham market doctors|D82046", "long rigg medical centre gateshead|A85004", "hugglescote gp|C82096",
		"epworth doctors surgery|B81043", "north hyde rd surgery hayes|E86609", "blue dykes clay cross|C81008", "my dentist parsonage st bury|GMD011 GMD494",
		"sale dentist hope road|GMD274",
		"beaumont dublin|ie1", "st james dublin|ie2", "CUH|ie3", "galway uni hospital|ie4", "lourdes drogheda|ie5", "the mater dublin|ie6", "james connolly blanchardstown|ie7",
		"D09V2N0|ie1", "rpa sydney|au1", "alfred hospital melbourne|au2", "PA hospital brisbane|au3", "charlie gairdner|au4", "royal adelaide|au5", "westmead kids|au6",
		"ward 212 edinburgh royal|w1", "stroke ward little france|w1", "ward 12 raigmore|w2", "raigmore antenatal|w3",
	} {
		query, want, _ := strings.Cut(q, "|")
		asked++
		hits := x.Search(query, 3)
		if fulfils(hits, want, nil) {
			found++
			continue
		}
		t.Logf("%q: no %s in %v", query, want, hits)
	}
	t.Logf("%d of %d find their service among the first three", found, asked)
	if found*100 < asked*95 {
		t.Errorf("%d of %d are not 95 %%", found, asked)
	}
}
