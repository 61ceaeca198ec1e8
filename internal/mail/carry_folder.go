package mail

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
)

// Folder writes each message as an .eml file, as any mail program opens them.
// The names sort by time and hold no address: that of the letter stands last.
type Folder struct{ Dir string }

// Carry implements Carrier. A file is there whole or not at all.
func (d Folder) Carry(_ context.Context, m Message) error {
	letter, err := m.source()
	if err != nil {
		return &Failure{Class: "address"}
	}
	later := &Failure{Class: "folder", Later: true}
	if err := os.MkdirAll(d.Dir, 0o700); err != nil {
		return later
	}
	file, err := os.CreateTemp(d.Dir, ".letter-*") // readable by its owner alone
	if err != nil {
		return later
	}
	_, err = letter.WriteTo(file)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(d.Dir, fileName(m)))
	}
	if err != nil {
		_ = os.Remove(file.Name())
		return later
	}
	return nil
}

func fileName(m Message) string {
	id, _, _ := strings.Cut(m.MessageID, "@")
	id = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return -1
	}, id)
	return m.Date.UTC().Format("20060102T150405.000000Z") + "-" + id + ".eml"
}
