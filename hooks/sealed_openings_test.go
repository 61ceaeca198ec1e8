package hooks

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// openings are all the places of the program that open a sealed value, and why
// each may. Moderators and members have one, openPrivate, behind a disclosure.
var openings = map[string]string{
	"internal/records/author.go Email":                  "the value itself",
	"internal/records/author.go NewEmail":               "the value itself",
	"internal/records/contact.go Postcode":              "the value itself",
	"internal/records/contact.go IP":                    "the value itself",
	"internal/records/export.go exportRow":              "the author's own copy",
	"internal/records/disclosure.go openPrivate":        "the one exception: a disclosure that two people decided",
	"internal/records/message.go ContactsOf":            "to keep these values out of messages; it shows them to nobody",
	"internal/pages/account_details.go accountRows":     "the author's own page",
	"internal/pages/account_details.go postcodeOf":      "the author's own page",
	"internal/flow/word_letter.go authorsAddress":       "the address a letter goes to",
	"internal/flow/choose_password.go forgetFailures":   "whose failed sign-ins are forgotten",
	"internal/flow/route_story.go postcodeOf":           "which organisations answer for an area",
	"internal/flow/stop_letters.go StopLetters":         "a link in a letter, which holds an id",
	"internal/flow/correct_details.go ConfirmEmail":     "the author confirms an address",
	"internal/pages/account_details.go detailsOf":       "the author's own page",
	"internal/pages/account_email.go newEmailView":      "the author's own page",
	"internal/records/erasure.go ReceiptToken":          "the author's own link to a receipt",
	"internal/records/known.go knownIn":                 "what the look through the store after an erasure looks for, in memory only",
	"internal/flow/stand_in.go isTestAuthor":            "whether an account is the invented one of candour doctor; it says yes or no",
	"internal/records/private_values.go sealedValuesOf": "what candour doctor looks for on the public pages, in memory only",
	"internal/records/reseal.go resealAfter":            "a value sealed with an old key is sealed anew with the present one",
	"internal/records/second_factor.go Secret":          "to check a code; it belongs to a moderator or administrator",
	"internal/records/secret.go Open":                   "the program's own secret, which is about nobody",
	"internal/records/wellbeing.go Words":               "a moderator's own note on how they are; the seniors' too where its writer chose that",
	"internal/flow/letter_link.go mailboxOf":            "the mark of a link, which ends when the address it went to is no longer theirs; in memory only",
	"internal/pages/tell_draft.go read":                 "a draft, with the key in its author's cookie",
}

// TestASealedValueIsOpenedInTheseFunctionsOnly reads the whole program: a new
// place that opens a private detail must be written down here, with its reason.
func TestASealedValueIsOpenedInTheseFunctionsOnly(t *testing.T) {
	var found []string
	err := filepath.WalkDir("..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, ".."+string(filepath.Separator)))
		if !strings.HasPrefix(name, "internal/seal/") {
			found = append(found, openingsIn(name, file)...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range slices.Compact(sorted(found)) {
		if openings[place] == "" {
			t.Errorf("%q opens a sealed value: who sees it there? If only its author does, write the place and the reason down in openings", place)
		}
	}
	for place := range openings {
		if !slices.Contains(found, place) {
			t.Errorf("%q opens nothing any more: take it off the list", place)
		}
	}
}

// openingsIn are the functions of a file that call something that opens a value:
// Open with a field and a value, or a typed face's own with the sealer.
func openingsIn(name string, file *ast.File) (found []string) {
	packages := map[string]bool{}
	for _, i := range file.Imports {
		packages[filepath.Base(strings.Trim(i.Path.Value, `"`))] = true
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			selector, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			on, named := selector.X.(*ast.Ident)
			face := slices.Contains([]string{"Email", "NewEmail", "Postcode", "IP"}, selector.Sel.Name) && len(call.Args) == 1
			opens := selector.Sel.Name == "Open" && len(call.Args) == 2
			if (face || opens) && !(named && packages[on.Name]) {
				found = append(found, name+" "+f.Name.Name)
			}
			return true
		})
	}
	return found
}
