package flow

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/story"
)

// receiptPurpose is what the key that signs receipts is for.
const receiptPurpose = "erasure receipt"

// signatureMark begins the last line of a receipt. All above it is signed.
const signatureMark = "Signature: "

// HeldWords counts what is held of an author, each a phrase. What there is none
// of is left out.
func HeldWords(h records.Held) []string {
	var words []string
	add := func(n int, one, many string) {
		if n > 0 {
			words = append(words, counted(n, one, many))
		}
	}
	add(h.Stories, "story, with its services, tags and private details", "stories, with their services, tags and private details")
	add(h.Replies, "reply of yours", "replies of yours")
	add(h.Responses, "response from staff under your stories", "responses from staff under your stories")
	add(h.Messages, "message between you and the moderators", "messages between you and the moderators")
	add(h.Letters, "note of a letter to you", "notes of letters to you")
	add(h.Readings, "note of a story you read", "notes of stories you read")
	return append(words, "your account: e-mail address, password or story key, and your answers about you")
}

// BeyondRecall lists what an erasure cannot call back.
func BeyondRecall() []string {
	return []string{
		"what others have read, copied, shared or printed while it was public",
		"copies that search engines keep, until they look again",
		"letters that have been sent",
		"backups made before, which are deleted " + story.FindClock("backups").Period() + " after they were made; your address and postcode are encrypted in them",
	}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// receiptFacts is what a receipt says as soon as the erasure has happened. It
// names nobody: counts, a minute and a random number.
func receiptFacts(app core.App, held records.Held, at time.Time) string {
	d := deployment.Of(app)
	var b strings.Builder
	fmt.Fprintf(&b, "Receipt of an erasure\n\nSite: %s, %s\nReceipt number: %s\nErased: %s\n\nThis is gone:\n",
		story.CleanLine(d.Name), d.URL, story.NewStoryKey()[:17], at.In(d.Region.Zone()).Format("2 January 2006 at 15:04 MST"))
	for _, line := range HeldWords(held) {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	b.WriteString("\nOnly numbers stay: of the stories, of replies that were refused or taken back, and of the account.\nThey are there so that the addresses of the stories can say they are gone, and no backup can bring them back. They lead to nobody.\n\nThis we can't call back:\n")
	for _, line := range BeyondRecall() {
		fmt.Fprintf(&b, "- %s\n", line)
	}
	return b.String()
}

// signReceipt completes a receipt with what the look through the store came to.
func signReceipt(app core.App, facts, looked string) (text, signature string, err error) {
	key, err := ReceiptKey(app)
	if err != nil {
		return "", "", err
	}
	text = tidyReceipt(facts + "\nWhat we looked for afterwards:\n" + looked + "\n\nThis receipt can be checked at " + deployment.Of(app).URL +
		"/receipt\nPublic key (Ed25519): " + base64.StdEncoding.EncodeToString(key))
	sum, err := deployment.Of(app).Sealer.Sign(receiptPurpose, []byte(text))
	if err != nil {
		return "", "", fmt.Errorf("signing a receipt: %w", err)
	}
	return text, base64.StdEncoding.EncodeToString(sum), nil
}

// WholeReceipt is a receipt with its signature, as it is shown and downloaded.
func WholeReceipt(text, signature string) string {
	return text + "\n" + signatureMark + signature + "\n"
}

// ReceiptKey is the public key by which anybody can check a receipt.
func ReceiptKey(app core.App) (ed25519.PublicKey, error) {
	return deployment.Of(app).Sealer.PublicKey(receiptPurpose)
}

// IsOurReceipt reports whether a text is a receipt that this site signed, and
// not a letter of it has changed since. Line ends and empty space at the end of
// lines do not count: a mail program or a form changes them.
func IsOurReceipt(app core.App, whole string) (bool, error) {
	text, mark, found := strings.Cut(tidyReceipt(whole), "\n"+signatureMark)
	if !found {
		return false, nil
	}
	signature, err := base64.StdEncoding.DecodeString(mark)
	if err != nil {
		return false, nil //nolint:nilerr // what is no signature is not ours
	}
	key, err := ReceiptKey(app)
	if err != nil {
		return false, err
	}
	return ed25519.Verify(key, []byte(text), signature), nil
}

// CheckReceipt refuses to store a receipt that claims to be whole and is not one
// that we signed.
func CheckReceipt(app core.App, r *core.Record) error {
	receipt := records.AsReceipt(r)
	if receipt.Signature() == "" {
		return nil
	}
	ours, err := IsOurReceipt(app, WholeReceipt(receipt.Text(), receipt.Signature()))
	if err == nil && !ours {
		err = errForged
	}
	return err
}

var errForged = errors.New("this receipt is not signed by us")

// TidyReceipt is a receipt with plain line ends and nothing around it.
func TidyReceipt(whole string) string { return tidyReceipt(whole) + "\n" }

func tidyReceipt(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\r\u00a0")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}
