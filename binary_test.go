package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/pocketbase/dbx"

	"candour/internal/control"
	"candour/internal/database"
)

// These tests run the real binary in folders of their own: what it says and
// returns, that it has its data folder to itself, and that it keeps what it
// acknowledged when it is killed.

var built struct {
	once sync.Once
	path string
	err  error
}

func binary(t testing.TB) string {
	t.Helper()
	built.once.Do(func() {
		dir, err := os.MkdirTemp("", "candour-binary-")
		if err != nil {
			built.err = err
			return
		}
		built.path = filepath.Join(dir, "candour")
		cmd := exec.Command("go", "build", "-o", built.path, ".")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("building: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

func runBinary(t testing.TB, env []string, args ...string) (output string, code int) {
	t.Helper()
	program := binary(t) // built the first time, however long that takes
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

func TestEveryMistakeOnTheCommandLineIsOnePlainLineAndANonZeroExit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	for name, c := range map[string]struct {
		env  []string
		args []string
		say  string
	}{
		"an unknown command":      {args: []string{"srve"}, say: "unknown command"},
		"an unknown flag":         {args: []string{"serve", "--htp", "x"}, say: "unknown flag"},
		"a missing argument":      {args: []string{"moderator", "add", "--dir", dir}, say: "arg"},
		"no such moderator":       {args: []string{"moderator", "remove", "who@example.org", "--dir", dir}, say: "no moderator"},
		"no such member":          {args: []string{"member", "anonymise", "who@example.org", "--dir", dir}, say: "no member"},
		"nobody's second factor":  {args: []string{"moderator", "reset-second-factor", "who@example.org", "--dir", dir}, say: "no moderator"},
		"no administrator":        {args: []string{"administrator", "reset-second-factor", "who@example.org", "--dir", dir}, say: "no administrator"},
		"a key check of nothing":  {args: []string{"key", "check", "--dir", dir + "-nowhere"}, say: "there is no data in"},
		"a common password":       {args: []string{"superuser", "upsert", "root@example.org", "Manchester2026", "--dir", dir}, say: "thieves try first"},
		"no e-mail address":       {args: []string{"moderator", "add", "moses", "--dir", dir}, say: "e-mail address"},
		"no such file":            {args: []string{"import", "services", "nowhere.csv", "--as", "phs", "--dir", dir}, say: "no such file"},
		"a format it can't read":  {args: []string{"import", "services", "go.mod", "--as", "xml", "--dir", dir}, say: "--as phs"},
		"no such service":         {args: []string{"route", "--service", "Z999Z", "--dir", dir}, say: "no service"},
		"no such region":          {args: []string{"serve", "--region", "atlantis", "--dir", dir}, say: "atlantis"},
		"no such folder of pages": {args: []string{"serve", "--public", "/no/such/folder", "--dir", dir}, say: "no folder"},
		"a wrong setting":         {env: []string{"CANDOUR_IP_DAYS=many"}, args: []string{"serve", "--dir", dir}, say: "CANDOUR_IP_DAYS"},
		"nothing running":         {args: []string{"health", "--http", "127.0.0.1:1"}, say: "nothing answers"},
		"a weak administrator":    {args: []string{"superuser", "upsert", "root@example.org", "short", "--dir", dir}, say: "password"},
	} {
		out, code := runBinary(t, c.env, c.args...)
		if code == 0 || !strings.Contains(out, c.say) || strings.Count(strings.TrimSpace(out), "\n") > 0 {
			t.Errorf("%s: exit %d, says %q", name, code, out)
		}
	}
}

func TestModeratorsAreAddedListedAndShutOut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	if out, code := runBinary(t, nil, "moderator", "add", "moses@example.org", "--senior", "--dir", dir); code != 0 {
		t.Fatal(out)
	}
	out, _ := runBinary(t, nil, "moderator", "list", "--dir", dir)
	if out != "senior moderator\tmoses@example.org\n" {
		t.Errorf("the list says %q", out)
	}
	if out, code := runBinary(t, nil, "moderator", "reset-second-factor", "moses@example.org", "--dir", dir); code != 0 || !strings.Contains(out, "signed out everywhere") {
		t.Errorf("a lost phone: %d %s", code, out)
	}
	if _, code := runBinary(t, nil, "moderator", "add", "MOSES@example.org", "--dir", dir); code == 0 {
		t.Error("the same moderator is added twice")
	}
	if out, code := runBinary(t, nil, "moderator", "anonymise", "moses@example.org", "--dir", dir); code == 0 || !strings.Contains(out, "moderator remove") {
		t.Errorf("a moderator who still reads loses their name: %s", out)
	}
	if out, code := runBinary(t, nil, "moderator", "remove", "moses@example.org", "--dir", dir); code != 0 {
		t.Fatal(out)
	}
	if out, _ := runBinary(t, nil, "moderator", "list", "--dir", dir); !strings.Contains(out, "shut out") {
		t.Errorf("after removal the list says %q", out)
	}
}

func anyAddress(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

// served is a started binary.
type served struct {
	cmd  *exec.Cmd
	url  string
	said string     // the file that holds what it printed
	done chan error // closed when it has ended
}

func serve(t testing.TB, dir string) *served { return launch(t, dir, "serve") }

// launch starts the binary on a free port and waits until it answers. A port that
// somebody else took meanwhile is not the binary's fault: another is tried.
func launch(t testing.TB, dir, command string, args ...string) *served {
	t.Helper()
	for range 4 {
		address := anyAddress(t)
		out, err := os.CreateTemp(t.TempDir(), "said")
		if err != nil {
			t.Fatal(err)
		}
		s := &served{cmd: exec.Command(binary(t), append([]string{command, "--http", address, "--dir", dir}, args...)...),
			url: "http://" + address, said: out.Name(), done: make(chan error, 1)}
		s.cmd.Stdout, s.cmd.Stderr = out, out
		if err := s.cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { s.done <- s.cmd.Wait(); close(s.done) }()
		t.Cleanup(s.kill)
		if s.answers(dir) {
			return s
		}
		s.kill()
		if text, _ := os.ReadFile(s.said); !strings.Contains(string(text), "address already in use") {
			t.Fatalf("the binary did not answer:\n%s", text)
		}
	}
	t.Fatal("no port stayed free long enough")
	return nil
}

// answers waits until the process serves this very folder, or has ended.
func (s *served) answers(dir string) bool {
	for until := time.Now().Add(2 * time.Minute); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		if len(s.done) > 0 {
			return false
		}
		answer, err := control.Ask(context.Background(), dir, "nothing", nil)
		if err == nil {
			_ = answer.Close()
		}
		if errors.Is(err, control.ErrNobody) {
			continue
		}
		if res, err := http.Get(s.url + "/health"); err == nil {
			_ = res.Body.Close()
			return res.StatusCode == http.StatusOK
		}
	}
	return false
}

func (s *served) kill() {
	_ = s.cmd.Process.Kill()
	<-s.done
}

// stop ends a started binary as an operator does.
func (s *served) stop(t testing.TB) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-s.done; err != nil {
		t.Fatalf("it did not end well: %v", err)
	}
}

func TestOnlyOneCandourOpensADataFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	s := serve(t, dir)
	for _, args := range [][]string{{"moderator", "list"}, {"superuser", "upsert", "root@example.org", "a long password"},
		{"import", "postcodes", "go.mod"}, {"serve", "--http", anyAddress(t)}, {"sample", "--stories", "1"}} {
		out, code := runBinary(t, nil, append(args, "--dir", dir)...)
		if code == 0 || !strings.Contains(out, "another Candour is running") {
			t.Errorf("%v beside a running Candour: exit %d, %q", args, code, out)
		}
	}
	if out, code := runBinary(t, nil, "health", "--http", strings.TrimPrefix(s.url, "http://")); code != 0 {
		t.Errorf("health beside a running Candour: %s", out)
	}
}

// rounds of killing; each round tells stories until it is killed.
const killRounds = 6

func TestKilledAtAnyMoment_NoAcknowledgedStoryIsLostAndNoneIsHalfWritten(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "pb_data")
	if out, code := runBinary(t, nil, "import", "services", hospitalsFile, "--as", "phs", "--dir", dir); code != 0 {
		t.Fatal(out)
	}
	var acknowledged []string
	for round := range killRounds {
		s := serve(t, dir)
		told := make(chan string, 9)
		var tellers sync.WaitGroup
		for teller := range 9 { // one address may send ten forms in ten minutes
			tellers.Go(func() {
				if id, ok := tellOnce(s.url, fmt.Sprintf("r%dt%d", round, teller)); ok {
					told <- id
				}
			})
		}
		for range 1 + round%5 { // kill it while the others are still being taken
			select {
			case id := <-told:
				acknowledged = append(acknowledged, id)
			case <-time.After(time.Minute):
				t.Fatal("no story was taken in a minute")
			}
		}
		s.kill()
		tellers.Wait()
		close(told)
		for id := range told {
			acknowledged = append(acknowledged, id)
		}
	}
	checkWhole(t, dir, acknowledged)
}

