package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/config"
	"candour/internal/records"
	"candour/internal/seal"
)

// unlock reads the instance's keys and compares them with what the data was
// sealed with. It writes nothing into the data, and it comes before everything
// that does: a Candour with the wrong key changes nothing and serves nothing. app
// holds the data.
func (p *Program) unlock(app core.App) (*seal.Ring, *records.Secret, error) {
	secret, err := records.FindSecret(app)
	isNew := errors.Is(err, records.ErrNotFound)
	if err != nil && !isNew {
		return nil, nil, err
	}
	if isNew {
		sealed, err := records.AnythingSealed(app)
		if err != nil {
			return nil, nil, err
		}
		if sealed {
			return nil, nil, errors.New("this data holds sealed values, and the secret that belongs to them is gone: restore it from a backup. Nothing was changed")
		}
	}
	keys, err := config.LoadKeys(p.config, p.app.DataDir(), isNew)
	if err != nil {
		return nil, nil, err
	}
	ring, err := seal.NewRing(keys...)
	if err != nil || isNew {
		return ring, nil, err
	}
	return ring, secret, checkKeys(ring, secret, keySource(p.config, p.app.DataDir()))
}

// checkKeys says which keys the data needs and are not here. The ids it names
// tell nothing of the keys.
func checkKeys(ring *seal.Ring, secret *records.Secret, source string) error {
	needed, err := secret.Keys()
	if err != nil {
		return err
	}
	if missing := ring.Missing(needed); len(missing) > 0 {
		return fmt.Errorf("this data needs the key %s, and %s holds %s: put the right key back, as a further line if both are needed. Nothing was changed",
			strings.Join(missing, " and "), source, strings.Join(ring.IDs(), " and "))
	}
	_, err = secret.Open(ring)
	return err
}

// keySource is where the keys come from, in words.
func keySource(c config.Config, dataDir string) string {
	if c.Key != nil {
		return "CANDOUR_KEY"
	}
	return c.KeyPath(dataDir)
}

// sealer makes the instance's sealer. The secret that lasts is made once, and the
// key of the day is written down before anything is sealed with it.
func sealer(app core.App, ring *seal.Ring, secret *records.Secret) (*seal.Sealer, error) {
	if secret == nil {
		made, err := records.NewSecret(app)
		if err != nil {
			return nil, err
		}
		secret = made
		secret.Keep(ring, seal.NewKey())
	}
	lasting, err := secret.Open(ring)
	if err != nil {
		return nil, err
	}
	if err := useKey(app, ring, secret); err != nil {
		return nil, err
	}
	return ring.With(lasting)
}

// useKey writes down that values may be sealed with the ring's newest key.
func useKey(app core.App, ring *seal.Ring, secret *records.Secret) error {
	ids, err := secret.Keys()
	if err != nil {
		return err
	}
	if len(ids) > 0 && ids[0] == ring.Current() {
		return nil
	}
	now := []string{ring.Current()}
	for _, id := range ids {
		if id != ring.Current() {
			now = append(now, id)
		}
	}
	secret.SetKeys(now)
	if err := app.Save(secret); err != nil {
		return fmt.Errorf("writing down which key is used: %w", err)
	}
	return nil
}
