package directory

import "candour/internal/places"

// Countries whose bodies are known, by the codes of the Office for National
// Statistics.
const (
	England  = "E92000001"
	Scotland = "S92000003"
	Wales    = "W92000004"
)

// Bodies are the organisations that answer for the areas of countries. Every load
// of services, and of postcodes, makes sure that they are there first.
func Bodies(countries ...string) Rows {
	return func(yield func(Row, error) bool) {
		for _, country := range countries {
			if country != Scotland {
				continue // their tables are on their way
			}
			for _, b := range places.Scotland() {
				if !yield(Row{Organisation: &Organisation{Scheme: SchemeONS, Code: b.Code, Name: b.Name, Kind: b.Kind}}, nil) {
					return
				}
			}
		}
	}
}