// tellOnce tells a story as a browser without script would, and returns its number.
func tellOnce(site, name string) (id string, ok bool) {
	jar, _ := cookiejar.New(nil)
	c := &http.Client{Jar: jar, Timeout: 20 * time.Second}
	page, ok := fetch(c, site+"/tell/story", nil)
	if !ok {
		return "", false
	}
	key := regexp.MustCompile(`name="form_key" value="([^"]+)"`).FindStringSubmatch(page)
	if key == nil {
		return "", false
	}
	time.Sleep(3100 * time.Millisecond)
	page, ok = fetch(c, site+"/tell/send", url.Values{"form_key": {key[1]}, "title": {"Round " + name}, "story": {"It went as it should."},
		"told_for": {"self"}, "service_text": {"the ward"}, "happened_month": {"1"}, "happened_year": {"2026"}, "screen_name": {"gull of the firth"},
		"age_group": {"adult"}, "email": {name + "@example.org"}, "edits": {"just-publish"}, "consent": {"yes"}})
	found := regexp.MustCompile(`story-number[^>]*>([a-z2-9]{8})<`).FindStringSubmatch(page)
	if !ok || found == nil {
		return "", false
	}
	return found[1], true
}

func fetch(c *http.Client, address string, form url.Values) (string, bool) {
	var res *http.Response
	var err error
	if form == nil {
		res, err = c.Get(address)
	} else {
		res, err = c.PostForm(address, form)
	}
	if err != nil {
		return "", false
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	return string(body), err == nil && res.StatusCode == http.StatusOK
}

// checkWhole opens the data after the last kill: it must be sound, hold every
// acknowledged story, and no story without what belongs to it.
func checkWhole(t *testing.T, dir string, acknowledged []string) {
	t.Helper()
	db, err := database.Connect(filepath.Join(dir, "data.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var sound string
	if err := db.NewQuery("PRAGMA integrity_check").Row(&sound); err != nil || sound != "ok" {
		t.Fatalf("the data file is not sound: %s (%v)", sound, err)
	}
	if _, err := db.NewQuery("INSERT INTO stories_search(stories_search) VALUES('integrity-check')").Execute(); err != nil {
		t.Errorf("the search index is not sound: %v", err)
	}
	for _, id := range acknowledged {
		var n int
		if err := db.Select("COUNT(*)").From("stories").Where(dbx.HashExp{"id": id}).Row(&n); err != nil || n != 1 {
			t.Errorf("an acknowledged story is lost (%v)", err)
		}
	}
	var half int
	err = db.NewQuery(`SELECT COUNT(*) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM authorships a WHERE a.story = s.id)
		OR NOT EXISTS (SELECT 1 FROM contacts c WHERE c.story = s.id)
		OR NOT EXISTS (SELECT 1 FROM letters l WHERE l.story = s.id AND l.kind = 'received')`).Row(&half)
	if err != nil || half != 0 {
		t.Errorf("%d stories are half-written (%v)", half, err)
	}
	if len(acknowledged) == 0 {
		t.Error("no story was told at all: this test proves nothing")
	}
	t.Logf("%d stories were acknowledged in %d rounds, each ended by a kill", len(acknowledged), killRounds)
}
