package pages

import (
	"net/http"

	"github.com/pocketbase/pocketbase/core"
)

// tellRoutes are the doors of telling a story.
var tellRoutes = []route{
	{http.MethodGet, "/tell", anyone, showTellStart},
	{http.MethodPost, "/tell", anyone, startAnew},
	{http.MethodGet, "/tell/story", anyone, getStep(tellSteps[0])},
	{http.MethodPost, "/tell/story", anyone, postStep(tellSteps[0])},
	{http.MethodGet, "/tell/feelings", anyone, getStep(tellSteps[1])},
	{http.MethodPost, "/tell/feelings", anyone, postStep(tellSteps[1])},
	{http.MethodGet, "/tell/services", anyone, getStep(tellSteps[2])},
	{http.MethodPost, "/tell/services", anyone, postStep(tellSteps[2])},
	{http.MethodGet, "/tell/about-you", anyone, getStep(tellSteps[3])},
	{http.MethodPost, "/tell/about-you", anyone, postStep(tellSteps[3])},
	{http.MethodGet, "/tell/check", anyone, getStep(tellSteps[checkIndex])},
	{http.MethodGet, "/tell/send", anyone, func(e *core.RequestEvent) error { return e.Redirect(http.StatusSeeOther, "/tell/check") }},
	{http.MethodPost, "/tell/send", anyone, sendStory},
	{http.MethodGet, "/tell/received", anyone, showReceived},
	{http.MethodPost, "/tell/received", anyone, keyWrittenDown},
	{http.MethodGet, "/tell/more-about-you", anyone, showMore},
	{http.MethodPost, "/tell/more-about-you", anyone, keepMore},
}
