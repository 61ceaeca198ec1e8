// Whether a service of the story may itself be the danger: then it is not shown the story
// first and not written to, until a senior moderator decides otherwise.

// mayBeDanger stands under the steps. What was noted stays when the case is closed.
export function mayBeDanger(s, { act, data, typed }) {
    const list = s.services.filter((v) => v.noted || s.open);
    return list.length ? t.section({ className: "desk-card", id: "desk_may_be_danger" },
        t.h2({ className: "desk-small-title" }, "May the service be the danger?"),
        list.map((v) => (v.noted ? noted(s, v, { act, data, typed }) : t.div({ className: "desk-buttons" },
            t.button({ type: "button", id: "desk_suspect_" + v.id, className: () => `btn sm secondary ${data.busy ? "loading" : ""}`, disabled: () => data.busy,
                onclick: () => act({ kind: "suspected", outcome: s.outcome, service: v.id }, "Noted. It is not shown the story and gets no letter.", () => {}) },
            t.span({ className: "txt" }, `${capital(v.name)} may be the danger`)))))) : null;
}

const capital = (name) => name[0].toUpperCase() + name.slice(1);

function noted(s, v, { act, data, typed }) {
    const id = "desk_lift_" + v.id, key = "lift " + v.id;
    return t.div(null,
        t.p(null, t.strong(null, capital(v.name)), " may be the danger. It is not shown the story first, not asked, and gets no letter."),
        !s.senior ? null : t.details({ id: id + "_details" }, t.summary(null, "Show it as usual"),
            t.div({ className: "field" }, t.label({ htmlFor: id }, "Why, and with whom did you agree that?"),
                t.textarea({ id, name: id, rows: 2, maxLength: 2000, value: () => typed.steps[key] || "", oninput: (e) => (typed.steps[key] = e.target.value) })),
            t.button({ type: "button", id: id + "_do", className: () => `btn sm ${data.busy ? "loading" : ""}`, disabled: () => data.busy,
                onclick: () => act({ kind: "lifted", service: v.id, words: typed.steps[key] || "" }, "Lifted. It is treated like any other service.", () => delete typed.steps[key], id) },
            t.span({ className: "txt" }, "Show it as usual"))));
}
