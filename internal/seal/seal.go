// Package seal encrypts what nobody but its owner may read, with keys that
// belong to the instance and are kept outside the data folder.
//
// A sealed value is "s2.<key id>.<nonce and ciphertext, base64url>": AES-256-GCM
// (NIST SP 800-38D), with the name of the field as additional data, so that a
// value copied into another field does not open there. Values are filled up to
// whole blocks before, so that a short one cannot be told from a long one.
//
// The keys may change: one seals, older ones only open (Ring). What must outlive
// a change of keys, such as fingerprints, comes from a secret that lasts (Sealer).
package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"strings"
)

const prefix = "s2."

// block is what values are filled up to: longer than any postcode or internet
// address, and than nearly every e-mail address.
const block = 128

// overhead is what AES-GCM adds to a value: the nonce and the tag.
const overhead = 12 + 16

// ErrSealed says that a value does not open with this instance's keys.
var ErrSealed = errors.New("this value was sealed with another key")

// Seal encrypts a value for one field. An empty value stays empty: that nothing
// was given is no secret.
func (r *Ring) Seal(field, value string) string {
	if value == "" {
		return ""
	}
	c := r.current
	nonce := make([]byte, c.aead.NonceSize())
	_, _ = rand.Read(nonce)
	box := c.aead.Seal(nonce, nonce, pad(value), []byte(field))
	return prefix + c.id + "." + base64.RawURLEncoding.EncodeToString(box)
}

// Open decrypts a value of one field. It returns ErrSealed when the key, the
// field or the value is not the one it was sealed with.
func (r *Ring) Open(field, sealed string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	if !IsSealed(sealed) {
		return "", ErrSealed
	}
	c, ok := r.find(KeyOf(sealed))
	if !ok {
		return "", ErrSealed
	}
	box, err := base64.RawURLEncoding.DecodeString(sealed[len(prefix)+idSize+1:])
	if err != nil {
		return "", ErrSealed
	}
	n := c.aead.NonceSize()
	value, err := c.aead.Open(nil, box[:n], box[n:], []byte(field))
	if err != nil {
		return "", ErrSealed
	}
	return unpad(value)
}

// IsSealed reports whether a value has the shape of a sealed one, or is empty.
func IsSealed(value string) bool {
	if value == "" {
		return true
	}
	part := strings.Split(value, ".")
	if len(part) != 3 || part[0]+"." != prefix || len(part[1]) != idSize {
		return false
	}
	box, err := base64.RawURLEncoding.DecodeString(part[2])
	return err == nil && len(box) > overhead && (len(box)-overhead)%block == 0
}

// KeyOf is the id of the key that a value was sealed with, or "".
func KeyOf(sealed string) string {
	if len(sealed) < len(prefix)+idSize || sealed[:len(prefix)] != prefix {
		return ""
	}
	return sealed[len(prefix) : len(prefix)+idSize]
}

// pad fills a value up to whole blocks: one byte 0x80, then zeros (ISO/IEC 7816-4).
func pad(value string) []byte {
	out := make([]byte, (len(value)/block+1)*block)
	copy(out, value)
	out[len(value)] = 0x80
	return out
}

func unpad(padded []byte) (string, error) {
	value := bytes.TrimRight(padded, "\x00")
	if len(value) == 0 || value[len(value)-1] != 0x80 {
		return "", ErrSealed
	}
	return string(value[:len(value)-1]), nil
}
