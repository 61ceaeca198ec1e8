package main

import (
	"bytes"
	"encoding/base64"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"candour/internal/keyfile"
	"candour/internal/seal"
)

// keyed is a data folder with a moderator in it and a key beside it.
type keyed struct {
	t         *testing.T
	dir, file string
}

func newKeyed(t *testing.T) *keyed {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "pb_data")
	k := &keyed{t, dir, dir + ".key"}
	k.works("moderator", "add", "moses@example.org")
	return k
}

func (k *keyed) works(args ...string) string {
	k.t.Helper()
	out, code := runBinary(k.t, nil, append(args, "--dir", k.dir)...)
	if code != 0 {
		k.t.Fatalf("%v: exit %d, %s", args, code, out)
	}
	return out
}

func (k *keyed) ids() []string {
	k.t.Helper()
	keys, err := keyfile.Read(k.file)
	if err != nil {
		k.t.Fatal(err)
	}
	ring, err := seal.NewRing(keys...)
	if err != nil {
		k.t.Fatal(err)
	}
	return ring.IDs()
}

func (k *keyed) data() []byte {
	k.t.Helper()
	b, err := os.ReadFile(filepath.Join(k.dir, "data.db"))
	if err != nil {
		k.t.Fatal(err)
	}
	return b
}

func (k *keyed) write(keys ...[]byte) {
	k.t.Helper()
	if err := keyfile.Write(k.file, keys...); err != nil {
		k.t.Fatal(err)
	}
}

func TestWithTheWrongKeyOrNoneNothingIsServedAndNothingIsChanged(t *testing.T) {
	k := newKeyed(t)
	right, before := k.ids()[0], k.data()
	good, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	wrong := seal.NewKey()
	id, _ := seal.KeyID(wrong)
	for name, c := range map[string]struct {
		spoil func() error
		say   []string
	}{
		"another key":             {func() error { return keyfile.Write(k.file, wrong) }, []string{right, id, k.file}},
		"no key":                  {func() error { return os.Remove(k.file) }, []string{k.file, "Put it back"}},
		"a damaged key":           {func() error { return os.WriteFile(k.file, good[:len(good)-9], 0o600) }, []string{"damaged"}},
		"a key that others read":  {func() error { return os.Chmod(k.file, 0o644) }, []string{"chmod 600"}},
		"an empty file of no key": {func() error { return os.WriteFile(k.file, nil, 0o600) }, []string{"no key"}},
	} {
		if err := c.spoil(); err != nil {
			t.Fatal(err)
		}
		out, code := runBinary(t, nil, "serve", "--http", anyAddress(t), "--dir", k.dir)
		for _, say := range c.say {
			if code == 0 || !strings.Contains(out, say) || strings.Count(strings.TrimSpace(out), "\n") > 0 {
				t.Errorf("%s: exit %d, says %q", name, code, out)
			}
		}
		if !bytes.Equal(before, k.data()) {
			t.Errorf("%s: the data was changed", name)
		}
		if out, code := runBinary(t, nil, "key", "check", "--dir", k.dir); code == 0 || !strings.Contains(out, right+"\tmissing") {
			t.Errorf("%s: the check exits %d and says %q", name, code, out)
		}
		_ = os.Remove(k.file)
		if err := os.WriteFile(k.file, good, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out := k.works("key", "check"); !strings.Contains(out, right+"\there") {
		t.Errorf("with the right key the check says %q", out)
	}
}

func TestTheKeyChangesByCommand(t *testing.T) {
	k := newKeyed(t)
	first := k.ids()[0]
	out := k.works("key", "rotate")
	second := k.ids()
	if len(second) != 1 || second[0] == first || !strings.Contains(out, second[0]) || !strings.Contains(out, "Keep it with the backups") {
		t.Fatalf("after the change the file holds %d keys; it says %q", len(second), out)
	}
	text, err := os.ReadFile(k.file)
	if err != nil {
		t.Fatal(err)
	}
	if key := regexp.MustCompile(`(?m)^[^#].{43}$`).Find(text); key == nil || strings.Contains(out, string(key)) {
		t.Error("the key itself was printed")
	}
	k.works("moderator", "list")
	old, err := keyfile.Read(k.file + "." + first)
	if err != nil {
		t.Fatalf("the old key is lost: %v", err)
	}
	k.write(old...)
	if _, code := runBinary(t, nil, "moderator", "list", "--dir", k.dir); code == 0 {
		t.Error("the old key alone still opens the data")
	}
	if err := os.WriteFile(k.file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	k.stoppedHalfway()
	k.toAFile()
	k.inTheEnvironment()
}

// stoppedHalfway: the new key is in the file and nothing is sealed with it yet.
func (k *keyed) stoppedHalfway() {
	k.t.Helper()
	was, err := keyfile.Read(k.file)
	if err != nil {
		k.t.Fatal(err)
	}
	is := seal.NewKey()
	k.write(is, was[0])
	k.works("moderator", "list") // it works meanwhile
	id, _ := seal.KeyID(is)
	if out := k.works("key", "rotate"); !strings.Contains(out, "begun before") || !slices.Equal(k.ids(), []string{id}) {
		k.t.Errorf("a change of keys that was stopped is not finished: %q", out)
	}
}

func (k *keyed) toAFile() {
	k.t.Helper()
	given := filepath.Join(k.t.TempDir(), "given.key")
	key := seal.NewKey()
	if err := keyfile.Write(given, key); err != nil {
		k.t.Fatal(err)
	}
	id, _ := seal.KeyID(key)
	k.works("key", "rotate", "--to", given)
	if out := k.works("key", "rotate", "--to", given); !slices.Equal(k.ids(), []string{id}) || !strings.HasPrefix(out, "0 values") {
		k.t.Errorf("a key from a file, twice: %q", out)
	}
}

func (k *keyed) inTheEnvironment() {
	k.t.Helper()
	was, err := keyfile.Read(k.file)
	if err != nil {
		k.t.Fatal(err)
	}
	is := seal.NewKey()
	text := base64.StdEncoding.EncodeToString
	if out, code := runBinary(k.t, []string{"CANDOUR_KEY=" + text(was[0])}, "key", "rotate", "--dir", k.dir); code == 0 || !strings.Contains(out, "CANDOUR_OLD_KEYS") {
		k.t.Errorf("a key that only the environment can change: exit %d, %q", code, out)
	}
	both := []string{"CANDOUR_KEY=" + text(is), "CANDOUR_OLD_KEYS=" + text(was[0])}
	if out, code := runBinary(k.t, both, "key", "rotate", "--dir", k.dir); code != 0 || !strings.Contains(out, "no longer needed") {
		k.t.Errorf("a change in the environment: exit %d, %q", code, out)
	}
	if out, code := runBinary(k.t, both[:1], "key", "check", "--dir", k.dir); code != 0 {
		k.t.Errorf("after a change in the environment: %s", out)
	}
}
