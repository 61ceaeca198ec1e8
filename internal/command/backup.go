package command

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/hook"
	"github.com/spf13/cobra"

	"candour/internal/backup"
	"candour/internal/control"
	"candour/internal/flow"
)

func (p *Program) backupCommand() *cobra.Command {
	return &cobra.Command{Use: "backup [FILE]", Short: "Copy the data into a file, also while Candour runs",
		Long: "Copies the data into a file that is not there yet, also while Candour runs. Without FILE the copy goes into the folder\n" +
			"of backups (CANDOUR_BACKUP_DIR, or `backups` beside the data folder), under a name that says when; copies there are deleted\n" +
			"after CANDOUR_BACKUP_DAYS. Postcodes, the key and the ledger of who is gone are not in it.",
		Args: cobra.MaximumNArgs(1), Annotations: map[string]string{noData: "yes"},
		RunE: func(cmd *cobra.Command, args []string) error {
			file := ""
			if len(args) > 0 {
				var err error
				if file, err = filepath.Abs(args[0]); err != nil {
					return fmt.Errorf("finding the file: %w", err)
				}
			}
			return p.backup(cmd, file)
		}}
}

// backup asks the Candour that serves from the folder, or opens the folder itself
// when none does: only one process may.
func (p *Program) backup(cmd *cobra.Command, file string) error {
	if err := p.checkData(); err != nil {
		return err
	}
	answer, err := control.Ask(cmd.Context(), p.app.DataDir(), "backup", url.Values{"file": {file}})
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
	made, err := flow.MakeBackup(p.app, cmd.Context(), file)
	if err != nil {
		return err
	}
	fmt.Print(madeWords(made))
	return nil
}

func madeWords(m backup.Made) string {
	how := "not encrypted: who has the file can read every story in it, published or not"
	if m.Encrypted {
		how = "encrypted"
	}
	return fmt.Sprintf("%s\n%d bytes, checked, %s\n", m.File, m.Bytes, how)
}

// listen answers the other commands on this machine while the site runs. A folder
// with too long a name can be served, but not asked.
func (p *Program) listen() {
	mux := http.NewServeMux()
	for _, answer := range p.questions() {
		answer(mux)
	}
	stop, err := control.Listen(p.app.DataDir(), mux)
	if err != nil {
		fmt.Fprintln(os.Stderr, "While it runs, this Candour can't be asked by other commands (backup, sweep, doctor):", err)
		return
	}
	p.app.OnTerminate().Bind(&hook.Handler[*core.TerminateEvent]{Id: "control", Func: func(e *core.TerminateEvent) error {
		return errors.Join(stop(), e.Next())
	}})
}

// questions are what other commands may ask the running site.
func (p *Program) questions() []func(*http.ServeMux) {
	return []func(*http.ServeMux){p.answerBackup, p.answerSweep, p.answerDoctor}
}

func (p *Program) answerBackup(mux *http.ServeMux) {
	mux.HandleFunc("POST /backup", func(w http.ResponseWriter, r *http.Request) {
		made, err := flow.MakeBackup(p.app, r.Context(), r.URL.Query().Get("file"))
		if err != nil {
			w.WriteHeader(http.StatusConflict)
			_, _ = io.WriteString(w, strings.Join(strings.Fields(err.Error()), " "))
			return
		}
		_, _ = io.WriteString(w, madeWords(made))
	})
}
