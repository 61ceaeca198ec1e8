// Package seal encrypts what nobody but its owner may read, with one key that
// belongs to the instance and is kept outside the data folder.
//
// A sealed value is "s1.<key id>.<nonce and ciphertext, base64url>": AES-256-GCM
// (NIST SP 800-38D), with the name of the field as additional data, so that a
// value copied into another field does not open there.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// KeySize is the length of an instance's key, in bytes.
const KeySize = 32

const prefix = "s1."

// ErrSealed says that a value does not open with this instance's key.
var ErrSealed = errors.New("this value was sealed with another key")

// Sealer seals and opens values, and makes keyed fingerprints.
type Sealer struct {
	id   string
	aead cipher.AEAD
	mac  []byte
	root []byte
}

// New makes a sealer from the instance's key. The key must be KeySize bytes.
func New(key []byte) (*Sealer, error) {
	if len(key) != KeySize {
		return nil, fmt.Errorf("the key has %d bytes, it needs %d", len(key), KeySize)
	}
	enc, err := derive(key, "candour sealed fields v1")
	if err != nil {
		return nil, err
	}
	mac, err := derive(key, "candour fingerprints v1")
	if err != nil {
		return nil, err
	}
	aead, err := newAEAD(enc)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(enc)
	return &Sealer{id: hex.EncodeToString(sum[:4]), aead: aead, mac: mac, root: key}, nil
}

// NewKey makes a fresh random key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // crypto/rand never fails (https://pkg.go.dev/crypto/rand#Read)
	return key
}

func derive(key []byte, purpose string) ([]byte, error) {
	out, err := hkdf.Key(sha256.New, key, nil, purpose, KeySize)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	return out, nil
}

func newAEAD(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("making the cipher: %w", err)
	}
	return cipher.NewGCM(block)
}

// Seal encrypts a value for one field. An empty value stays empty: that nothing
// was given is no secret.
func (s *Sealer) Seal(field, value string) string {
	if value == "" {
		return ""
	}
	nonce := make([]byte, s.aead.NonceSize())
	_, _ = rand.Read(nonce)
	box := s.aead.Seal(nonce, nonce, []byte(value), []byte(field))
	return prefix + s.id + "." + base64.RawURLEncoding.EncodeToString(box)
}

// Open decrypts a value of one field. It returns ErrSealed when the key, the
// field or the value is not the one it was sealed with.
func (s *Sealer) Open(field, sealed string) (string, error) {
	if sealed == "" {
		return "", nil
	}
	rest, ok := strings.CutPrefix(sealed, prefix+s.id+".")
	if !ok {
		return "", ErrSealed
	}
	box, err := base64.RawURLEncoding.DecodeString(rest)
	if err != nil || len(box) < s.aead.NonceSize() {
		return "", ErrSealed
	}
	n := s.aead.NonceSize()
	value, err := s.aead.Open(nil, box[:n], box[n:], []byte(field))
	if err != nil {
		return "", ErrSealed
	}
	return string(value), nil
}

// IsSealed reports whether a value has the shape of a sealed one, or is empty.
func IsSealed(value string) bool {
	if value == "" {
		return true
	}
	part := strings.Split(value, ".")
	if len(part) != 3 || part[0]+"." != prefix || len(part[1]) != 8 {
		return false
	}
	box, err := base64.RawURLEncoding.DecodeString(part[2])
	return err == nil && len(box) > 12+16
}

// Fingerprint turns a value into something that can be compared and never
// turned back without the instance's key: HMAC-SHA256 over purpose and value.
func (s *Sealer) Fingerprint(purpose, value string) string {
	if value == "" {
		return ""
	}
	h := hmac.New(sha256.New, s.mac)
	h.Write([]byte(purpose))
	h.Write([]byte{0})
	h.Write([]byte(value))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// For returns a sealer whose key comes from the instance's key and a secret
// that somebody else holds: neither of the two opens its values alone.
func (s *Sealer) For(secret string) (*Sealer, error) {
	key, err := hkdf.Key(sha256.New, s.root, []byte(secret), "candour drafts v1", KeySize)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	return New(key)
}

// Sign signs a message for one purpose, so that anybody with the public key can
// tell that this instance wrote it: Ed25519 (RFC 8032).
func (s *Sealer) Sign(purpose string, message []byte) ([]byte, error) {
	key, err := s.signingKey(purpose)
	if err != nil {
		return nil, err
	}
	return ed25519.Sign(key, message), nil
}

// PublicKey is the public half of the key that Sign uses for a purpose.
func (s *Sealer) PublicKey(purpose string) (ed25519.PublicKey, error) {
	key, err := s.signingKey(purpose)
	if err != nil {
		return nil, err
	}
	return key.Public().(ed25519.PublicKey), nil
}

func (s *Sealer) signingKey(purpose string) (ed25519.PrivateKey, error) {
	seed, err := hkdf.Key(sha256.New, s.root, nil, "candour signatures v1 "+purpose, ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
