package command

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/pocketbase/pocketbase/apis"
	"github.com/spf13/cobra"

	"candour/internal/config"
	"candour/internal/deployment"
	"candour/internal/directory"
	"candour/internal/sample"
	"candour/internal/story"
)

// demoCommand runs a throwaway deployment with invented people and stories.
func (p *Program) demoCommand() *cobra.Command {
	var address string
	var more int
	c := &cobra.Command{
		Use:   "demo",
		Short: "Run a throwaway Candour with invented people and stories",
		Long: "Runs a throwaway Candour: real Grampian services and postcodes, invented people and stories in every state.\n" +
			"Letters are written into a folder as .eml files. With --dir the data is kept there; without, in a fresh folder.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.demo(cmd, address, more) },
	}
	c.Flags().StringVar(&address, "http", "127.0.0.1:8090", "the address to listen on")
	c.Flags().IntVar(&more, "stories", 0, "tell this many more, fictional, stories, for measuring")
	c.Flags().String("public", "", "a folder laid over the built-in pages, words and colours")
	return c
}

// demoEditingTime lets a visitor of the demo see a response published without
// waiting for half an hour.
const demoEditingTime = time.Minute

// demoSettings are what a demo says of itself where the operator says nothing.
func demoSettings(c config.Config, dataDir string) config.Config {
	c.Name = "Candour demo"
	c.Operator = deployment.Operator{Name: "The Candour demo", Address: "This computer", Email: "demo@candour.example",
		DPO: deployment.None, Registration: deployment.None, Processors: deployment.None}
	c.SecondFactor = false // its passwords are printed on the screen
	if c.MailDir == "" {
		c.MailDir = filepath.Join(filepath.Dir(dataDir), "letters")
	}
	return c
}

func (p *Program) demo(cmd *cobra.Command, address string, more int) error {
	d := deployment.Of(p.app)
	d.Region.OfficeHours.PublishAnyTime = true // who tries it at night sees a story appear, too
	if err := os.MkdirAll(d.MailDir, 0o700); err != nil {
		return fmt.Errorf("making a folder for letters: %w", err)
	}
	n, err := p.app.CountRecords("stories")
	if err != nil {
		return fmt.Errorf("looking for stories: %w", err)
	}
	if n == 0 {
		if err := p.fill(cmd.Context(), more); err != nil {
			return err
		}
	} else {
		fmt.Println("This folder holds a demo already: its people sign in with the password that was printed when it was made.")
	}
	fmt.Printf("\nThe site:        http://%[1]s/\nTell a story:    http://%[1]s/tell\nSign in:         http://%[1]s/sign-in\n"+
		"The admin panel: http://%[1]s/_/\nLetters:         %[2]s\nData:            %[3]s\n\n"+
		"A response waits one minute here before a moderator can read it; on a real site it waits half an hour.\nStop it with Ctrl+C.\n", address, d.MailDir, p.app.DataDir())
	p.app.OnServe().BindFunc(p.prepareQuietly)
	return ended(apis.Serve(p.app, apis.ServeConfig{HttpAddr: address, AllowedOrigins: []string{d.URL}}))
}

// fill loads the services, the postcodes, the people and the stories, and
// prints who can sign in.
func (p *Program) fill(ctx context.Context, more int) error {
	hospitals, err := directory.Hospitals()
	if err != nil {
		return err
	}
	parsed, err := directory.ParsePHS(hospitals)
	if err != nil {
		return err
	}
	if _, err := directory.Import(p.app, parsed, false); err != nil {
		return err
	}
	if _, err := deployment.Of(p.app).Places.ImportSample(ctx); err != nil {
		return err
	}
	password := strings.ReplaceAll(story.NewStoryKey(), "-", "")[:12]
	people, err := sample.Store(p.app, password)
	if err != nil {
		return err
	}
	if more > 0 {
		if err := sample.Load(p.app, more, 1, func(int) {}); err != nil {
			return err
		}
	}
	const admin = "admin@candour.example"
	if err := p.addAdministrator(admin, password); err != nil {
		return err
	}
	people = append([]sample.Person{{Role: "administrator of the machine", Email: admin, Password: password}}, people...)
	for _, x := range people {
		fmt.Printf("%s\t%s\t%s\n", x.Role, x.Email, x.Password)
	}
	return nil
}
