package story

import "testing"

func TestTagsAndServicesNeedAReasonThatFitsThem(t *testing.T) {
	for _, c := range []struct {
		part, code string
		ok, asks   bool
	}{
		{"tags", "tag-does-not-fit", true, true}, {"tags", "tag-missing", true, true}, {"tags", "identifies-staff", true, true},
		{"tags", SpellingReason, true, false}, {"tags", "length", false, true}, {"tags", "wrong-service", false, true}, {"tags", "", false, true},
		{"services", "wrong-service", true, true}, {"services", "service-missing", true, true}, {"services", SpellingReason, false, false}, {"services", "tag-missing", false, true},
		{"text", "wrong-service", false, true}, {"text", SpellingReason, true, false},
	} {
		reasons := []EditReason{{Part: c.part, Code: c.code}}
		if _, err := CheckEditReasons([]string{c.part}, reasons); (err == nil) != c.ok {
			t.Errorf("%s for %q: %v", c.part, c.code, err)
		}
		if HasReasons([]string{c.part}, reasons) != c.ok {
			t.Errorf("%s for %q: has a reason is %v", c.part, c.code, !c.ok)
		}
		if IsMoreThanSpelling([]string{c.part}, reasons) != c.asks {
			t.Errorf("%s for %q: the author is asked is %v", c.part, c.code, !c.asks)
		}
	}
	if _, err := CheckEditReasons([]string{"services"}, ReasonsFor(SpellingReason)); err == nil {
		t.Error("spelling is a reason for other services")
	}
}
