package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/textproto"
	"os"
)

// Carrier hands a message over, once. When it could not, or cannot know, the
// error is a *Failure.
type Carrier interface {
	Carry(ctx context.Context, m Message) error
}

// Failure says why a message was not handed over, in a code and a class. It
// never holds an address, nor a server's own words, which often hold one.
type Failure struct {
	Code  int    // the mail server's, or 0 when it gave none
	Class string // connection, timeout, sign-in, encryption, sender, recipient, content, address, words or folder
	Later bool   // whether another try makes sense
}

// Error implements error.
func (f *Failure) Error() string {
	if f.Code == 0 {
		return f.Class
	}
	return fmt.Sprintf("%s %d", f.Class, f.Code)
}

// Everyone reports whether the failure would meet any other letter as well, so
// that the rest had better wait.
func (f *Failure) Everyone() bool {
	switch f.Class {
	case "connection", "timeout", "sign-in", "encryption", "sender", "folder":
		return true
	}
	return false
}

// Cause is the failure within an error of a carrier.
func Cause(err error) *Failure {
	var f *Failure
	if errors.As(err, &f) {
		return f
	}
	return &Failure{Class: "connection", Later: true}
}

// broken classes what went wrong on the line itself.
func broken(err error, class string) *Failure {
	f := &Failure{Class: class, Later: true}
	var answer *textproto.Error
	var slow net.Error
	switch {
	case errors.As(err, &answer):
		f.Code = answer.Code
	case errors.As(err, &slow) && slow.Timeout(), errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		f.Class = "timeout"
	}
	return f
}
