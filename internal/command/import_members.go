package command

import (
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/records"
	"candour/internal/roster"
	"candour/internal/story"
)

// longestList is the longest list of people that is read: some 500,000 lines.
const longestList = 64 << 20

func (p *Program) importMembersCommand() *cobra.Command {
	var code string
	var dry bool
	c := &cobra.Command{Use: "members FILE", Short: "Invite the people of a CSV list to an organisation, by a letter to each",
		Long: "Invites the people of a CSV list to an organisation. Columns: FirstName, LastName, Email; if you like JobTitle, Department, Role\n" +
			"(Member, Responder or Administrator) and LastDay, after which the membership ends by itself. Each gets one letter, however often this is run. One line is enough to name the first administrator.",
		Args: oneFile,
		RunE: func(_ *cobra.Command, args []string) error { return p.importMembers(args[0], code, dry) }}
	c.Flags().StringVar(&code, "organisation", "", "the code of the organisation, such as S08000020")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would happen, and invite nobody")
	return c
}

func (p *Program) importMembers(name, code string, dry bool) error {
	if code == "" {
		return errors.New("say which organisation they belong to: --organisation CODE")
	}
	o, err := records.FindOrganisationByCode(p.app, code)
	if errors.Is(err, records.ErrNotFound) {
		return errors.New("there is no organisation with this code")
	}
	if err != nil {
		return err
	}
	list, err := readList(name, deployment.Now(p.app))
	if err != nil {
		return err
	}
	for _, u := range append(list.Unread, list.Twice...) {
		fmt.Printf("line %d: %s\n", u.Line, u.Reason)
	}
	var done flow.Invited
	if dry {
		done, err = p.wouldInvite(o.Id, list)
	} else {
		done, err = p.invite(o.Id, list)
	}
	if err != nil {
		return err
	}
	did := "invited"
	if dry {
		did = "to be invited"
	}
	fmt.Printf("%s: %d %s, %d already members or invited, %d twice in the list, %d not readable\n", o.Name(), done.New, did, done.Here, len(list.Twice), len(list.Unread))
	return nil
}

func readList(name string, at time.Time) (roster.List, error) {
	f, err := os.Open(name)
	if err != nil {
		return roster.List{}, errors.New("there is no such file, or it can't be read")
	}
	defer func() { _ = f.Close() }()
	file, err := io.ReadAll(io.LimitReader(f, longestList+1))
	if err != nil {
		return roster.List{}, errors.New("the file can't be read")
	}
	if len(file) > longestList {
		return roster.List{}, errors.New("the file is longer than 64 MB: split it")
	}
	return roster.Parse(file, at)
}

func (p *Program) wouldInvite(organisation string, list roster.List) (done flow.Invited, err error) {
	for _, x := range list.People {
		here, err := records.IsHere(p.app, organisation, x.Email)
		if err != nil {
			return done, err
		}
		if here {
			done.Here++
		} else {
			done.New++
		}
	}
	return done, nil
}

func (p *Program) invite(organisation string, list roster.List) (flow.Invited, error) {
	people := make([]story.Invitee, len(list.People))
	for i, x := range list.People {
		people[i] = x.Invitee
	}
	return flow.InviteMembers(p.app, flow.Inviting{Organisation: organisation, FromFile: true, Progress: func(n int) {
		fmt.Fprintf(os.Stderr, "\r%d of %d", n, len(people))
		if n == len(people) {
			fmt.Fprintln(os.Stderr)
		}
	}}, people)
}
