package config

import (
	"strings"
	"testing"
)

const someRecipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

func TestBackupsAreMadeEveryNight_OnceAFolderIsNamed(t *testing.T) {
	c, err := Read(env())
	if err != nil || c.Backups.Nightly || c.Backups.Days != 35 || len(c.Backups.Recipients) != 0 {
		t.Errorf("%+v, %v", c.Backups, err)
	}
	c, err = Read(env("BACKUP_DIR", "somewhere", "BACKUP_DAYS", "7", "BACKUP_RECIPIENT", someRecipient+", "+someRecipient))
	if err != nil || !c.Backups.Nightly || c.Backups.Days != 7 || len(c.Backups.Recipients) != 2 {
		t.Errorf("%+v, %v", c.Backups, err)
	}
	_, err = Read(env("BACKUP_DAYS", "0", "BACKUP_RECIPIENT", "AGE-SECRET-KEY-1NOT"))
	if err == nil || !strings.Contains(err.Error(), "CANDOUR_BACKUP_DAYS") || !strings.Contains(err.Error(), "CANDOUR_BACKUP_RECIPIENT") || strings.Contains(err.Error(), "SECRET") {
		t.Errorf("%v", err)
	}
}
