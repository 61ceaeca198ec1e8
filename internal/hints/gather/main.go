// Command gather makes the lexicon by which names of people are told from other words
// (internal/hints/data/lexicon.txt.gz), from openly licensed lists:
//
//	npm pack @faker-js/faker@10.6.0            MIT: first names and surnames of 70 languages
//	npm pack @cspell/dict-people-names@1.1.16  MIT: names from all kinds of backgrounds
//	apt-get download wbritish                  SCOWL, free for any use: English words
//	epraccur.csv, phs_hospitals.csv            NHS ODS and Public Health Scotland, OGL v3: towns
//	golang.org/x/text                          Unicode CLDR: the countries of the world
//	ons_first_names.csv                        ONS, OGL v3: first names given in 2020
//
// Unpack them into one folder (LISTS), and write the languages of faker as JSON:
//
//	node -e 'import("@faker-js/faker").then(f => console.log(JSON.stringify(f.allLocales)))' > locales.json
//	LISTS=$PWD go generate candour/internal/hints
//
// Names that are in no list are found by the words around them, and because they are
// no English word either: that is why the words are here too.
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"candour/internal/hints"
)

// lists gathers what is known of each word: the letters of its classes.
type lists map[string]string

func main() {
	from := flag.String("lists", "", "the folder that holds the lists")
	to := flag.String("to", "", "the file to write")
	flag.Parse()
	if err := gather(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "gather:", err)
		os.Exit(1)
	}
}

func gather(from, to string) error {
	all := lists{}
	for _, list := range []struct {
		file string
		read func(*os.File) error
	}{
		{"locales.json", all.readNames}, {"people-names.txt", all.readMoreNames}, {"ons_first_names.csv", all.readGivenNames},
		{"british-english", all.readWords}, {"epraccur.csv", all.readTowns(6, 8)}, {"phs_hospitals.csv", all.readTowns(3, 10)},
	} {
		f, err := os.Open(filepath.Join(from, list.file))
		if err != nil {
			return fmt.Errorf("opening a list: %w", err)
		}
		err = list.read(f)
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("reading %s: %w", list.file, err)
		}
	}
	all.addCountries()
	return all.write(to)
}

// addCountries adds the countries of the world, by their names in the Unicode CLDR.
func (l lists) addCountries() {
	names := display.English.Regions()
	for _, r := range language.Supported.Regions() {
		if name := names.Name(r); r.IsCountry() && !strings.Contains(name, " ") && name != "Georgia" && name != "Jordan" {
			l.add(name, hints.InPlaces)
		}
	}
}

// add notes that a word is of a class. Words of one or two letters tell nothing.
func (l lists) add(word, class string) {
	word = hints.Fold(latin(word))
	if utf8.RuneCountInString(word) < 3 || strings.ContainsFunc(word, func(r rune) bool { return !unicode.Is(unicode.Latin, r) }) {
		return
	}
	if !strings.Contains(l[word], class) {
		l[word] += class
	}
}

// readNames takes the first names and surnames of every language of faker.
func (l lists) readNames(f *os.File) error {
	var locales map[string]struct {
		Person struct {
			First any `json:"first_name"`
			Last  any `json:"last_name"`
		} `json:"person"`
	}
	if err := json.NewDecoder(f).Decode(&locales); err != nil {
		return err
	}
	for _, locale := range locales {
		l.addAll(locale.Person.First, hints.InFirstNames)
		l.addAll(locale.Person.Last, hints.InSurnames)
	}
	return nil
}

// addAll adds every word of every text in a tree of JSON.
func (l lists) addAll(tree any, class string) {
	switch v := tree.(type) {
	case string:
		for _, word := range strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == '-' }) {
			l.add(word, class)
		}
	case []any:
		for _, each := range v {
			l.addAll(each, class)
		}
	case map[string]any:
		for _, each := range v {
			l.addAll(each, class)
		}
	}
}

func (l lists) readMoreNames(f *os.File) error {
	return eachLine(f, func(line string) { l.add(line, hints.InSurnames) })
}

func (l lists) readGivenNames(f *os.File) error {
	return eachRow(f, func(row []string) { l.add(row[0], hints.InFirstNames) })
}

// readWords takes ordinary words in small letters, and what is written with a capital
// and is nobody's name: places, peoples, brands. The names are read before.
func (l lists) readWords(f *os.File) error {
	return eachLine(f, func(line string) {
		first, _ := utf8.DecodeRuneInString(line)
		switch {
		case strings.Contains(line, "'") && !strings.HasSuffix(line, "'t"):
		case unicode.IsUpper(first) && strings.ContainsAny(l[hints.Fold(line)], hints.InFirstNames+hints.InSurnames):
		case unicode.IsUpper(first):
			l.add(line, hints.InPlaces)
		default:
			l.add(line, hints.InWords)
		}
	})
}

// readTowns takes the lines of an address that name a town or a county.
func (l lists) readTowns(from, to int) func(*os.File) error {
	return func(f *os.File) error {
		return eachRow(f, func(row []string) {
			for _, line := range row[from:to] {
				words := strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return r == ' ' || r == '-' || r == ',' })
				if slices.ContainsFunc(words, func(w string) bool { return streets[w] || strings.ContainsAny(w, "0123456789") }) {
					continue
				}
				for _, word := range words {
					l.add(word, hints.InPlaces)
				}
			}
		})
	}
}

// streets are words of lines that name a street or a house, and no town.
var streets = map[string]bool{"road": true, "street": true, "lane": true, "avenue": true, "surgery": true, "centre": true, "health": true,
	"place": true, "drive": true, "crescent": true, "terrace": true, "hospital": true, "house": true, "way": true, "gardens": true, "square": true, "close": true, "row": true, "st": true, "rd": true}

func eachLine(f *os.File, see func(string)) error {
	in := bufio.NewScanner(f)
	for in.Scan() {
		if line := strings.TrimSpace(in.Text()); line != "" && !strings.HasPrefix(line, "#") {
			see(line)
		}
	}
	return in.Err()
}

func eachRow(f *os.File, see func([]string)) error {
	in := csv.NewReader(f)
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	for _, row := range rows {
		see(row)
	}
	return err
}

// write groups the words by their classes: "[fs]", and then the words of it.
func (l lists) write(to string) error {
	byClass := map[string][]string{}
	for word, classes := range l {
		letters := strings.Split(classes, "")
		slices.Sort(letters)
		class := strings.Join(letters, "")
		byClass[class] = append(byClass[class], word)
	}
	classes := make([]string, 0, len(byClass))
	for class := range byClass {
		classes = append(classes, class)
	}
	slices.Sort(classes)
	var out bytes.Buffer
	zip, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, class := range classes {
		words := byClass[class]
		slices.Sort(words)
		if _, err := fmt.Fprintf(zip, "[%s]\n%s\n", class, strings.Join(words, "\n")); err != nil {
			return err
		}
		fmt.Printf("%-5s %d\n", class, len(words))
	}
	if err := zip.Close(); err != nil {
		return err
	}
	return os.WriteFile(to, out.Bytes(), 0o644)
}
