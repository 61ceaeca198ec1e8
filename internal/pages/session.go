package pages

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/portrait"
	"candour/internal/records"
)

// ErrSignedOut says that a form was sent by somebody whose sign-in had ended.
var ErrSignedOut = errors.New("the sign-in had ended before the form was sent")

// ErrTooLong says that a request held more than any form of ours needs.
var ErrTooLong = errors.New("the request is too long")

// ErrLargePicture says the same of a picture.
var ErrLargePicture = fmt.Errorf("%w: a picture", ErrTooLong)

// mostBytes is the longest body a form may have: 1,000 words with all tags take
// less than a tenth of it in any script.
const mostBytes = 1 << 20

// person is who is signed in: an author, a member or, with both nil, nobody.
type person struct {
	Author *records.Author
	Member *records.Member
}

// signedIn is who is signed in on a page of ours.
func signedIn(e *core.RequestEvent) person {
	if a, ok := records.AsAuthor(e.Auth); ok {
		return person{Author: a}
	}
	if e.Auth == nil {
		return person{}
	}
	if seen, ok := e.Get(personKey).(seenPerson); ok && seen.auth == e.Auth {
		return seen.person
	}
	var p person
	if m, ok := records.AsMember(e.App, e.Auth); ok && m.LetIn(deployment.Now(e.App)) {
		p.Member = m
	}
	e.Set(personKey, seenPerson{e.Auth, p})
	return p
}

// personKey is where the member of a request stands, so that what they are in their
// organisation is read once and not for every question a page asks.
const personKey = "candour.person"

type seenPerson struct {
	auth *core.Record
	person
}

// PersonOf is what a page's header may know of who is signed in. It is meant
// for Settings.Person.
func PersonOf(e *core.RequestEvent) Person {
	switch p := signedIn(e); {
	case p.Author != nil:
		return Person{Kind: "author", Account: "/account"}
	case p.Member != nil:
		return Person{Kind: "member", Name: p.Member.Name(), Account: "/staff"}
	}
	return Person{}
}

// cookieName is the name a cookie has here. With HTTPS the prefix __Host- makes
// browsers refuse it from anywhere but this very site (RFC 6265bis, 4.1.3.2).
func cookieName(e *core.RequestEvent, name string) string {
	if deployment.Of(e.App).Secure() {
		return "__Host-" + name
	}
	return name
}

const sessionCookie = "candour"

// setCookie keeps a secret in the browser: for seconds, or with 0 until the
// browser is closed. No script reads it and no other site sends it with a form.
func setCookie(e *core.RequestEvent, name, value string, seconds int) {
	header, ours := e.Response.Header(), cookieName(e, name)+"="
	header["Set-Cookie"] = slices.DeleteFunc(header["Set-Cookie"], func(c string) bool { return strings.HasPrefix(c, ours) }) // the last word counts
	e.SetCookie(&http.Cookie{Name: cookieName(e, name), Value: value, Path: "/", MaxAge: seconds,
		HttpOnly: true, Secure: deployment.Of(e.App).Secure(), SameSite: http.SameSiteLaxMode})
}

// dropCookie makes the browser forget a cookie.
func dropCookie(e *core.RequestEvent, name string) { setCookie(e, name, "", -1) }

// readCookie is the value of a cookie of ours, or "".
func readCookie(e *core.RequestEvent, name string) string {
	c, err := e.Request.Cookie(cookieName(e, name))
	if err != nil {
		return ""
	}
	return c.Value
}

// startSession signs a person in on this browser until it is closed, until the
// token ends, or until they end it from elsewhere.
func startSession(e *core.RequestEvent, who *core.Record) error {
	token, err := flow.StartSession(e.App, who, e.Request.UserAgent(), false)
	if err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	setCookie(e, sessionCookie, token, 0)
	e.Auth = who
	return nil
}

// endSession signs a person out on this browser.
func endSession(e *core.RequestEvent) {
	dropCookie(e, sessionCookie)
	e.Auth = nil
}

// loadSession is a middleware that finds out who is signed in on a page of ours:
// by the cookie alone, and only authors, and members who are let in now, whose
// sign-in has not ended. The API knows no cookie, and a page knows no Authorization header, so
// neither opens the other.
func loadSession(e *core.RequestEvent) error {
	if !ours(e.Request.URL.Path) {
		return e.Next()
	}
	e.Auth = nil
	token := readCookie(e, sessionCookie)
	if token == "" {
		return e.Next()
	}
	// A wrong or old token is no fault of anybody's: the person is signed out.
	r, err := e.App.FindAuthRecordByToken(token, core.TokenTypeAuth)
	if err != nil {
		return e.Next()
	}
	s, err := flow.FindSession(e.App, r, token)
	if errors.Is(err, flow.ErrSession) {
		return e.Next()
	}
	if err != nil {
		return err
	}
	e.Auth = r
	if p := signedIn(e); p.Author == nil && p.Member == nil {
		e.Auth = nil
	}
	if s != nil {
		e.Set(sessionKey, s.Id)
	}
	return e.Next()
}

// checkOrigin is a middleware that refuses a form sent from another site, by
// what the browser says of where it comes from (Sec-Fetch-Site, Origin).
func checkOrigin(app core.App) func(e *core.RequestEvent) error {
	protection := http.NewCrossOriginProtection()
	// A proxy may name itself as the host; the public address is ours all the same.
	if u, err := url.Parse(deployment.Of(app).URL); err == nil && u.Host != "" {
		_ = protection.AddTrustedOrigin(u.Scheme + "://" + u.Host)
	}
	// One click in a mail program stops letters (RFC 8058): its token is the proof.
	protection.AddInsecureBypassPattern("POST /letters/{token}/stop")
	return func(e *core.RequestEvent) error {
		if ours(e.Request.URL.Path) && protection.Check(e.Request) != nil {
			return ErrForged
		}
		return e.Next()
	}
}

// mostFile is the longest body of a form with a list of people: 40,000 lines.
const mostFile = 4 << 20

// mostOf is the longest body that a request may have.
func mostOf(e *core.RequestEvent) int64 {
	if e.Request.URL.Path == membersFilePath || e.Request.URL.Path == membersFilePath+"/send" {
		return mostFile
	}
	if e.Request.URL.Path == photoPath {
		return portrait.MostBytes + mostBytes
	}
	return mostBytes
}

// boundBody is a middleware that keeps what a page of ours reads within bounds.
func boundBody(e *core.RequestEvent) error {
	if !ours(e.Request.URL.Path) || e.Request.Body == nil {
		return e.Next()
	}
	most := mostOf(e)
	if e.Request.ContentLength > most {
		// Read on for a while: a browser shows no answer while it is still sending.
		_, _ = io.CopyN(io.Discard, e.Request.Body, 8*mostBytes)
		if e.Request.URL.Path == photoPath {
			return ErrLargePicture
		}
		return ErrTooLong
	}
	e.Request.Body = http.MaxBytesReader(e.Response, e.Request.Body, most)
	return e.Next()
}

// readForm reads what a form sent. The query of the address is no part of it.
func readForm(e *core.RequestEvent) (url.Values, error) {
	kind, _, _ := mime.ParseMediaType(e.Request.Header.Get("Content-Type"))
	var err error
	if kind == "multipart/form-data" {
		err = e.Request.ParseMultipartForm(mostOf(e)) // all of it in memory, nothing in a file
	} else {
		err = e.Request.ParseForm()
	}
	var long *http.MaxBytesError
	switch {
	case errors.As(err, &long):
		return nil, ErrTooLong
	case err != nil:
		return nil, e.BadRequestError("", err)
	}
	return e.Request.PostForm, nil
}
