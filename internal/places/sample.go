package places

import (
	"compress/gzip"
	"context"
	"fmt"
)

// ImportSample loads the postcodes that come with Candour: the real ones that
// begin with AB1, which are Aberdeen and some of Aberdeenshire. Demonstrations
// and tests use them; a deployment loads the full file.
func (t *Table) ImportSample(ctx context.Context) (Report, error) {
	f, err := data.Open("data/onspd_ab1.csv.gz")
	if err != nil {
		return Report{}, fmt.Errorf("opening the sample of postcodes: %w", err)
	}
	defer func() { _ = f.Close() }()
	text, err := gzip.NewReader(f)
	if err != nil {
		return Report{}, fmt.Errorf("unpacking the sample of postcodes: %w", err)
	}
	return t.Import(ctx, text, Options{})
}
