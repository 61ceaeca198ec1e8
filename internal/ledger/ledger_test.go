package ledger

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var noon = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

func made(t *testing.T, facts ...Fact) *Ledger {
	t.Helper()
	l, err := Create(filepath.Join(t.TempDir(), "data.gone"), noon, facts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// again opens the ledger's file as the next start does.
func again(t *testing.T, l *Ledger) *Ledger {
	t.Helper()
	next, err := Open(l.path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = next.Close() })
	return next
}

func content(t *testing.T, l *Ledger) string {
	t.Helper()
	text, err := os.ReadFile(l.path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWhatWasAddedIsThereAtTheNextStart(t *testing.T) {
	l := made(t)
	for _, f := range []Fact{On(Removed, "aaaaaaaa", noon), On(Account, "accountaccount1", noon), On(Withdrawn, "aaaaaaaa", noon.AddDate(0, 0, 1))} {
		if err := l.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Add(On(Erased, "bbbbbbbb", noon), On(Erased, "cccccccc", noon), On(Erased, "bbbbbbbb", noon)); err != nil {
		t.Fatal(err)
	}
	next := again(t, l)
	want := "[{withdrawn aaaaaaaa 2026-11-22} {account accountaccount1 2026-11-21} {erased bbbbbbbb 2026-11-21} {erased cccccccc 2026-11-21}]"
	if got := fmt.Sprint(next.Facts()); got != want || next.ID() != l.ID() || len(l.ID()) != 20 {
		t.Errorf("%s\nnot %s, of %s and %s", got, want, next.ID(), l.ID())
	}
	if !next.Holds(Removed, "aaaaaaaa") || next.Holds(Erased, "aaaaaaaa") || next.Holds(Removed, "dddddddd") {
		t.Error("what it holds is not what was added")
	}
	if info, err := os.Stat(l.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v %v", info, err)
	}
}

func TestWhatIsKnownIsNotWrittenTwice(t *testing.T) {
	l := made(t, On(Erased, "aaaaaaaa", noon))
	before := content(t, l)
	if err := l.Add(On(Erased, "aaaaaaaa", noon.AddDate(0, 0, 3)), On(Withdrawn, "aaaaaaaa", noon)); err != nil {
		t.Fatal(err)
	}
	if content(t, l) != before {
		t.Error("the file grew")
	}
}

func TestOnlyRandomNumbersAreTaken(t *testing.T) {
	l := made(t)
	for _, id := range []string{"ada@example.org", "", "short", "two words", "line\nbreak8"} {
		if err := l.Add(On(Erased, id, noon)); err == nil || strings.Contains(err.Error(), "ada") {
			t.Errorf("%v", err)
		}
	}
	if err := l.Add(Fact{"ledger", "aaaaaaaa", "2026-11-21"}); err == nil {
		t.Error("a second head was written")
	}
}

func TestManyAtOnce_NoLineIsLost(t *testing.T) {
	l := made(t)
	var all sync.WaitGroup
	for i := range 200 {
		all.Go(func() {
			facts := []Fact{On(Erased, storyNo(i), noon)}
			if i%10 == 0 {
				facts = append(facts, On(Account, fmt.Sprintf("account%08d", i), noon))
			}
			if err := l.Add(facts...); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := len(again(t, l).Facts()); n != 220 {
		t.Errorf("%d of 220 lines", n)
	}
}

func storyNo(i int) string {
	const letters = "abcdefghjk"
	return "stwxy" + string([]byte{letters[i/100], letters[i/10%10], letters[i%10]})
}

func TestALastLineThatWasCutShort_IsTakenOffAndTheRestStays(t *testing.T) {
	for cut := 1; cut < 40; cut++ {
		l := made(t, On(Erased, "aaaaaaaa", noon))
		if err := l.Add(On(Erased, "bbbbbbbb", noon)); err != nil {
			t.Fatal(err)
		}
		text := content(t, l)
		if err := os.Truncate(l.path, int64(len(text)-cut)); err != nil {
			t.Fatal(err)
		}
		healed := again(t, l)
		if got := fmt.Sprint(healed.Facts()); got != "[{erased aaaaaaaa 2026-11-21}]" {
			t.Fatalf("without its last %d bytes it holds %s", cut, got)
		}
		if err := healed.Add(On(Erased, "bbbbbbbb", noon)); err != nil {
			t.Fatal(err)
		}
		if content(t, l) != text {
			t.Fatalf("without its last %d bytes it was not mended", cut)
		}
	}
}

func TestATornLastLineOfZeroes_IsTakenOff(t *testing.T) {
	l := made(t, On(Erased, "aaaaaaaa", noon))
	text := content(t, l)
	if err := os.WriteFile(l.path, []byte(text+strings.Repeat("\x00", 44)), 0o600); err != nil {
		t.Fatal(err)
	}
	if len(again(t, l).Facts()) != 1 || content(t, l) != text {
		t.Error("it was not mended")
	}
}

func TestDamageInTheMiddle_IsNeverTakenForWhole(t *testing.T) {
	l := made(t, On(Erased, "aaaaaaaa", noon), On(Erased, "bbbbbbbb", noon), On(Erased, "cccccccc", noon))
	lines := strings.SplitAfter(content(t, l), "\n")
	for name, text := range map[string]string{
		"a line is cut out":       lines[0] + lines[2] + lines[3],
		"the first fact is gone":  lines[0] + lines[3],
		"two lines change places": lines[0] + lines[2] + lines[1] + lines[3],
		"a letter is changed":     lines[0] + strings.Replace(lines[1], "aaaaaaaa", "aaaaaaab", 1) + lines[2] + lines[3],
		"a kind is changed":       lines[0] + strings.Replace(lines[1], "erased", "removed", 1) + lines[2] + lines[3],
		"a line is put in twice":  lines[0] + lines[1] + lines[1] + lines[2] + lines[3],
		"the head is gone":        lines[1] + lines[2] + lines[3],
		"the head alone is torn":  lines[0][:20],
		"it is empty":             "",
		"it is another file":      "Dear diary,\ntoday\n",
	} {
		if err := os.WriteFile(l.path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(l.path); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if after := content(t, l); after != text {
			t.Errorf("%s: the file was changed", name)
		}
	}
}

func TestSalvage_ReadsWhatCanStillBeRead(t *testing.T) {
	l := made(t, On(Erased, "aaaaaaaa", noon), On(Erased, "bbbbbbbb", noon), On(Account, "accountaccount1", noon))
	text := strings.Replace(content(t, l), "erased bbbbbbbb", "erXsed bbb\x00bbbb", 1)
	if err := os.WriteFile(l.path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	facts, err := Salvage(l.path)
	if err != nil || fmt.Sprint(facts) != "[{erased aaaaaaaa 2026-11-21} {account accountaccount1 2026-11-21}]" {
		t.Errorf("%v %v", facts, err)
	}
}

func TestAMissingLedger_IsSaidToBeMissing(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v", err)
	}
	l := made(t)
	if _, err := Create(l.path, noon); err == nil {
		t.Error("a ledger was written over another")
	}
}

func TestWhatCouldNotBeWritten_IsWrittenWithTheNext(t *testing.T) {
	l := made(t)
	if err := l.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(On(Erased, "aaaaaaaa", noon)); err == nil {
		t.Fatal("a line was written into a closed file")
	}
	if l.Holds(Erased, "aaaaaaaa") {
		t.Error("it says that it holds what is not on the disk")
	}
	if err := l.reopen(); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(On(Erased, "bbbbbbbb", noon)); err != nil {
		t.Fatal(err)
	}
	if n := len(again(t, l).Facts()); n != 2 {
		t.Errorf("%d of 2 facts", n)
	}
}

func TestCheckReadsTheFileAnew(t *testing.T) {
	l := made(t, On(Account, "accountaccount1", noon))
	if err := l.Check(); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(On(Erased, "bbbbbbbb", noon)); err != nil {
		t.Fatal(err)
	}
	whole := content(t, l)
	for name, text := range map[string]string{"a line is changed": strings.Replace(whole, "bbbbbbbb", "cccccccc", 1), "a line is lost": whole[:strings.LastIndex(strings.TrimSpace(whole), "\n")+1],
		"something is put behind": whole + "era", "it is another": content(t, made(t)), "it is empty": ""} {
		if err := os.WriteFile(l.path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := l.Check(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if content(t, l) != text {
			t.Errorf("%s: looking has changed it", name)
		}
	}
	if err := os.WriteFile(l.path, []byte(whole), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := l.Check(); err != nil {
		t.Errorf("put back: %v", err)
	}
	if err := os.Remove(l.path); err != nil {
		t.Fatal(err)
	}
	if err := l.Check(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("gone: %v", err)
	}
}

func TestWhatIsOpenedAndShutByTurns_IsKnownAsItWasLast(t *testing.T) {
	l := made(t)
	for _, k := range []Kind{Restricted, Restricted, Lifted, Lifted, Restricted, Rejected, Lifted, Removed, Restricted} {
		if err := l.Add(On(k, "aaaaaaaa", noon)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Add(On(Shut, "aaaaaaaaaaaaaaa", noon), On(Admitted, "aaaaaaaaaaaaaaa", noon), On(Shut, "aaaaaaaaaaaaaaa", noon.AddDate(0, 0, 1))); err != nil {
		t.Fatal(err)
	}
	if err := l.Add(On(Lifted, "bbbbbbbb", noon), On(Left, "bbbbbbbbbbbbbbb", noon), On(Admitted, "bbbbbbbbbbbbbbb", noon)); err != nil {
		t.Fatal(err)
	}
	next := again(t, l)
	want := "[{removed aaaaaaaa 2026-11-21} {shut aaaaaaaaaaaaaaa 2026-11-22} {lifted bbbbbbbb 2026-11-21} {left bbbbbbbbbbbbbbb 2026-11-21}]"
	if got := fmt.Sprint(next.Facts()); got != want || fmt.Sprint(l.Facts()) != want {
		t.Errorf("%s\nnot %s", got, want)
	}
	if n := strings.Count(content(t, l), "\n"); n != 1+5+3+2 {
		t.Errorf("%d lines", n)
	}
	if next.Last("aaaaaaaa").Kind != Removed || next.Last("cccccccc").Kind != "" {
		t.Error("what is known last is not what was added last")
	}
	for _, f := range []Fact{On(Restricted, "aaaaaaaaaaaaaaa", noon), On(Shut, "aaaaaaaa", noon), On(Left, "ada@example.org", noon)} {
		if l.Add(f) == nil {
			t.Errorf("%v was taken", f)
		}
	}
}

// A ledger as it was written before there were other kinds than these.
const older = `ledger 5f3k2m7q9x5f3k2m7q9x 2026-10-01 bcdcdaaf2eb9fc97
removed aaaaaaaa 2026-10-02 e965b63429c996c7
withdrawn aaaaaaaa 2026-10-03 c07070ab015491cf
account accountaccount1 2026-10-03 03433808bba71e6b
closed 2026-Q3 2026-10-04 7c1d34ab2a35139d
`

func TestALedgerFromBefore_IsReadAndGoesOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data.gone")
	if err := os.WriteFile(path, []byte(older), 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if err := l.Add(On(Restricted, "bbbbbbbb", noon)); err != nil {
		t.Fatal(err)
	}
	want := "[{withdrawn aaaaaaaa 2026-10-03} {account accountaccount1 2026-10-03} {closed 2026-Q3 2026-10-04} {restricted bbbbbbbb 2026-11-21}]"
	if got := fmt.Sprint(again(t, l).Facts()); got != want || !strings.HasPrefix(content(t, l), older) {
		t.Errorf("%s\nnot %s", got, want)
	}
}
