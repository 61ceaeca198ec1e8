package command

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"candour/internal/sample"
)

// healthCommand asks a running Candour whether it answers, for containers.
func healthCommand() *cobra.Command {
	var address string
	c := &cobra.Command{Use: "health", Short: "Exit 0 if the running Candour answers", Args: cobra.NoArgs,
		Annotations: map[string]string{noData: "yes"},
		RunE: func(*cobra.Command, []string) error {
			client := &http.Client{Timeout: 4 * time.Second}
			res, err := client.Get("http://" + address + "/health")
			if err != nil {
				return errors.New("nothing answers at " + address)
			}
			defer func() { _ = res.Body.Close() }()
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf("it answers %d at %s", res.StatusCode, address)
			}
			return nil
		}}
	c.Flags().StringVar(&address, "http", "127.0.0.1:8090", "where the running Candour listens")
	return c
}

// sampleCommand loads many fictional stories, for measuring.
func (p *Program) sampleCommand() *cobra.Command {
	var stories int
	var seed uint64
	c := &cobra.Command{Use: "sample", Short: "Load many fictional stories, for measuring", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if stories < 1 {
				return errors.New("say how many with --stories N")
			}
			return sample.Load(p.app, stories, seed, func(n int) { fmt.Printf("\r%d stories", n) })
		}}
	c.Flags().IntVar(&stories, "stories", 0, "how many")
	c.Flags().Uint64Var(&seed, "seed", 1, "the same seed tells the same stories")
	return c
}
