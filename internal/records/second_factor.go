package records

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// SecondFactor is what a moderator or an administrator shows besides the
// password: codes of an app, and recovery codes for the day the phone is lost.
type SecondFactor struct{ base }

const factorField = "second_factors.sealedSecret"

// FindSecondFactor finds the second factor of a person.
func FindSecondFactor(app core.App, person *core.Record) (*SecondFactor, error) {
	return first[SecondFactor](app, "second_factors", ofPerson(person))
}

// NewSecondFactor makes a second factor that is not yet confirmed.
func NewSecondFactor(app core.App, person *core.Record) (*SecondFactor, error) {
	f, err := newRecord[SecondFactor](app, "second_factors")
	if err != nil {
		return nil, err
	}
	field, ok := personField(person)
	if !ok || field != "moderator" && field != "administrator" {
		return nil, errors.New("only moderators and administrators have a second factor")
	}
	f.Set(field, person.Id)
	return f, nil
}

// DropSecondFactor forgets the second factor of a person; the next sign-in sets
// up another. It reports whether there was one.
func DropSecondFactor(app core.App, person *core.Record) (bool, error) {
	n, err := deleteAll(app, "second_factors", ofPerson(person))
	return n > 0, err
}

// Secret opens what the codes are computed from.
func (f *SecondFactor) Secret(s *seal.Sealer) (string, error) {
	v, err := s.Open(factorField, f.GetString("sealedSecret"))
	if err != nil {
		return "", fmt.Errorf("opening a second factor: %w", err)
	}
	return v, nil
}

// SetSecret seals a new secret, of which no code has been used.
func (f *SecondFactor) SetSecret(s *seal.Sealer, secret string) {
	f.Set("sealedSecret", s.Seal(factorField, secret))
	f.Set("lastStep", 0)
}

// LastStep is the half minute of the last code that was taken.
func (f *SecondFactor) LastStep() int64 { return int64(f.GetInt("lastStep")) }

// SetLastStep notes the half minute of a code that was taken.
func (f *SecondFactor) SetLastStep(v int64) { f.Set("lastStep", v) }

// Confirmed reports whether a first code was right.
func (f *SecondFactor) Confirmed() bool { return !f.time("confirmedAt").IsZero() }

// Confirm notes that the first code was right.
func (f *SecondFactor) Confirm(at time.Time) { f.setTime("confirmedAt", at) }

// SetRecovery keeps the hashes of recovery codes; the codes are nowhere.
func (f *SecondFactor) SetRecovery(codes []string) {
	hashes := []string{}
	for _, c := range codes {
		hashes = append(hashes, recoveryHash(c))
	}
	f.Set("recovery", hashes)
}

// RecoveryLeft is how many recovery codes have not been used.
func (f *SecondFactor) RecoveryLeft() int { return len(f.recovery()) }

// UseRecovery crosses out a recovery code. It reports whether it was one that
// nobody had used.
func (f *SecondFactor) UseRecovery(code string) bool {
	left := f.recovery()
	at := slices.Index(left, recoveryHash(code))
	if at < 0 {
		return false
	}
	f.Set("recovery", slices.Delete(left, at, at+1))
	return true
}

func (f *SecondFactor) recovery() []string {
	hashes := []string{}
	_ = f.UnmarshalJSONField("recovery", &hashes)
	return hashes
}

// recoveryHash needs no key and no slow hash: a code is 74 random bits. Without a
// key it outlives a change of the instance's key.
func recoveryHash(code string) string {
	sum := sha256.Sum256([]byte("candour recovery code\x00" + code))
	return hex.EncodeToString(sum[:])
}

// Administrators lists the administrators of the machine; not one who has left and whose
// account only had to stay.
func Administrators(app core.App) ([]*core.Record, error) {
	found, err := app.FindAllRecords(core.CollectionNameSuperusers)
	if err != nil {
		return nil, fmt.Errorf("reading administrators: %w", err)
	}
	return slices.DeleteFunc(found, IsFormer), nil
}

// AdministratorsAddress is where a letter to one of them goes.
func AdministratorsAddress(app core.App, id string) (string, error) {
	r, err := app.FindRecordById(core.CollectionNameSuperusers, id)
	if err != nil || IsFormer(r) {
		return "", ErrNotFound
	}
	return r.Email(), nil
}

// FindAdministratorByEmail finds an administrator of the machine by e-mail.
func FindAdministratorByEmail(app core.App, email string) (*core.Record, error) {
	r, err := app.FindAuthRecordByEmail(core.CollectionNameSuperusers, email)
	if err != nil {
		return nil, ErrNotFound
	}
	return r, nil
}
