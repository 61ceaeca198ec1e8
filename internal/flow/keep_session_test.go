package flow

import (
	"errors"
	"testing"
	"time"

	"candour/internal/records"
	"candour/internal/testkit"
)

func TestSession_SaysWhereAndWhenInCoarseWords(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	app.Pass(37*time.Minute + 12*time.Second)
	if _, err := StartSession(app, person, "Mozilla/5.0 (Android 14; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", false); err != nil {
		t.Fatal(err)
	}
	list, err := SessionsOf(app, person)
	if err != nil || len(list) != 1 {
		t.Fatalf("%d, %v", len(list), err)
	}
	if s := list[0]; s.Device() != "Firefox on Android" || !s.StartedAt().Equal(testkit.Noon) || !s.SeenOn().Equal(testkit.Noon.Truncate(24*time.Hour)) {
		t.Errorf("it says %s, %s, %s", s.Device(), s.StartedAt(), s.SeenOn())
	}
}

func TestSession_EndedElsewhere_IsOutAtOnce_AndTheOneHereStays(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	here, _ := StartSession(app, person, "", false)
	there, _ := StartSession(app, person, "", false) // in the same second
	if here == there {
		t.Fatal("two sign-ins share a token")
	}
	n, err := EndOtherSessions(app, person, records.SessionOfToken(here))
	if err != nil || n != 1 {
		t.Fatalf("%d ended, %v", n, err)
	}
	if _, err := FindSession(app, person, here); err != nil {
		t.Errorf("here: %v", err)
	}
	if _, err := FindSession(app, person, there); !errors.Is(err, ErrSession) {
		t.Errorf("there: %v", err)
	}
}

func TestSession_OfAnother_IsNotFoundAndOpensNothing(t *testing.T) {
	app := testkit.New(t)
	people(t, app)
	moses := newModerator(t, app)
	ada, err := records.FindAuthorByEmail(app, app.Deployment.Sealer, "ada@example.org")
	if err != nil {
		t.Fatal(err)
	}
	token, err := StartSession(app, ada.ProxyRecord(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	if err := EndSession(app, moses, records.SessionOfToken(token)); !errors.Is(err, records.ErrNotFound) {
		t.Errorf("another ends it: %v", err)
	}
	if _, err := FindSession(app, moses, token); !errors.Is(err, ErrSession) {
		t.Errorf("another uses it: %v", err)
	}
}

func TestSession_WithoutSecondFactor_OpensNothingWhereItIsRequired(t *testing.T) {
	app := testkit.New(t)
	people(t, app)
	moses := newModerator(t, app)
	weak, _ := StartSession(app, moses, "", false)
	if _, err := FindSession(app, moses, weak); err != nil {
		t.Errorf("where none is asked for: %v", err)
	}
	app.Deployment.SecondFactor = true
	if _, err := FindSession(app, moses, weak); !errors.Is(err, ErrSession) {
		t.Errorf("where it is required: %v", err)
	}
	bare, err := moses.NewAuthToken()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FindSession(app, moses, bare); !errors.Is(err, ErrSession) {
		t.Errorf("a token of no sign-in: %v", err)
	}
	ada, _ := records.FindAuthorByEmail(app, app.Deployment.Sealer, "ada@example.org")
	if own, _ := StartSession(app, ada.ProxyRecord(), "", false); true {
		if _, err := FindSession(app, ada.ProxyRecord(), own); err != nil {
			t.Errorf("an author: %v", err)
		}
	}
}

func TestSignIns_GoThirtyDaysAfterTheyEnded(t *testing.T) {
	app := testkit.New(t)
	moses := newModerator(t, app)
	if _, err := StartSession(app, moses, "", false); err != nil { // runs out after 12 hours
		t.Fatal(err)
	}
	token, _ := StartSession(app, moses, "", false)
	if err := EndSession(app, moses, records.SessionOfToken(token)); err != nil {
		t.Fatal(err)
	}
	due := func(want int) {
		t.Helper()
		if n, err := records.SignInsDue(app, app.Now().AddDate(0, 0, -30)); err != nil || n != want {
			t.Errorf("%d are due, want %d, %v", n, want, err)
		}
	}
	app.Pass(30*24*time.Hour - time.Second)
	due(0)
	app.Pass(time.Second)
	due(1)
	app.Pass(13 * time.Hour)
	due(2)
	if n, err := records.DeleteSignInsBefore(app, app.Now().AddDate(0, 0, -30)); err != nil || n != 2 {
		t.Errorf("%d went, %v", n, err)
	}
	due(0)
}
