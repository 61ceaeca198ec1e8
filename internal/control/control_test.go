package control

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheRunningCandourAnswersItsOwnMachineOnly(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	if _, err := Ask(ctx, dir, "backup", nil); !errors.Is(err, ErrNobody) {
		t.Fatalf("nobody is running: %v", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /backup", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, "to "+r.URL.Query().Get("file"))
	})
	mux.HandleFunc("POST /no", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, "not now")
	})
	stop, err := Listen(dir, mux)
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(dir, FileName))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket is open to others: %v %v", info.Mode(), err)
	}
	answer, err := Ask(ctx, dir, "backup", url.Values{"file": {"a b"}})
	if err != nil {
		t.Fatal(err)
	}
	if said, _ := io.ReadAll(answer); string(said) != "to a b" {
		t.Errorf("it said %q", said)
	}
	_ = answer.Close()
	if _, err := Ask(ctx, dir, "no", nil); err == nil || err.Error() != "not now" {
		t.Errorf("a refusal keeps its words: %v", err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := Ask(ctx, dir, "backup", nil); !errors.Is(err, ErrNobody) {
		t.Errorf("it has stopped: %v", err)
	}
}

func TestASocketLeftByAKilledProcessIsReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, FileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	stop, err := Listen(dir, http.NotFoundHandler())
	if err != nil {
		t.Fatal(err)
	}
	_ = stop()
}

func TestAPathTooLongForASocketIsSaid(t *testing.T) {
	_, err := Listen("/"+strings.Repeat("long/", 40), http.NotFoundHandler())
	if err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("%v", err)
	}
}
