package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"candour/internal/keyfile"
)

// KeyPath is where the keys are kept when the environment does not hold them:
// beside the data folder and not in it, so that a copy of the data is not a copy
// of the key.
func (c Config) KeyPath(dataDir string) string {
	if c.KeyFile != "" {
		return c.KeyFile
	}
	return filepath.Clean(dataDir) + ".key"
}

// LoadKeys are the instance's keys, the newest first: from the environment, or
// from their file. The file is made when it is missing and the data is new.
func LoadKeys(c Config, dataDir string, isNew bool) ([][]byte, error) {
	if c.Key != nil {
		return append([][]byte{c.Key}, c.OldKeys...), nil
	}
	file := c.KeyPath(dataDir)
	keys, err := keyfile.Read(file)
	if !errors.Is(err, fs.ErrNotExist) {
		return keys, err
	}
	if !isNew {
		return nil, fmt.Errorf("the key is not at %s, and this data was sealed with it. Put it back, or set CANDOUR_KEY or CANDOUR_KEY_FILE. "+
			"Without it nobody can read the e-mail addresses and postcodes again. Nothing was changed", file)
	}
	key, err := keyfile.Make(file)
	return [][]byte{key}, err
}
