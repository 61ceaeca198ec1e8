package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func env(pairs ...string) func(string) string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m["CANDOUR_"+pairs[i]] = pairs[i+1]
	}
	return func(k string) string { return m[k] }
}

func TestAnEmptyEnvironmentIsEnough(t *testing.T) {
	c, err := Read(env())
	if err != nil || c.Region != "scotland" || c.IPDays != 90 || c.SMTP.Port != 587 || c.Name != "Candour" || !c.SecondFactor {
		t.Fatalf("the defaults are not what README says: %v", err)
	}
}

func TestEveryWrongValueIsNamedAtOnce(t *testing.T) {
	_, err := Read(env("URL", "stories.example.org", "IP_DAYS", "-1", "SMTP_PORT", "x", "SMTP_TLS", "maybe", "KEY", "short",
		"SENDER", "not an address", "PUBLIC", "/no/such/folder", "ADMIN_EMAIL", "a@example.org", "NAME", "two\nlines", "SECOND_FACTOR", "yes"))
	if err == nil {
		t.Fatal("ten wrong values were taken")
	}
	for _, name := range []string{"URL", "IP_DAYS", "SMTP_PORT", "SMTP_TLS", "KEY", "SENDER", "PUBLIC", "ADMIN_EMAIL", "NAME", "SECOND_FACTOR"} {
		if !strings.Contains(err.Error(), "CANDOUR_"+name) {
			t.Errorf("CANDOUR_%s is wrong and not named", name)
		}
	}
	if strings.Contains(err.Error(), "short") {
		t.Error("the fault repeats a secret")
	}
}

func TestASecondFactorIsAskedForUnlessTheOperatorSaysOff(t *testing.T) {
	for value, want := range map[string]bool{"": true, "required": true, "Required": true, "off": false, "no": true} {
		if c, _ := Read(env("SECOND_FACTOR", value)); c.SecondFactor != want {
			t.Errorf("%q asks for one: %v", value, c.SecondFactor)
		}
	}
}

func TestTheKeyIsMadeOnceBesideTheDataAndNeverReplaced(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	one, err := LoadKeys(Config{}, dir, true)
	if err != nil {
		t.Fatal(err)
	}
	two, err := LoadKeys(Config{}, dir, false)
	if err != nil || len(two) != 1 || !bytes.Equal(one[0], two[0]) {
		t.Fatal("the second start has another key")
	}
	if info, err := os.Stat(dir + ".key"); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("others on the machine can read the key")
	}
	if err := os.Remove(dir + ".key"); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(Config{}, dir, false); err == nil || !strings.Contains(err.Error(), "Put it back") {
		t.Error("a lost key is not explained")
	}
	if err := os.WriteFile(dir+".key", []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadKeys(Config{}, dir, true); err == nil {
		t.Error("a damaged key is taken")
	}
}

func TestOldKeysStandBesideTheKeyInTheEnvironment(t *testing.T) {
	const one, two = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
	c, err := Read(env("KEY", one, "OLD_KEYS", two+", "+one))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := LoadKeys(c, "nowhere", false)
	if err != nil || len(keys) != 3 || keys[1][0] != 1 {
		t.Errorf("%d keys, %v", len(keys), err)
	}
	for name, e := range map[string]func(string) string{"old keys alone": env("OLD_KEYS", two), "two keys at once": env("KEY", one+","+two)} {
		if _, err := Read(e); err == nil {
			t.Errorf("%s are taken", name)
		}
	}
}
