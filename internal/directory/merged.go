package directory

import "fmt"

// mergedLine is a line about a service that was merged into another at the desk.
type mergedLine struct {
	into         *node
	code         Code
	organisation Code
	list         string
	line         int
}

// survivors gives the lines about what was merged to what was kept: such a line
// adds what is not known of it, and never renames, moves, closes or opens it. Where
// the file names what was kept as well, that line is the one that counts.
func (c *check) survivors() {
	for _, m := range c.merged {
		if m.into.line != 0 {
			c.refused[m.line] = fmt.Sprintf("%s was merged into %s, which is on line %d", m.code, m.into.main, m.into.line)
			c.report.doubt(m.line, c.refused[m.line]+"; what it says is left out")
			continue
		}
		m.into.line, m.into.byFurther = m.line, true
		c.places = append(c.places, place{node: m.into, organisation: m.organisation, list: m.list, line: m.line, fills: true, optional: true})
	}
}
