// Package keyfile keeps the instance's keys in a file of their own: one key a
// line in base64, the newest first. Lines that begin with # are for people.
package keyfile

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"candour/internal/seal"
)

// open is how a key file must not stand to others: readable or writable.
const open = 0o077

// Read reads the keys of a file, the newest first. It refuses a file that others
// on the machine can read, because then they hold the keys too. A file that is
// not there is an error for which errors.Is(err, fs.ErrNotExist) holds.
func Read(path string) ([][]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %w", err)
	}
	if info.Mode().Perm()&open != 0 {
		return nil, fmt.Errorf("others on this machine can read the key in %[1]s: run chmod 600 %[1]s", path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the key: %w", err)
	}
	keys, err := Parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("the key in %s is damaged: %w. Put back the key this data was sealed with", path, err)
	}
	return keys, nil
}

// Parse reads keys as a file holds them, one a line.
func Parse(text string) ([][]byte, error) {
	var keys [][]byte
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, err := base64.StdEncoding.DecodeString(line)
		if err != nil || len(key) != seal.KeySize {
			return nil, fmt.Errorf("line %d must be %d bytes in base64", n+1, seal.KeySize)
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, errors.New("it holds no key")
	}
	return keys, nil
}

// Write puts keys into a file, the newest first, in place of what is there. At
// every moment, a power cut included, the file is the old one or the new one.
func Write(path string, keys ...[]byte) error {
	text := "# The keys of a Candour, the newest first: it seals, the others only open.\n"
	for _, k := range keys {
		id, err := seal.KeyID(k)
		if err != nil {
			return err
		}
		text += "# " + id + "\n" + base64.StdEncoding.EncodeToString(k) + "\n"
	}
	if err := replace(path, text); err != nil {
		return fmt.Errorf("keeping the key: %w", err)
	}
	return nil
}

// replace writes a file beside, has the disk keep it, and puts it in the place
// of the old one.
func replace(path, text string) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder has the disk keep which files are in a folder.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// Make makes a file with one fresh key. It never takes the place of a file.
func Make(path string) ([]byte, error) {
	if _, err := os.Lstat(path); !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("keeping a new key: there is something at %s already", path)
	}
	key := seal.NewKey()
	return key, Write(path, key)
}
