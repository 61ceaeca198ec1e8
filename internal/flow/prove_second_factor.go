package flow

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/boombuler/barcode/qr"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pquerna/otp/hotp"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// ErrCodeWanted, ErrCode and ErrManyCodes say why a right password alone does not
// open the panel.
var (
	ErrCodeWanted = errors.New("type the code that your app shows now")
	ErrCode       = errors.New("that code is not right, or it was used before: wait for the next one and type it")
	ErrManyCodes  = errors.New("too many wrong codes: wait 15 minutes and try again")
)

// SetUp says that somebody has no second factor yet, and holds what an app on
// their phone needs to make codes. It is an error, because nothing opens before
// the first code was right.
type SetUp struct {
	Secret  string   // to type, in groups of four
	Address string   // otpauth://…, as a QR code carries it
	Squares []string // the QR code: a row each, "1" for dark and "0" for light
}

func (*SetUp) Error() string { return "set up a second factor first" }

const (
	codeStep      = 30 * time.Second // RFC 6238, 5.2
	mostCodes     = 5                // wrong codes within failuresTime
	recoveryCount = 10
	secretSize    = 20 // bytes, as RFC 4226 advises
)

// ProveSecondFactor checks the code that somebody shows after their password: of
// their app, or one of their recovery codes. Each is taken once. The very first
// right code confirms what SetUp gave; then the recovery codes are returned, to be
// shown once.
func ProveSecondFactor(app core.App, person *core.Record, code string) (recovery []string, err error) {
	code = tidyCode(code)
	if code != "" {
		if tooMany(app, "code", person.Id, mostCodes, failuresTime) {
			return nil, ErrManyCodes
		}
		count(app, "code", person.Id) // before the answer, so that many at once are many
	}
	var refused error
	err = inTx(app, "checking a second factor", func(tx core.App) error {
		recovery, refused, err = proveIn(tx, person, code)
		return err
	})
	if err != nil {
		return nil, err
	}
	if refused != nil {
		return nil, refused
	}
	forget(app, "code", person.Id)
	return recovery, nil
}

// proveIn is ProveSecondFactor within its transaction, so that one code sent twice
// at once is taken once.
func proveIn(tx core.App, person *core.Record, code string) (recovery []string, refused, err error) {
	f, err := records.FindSecondFactor(tx, person)
	if err != nil && !errors.Is(err, records.ErrNotFound) {
		return nil, nil, err
	}
	if code == "" && (f == nil || !f.Confirmed()) {
		setUp, err := beginSetUp(tx, person, f)
		return nil, setUp, err
	}
	if code == "" {
		return nil, ErrCodeWanted, nil
	}
	if f == nil {
		return nil, ErrCode, nil
	}
	ok, err := takeCode(tx, f, code)
	if err != nil {
		return nil, nil, err
	}
	if !ok && !(f.Confirmed() && f.UseRecovery(code)) {
		return nil, ErrCode, nil
	}
	if !f.Confirmed() {
		recovery = newRecoveryCodes()
		f.SetRecovery(recovery)
		f.Confirm(now(tx))
	}
	if err := tx.Save(f); err != nil {
		return nil, nil, fmt.Errorf("saving a second factor: %w", err)
	}
	return recovery, nil, nil
}

// beginSetUp makes a new secret each time, so that one that somebody saw over a
// shoulder and did not confirm is worth nothing.
func beginSetUp(tx core.App, person *core.Record, f *records.SecondFactor) (*SetUp, error) {
	if f == nil {
		var err error
		if f, err = records.NewSecondFactor(tx, person); err != nil {
			return nil, err
		}
	}
	raw := make([]byte, secretSize)
	_, _ = rand.Read(raw) // crypto/rand never fails
	secret := base32.StdEncoding.EncodeToString(raw)
	f.SetSecret(deployment.Of(tx).Sealer, secret)
	if err := tx.Save(f); err != nil {
		return nil, fmt.Errorf("saving a second factor: %w", err)
	}
	name := deployment.Of(tx).Name
	address := (&url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + name + ":" + person.Email(),
		RawQuery: "secret=" + secret + "&issuer=" + url.QueryEscape(name)}).String()
	squares, err := drawQR(strings.ReplaceAll(address, "+", "%20"))
	if err != nil {
		return nil, err
	}
	return &SetUp{Secret: inGroups(secret), Address: address, Squares: squares}, nil
}

// takeCode takes a code of this half minute, the one before or the one after
// (clocks differ), unless one as late was taken before (RFC 6238, 5.2).
func takeCode(app core.App, f *records.SecondFactor, code string) (bool, error) {
	secret, err := f.Secret(deployment.Of(app).Sealer)
	if err != nil {
		return false, err
	}
	here := now(app).Unix() / int64(codeStep/time.Second)
	for step := here - 1; step <= here+1; step++ {
		want, err := hotp.GenerateCode(secret, uint64(step)) //nolint:gosec // the clock is past 1970
		if err != nil {
			return false, fmt.Errorf("computing a code: %w", err)
		}
		if subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 && step > f.LastStep() {
			f.SetLastStep(step)
			return true, nil
		}
	}
	return false, nil
}

// tidyCode takes the spaces and hyphens that people put between digits out of a
// code. A recovery code has them in the same places for everybody.
func tidyCode(typed string) string {
	if len(typed) > 100 {
		return "none"
	}
	return strings.NewReplacer(" ", "", "-", "", "–", "", "‑", "", "\t", "", "\u00a0", "").Replace(strings.ToLower(strings.TrimSpace(typed)))
}

func newRecoveryCodes() []string {
	codes := make([]string, recoveryCount)
	for i := range codes {
		codes[i] = tidyCode(story.NewStoryKey()[:17]) // 15 characters, 74 bits
	}
	return codes
}

// ReadableCode is a recovery code as people read it: in groups of five.
func ReadableCode(code string) string {
	var groups []string
	for len(code) > 5 {
		groups, code = append(groups, code[:5]), code[5:]
	}
	return strings.Join(append(groups, code), "-")
}

func inGroups(secret string) string {
	var b strings.Builder
	for i, r := range secret {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// drawQR is a QR code as rows of squares, with which a page can draw it without
// asking anyone.
func drawQR(content string) ([]string, error) {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("drawing a QR code: %w", err)
	}
	size := code.Bounds().Dx()
	rows := make([]string, size)
	for y := range rows {
		row := make([]byte, size)
		for x := range row {
			row[x] = '0'
			if r, _, _, _ := code.At(x, y).RGBA(); r == 0 {
				row[x] = '1'
			}
		}
		rows[y] = string(row)
	}
	return rows, nil
}
