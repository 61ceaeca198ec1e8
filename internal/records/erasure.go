package records

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

const receiptTokenField = "authors.sealedReceiptToken"

// EraseAt is when an account is to be erased; zero when it is not.
func (a *Author) EraseAt() time.Time { return a.time("eraseAt") }

// SetEraseAt says when an account is to be erased; zero stops it.
func (a *Author) SetEraseAt(at time.Time) { a.setTime("eraseAt", at) }

// ReceiptToken opens the secret of the link to the receipt of an erasure that
// waits, or "".
func (a *Author) ReceiptToken(s *seal.Sealer) (string, error) {
	v, err := s.Open(receiptTokenField, a.GetString("sealedReceiptToken"))
	if err != nil {
		return "", fmt.Errorf("opening the link to a receipt: %w", err)
	}
	return v, nil
}

// SetReceiptToken seals the secret of the link to a receipt. Empty forgets it.
func (a *Author) SetReceiptToken(s *seal.Sealer, token string) {
	a.Set("sealedReceiptToken", s.Seal(receiptTokenField, token))
	a.Set("receiptHash", tokenHash(token))
}

// ReceiptHash is by which the link to the receipt is found; "" without one.
func (a *Author) ReceiptHash() string { return a.GetString("receiptHash") }

// tokenHash is by which a random secret is found, and from which it cannot be
// told. It needs no key: the secret is too long to be guessed.
func tokenHash(token string) string {
	if token == "" {
		return ""
	}
	sum := sha256.Sum256([]byte("receipt " + token))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// FindAuthorByReceipt finds the account whose erasure waits, by the secret of
// the link to its receipt.
func FindAuthorByReceipt(app core.App, token string) (*Author, error) {
	return findAuthorBy(app, "receiptHash", tokenHash(token))
}

// AuthorsPlanned finds the accounts that are to be erased some day.
func AuthorsPlanned(app core.App) ([]*Author, error) {
	return all[Author](app, "authors", dbx.NewExp("eraseAt != ''"))
}

// AuthorsToErase lists the ids of accounts whose erasure is due.
func AuthorsToErase(app core.App, at time.Time) ([]string, error) {
	ids := []string{}
	err := app.DB().Select("id").From("authors").Where(dbx.NewExp("eraseAt != '' AND eraseAt <= {:at}", dbx.Params{"at": stamp(at)})).
		OrderBy("eraseAt", "id").Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("looking for erasures that are due: %w", err)
	}
	return ids, nil
}

const beside = "candourBeside"

// Beside is what SetBeside gave, for whoever comes later in the same erasure.
func (a *Author) Beside() any { return a.GetRaw(beside) }

// SetBeside lets something go along with the record in memory. It is never
// stored.
func (a *Author) SetBeside(v any) { a.SetRaw(beside, v) }

// Receipt is the receipt of an erasure. It names nobody.
type Receipt struct{ base }

// AsReceipt is the typed face of a record that is a receipt.
func AsReceipt(r *core.Record) *Receipt {
	receipt := &Receipt{}
	receipt.SetProxyRecord(r)
	return receipt
}

// Text is what the receipt says; without a signature, what it says so far.
func (r *Receipt) Text() string { return r.GetString("text") }

// At is when the erasure happened.
func (r *Receipt) At() time.Time { return r.time("at") }

// Signature is our signature of the text; "" until it is whole.
func (r *Receipt) Signature() string { return r.GetString("signature") }

// SetSigned completes a receipt.
func (r *Receipt) SetSigned(text, signature string) {
	r.Set("text", text)
	r.Set("signature", signature)
}

// KeepReceipt keeps a receipt that is not whole yet, to be found by a hash.
func KeepReceipt(app core.App, hash, text string, at time.Time) (*Receipt, error) {
	r, err := newRecord[Receipt](app, "receipts")
	if err != nil {
		return nil, err
	}
	r.Set("tokenHash", hash)
	r.Set("text", text)
	r.setTime("at", at)
	if err := app.Save(r); err != nil {
		return nil, fmt.Errorf("keeping a receipt: %w", err)
	}
	return r, nil
}

// ReceiptHashOf is by which the receipt of a link is found.
func ReceiptHashOf(token string) string { return tokenHash(token) }

// FindReceipt finds a receipt by the secret of its link.
func FindReceipt(app core.App, token string) (*Receipt, error) {
	if token == "" {
		return nil, ErrNotFound
	}
	return first[Receipt](app, "receipts", dbx.HashExp{"tokenHash": tokenHash(token)})
}

// FindReceiptByID finds a receipt by its id.
func FindReceiptByID(app core.App, id string) (*Receipt, error) {
	return first[Receipt](app, "receipts", dbx.HashExp{"id": id})
}

// UnsignedReceipts lists the receipts that are not whole.
func UnsignedReceipts(app core.App) ([]*Receipt, error) {
	return all[Receipt](app, "receipts", dbx.HashExp{"signature": ""}, "at", "id")
}

// ReceiptsDue counts the receipts that were made at or before a time.
func ReceiptsDue(app core.App, at time.Time) (int, error) {
	n, err := app.CountRecords("receipts", dbx.NewExp("at <= {:at}", dbx.Params{"at": stamp(at)}))
	return int(n), err
}

// DeleteReceiptsBefore deletes the receipts that were made at or before a time.
func DeleteReceiptsBefore(app core.App, at time.Time) (int, error) {
	return deleteAll(app, "receipts", dbx.NewExp("at <= {:at}", dbx.Params{"at": stamp(at)}))
}
