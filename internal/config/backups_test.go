package config

import (
	"strings"
	"testing"

	"filippo.io/age"
)

func TestBackupsAreMadeEveryNight_OnceAFolderIsNamed(t *testing.T) {
	id, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to := id.Recipient().String()
	c, err := Read(env())
	if err != nil || c.Backups.Nightly || c.BackupDays != 35 || len(c.Backups.Recipients) != 0 {
		t.Errorf("%+v, %v", c.Backups, err)
	}
	c, err = Read(env("BACKUP_DIR", "somewhere", "BACKUP_DAYS", "7", "BACKUP_RECIPIENT", to+", "+to))
	if err != nil || !c.Backups.Nightly || c.BackupDays != 7 || len(c.Backups.Recipients) != 2 {
		t.Errorf("%+v, %v", c.Backups, err)
	}
	_, err = Read(env("BACKUP_DAYS", "0", "BACKUP_RECIPIENT", "AGE-SECRET-KEY-1NOT"))
	if err == nil || !strings.Contains(err.Error(), "CANDOUR_BACKUP_DAYS") || !strings.Contains(err.Error(), "CANDOUR_BACKUP_RECIPIENT") || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("%v", err)
	}
}
