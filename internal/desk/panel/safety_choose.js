// Choosing one of the five ways on when somebody may be in danger.

export const wrongOutcome = () => t.div({ className: "field-help error" }, () => app.store.errors?.outcome?.message || "");

export function outcomes(s, id, chosen, choose, without) {
    return t.div({ className: "desk-levels" }, s.outcomes.filter((o) => o.code != without).map((o) => t.div({ className: "desk-level" },
        t.input({ id: `${id}_${o.code}`, name: id, type: "radio", value: o.code, checked: () => chosen() == o.code, onchange: () => choose(o.code) }),
        t.label({ htmlFor: `${id}_${o.code}` },
            t.span(null, t.strong(null, o.name), s.fits == o.code ? t.span({ className: "label warning desk-fits" }, "Fits the marks") : null),
            t.span({ className: "desk-quiet" }, o.when)))));
}

export function choose(s, { act, data, typed, turn }) {
    return t.form({ className: "desk-card desk-form", onsubmit: (e) => {
        e.preventDefault();
        act({ kind: "chosen", outcome: typed.outcome, words: typed.words }, "Opened. It stays on the desk until it is closed.", () => Object.assign(typed, { outcome: "", words: "" }), "desk_worry");
    } },
        t.fieldset({ className: "desk-criticality desk-choice" },
            t.legend({ className: "desk-small-title" }, data.again ? "Which other way?" : s.events.length ? "Is somebody in danger again? What fits best?" : "What fits best?"), wrongOutcome(),
            outcomes(s, "desk_outcome", () => typed.outcome, (code) => (typed.outcome = code))),
        worries(s, typed),
        t.div({ className: "desk-buttons" },
            // It stays enabled while the answer is on its way: a disabled button would lose
            // the focus, and with it what is typed next.
            t.button({ type: "submit", id: "desk_choose", className: () => `btn ${data.busy ? "loading" : ""}` }, t.span({ className: "txt" }, "Go this way")),
            data.again ? t.button({ type: "button", className: "btn secondary", onclick: () => {
                data.again = false;
                turn("desk_again");
            } }, t.span({ className: "txt" }, "Stay on this way")) : null));
}

// worries asks what worries somebody. The story's own sentences can be put there by a
// click; none is there already, because a machine found them.
function worries(s, typed) {
    const add = (said) => {
        if (!typed.words.includes(said)) {
            typed.words = [typed.words.trim(), `“${said}”`].filter(Boolean).join("\n");
        }
    };
    return t.div(null,
        s.passages.length ? t.div({ className: "desk-passages", role: "group", ariaLabel: "Put these words of the story below" },
            s.passages.map((said) => t.button({ type: "button", className: "btn sm secondary", onclick: () => add(said) },
                t.i({ className: "ri-add-line", ariaHidden: "true" }), t.span({ className: "txt" }, said)))) : null,
        t.div({ className: "field" },
            t.label({ htmlFor: "desk_worry" }, "What worries you? (Only moderators read this)"),
            t.textarea({ id: "desk_worry", name: "desk_worry", rows: 2, maxLength: 2000, value: () => typed.words, oninput: (e) => (typed.words = e.target.value) })));
}
