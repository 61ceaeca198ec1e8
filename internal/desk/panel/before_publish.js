// What is looked at before a story is published: marks, services, how critical it is.
import { left } from "./marks.js";

// looseEnds says what a moderator may have missed: a list of words.
export function looseEnds(s, form) {
    const n = left(s.marks, form).length;
    return [n ? `${n} ${n == 1 ? "mark" : "marks"} left` : "", form.services.length ? "" : "no service", unscored(s) ? "no criticality" : ""].filter(Boolean);
}

const unscored = (s) => s.criticality.score === null;

const listed = (words) => (words.length > 1 ? words.slice(0, -1).join(", ") + " and " : "") + words.at(-1);

// lookOnceMore stands above the buttons, away from Publish, so that two quick clicks do
// not answer it. It has the focus itself, and so do two quick keys.
export function lookOnceMore(s, form, data, on) {
    const heard = (e) => {
        if (unscored(s) && /^[0-5]$/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) {
            e.preventDefault();
            on.score(Number(e.key));
        }
    };
    return t.div({ className: "desk-sure", id: "desk_sure", tabIndex: -1, role: "group", "html-aria-labelledby": "desk_sure_title", onkeydown: heard, onmount: (el) => el.focus() }, () => {
        data.around;
        const ends = looseEnds(s, form);
        return ends.length ? [
            t.p({ id: "desk_sure_title" }, "Look once more before you publish."),
            unscored(s) ? scores(s.criticality, data, on) : null,
            t.button({ type: "button", id: "desk_publish_sure", className: "btn desk-publish", disabled: () => data.busy, onclick: () => on.publish(true) },
                t.span({ className: "txt" }, ends.length == 1 && unscored(s) ? "Publish without a score" : `Publish with ${listed(ends)}`)),
        ] : null;
    });
}

// scores asks how critical it is. Nothing is chosen beforehand, and nothing waits for it.
function scores(c, data, on) {
    return t.div({ className: "desk-scores", role: "group", "html-aria-labelledby": "desk_unscored" },
        t.p({ id: "desk_unscored" }, "No criticality yet: how critical is it? ", t.span({ className: "desk-quiet" }, `Look at ${c.from} to ${c.to} first: ${c.why}`)),
        t.div({ className: "desk-buttons" }, c.levels.map((l) => t.button({ type: "button", id: "desk_now_" + l.score, className: "btn sm secondary", title: l.name, ariaLabel: `${l.score} ${l.name}`,
            disabled: () => data.busy, onclick: () => on.score(l.score) }, t.span({ className: "txt" }, l.score)))));
}
