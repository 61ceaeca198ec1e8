package backup

import (
	"errors"
	"io"
	"os"
	"strings"

	"filippo.io/age"
)

// ParseRecipients reads whom backups are encrypted to: age keys (age1…), with
// commas between them.
func ParseRecipients(text string) ([]age.Recipient, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	to, err := age.ParseRecipients(strings.NewReader(strings.Join(strings.Fields(strings.ReplaceAll(text, ",", " ")), "\n")))
	if err != nil {
		return nil, errors.New("write one or more age keys that begin with age1, with commas between them")
	}
	return to, nil
}

// readIdentities reads the secret keys of a file that age-keygen has made.
func readIdentities(file string) ([]age.Identity, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, errors.New("there is no file of age identities there, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	ids, err := age.ParseIdentities(f)
	if err != nil {
		return nil, errors.New("the file of identities holds no age secret key: it is the file that age-keygen made")
	}
	return ids, nil
}

func encrypt(from, to string, recipients []age.Recipient) error {
	in, err := os.Open(from) // a copy, which no database has open
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	w, err := age.Encrypt(out, recipients...)
	if err == nil {
		_, err = io.Copy(w, in)
		err = errors.Join(err, w.Close())
	}
	return errors.Join(err, out.Close())
}
