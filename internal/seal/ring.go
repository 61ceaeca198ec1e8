package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
)

// KeySize is the length of an instance's key, in bytes.
const KeySize = 32

// idSize is the length of a key's id, in letters. An id names a key and tells
// nothing of it.
const idSize = 8

// Ring is the instance's keys: the newest seals, all of them open.
type Ring struct {
	current key
	older   []key
}

type key struct {
	id   string
	aead cipher.AEAD
}

// NewRing makes a ring from keys of KeySize bytes each, the newest first.
func NewRing(keys ...[]byte) (*Ring, error) {
	if len(keys) == 0 {
		return nil, errors.New("there is no key")
	}
	r := &Ring{}
	for i, k := range keys {
		made, err := newKey(k)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			r.current = made
		} else {
			r.older = append(r.older, made)
		}
	}
	return r, nil
}

func newKey(k []byte) (key, error) {
	if len(k) != KeySize {
		return key{}, fmt.Errorf("the key has %d bytes, it needs %d", len(k), KeySize)
	}
	enc, err := derive(k, "candour sealed fields v1")
	if err != nil {
		return key{}, err
	}
	c, err := aes.NewCipher(enc)
	if err != nil {
		return key{}, fmt.Errorf("making the cipher: %w", err)
	}
	aead, err := cipher.NewGCM(c)
	if err != nil {
		return key{}, fmt.Errorf("making the cipher: %w", err)
	}
	sum := sha256.Sum256(enc)
	return key{hex.EncodeToString(sum[:idSize/2]), aead}, nil
}

// Current is the id of the key that seals.
func (r *Ring) Current() string { return r.current.id }

// IDs lists the ids of all keys, the newest first.
func (r *Ring) IDs() []string {
	ids := []string{r.current.id}
	for _, k := range r.older {
		ids = append(ids, k.id)
	}
	return ids
}

// Missing lists those of some ids whose keys are not in the ring.
func (r *Ring) Missing(ids []string) []string {
	have := r.IDs()
	var missing []string
	for _, id := range ids {
		if !slices.Contains(have, id) {
			missing = append(missing, id)
		}
	}
	return missing
}

func (r *Ring) find(id string) (key, bool) {
	if r.current.id == id {
		return r.current, true
	}
	for _, k := range r.older {
		if k.id == id {
			return k, true
		}
	}
	return key{}, false
}

// NewKey makes a fresh random key.
func NewKey() []byte {
	key := make([]byte, KeySize)
	_, _ = rand.Read(key) // crypto/rand never fails (https://pkg.go.dev/crypto/rand#Read)
	return key
}

// KeyID is the id of a key.
func KeyID(k []byte) (string, error) {
	made, err := newKey(k)
	return made.id, err
}

func derive(key []byte, purpose string) ([]byte, error) {
	out, err := hkdf.Key(sha256.New, key, nil, purpose, KeySize)
	if err != nil {
		return nil, fmt.Errorf("deriving a key: %w", err)
	}
	return out, nil
}
