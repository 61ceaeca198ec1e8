package keyfile

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"candour/internal/seal"
)

func TestKeysComeBackInTheirOrder(t *testing.T) {
	path, one, two := filepath.Join(t.TempDir(), "k"), seal.NewKey(), seal.NewKey()
	if err := Write(path, one, two); err != nil {
		t.Fatal(err)
	}
	keys, err := Read(path)
	if err != nil || len(keys) != 2 || !bytes.Equal(keys[0], one) || !bytes.Equal(keys[1], two) {
		t.Fatalf("%d keys came back (%v)", len(keys), err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("others on the machine can read the key")
	}
	if left, _ := filepath.Glob(path + ".new-*"); len(left) != 0 {
		t.Errorf("%d half-written files are left", len(left))
	}
}

func TestAFileThatOthersCanReadIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "k")
	if err := Write(path, seal.NewKey()); err != nil {
		t.Fatal(err)
	}
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o622} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
			t.Errorf("mode %o: %v", mode, err)
		}
	}
}

func TestADamagedFileIsSaidByItsLine(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(seal.NewKey())
	for name, text := range map[string]string{"a cut key": key[:20], "a short key": "c2hvcnQ=", "no key": "# nothing\n\n", "a cut second key": key + "\n" + key[:9]} {
		path := filepath.Join(t.TempDir(), "k")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Read(path)
		if err == nil || !strings.Contains(err.Error(), "damaged") || strings.Contains(err.Error(), key[:9]) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "k")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

func TestMakeNeverTakesThePlaceOfAKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "k")
	if _, err := Make(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Make(path); err == nil {
		t.Error("a second key took the place of the first")
	}
}

func TestAFolderThatTakesNoFileLeavesTheOldKey(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "k")
	was := seal.NewKey()
	if err := Write(path, was); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Write(filepath.Join(dir, "taken"), seal.NewKey()); err == nil {
		t.Error("a folder was replaced by a key")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.new-*")); len(left) != 0 {
		t.Error("a half-written key is left")
	}
}
