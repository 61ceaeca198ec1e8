package directory

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// many makes n services out of the real ones: each real one, and then the same
// names again in other towns, some of them with the name of a place before it
// and one in ten called nothing but The Surgery. So names repeat as they do in
// the lists of a whole country.
func many(tb testing.TB, n int) []Entry {
	random := rand.New(rand.NewPCG(3, 4))
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	place := func() string {
		return pick("Aber", "Inver", "Kil", "Dun", "Brad", "Wal", "Ash", "Nether", "Strath", "Glen", "Mel", "Hart", "Kirk") +
			pick("a", "e", "i", "o", "ing", "en", "er", "is") + pick("ton", "ham", "by", "ford", "ley", "worth", "deen", "burgh", "wick", "pool") +
			pick("", "", "", "le", "ie", "s", "more")
	}
	out := union(tb)
	first := len(out)
	for i := first; i < n; i++ {
		e, other := out[i%first], out[random.IntN(first)]
		name := strings.ReplaceAll(strings.ToUpper(e.Name), strings.ToUpper(e.Town), strings.ToUpper(other.Town))
		switch i % 10 {
		case 0:
			name = "THE SURGERY"
		case 1, 2, 3:
			name = place() + " " + name
		}
		e.ID, e.Code, e.Name = fmt.Sprintf("s%06d", i), fmt.Sprintf("%c%05d", 'A'+i%26, i), name
		e.Town, e.Postcode, e.Latitude, e.Longitude = other.Town, other.Postcode, other.Latitude, other.Longitude
		e.Address = fmt.Sprintf("%d %s Road, %s", i%200, place(), e.Town)
		out = append(out, e)
	}
	return out[:n]
}

const allServices = 54_000

// BenchmarkSearchOf54000Services asks the queries of the quality test, and some
// that touch very many services. The median and the worst are what a visitor
// waits for; the aim is under 20 ms.
func BenchmarkSearchOf54000Services(b *testing.B) {
	x := NewIndex(many(b, allServices))
	queries := []string{"surgery", "the surgery", "the surgery leeds", "medical centre high street", "s", "st", "st a", "hospital general medical practice house surgery health centre road london"}
	for _, row := range rowsOf(b, "queries.csv") {
		queries = append(queries, row[1])
	}
	var took []time.Duration
	worst := map[time.Duration]string{}
	for b.Loop() {
		for _, query := range queries {
			start := time.Now()
			x.Search(query, 20)
			d := time.Since(start)
			took = append(took, d)
			worst[d] = query
		}
	}
	slices.Sort(took)
	b.ReportMetric(0, "ns/op")
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "median-ms")
	b.ReportMetric(ms(took[len(took)*99/100]), "99-percent-ms")
	b.ReportMetric(ms(took[len(took)-1]), "worst-ms")
	b.Logf("the slowest: %q", worst[took[len(took)-1]])
}

// BenchmarkNearIn54000Services finds a place and lists what is near it.
func BenchmarkNearIn54000Services(b *testing.B) {
	x := NewIndex(many(b, allServices))
	for place, query := range map[string]string{"London": "", "Bolton": "dentist", "Manchster": "surgery", "Newport": "gp", "TS18": "", "Flixton": "care home"} {
		b.Run(place+" "+query, func(b *testing.B) {
			for b.Loop() {
				p, _ := x.Place(place)
				x.Near(p, query, 200)
			}
		})
	}
}

// BenchmarkBuildingAnIndexOf54000Services also reports what the index keeps.
func BenchmarkBuildingAnIndexOf54000Services(b *testing.B) {
	list := many(b, allServices)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	x := NewIndex(list)
	runtime.GC()
	runtime.ReadMemStats(&after)
	kept, words := float64(after.HeapAlloc-before.HeapAlloc)/1e6, float64(len(x.words))
	for b.Loop() {
		x = NewIndex(list)
	}
	b.ReportMetric(kept, "kept-MB")
	b.ReportMetric(words, "words")
	b.ReportAllocs()
	runtime.KeepAlive(x)
}
