package flow

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/totp"

	"candour/internal/records"
	"candour/internal/testkit"
)

func newModerator(t testing.TB, app *testkit.App) *core.Record {
	t.Helper()
	m, err := records.NewModerator(app, "moses@candour.example", "Moses", "three quiet words", false)
	if err == nil {
		err = app.Save(m)
	}
	if err != nil {
		t.Fatal(err)
	}
	return m.ProxyRecord()
}

// setUp asks for a second factor, confirms it and returns its secret and the
// recovery codes.
func setUp(t testing.TB, app *testkit.App, person *core.Record) (secret string, recovery []string) {
	t.Helper()
	_, err := ProveSecondFactor(app, person, "")
	var begun *SetUp
	if !errors.As(err, &begun) {
		t.Fatalf("no set-up but %v", err)
	}
	secret = strings.ReplaceAll(begun.Secret, " ", "")
	recovery, err = ProveSecondFactor(app, person, codeAt(t, secret, app.Now()))
	if err != nil {
		t.Fatal(err)
	}
	return secret, recovery
}

// codeAt is what an app on a phone shows: RFC 6238 by another door of the library.
func codeAt(t testing.TB, secret string, at time.Time) string {
	t.Helper()
	code, err := totp.GenerateCode(secret, at)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestSecondFactor_TheFirstRightCodeConfirmsIt_AndGivesTenRecoveryCodes(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	var first, second *SetUp
	_, err := ProveSecondFactor(app, person, "")
	if !errors.As(err, &first) || !strings.HasPrefix(first.Address, "otpauth://totp/Candour:moses@candour.example?secret=") || len(first.Squares) < 21 || len(first.Squares[0]) != len(first.Squares) {
		t.Fatalf("the set-up is %+v, %v", first, err)
	}
	if _, err = ProveSecondFactor(app, person, ""); !errors.As(err, &second) || second.Secret == first.Secret {
		t.Fatalf("asked again, the secret is the same: %v", err)
	}
	if _, err := ProveSecondFactor(app, person, codeAt(t, strings.ReplaceAll(first.Secret, " ", ""), app.Now())); !errors.Is(err, ErrCode) {
		t.Errorf("a code of the first, dropped, secret: %v", err)
	}
	codes, err := ProveSecondFactor(app, person, codeAt(t, strings.ReplaceAll(second.Secret, " ", ""), app.Now()))
	if err != nil || len(codes) != recoveryCount {
		t.Fatalf("%d recovery codes, %v", len(codes), err)
	}
	row, err := app.FindFirstRecordByData("second_factors", "moderator", person.Id)
	if err != nil {
		t.Fatal(err)
	}
	stored := row.GetString("sealedSecret") + row.GetString("recovery")
	for _, secret := range append(codes, strings.ReplaceAll(second.Secret, " ", "")) {
		if strings.Contains(stored, secret) {
			t.Error("something that must not be readable is stored as it is")
		}
	}
	if _, err := ProveSecondFactor(app, person, ""); !errors.Is(err, ErrCodeWanted) {
		t.Errorf("after the set-up a password alone gives %v", err)
	}
}

func TestSecondFactor_ACodeIsTakenOnce_AndAroundItsHalfMinute(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	secret, _ := setUp(t, app, person)
	if _, err := ProveSecondFactor(app, person, codeAt(t, secret, app.Now())); !errors.Is(err, ErrCode) {
		t.Errorf("the code of the set-up again: %v", err)
	}
	app.Pass(codeStep)
	if _, err := ProveSecondFactor(app, person, codeAt(t, secret, app.Now().Add(-2*codeStep))); !errors.Is(err, ErrCode) {
		t.Errorf("a code of a minute ago: %v", err)
	}
	spaced := codeAt(t, secret, app.Now().Add(codeStep)) // the phone's clock is ahead
	if _, err := ProveSecondFactor(app, person, " "+spaced[:3]+" "+spaced[3:]); err != nil {
		t.Errorf("the next code: %v", err)
	}
	if _, err := ProveSecondFactor(app, person, codeAt(t, secret, app.Now())); !errors.Is(err, ErrCode) {
		t.Errorf("one from before the one that was used: %v", err)
	}
}

func TestSecondFactor_OneCodeSentTenTimesAtOnce_OpensOnce(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	_, recovery := setUp(t, app, person)
	var wait sync.WaitGroup
	opened := make(chan bool, 10)
	for range 4 { // fewer than slows down
		wait.Go(func() {
			_, err := ProveSecondFactor(app, person, recovery[0])
			opened <- err == nil
		})
	}
	wait.Wait()
	close(opened)
	n := 0
	for ok := range opened {
		if ok {
			n++
		}
	}
	if n != 1 {
		t.Errorf("it opened %d times", n)
	}
}

func TestSecondFactor_ARecoveryCodeWorksOnce_HoweverItIsTyped(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	_, recovery := setUp(t, app, person)
	typed := strings.ToUpper(ReadableCode(recovery[3]))
	if _, err := ProveSecondFactor(app, person, typed); err != nil {
		t.Fatalf("%v", err)
	}
	if _, err := ProveSecondFactor(app, person, typed); !errors.Is(err, ErrCode) {
		t.Errorf("a second time: %v", err)
	}
	f, err := records.FindSecondFactor(app, person)
	if err != nil || f.RecoveryLeft() != recoveryCount-1 {
		t.Errorf("%d are left, %v", f.RecoveryLeft(), err)
	}
}

func TestSecondFactor_WrongCodesSlowDown_AndTimeHelps(t *testing.T) {
	app := testkit.New(t)
	person := newModerator(t, app)
	secret, _ := setUp(t, app, person)
	for range mostCodes {
		if _, err := ProveSecondFactor(app, person, "000000"); !errors.Is(err, ErrCode) {
			t.Fatalf("%v", err)
		}
	}
	app.Pass(codeStep)
	if _, err := ProveSecondFactor(app, person, codeAt(t, secret, app.Now())); !errors.Is(err, ErrManyCodes) {
		t.Errorf("after %d wrong ones the right one gives %v", mostCodes, err)
	}
	app.Pass(failuresTime)
	if _, err := ProveSecondFactor(app, person, codeAt(t, secret, app.Now())); err != nil {
		t.Errorf("a quarter of an hour later: %v", err)
	}
}

func TestSecondFactor_Reset_EndsSignInsAndBeginsAnew(t *testing.T) {
	app := testkit.New(t)
	app.Deployment.SecondFactor = true
	person := newModerator(t, app)
	setUp(t, app, person)
	token, err := StartSession(app, person, "", true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := FindSession(app, person, token); err != nil {
		t.Fatalf("before: %v", err)
	}
	if err := ResetSecondFactor(app, person); err != nil {
		t.Fatal(err)
	}
	if _, err := FindSession(app, person, token); !errors.Is(err, ErrSession) {
		t.Errorf("the old sign-in: %v", err)
	}
	var begun *SetUp
	if _, err := ProveSecondFactor(app, person, ""); !errors.As(err, &begun) {
		t.Errorf("the next sign-in: %v", err)
	}
}
