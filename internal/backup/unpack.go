package backup

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"filippo.io/age"
)

// What a file begins with says what it is.
const (
	sqliteHead = "SQLite format 3\x00"
	ageHead    = "age-encryption.org/v1"
	zipHead    = "PK\x03\x04"
)

// Why a file cannot be restored, each in one sentence.
var (
	ErrNoFile     = errors.New("there is no such backup, or it can't be read")
	ErrEmpty      = errors.New("this file is empty: it is no backup")
	ErrZip        = errors.New("this is a zip, as PocketBase's own panel makes them: Candour restores only what `candour backup` made")
	ErrNoBackup   = errors.New("this file is no backup: Candour restores only what `candour backup` made")
	ErrIdentity   = errors.New("this backup is encrypted with age: give the file with your secret key with --identity FILE")
	ErrWrongKey   = errors.New("this backup is encrypted to another age key than the ones in the file of identities")
	ErrIncomplete = errors.New("this backup is damaged or only a part of one: take another")
)

// Unpack writes the database of a backup to a file of its own and checks that it
// is whole. identities is the file of age secret keys, or "".
func Unpack(ctx context.Context, file, identities, to string) error {
	in, err := os.Open(file)
	if err != nil {
		return ErrNoFile
	}
	defer func() { _ = in.Close() }()
	plain, err := plainOf(in, identities)
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return plainly("unpacking the backup", err)
	}
	head := make([]byte, len(sqliteHead))
	n, err := io.ReadFull(plain, head)
	if string(head[:n]) != sqliteHead {
		_ = out.Close() // nothing was written
		if plain != io.Reader(in) && n < len(head) {
			return ErrIncomplete // it was encrypted, and breaks off at once
		}
		return ErrNoBackup
	}
	if err == nil {
		_, err = io.Copy(out, io.MultiReader(bytes.NewReader(head), plain))
	}
	if err == nil {
		err = out.Sync()
	}
	if closed := out.Close(); closed != nil {
		return plainly("unpacking the backup", closed)
	}
	if full := new(os.PathError); errors.As(err, &full) { // writing went wrong, not reading what is encrypted
		return plainly("unpacking the backup", err)
	}
	if err != nil || Check(ctx, to) != nil {
		return ErrIncomplete
	}
	return nil
}

// plainOf is what is in the backup, decrypted if need be.
func plainOf(in *os.File, identities string) (io.Reader, error) {
	head := make([]byte, len(ageHead))
	n, _ := io.ReadFull(in, head)
	if n == 0 {
		return nil, ErrEmpty
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, ErrNoFile
	}
	switch {
	case bytes.HasPrefix(head, []byte(zipHead)):
		return nil, ErrZip
	case !bytes.HasPrefix(head, []byte(ageHead)):
		return in, nil
	case identities == "":
		return nil, ErrIdentity
	}
	ids, err := readIdentities(identities)
	if err != nil {
		return nil, err
	}
	plain, err := age.Decrypt(in, ids...)
	if wrong := new(age.NoIdentityMatchError); errors.As(err, &wrong) {
		return nil, ErrWrongKey
	}
	if err != nil {
		return nil, ErrIncomplete
	}
	return plain, nil
}
