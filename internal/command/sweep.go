package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/spf13/cobra"

	"candour/internal/control"
	"candour/internal/flow"
)

// sweepCommand lets go what has had its time, as the timetable does every hour.
func (p *Program) sweepCommand() *cobra.Command {
	var dry bool
	c := &cobra.Command{Use: "sweep", Short: "Delete what has had its time, as happens every hour, and say how much",
		Long: "Deletes what has had its time, as happens every hour by itself, and prints one line for each clock: how many things went.\n" +
			"With --dry-run nothing goes, and it prints how many would. It may be stopped at any moment and run at any time.",
		Args: cobra.NoArgs, Annotations: map[string]string{noData: "yes"},
		RunE: func(cmd *cobra.Command, _ []string) error { return p.sweep(cmd, dry) }}
	c.Flags().BoolVar(&dry, "dry-run", false, "only say how much would go")
	return c
}

// sweep asks the Candour that serves from the folder, or opens the folder itself
// when none does: only one process may.
func (p *Program) sweep(cmd *cobra.Command, dry bool) error {
	if err := p.checkData(); err != nil {
		return err
	}
	p.winds.Store(true)
	with := url.Values{}
	if dry {
		with.Set("dry", "1")
	}
	answer, err := control.Ask(cmd.Context(), p.app.DataDir(), "sweep", with)
	if err == nil {
		_, err = io.Copy(os.Stdout, answer)
		return errors.Join(err, answer.Close())
	}
	if !errors.Is(err, control.ErrNobody) {
		return err
	}
	if err := p.openData(cmd, flow.OpenLedger); err != nil {
		return err
	}
	said, err := sweep(p.app, cmd.Context(), dry)
	fmt.Print(said)
	return err
}

// sweep lets go what has had its time, or counts it, and says how much in words.
func sweep(app core.App, ctx context.Context, dry bool) (string, error) {
	do, verb := flow.Sweep, "gone"
	if dry {
		do, verb = func(app core.App, _ context.Context) ([]flow.Swept, error) { return flow.CountDue(app) }, "would go"
	}
	counts, err := do(app, ctx)
	var said strings.Builder
	for _, c := range counts {
		fmt.Fprintf(&said, "%s\t%d %s\n", c.Clock, c.Count, verb)
	}
	return said.String(), err
}

// answerSweep answers `candour sweep` while the site runs.
func (p *Program) answerSweep(mux *http.ServeMux) {
	mux.HandleFunc("POST /sweep", func(w http.ResponseWriter, r *http.Request) {
		said, err := sweep(p.app, r.Context(), r.URL.Query().Get("dry") != "")
		if err != nil {
			w.WriteHeader(http.StatusConflict)
			said = strings.Join(strings.Fields(err.Error()), " ")
		}
		_, _ = io.WriteString(w, said)
	})
}
