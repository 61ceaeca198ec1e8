package pages

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/http"

	"github.com/pocketbase/pocketbase/core"

	"candour/internal/flow"
)

// receiptView is what a private link leads to: an erasure that waits, its
// receipt, or that the receipt is not whole yet.
type receiptView struct {
	Planned string // when it will happen
	Action  string // where a press stops it
	Stopped bool
	Receipt string
}

// checkReceiptView takes a receipt that somebody holds, and says whether it is ours.
type checkReceiptView struct {
	FormErrors
	Genuine, Changed bool
	Receipt          Field
}

var (
	receiptPage      = newPage[receiptView]("public/receipt", helpNearby)
	checkReceiptPage = newPage[checkReceiptView]("public/receipt-check")
)

// receiptRoutes are the doors of receipts. None needs a sign-in: whoever holds
// one has no account any more.
var receiptRoutes = []route{
	{"GET", "/receipt", anyone, showCheckReceipt},
	{"POST", "/receipt", anyone, doCheckReceipt},
	{"POST", "/receipt/download", anyone, downloadReceipt},
	{"GET", "/receipt/key.pem", anyone, showReceiptKey},
	{"GET", "/receipt/{token}", anyone, showReceipt},
	{"POST", "/receipt/{token}/cancel", anyone, stopByLink},
}

// showReceipt only shows: mail programs open links by themselves.
func showReceipt(e *core.RequestEvent) error {
	found, err := flow.FindErasure(e.App, e.Request.PathValue("token"))
	if errors.Is(err, flow.ErrLink) {
		return linkPage.show(e, http.StatusNotFound, linkView{"erasure"})
	}
	if err != nil {
		return err
	}
	view := receiptView{Receipt: found.Receipt}
	if !found.At.IsZero() {
		view.Planned, view.Action = clock(found.At, zoneOf(e)), e.Request.URL.Path+"/cancel"
	}
	return receiptPage.show(e, http.StatusOK, view)
}

// stopByLink stops an erasure that waits, without a sign-in.
func stopByLink(e *core.RequestEvent) error {
	token := e.Request.PathValue("token")
	err := flow.CancelErasureByLink(e.App, token)
	if !errors.Is(err, flow.ErrLink) {
		if err != nil {
			return err
		}
		return receiptPage.show(e, http.StatusOK, receiptView{Stopped: true})
	}
	if _, err := flow.FindErasure(e.App, token); err == nil { // it has happened: the receipt says so
		return e.Redirect(http.StatusSeeOther, "/receipt/"+token)
	}
	return linkPage.show(e, http.StatusNotFound, linkView{"erasure"})
}

func receiptField(value string, problems []Problem) Field {
	return Field{Name: "receipt", Label: "The whole receipt, with its last line", Hint: "Paste all of it, from “Receipt of an erasure” to the signature.",
		Rows: 12, Autocomplete: "off", Value: value}.With(problems)
}

func showCheckReceipt(e *core.RequestEvent) error {
	return checkReceiptPage.show(e, http.StatusOK, checkReceiptView{Receipt: receiptField("", nil)})
}

// doCheckReceipt says whether we signed a receipt. Nothing of it is kept.
func doCheckReceipt(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	text := form.Get("receipt")
	if flow.TidyReceipt(text) == "\n" {
		problems := []Problem{{"receipt", "Paste the receipt you want to check."}}
		return checkReceiptPage.show(e, http.StatusUnprocessableEntity, checkReceiptView{FormErrors: FormErrors{problems}, Receipt: receiptField("", problems)})
	}
	ours, err := flow.IsOurReceipt(e.App, text)
	if err != nil {
		return err
	}
	return checkReceiptPage.show(e, http.StatusOK, checkReceiptView{Genuine: ours, Changed: !ours, Receipt: receiptField(text, nil)})
}

// downloadReceipt gives a receipt back as a file. It is not stored here: the
// page that shows it sends it along, and only what we signed is given out.
func downloadReceipt(e *core.RequestEvent) error {
	form, err := readForm(e)
	if err != nil {
		return err
	}
	text := form.Get("receipt")
	ours, err := flow.IsOurReceipt(e.App, text)
	if err != nil {
		return err
	}
	if !ours {
		return checkReceiptPage.show(e, http.StatusUnprocessableEntity, checkReceiptView{Changed: true, Receipt: receiptField(text, nil)})
	}
	e.Response.Header().Set("Content-Disposition", `attachment; filename="erasure-receipt.txt"`)
	return e.Blob(http.StatusOK, "text/plain; charset=utf-8", []byte(flow.TidyReceipt(text)))
}

// showReceiptKey is the public key by which anybody can check a receipt without us.
func showReceiptKey(e *core.RequestEvent) error {
	key, err := flow.ReceiptKey(e.App)
	if err != nil {
		return err
	}
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		return err
	}
	e.Response.Header().Set("Cache-Control", "public, max-age=60")
	return e.Blob(http.StatusOK, "text/plain; charset=utf-8", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der}))
}
