// Command gather makes the list of common passwords that the program carries, from
// the dictionary of the npm package @zxcvbn-ts/language-common (MIT), which holds
// them in the order of how often they were found in published leaks:
//
//	npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
//	PASSWORDS=$PWD/package/src/passwords.json go generate candour/internal/breached
//
// Only hashes are written: nobody reads what others chose.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"candour/internal/breached"
)

// wanted is the SHA-256 of passwords.json of version 4.1.3.
const wanted = "f422773d94d630f27e08b26d7017e847bb1feb2a84809340e9c0b0c47b33e3f1"

func main() {
	list := flag.String("list", "", "passwords.json of the unpacked package")
	to := flag.String("to", "", "the file to write")
	flag.Parse()
	if err := gather(*list, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gather:", err)
		os.Exit(1)
	}
}

func gather(list, to string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != wanted {
		return fmt.Errorf("%s is not the passwords.json of version 4.1.3", list)
	}
	var passwords []string
	if err := json.Unmarshal(text, &passwords); err != nil {
		return fmt.Errorf("reading the list: %w", err)
	}
	hashes := [][]byte{}
	for _, p := range passwords {
		hashes = append(hashes, breached.Hash(strings.ToLower(p)))
	}
	slices.SortFunc(hashes, bytes.Compare)
	hashes = slices.CompactFunc(hashes, bytes.Equal)
	fmt.Printf("%d passwords, %d hashes\n", len(passwords), len(hashes))
	return os.WriteFile(to, bytes.Join(hashes, nil), 0o644)
}
