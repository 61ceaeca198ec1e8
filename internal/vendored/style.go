package main

import (
	"errors"
	"regexp"
	"strings"
)

// marks are parts of selectors that belong to GOV.UK's identity: the crown, the
// crest and the logotype. Rules for them are left out.
var marks = []string{"crown", "crest", "logotype", "copyright-logo"}

// govukFont is the family of the compiled style sheet; our variable takes its
// place, so that the site chooses its own type.
const govukFont = "GDS Transport,arial,sans-serif"

var (
	comments  = regexp.MustCompile(`(?s)/\*.*?\*/`)
	sourceMap = regexp.MustCompile(`//# sourceMappingURL=\S*`)
)

// plainStyle takes the marks, the font and its notice out of the minified sheet.
func plainStyle(css string) (string, error) {
	css = comments.ReplaceAllString(css, "")
	css = strings.ReplaceAll(css, govukFont, "var(--font-text,sans-serif)")
	css, err := filterRules(css)
	if err != nil {
		return "", err
	}
	return strings.TrimSpace(css) + "\n", nil
}

// plainScript takes out the reference to a source map that is not copied.
func plainScript(js string) (string, error) {
	return strings.TrimSpace(sourceMap.ReplaceAllString(js, "")) + "\n", nil
}

// filterRules walks the rules of a minified style sheet, at any depth, and drops
// every @font-face and every selector that holds one of the marks.
func filterRules(css string) (string, error) {
	var out strings.Builder
	for css != "" {
		head := strings.IndexAny(css, "{;")
		if head < 0 {
			out.WriteString(css)
			break
		}
		if css[head] == ';' { // a statement such as @charset
			out.WriteString(css[:head+1])
			css = css[head+1:]
			continue
		}
		end, err := closing(css, head)
		if err != nil {
			return "", err
		}
		selector, body := strings.TrimSpace(css[:head]), css[head+1:end]
		css = css[end+1:]
		switch {
		case strings.HasPrefix(selector, "@font-face"):
			continue
		case strings.HasPrefix(selector, "@media"), strings.HasPrefix(selector, "@supports"):
			if body, err = filterRules(body); err != nil {
				return "", err
			}
		case !strings.HasPrefix(selector, "@"):
			selector = withoutMarks(selector)
		}
		if selector != "" && body != "" {
			out.WriteString(selector + "{" + body + "}")
		}
	}
	return out.String(), nil
}

// closing is the index of the brace that closes the one at open.
func closing(css string, open int) (int, error) {
	depth := 0
	for i := open; i < len(css); i++ {
		switch css[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i, nil
			}
		}
	}
	return 0, errors.New("the style sheet has a brace that is never closed")
}

// withoutMarks drops the selectors of a list that hold a mark. Lists inside
// brackets, as in :not(a,b), hold none in this sheet and count as one.
func withoutMarks(list string) string {
	var kept []string
	depth, start := 0, 0
	for i := 0; i <= len(list); i++ {
		if i < len(list) && (list[i] == '(' || list[i] == '[') {
			depth++
		}
		if i < len(list) && (list[i] == ')' || list[i] == ']') {
			depth--
		}
		if i == len(list) || (list[i] == ',' && depth == 0) {
			if one := list[start:i]; !marked(one) {
				kept = append(kept, one)
			}
			start = i + 1
		}
	}
	return strings.Join(kept, ",")
}

func marked(selector string) bool {
	for _, m := range marks {
		if strings.Contains(selector, m) {
			return true
		}
	}
	return false
}
