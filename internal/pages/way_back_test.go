package pages

import "testing"

func TestWhoeverComesBackToAFormsAddress_IsLedToItsPage(t *testing.T) {
	for path, want := range map[string]string{
		"/account/stories/k7m2xq9a/answer": "/account/stories/k7m2xq9a",
		"/account/erase/cancel":            "/account/erase",
		"/account/export":                  "/account",
		"/account/sign-ins/x/end":          "/account/sign-ins",
		"/receipt/download":                "/receipt",
		"/sign-out":                        "/",
		"/account/stories/k7m2xq9a/nosuch": "",
		"/nosuch":                          "",
		"/account/stories//answer":         "",
	} {
		if got := wayBack(path, routes()); got != want {
			t.Errorf("%s leads to %q, not %q", path, got, want)
		}
	}
}

func TestReloadingWhereAFormWasSent_ShowsThePageAgain(t *testing.T) {
	site := newOwnSite(t)
	ada, id := site.ada(t)
	if got := ada.Get("/account/stories/" + id + "/answer").Is(200).URL.Path; got != "/account/stories/"+id {
		t.Errorf("it leads to %s", got)
	}
	ada.Get("/account/stories/" + id + "/nosuch").Is(404)
}
