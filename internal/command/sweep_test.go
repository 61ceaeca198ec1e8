package command

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/pocketbase/pocketbase"

	"candour/internal/control"
	"candour/internal/deployment"
	"candour/internal/records"
	"candour/internal/testkit"
)

func TestARunningSiteIsAskedToSweep(t *testing.T) {
	site := testkit.New(t)
	if err := records.SaveDraft(site, "cookie", "", site.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	site.Pass(2 * time.Hour)
	p := &Program{app: &pocketbase.PocketBase{App: site.TestApp}}
	deployment.Keep(p.app, site.Deployment)
	mux := http.NewServeMux()
	p.answerSweep(mux)
	dir := t.TempDir()
	stop, err := control.Listen(dir, mux)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stop() }()
	for _, c := range []struct {
		dry, say string
		left     int64
	}{{"1", "drafts\t1 would go\n", 1}, {"", "drafts\t1 gone\n", 0}, {"", "drafts\t0 gone\n", 0}} {
		answer, err := control.Ask(t.Context(), dir, "sweep", url.Values{"dry": {c.dry}})
		if err != nil {
			t.Fatal(err)
		}
		said, _ := io.ReadAll(answer)
		_ = answer.Close()
		if left, err := site.CountRecords("drafts"); err != nil || left != c.left || !strings.Contains(string(said), c.say) {
			t.Errorf("%d drafts are left; it says %q (%v)", left, said, err)
		}
	}
}
