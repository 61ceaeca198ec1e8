package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"candour/internal/testkit"
)

func TestAnEncryptedBackup_OpensWithItsOwnKeyOnly(t *testing.T) {
	dir, _ := demoData(t)
	at := t.TempDir()
	mine, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for name, id := range map[string]*age.X25519Identity{"mine": mine, "theirs": theirs} {
		if err := os.WriteFile(filepath.Join(at, name), []byte("# a key\n"+id.String()+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env := []string{"CANDOUR_BACKUP_RECIPIENT=" + mine.Recipient().String(), "CANDOUR_BACKUP_DIR=" + filepath.Join(at, "kept")}
	out := mustRun(t, env, "backup", "--dir", dir)
	file := strings.TrimSpace(strings.Split(out, "\n")[0])
	if !strings.Contains(out, "encrypted") || filepath.Dir(file) != filepath.Join(at, "kept") || !strings.HasSuffix(file, "Z.db.age") {
		t.Fatalf("the backup says %q", out)
	}
	testkit.NoCanaries(t, at, isobel...)
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("a plain copy is left: %v", left)
	}
	refused(t, nil, "--identity", "restore", file, "--dir", dir)
	refused(t, nil, "another age key", "restore", file, "--identity", filepath.Join(at, "theirs"), "--dir", dir)
	refused(t, nil, "no age secret key", "restore", file, "--identity", "go.mod", "--dir", dir)
	if err := os.Truncate(file, 70_000); err != nil {
		t.Fatal(err)
	}
	refused(t, nil, "only a part", "restore", file, "--identity", filepath.Join(at, "mine"), "--dir", dir)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	mustRun(t, env, "backup", file, "--dir", dir)
	mustRun(t, nil, "restore", file, "--identity", filepath.Join(at, "mine"), "--dir", dir)
	refused(t, []string{"CANDOUR_BACKUP_RECIPIENT=age1nonsense"}, "age1", "backup", "--dir", dir)
}
