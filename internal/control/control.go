// Package control lets a second `candour` on the same machine ask the one that
// serves: only one process may open the data (see command/lock.go), so a backup
// or a check of a running site is done by that process, asked over a socket in
// the data folder that nobody but the folder's owner can open.
package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// FileName is the socket's name in the data folder.
const FileName = "candour.sock"

// longest is how long a socket's path may be on every system we run on
// (sun_path of sockaddr_un: 104 bytes on the shortest, with its closing zero).
const longest = 103

// ErrNobody says that no Candour serves from this data folder.
var ErrNobody = errors.New("no Candour is running on this data folder")

// Listen answers questions about the data folder dir with the handler, until the
// returned function is called. It has the folder's lock, so a socket that is
// there already belongs to a process that is gone.
func Listen(dir string, answer http.Handler) (stop func() error, err error) {
	path, err := socket(dir)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("clearing the control socket: %w", err)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, fmt.Errorf("opening the control socket: %w", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(fmt.Errorf("shutting the control socket to others: %w", err), l.Close())
	}
	server := &http.Server{Handler: answer, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = server.Serve(l) }() // ends with Close
	return server.Close, nil
}

// Ask asks the Candour that serves from dir, and returns its answer to read. What
// it refuses comes back as an error with its words. It returns ErrNobody when
// none is running.
func Ask(ctx context.Context, dir, question string, with url.Values) (io.ReadCloser, error) {
	path, err := socket(dir)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", path)
		}}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://candour/"+question+"?"+with.Encode(), nil)
	if err != nil {
		return nil, fmt.Errorf("asking the running Candour: %w", err)
	}
	answer, err := client.Do(r)
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return nil, ErrNobody
	}
	if err != nil {
		return nil, fmt.Errorf("asking the running Candour: %w", err)
	}
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 4096))
		return nil, errors.Join(errors.New(string(said)), answer.Body.Close())
	}
	return answer.Body, nil
}

// socket is where the socket of a data folder is. A path that is too long for a
// socket is shortened by asking from the folder itself where the system can.
func socket(dir string) (string, error) {
	path := filepath.Join(dir, FileName)
	if len(path) <= longest {
		return path, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("finding the control socket: %w", err)
	}
	if short, err := filepath.Rel(wd, path); err == nil && len(short) <= longest {
		return short, nil
	}
	return "", fmt.Errorf("the data folder's path has more than %d letters: move it to a shorter one", longest-len(FileName)-1)
}
