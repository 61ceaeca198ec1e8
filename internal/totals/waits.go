package totals

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// The time from sending to publication is kept as how many stories took up to so
// many hours, never as single times.
var waitHours = []int{1, 2, 4, 8, 12, 24, 48, 72, 96, 120, 144, 168, 240, 336, 504, 720, 1440, 2160}

// longerWait is the name of all longer waits.
const longerWait = "longer"

// FewWaits is how many stories a month must have before anything is said of how
// long they took: of fewer it would tell when single stories were sent.
const FewWaits = 10

// WaitName is the name under which a wait is counted.
func WaitName(d time.Duration) string {
	for _, h := range waitHours {
		if d <= time.Duration(h)*time.Hour {
			return strconv.Itoa(h)
		}
	}
	return longerWait
}

// WaitWithin says within what time a share of the stories, in a hundred, were
// published. Of too few stories it says nothing.
func WaitWithin(counts map[string]int, percent int) string {
	names := make([]string, 0, len(waitHours)+1)
	total := counts[longerWait]
	for _, h := range waitHours {
		names = append(names, strconv.Itoa(h))
		total += counts[names[len(names)-1]]
	}
	if total < FewWaits {
		return ""
	}
	sum := 0
	at := slices.IndexFunc(names, func(name string) bool {
		sum += counts[name]
		return sum*100 >= total*percent
	})
	if at < 0 {
		return "more than 90 days"
	}
	return hoursInWords(waitHours[at])
}

func hoursInWords(h int) string {
	n, unit := h, "hour"
	if h >= 24 {
		n, unit = h/24, "day"
	}
	if n != 1 {
		unit += "s"
	}
	return fmt.Sprintf("%d %s", n, unit)
}
