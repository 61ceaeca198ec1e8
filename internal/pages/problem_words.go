package pages

import (
	"errors"
	"fmt"
	"net/http"
	"time"
)

// problemWords is what the visitor reads.
func problemWords(status int, err error) problemView {
	switch status {
	case http.StatusNotFound:
		return problemView{Heading: "We can't find that page", Words: []string{
			"The address may be wrong, or the page may have moved.",
			"If you typed it, check it for slips. If it was a story, it may not be published."}}
	case http.StatusGone:
		g := Gone{Why: "It was here once and will not come back."}
		errors.As(err, &g)
		return problemView{Heading: "This is no longer here", Typed: g.Typed,
			Words: append(append([]string{g.Why}, g.Further...), "There are many other stories to read.")}
	case http.StatusForbidden:
		if errors.Is(err, ErrSignedOut) {
			return problemView{Heading: "You are signed out", Words: []string{
				"You were away for a while, so nothing was saved.",
				"Sign in again in a new tab. Then come back to this one, go back a page, and send the form once more: what you typed should still be there."}}
		}
		return problemView{Heading: "We did not accept that form", Words: []string{
			"It did not come from a page of this site, so nothing was changed.",
			"Go back, load the page again and send the form once more."}}
	case http.StatusUnprocessableEntity, http.StatusRequestEntityTooLarge:
		if errors.Is(err, ErrLargePicture) {
			return problemView{Heading: "That picture is too large for us", Words: []string{
				"The file is larger than 10 MB, so nothing was changed.", "Go back and choose a smaller one."}}
		}
		if errors.Is(err, ErrTooLong) {
			return problemView{Heading: "That is too long for us", Words: []string{
				"What you sent is many times longer than a story may be, so nothing was saved.",
				"Go back: what you typed should still be there. Make it shorter, then send it again."}}
		}
		return problemView{Heading: "We could not read what you sent", Words: []string{
			"Nothing was saved. Go back: what you typed should still be there.",
			"Check that the form is complete and not too long, then send it again."}}
	case http.StatusTooManyRequests:
		return problemView{Heading: "That was a little too fast for us", Words: []string{
			"We got many requests from your connection in a short time.",
			waitWords(err) + " Go back a page: what you typed should still be there."}}
	}
	return problemView{Heading: "Something went wrong on our side", Words: []string{
		"It is not your fault. We have made a note of it.",
		"Wait a few minutes, then try again."}}
}

func waitWords(err error) string {
	many := TooMany{Wait: time.Minute}
	errors.As(err, &many)
	minutes := int((many.Wait + time.Minute - 1) / time.Minute)
	if minutes <= 1 {
		return "Wait a minute, then try again."
	}
	return fmt.Sprintf("Wait %d minutes, then try again.", minutes)
}
