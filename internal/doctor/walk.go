package doctor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"candour/internal/canary"
)

// Walk asks a site questions as one person and looks for private values in every
// byte of every answer. The same walk is the doctor's and the leak test's.
type Walk struct {
	Client *http.Client
	Base   string         // the site's address, without a slash at the end
	Search *canary.Search // what must not be found
	Header http.Header    // sent with every question: who asks
	Wait   bool           // where the site says "too many requests", wait and ask again

	Surfaces map[string]bool // every kind of question asked
	Opened   map[string]int  // the best answer each got: the lowest status
	Answers  int
	Bytes    int64
	Found    []canary.Sighting

	seen map[string]bool // addresses asked already
}

// NewWalk begins a walk.
func NewWalk(client *http.Client, base string, search *canary.Search) *Walk {
	c := *client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Walk{Client: &c, Base: base, Search: search, Header: http.Header{},
		Surfaces: map[string]bool{}, Opened: map[string]int{}, seen: map[string]bool{}}
}

// Answer is what the site said.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

const (
	mostBody   = 64 << 20 // of one answer
	longestTry = 30 * time.Second
	mostTries  = 8
)

// Ask asks one question. The surface names what is asked in words that hold no
// value: it is what a finding shows.
func (w *Walk) Ask(ctx context.Context, surface, method, path, kind, body string) (Answer, error) {
	for try := 1; ; try++ {
		a, err := w.once(ctx, surface, method, path, kind, body)
		if err != nil || a.Status != http.StatusTooManyRequests || !w.Wait || method != http.MethodGet || try == mostTries {
			return a, err
		}
		pause := 5 * time.Second // PocketBase's own limits do not say how long
		if n, err := strconv.Atoi(a.Header.Get("Retry-After")); err == nil && n > 0 && n < 60 {
			pause = time.Duration(n) * time.Second
		}
		select {
		case <-ctx.Done():
			return a, ctx.Err()
		case <-time.After(pause):
		}
	}
}

func (w *Walk) once(ctx context.Context, surface, method, path, kind, body string) (Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, longestTry)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, w.Base+path, strings.NewReader(body))
	if err != nil {
		return Answer{}, fmt.Errorf("asking for %s: the address cannot be written", surface)
	}
	for name, values := range w.Header {
		r.Header[name] = values
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	res, err := w.Client.Do(r)
	if err != nil {
		return Answer{}, fmt.Errorf("asking for %s: %w", surface, unnamed(err))
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(io.LimitReader(res.Body, mostBody))
	if err != nil {
		return Answer{}, fmt.Errorf("reading the answer of %s: %w", surface, unnamed(err))
	}
	a := Answer{res.StatusCode, res.Header, text}
	w.note(surface, a)
	return a, nil
}

// unnamed is the cause of a failed request without its address, which may hold
// the number of a story.
func unnamed(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// note searches an answer, its headers included.
func (w *Walk) note(surface string, a Answer) {
	w.Answers++
	w.Surfaces[surface] = true
	if best, asked := w.Opened[surface]; !asked || a.Status < best {
		w.Opened[surface] = a.Status
	}
	var head strings.Builder
	for name, values := range a.Header {
		fmt.Fprintf(&head, "%s: %s\n", name, strings.Join(values, ", "))
	}
	w.Bytes += int64(head.Len() + len(a.Body))
	w.Found = append(w.Found, w.Search.In(surface+" (headers)", []byte(head.String()))...)
	w.Found = append(w.Found, w.Search.In(surface, a.Body)...)
}

// Get asks for an address once in a walk.
func (w *Walk) Get(ctx context.Context, surface, path string) (Answer, error) {
	if w.seen[path] {
		return Answer{}, nil
	}
	w.seen[path] = true
	return w.Ask(ctx, surface, http.MethodGet, path, "", "")
}
