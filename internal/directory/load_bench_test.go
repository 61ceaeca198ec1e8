package directory

import (
	"context"
	"fmt"
	"testing"

	"candour/internal/records"
)

// BenchmarkLoading10000Services loads an invented list, and then the same again.
func BenchmarkLoading10000Services(b *testing.B) {
	p := hospitals(b)
	for i := range 10_000 {
		p.Services, p.Lines = append(p.Services, Service{Scheme: SchemePHS, Code: fmt.Sprintf("X%05d", i), Name: fmt.Sprintf("The Number %d Hospital", i),
			Address: "1 A Road, Town", Town: "Town", Postcode: "AB1 1AA", Kind: "hospital", Organisation: Code{SchemeONS, "S08000020"},
			Also:  []Code{{SchemeCQC, fmt.Sprintf("1-%09d", i)}},
			Links: []Link{{Kind: records.LinkPartners, Organisation: Code{SchemeONS, "S37000001"}}}}), append(p.Lines, 1000+i)
	}
	for b.Loop() {
		app := newApp(b)
		for range 2 {
			if _, err := Load(app, context.Background(), p.Rows, Options{Now: now}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
