package hints

import "testing"

func TestWhatLooksLikeAWayToSomebodyIsFoundHoweverItIsSpelled(t *testing.T) {
	public := []string{"0800 83 85 87", "hello@candour.example", "116 123"}
	for _, text := range []string{
		"Is it A-B-1-5-6-L-T?", "Is it A B 1 5 6 L T?", "Is it ab.15.6.lt?", "a_b_1_5_6_l_t", "A/B/1/5 6/L/T", "AB15\u200b6LT", "ＡＢ１５ ６ＬＴ",
		"A B one five six L T", "It is aB15 6Lt.", "a—b—1—5—6—l—t",
		"adadotcanaryatexampledotorg", "Is it ada-dot-canary-at-example-dot-org?", "a d a dot canary at e x a m p l e dot o r g",
		"ada dot canary at example dot org", "ada.canary at example.org", "ada.canary @ example.org", "ada canary @example.org",
		"a.d.a@e.x.org", "0 1 6 3 2 9 6 0 7 3 3", "zero one six three two nine six zero seven three three", "0-1-6-3-2-9-6-0-7-3-3",
	} {
		if !Reaches(text, public) {
			t.Errorf("%q is let through", text)
		}
	}
	for _, text := range []string{
		"Which ward was it? We know of 3 at Foresterhill, and one at Elgin.", "Were you there at 10.30 pm, or at 2 in the morning?",
		"Ring Breathing Space on 0800 83 85 87, or write to hello@candour.example.", "Call Samaritans on 116 123, at any hour.",
		"Was that on 2 October 2026, at 9? Two of us have read it.", "Did you look at nhsinform.scot? It is all there.",
		"You wrote that at home nobody helped. It was hard. I am sorry. A nurse, a doctor, a porter: who was it?", "What an anecdote.",
	} {
		if Reaches(text, public) {
			t.Errorf("%q is refused", text)
		}
	}
}
