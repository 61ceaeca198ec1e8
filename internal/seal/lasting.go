package seal

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
)

// Sealer seals and opens values with a ring of keys, and makes fingerprints,
// signatures and further keys from a secret that stays when the keys change.
type Sealer struct {
	*Ring
	lasting []byte
	mac     []byte
}

// New makes a sealer from one key, which is its lasting secret as well.
func New(key []byte) (*Sealer, error) {
	r, err := NewRing(key)
	if err != nil {
		return nil, err
	}
	return r.With(key)
}

// With makes a sealer from the ring and a lasting secret of KeySize bytes.
func (r *Ring) With(lasting []byte) (*Sealer, error) {
	if len(lasting) != KeySize {
		return nil, fmt.Errorf("the lasting secret has %d bytes, it needs %d", len(lasting), KeySize)
	}
	mac, err := derive(lasting, "candour fingerprints v1")
	if err != nil {
		return nil, err
	}
	return &Sealer{Ring: r, lasting: lasting, mac: mac}, nil
}

// Fingerprint turns a value into something that can be compared and never
// turned back without the lasting secret: HMAC-SHA256 over purpose and value.
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

// For returns a sealer whose key comes from the lasting secret and another that
// somebody else holds: neither of the two opens its values alone. What it seals
// outlives a change of the instance's keys.
func (s *Sealer) For(secret string) (*Sealer, error) {
	key, err := hkdf.Key(sha256.New, s.lasting, []byte(secret), "candour drafts v1", KeySize)
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
	seed, err := hkdf.Key(sha256.New, s.lasting, nil, "candour signatures v1 "+purpose, ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
