package flow

import (
	"testing"
	"time"

	"candour/internal/records"
	"candour/internal/story"
	"candour/internal/testkit"
)

// people makes an author, a member and a moderator with the same password.
func people(t testing.TB, app *testkit.App) {
	t.Helper()
	o, err := records.NewOrganisation(app, "ons", "S08000020", "NHS Grampian", "board")
	if err == nil {
		err = app.Save(o)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := records.NewAuthor(app, app.Now())
	if err != nil {
		t.Fatal(err)
	}
	a.SetEmail(app.Deployment.Sealer, "ada@example.org")
	a.SetPassword("three quiet words")
	a.SetPasswordChosen()
	if err := app.Save(a); err != nil {
		t.Fatal(err)
	}
	m, err := records.AddMember(app, "rita@example.org", "Rita", "three quiet words", o.Id, story.RoleResponder)
	if err == nil {
		err = app.Save(m)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestSignIn_ComparesTwoPasswords_WhoeverAsks(t *testing.T) {
	app := testkit.New(t)
	people(t, app)
	bcrypt, compared := compare, 0
	compare = func(hash, password []byte) error {
		compared++
		return bcrypt(hash, password)
	}
	t.Cleanup(func() { compare = bcrypt })
	for _, email := range []string{"ada@example.org", "rita@example.org", "nobody@example.org", ""} {
		for range 12 { // past the tenth failure as well
			compared = 0
			if _, err := SignIn(app, email, "wrong words"); err == nil || compared != 2 {
				t.Fatalf("%q: %d comparisons, %v", email, compared, err)
			}
		}
	}
	app.Pass(time.Hour)
	for _, email := range []string{"ada@example.org", "rita@example.org"} {
		compared = 0
		if _, err := SignIn(app, email, "three quiet words"); err != nil || compared != 2 {
			t.Errorf("%q: %d comparisons, %v", email, compared, err)
		}
	}
}

func TestSignIn_CountsFailuresInMemoryOnly_AndNotForEver(t *testing.T) {
	app := testkit.New(t)
	people(t, app)
	for range mostFailures - 1 {
		_, _ = SignIn(app, "ada@example.org", "wrong words")
	}
	if _, err := SignIn(app, " ADA@example.org", "three quiet words"); err != nil {
		t.Fatal("nine failures shut the door:", err)
	}
	if tries := triesOf(app); len(tries.seen) != 0 {
		t.Errorf("a success leaves %d counts", len(tries.seen))
	}
	for range mostCounted + 10 {
		count(app, "sign-in", story.NewStoryKey())
	}
	if n := len(triesOf(app).seen); n > mostCounted {
		t.Errorf("%d values are counted", n)
	}
}

func TestCheckKnown_TakesAPasswordOrAStoryKey_AndStopsGuessing(t *testing.T) {
	app := testkit.New(t)
	people(t, app)
	a, err := records.FindAuthorByEmail(app, app.Deployment.Sealer, "ada@example.org")
	if err != nil {
		t.Fatal(err)
	}
	key := story.NewStoryKey()
	a.SetStoryKey(app.Deployment.Sealer, key)
	if err := app.Save(a); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]bool{"three quiet words": true, key: true, "": false, "wrong": false, story.NewStoryKey(): false} {
		if got := CheckKnown(app, a, typed); got != want {
			t.Errorf("%q: %v", typed, got)
		}
	}
	for range mostFailures {
		CheckKnown(app, a, "wrong")
	}
	if CheckKnown(app, a, key) {
		t.Error("guessing goes on")
	}
}
