package command

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/pocketbase/pocketbase/core"
)

// DataDir is where the data is when --dir does not say: pb_data here, or for a
// demo a fresh folder that is swept away again afterwards.
func DataDir(args []string) (dir string, tidy func(), err error) {
	if len(args) == 0 || args[0] != "demo" || givesDir(args) {
		return "pb_data", func() {}, nil
	}
	top, err := os.MkdirTemp("", "candour-demo-")
	if err != nil {
		return "", nil, fmt.Errorf("making a folder for the demo: %w", err)
	}
	return filepath.Join(top, "pb_data"), func() { _ = os.RemoveAll(top) }, nil
}

func givesDir(args []string) bool {
	for _, a := range args {
		if a == "--dir" || strings.HasPrefix(a, "--dir=") {
			return true
		}
	}
	return false
}

// prepareQuietly is prepare without the words that the demo says better.
func (p *Program) prepareQuietly(se *core.ServeEvent) error {
	bound(se)
	p.listen()
	if err := p.applySettings(); err != nil {
		return err
	}
	return se.Next()
}

// ended takes a server that was told to stop for one that did well.
func ended(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
