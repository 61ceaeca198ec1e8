package pages

import (
	"testing"
	"time"
)

func TestAnAuthorSeesTheirPlaceInTheQueueAndByWhenTheyAreRead(t *testing.T) {
	site := newOwnSite(t)
	site.told(t, benEmail, nil)
	site.Pass(time.Minute)
	ada, id := site.ada(t)
	ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", "1 story that was sent before it is still to be read.", "Most likely that is by Thursday 19 November.")
	site.Pass(3 * 24 * time.Hour)
	ada.Get("/account/stories/"+id).Is(200).Has(".own-head__next", "It takes longer than we said")
}
