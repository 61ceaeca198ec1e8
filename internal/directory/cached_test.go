package directory_test

import (
	"testing"

	"candour/internal/directory"
	"candour/internal/records"
	"candour/internal/testkit"
)

func TestAServiceIsFoundAsSoonAsItIsThereAndGoneWithItsName(t *testing.T) {
	app := testkit.New(t, directory.Watch)
	find := func(q string) int {
		x, err := directory.Cached(app)
		if err != nil {
			t.Fatal(err)
		}
		return len(x.Search(q, 5))
	}
	if n := find("Seaview"); n != 0 {
		t.Fatalf("%d services before there is one", n)
	}
	s, err := records.NewService(app, "test", "T1", "Seaview Surgery", "Cullen", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Save(s); err != nil {
		t.Fatal(err)
	}
	if n := find("Seaview"); n != 1 {
		t.Errorf("%d services after one was saved", n)
	}
	if err := app.Delete(s); err != nil {
		t.Fatal(err)
	}
	if n := find("Seaview"); n != 0 {
		t.Errorf("%d services after it was deleted", n)
	}
}
