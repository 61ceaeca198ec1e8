package records

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"

	"candour/internal/seal"
)

// Secret is the one row that holds what must stay when the instance's key
// changes: the secret behind fingerprints, links and signatures, sealed with the
// key of the day, and the ids of the keys that stored values may be sealed with.
type Secret struct{ base }

const (
	secretID    = "lastingsecret00"
	secretField = "secrets.sealedSecret"
)

// FindSecret finds the row. It returns ErrNotFound in data that is new.
func FindSecret(app core.App) (*Secret, error) {
	if !app.HasTable("secrets") {
		return nil, ErrNotFound
	}
	return first[Secret](app, "secrets", dbx.HashExp{"id": secretID})
}

// NewSecret makes the row, without a secret.
func NewSecret(app core.App) (*Secret, error) {
	s, err := newRecord[Secret](app, "secrets")
	if err == nil {
		s.Id = secretID
	}
	return s, err
}

// Keys lists the ids of the keys that stored values may be sealed with.
func (s *Secret) Keys() ([]string, error) {
	var ids []string
	if err := s.UnmarshalJSONField("keys", &ids); err != nil {
		return nil, fmt.Errorf("reading the ids of keys: %w", err)
	}
	return ids, nil
}

// SetKeys says which keys stored values may be sealed with.
func (s *Secret) SetKeys(ids []string) { s.Set("keys", ids) }

// Open opens the secret.
func (s *Secret) Open(r *seal.Ring) ([]byte, error) {
	v, err := r.Open(secretField, s.GetString("sealedSecret"))
	if err != nil {
		return nil, fmt.Errorf("opening the lasting secret: %w", err)
	}
	return []byte(v), nil
}

// Keep seals the secret with the key of the day.
func (s *Secret) Keep(r *seal.Ring, secret []byte) {
	s.Set("sealedSecret", r.Seal(secretField, string(secret)))
}

// AnythingSealed reports whether the data holds values that need a key.
func AnythingSealed(app core.App) (bool, error) {
	for _, c := range sealedCollections() {
		if !app.HasTable(c.name) {
			continue
		}
		columns, err := app.TableColumns(c.name)
		if err != nil {
			return false, fmt.Errorf("looking for sealed values: %w", err)
		}
		// Data of an older version may not have all fields yet.
		c.fields = slices.DeleteFunc(slices.Clone(c.fields), func(f string) bool { return !slices.Contains(columns, f) })
		if len(c.fields) == 0 {
			continue
		}
		var id string
		err = app.DB().Select("id").From(c.name).Where(c.anySealed()).Limit(1).Row(&id)
		if err == nil {
			return true, nil
		}
		if !errors.Is(err, sql.ErrNoRows) {
			return false, fmt.Errorf("looking for sealed values: %w", err)
		}
	}
	return false, nil
}
