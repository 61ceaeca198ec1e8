package command

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"candour/internal/config"
	"candour/internal/deployment"
	"candour/internal/flow"
	"candour/internal/keyfile"
	"candour/internal/records"
	"candour/internal/seal"
)

func (p *Program) keyCommand() *cobra.Command {
	c := &cobra.Command{Use: "key", Short: "Change the key that private details are sealed with, or check it"}
	var to string
	rotate := &cobra.Command{Use: "rotate", Short: "Seal everything with a new key",
		Long: "Makes a new key, seals every private detail anew with it and takes the old key out of the key file when nothing needs it.\n" +
			"It may be stopped at any moment; run it again and it goes on.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return p.rotate(cmd.Context(), to) }}
	rotate.Flags().StringVar(&to, "to", "", "take the new key from this file and make none")
	check := &cobra.Command{Use: "check", Short: "Say which keys the data needs, and whether they are here", Args: cobra.NoArgs,
		Annotations: map[string]string{keysOnly: "yes"},
		RunE:        func(*cobra.Command, []string) error { return p.checkKeys() }}
	c.AddCommand(rotate, check)
	return c
}

// checkKeys reads every sealed value's key and says which are here.
func (p *Program) checkKeys() error {
	counts, err := records.CountByKey(p.app)
	if err != nil {
		return err
	}
	if len(counts) == 0 {
		fmt.Println("Nothing is sealed here yet.")
		return nil
	}
	needed := slices.Sorted(maps.Keys(counts))
	missing, noKeys := needed, error(nil)
	if keys, err := config.LoadKeys(p.config, p.app.DataDir(), false); err != nil {
		noKeys = err
	} else if ring, err := seal.NewRing(keys...); err != nil {
		noKeys = err
	} else {
		missing = ring.Missing(needed)
	}
	for _, id := range needed {
		state := "here"
		if slices.Contains(missing, id) {
			state = "missing"
		}
		fmt.Printf("%s\t%s\t%d values\n", id, state, counts[id])
	}
	if noKeys == nil && len(missing) > 0 {
		return fmt.Errorf("the data needs the key %s, which is not in %s", strings.Join(missing, " and "), keySource(p.config, p.app.DataDir()))
	}
	return noKeys
}

// rotate seals everything with the newest key: one that is made now, one from a
// file, or, when the keys say that this was begun before, the one it began with.
// Each step leaves data and keys that belong together, whenever it is stopped.
func (p *Program) rotate(ctx context.Context, to string) error {
	p.winds.Store(true)
	keys, err := config.LoadKeys(p.config, p.app.DataDir(), false)
	if err != nil {
		return err
	}
	if keys, err = p.withNewKey(keys, to); err != nil {
		return err
	}
	ring, err := seal.NewRing(keys...)
	if err != nil {
		return err
	}
	n, err := p.sealAnew(ctx, ring)
	if err != nil {
		return err
	}
	fmt.Printf("%d values are sealed anew with the key %s.\n", n, ring.Current())
	return p.retire(ring.IDs(), keys)
}

// withNewKey puts a new key before the others and keeps them all in the file,
// before anything is sealed with it.
func (p *Program) withNewKey(keys [][]byte, to string) ([][]byte, error) {
	if p.config.Key != nil {
		if to != "" {
			return nil, errors.New("the key comes from CANDOUR_KEY: put the new key there and the old one into CANDOUR_OLD_KEYS, and run this without --to")
		}
		if len(keys) == 1 {
			return nil, errors.New("the key comes from CANDOUR_KEY: put a new key there and this one into CANDOUR_OLD_KEYS, and run this again")
		}
		return keys, nil
	}
	file, fresh := p.config.KeyPath(p.app.DataDir()), seal.NewKey()
	if to != "" {
		given, err := keyfile.Read(to)
		if err != nil {
			return nil, err
		}
		fresh = given[0]
	} else if len(keys) > 1 {
		fmt.Println("A change of keys was begun before and is finished now. Run this again for another new key.")
		return keys, nil
	}
	if slices.Equal(fresh, keys[0]) {
		return keys, nil
	}
	keys = slices.DeleteFunc(keys, func(k []byte) bool { return slices.Equal(k, fresh) })
	keys = append([][]byte{fresh}, keys...)
	return keys, keyfile.Write(file, keys...)
}

// sealAnew seals every value and the lasting secret with the ring's newest key.
func (p *Program) sealAnew(ctx context.Context, ring *seal.Ring) (int, error) {
	secret, err := records.FindSecret(p.app)
	if err != nil {
		return 0, err
	}
	lasting, err := secret.Open(ring)
	if err != nil {
		return 0, err
	}
	if err := useKey(p.app, ring, secret); err != nil {
		return 0, err
	}
	if deployment.Of(p.app).Sealer, err = ring.With(lasting); err != nil {
		return 0, err
	}
	next := progressEvery
	n, err := records.Reseal(p.app, ctx, ring, func(done int) {
		for ; done >= next; next += progressEvery {
			fmt.Printf("%d values\n", next)
		}
	})
	if err != nil {
		return n, fmt.Errorf("%w (%d values are sealed anew; run this again and it goes on)", err, n)
	}
	if secret, err = records.FindSecret(p.app); err != nil { // it was sealed anew as well
		return n, err
	}
	secret.SetKeys([]string{ring.Current()})
	if err := p.app.Save(secret); err != nil {
		return n, fmt.Errorf("writing down which key is used: %w", err)
	}
	return n, flow.Checkpoint(p.app)
}

// progressEvery is after how many values a long run says so.
const progressEvery = 10_000

// retire takes the keys that nothing needs any more out of the key file. Each is
// kept in a file of its own: backups made before need it.
func (p *Program) retire(ids []string, keys [][]byte) error {
	if len(keys) == 1 {
		return nil
	}
	old := strings.Join(ids[1:], " and ")
	if p.config.Key != nil {
		fmt.Printf("CANDOUR_OLD_KEYS is no longer needed. Keep the old key %s with the backups that were made before now: they cannot be read without it.\n", old)
		return nil
	}
	file := p.config.KeyPath(p.app.DataDir())
	for i, id := range ids[1:] {
		if err := keyfile.Write(file+"."+id, keys[i+1]); err != nil {
			return err
		}
	}
	if err := keyfile.Write(file, keys[0]); err != nil {
		return err
	}
	for _, id := range ids[1:] {
		fmt.Printf("The old key %s is out of %s and stands in %s.%s. Keep it with the backups that were made before now, which cannot be read without it, and delete it when the last of them is gone.\n",
			id, file, file, id)
	}
	return nil
}
