// What is left to do before a story is published. It stands beside Publish before anybody
// presses it, each with a way there; pressing goes to the first of it.
import { countWords } from "./desk.js";
import { firstWithout, isMoreThanSpelling } from "./edit_reasons.js";
import { firstMark, left } from "./marks.js";
import { taken, waits } from "./other_words.js";

const most = 1000; // words of a story

// showsAuthor says whether Publish shows the author the edits first: not their own other
// words, and not capitals and spelling.
export const showsAuthor = (s, form, why) => s.showEditsFirst && !taken(s, form) && (s.asksAuthor || isMoreThanSpelling(why));

// asked says whether the story waits for a senior moderator already.
const asked = (s) => s.state == "held" && s.heldFor == "senior";

// mustDo lists what publishing would be refused for: what it is, and where it is dealt with.
export function mustDo(s, form, why, clash) {
    const empty = (field, words) => (form[field].trim() ? null : { words, at: "desk_" + field });
    const unexplained = firstWithout(why);
    const unconfirmed = showsAuthor(s, form, why) ? null : form.services.find((v) => v.unconfirmed); // its author may see it all the same
    return [
        clash && !clash.chosen ? { words: "Choose how to go on", at: "desk_clash" } : null,
        s.safety?.bars ? { words: "Somebody may be in danger", at: "desk_safety_open" } : null,
        !s.seniorPublishes ? null : asked(s) ? { words: "A senior moderator was asked to publish this", at: "desk_heading" }
            : { words: "Ask a senior to publish this", at: "desk_ask_senior", asks: true },
        waits(s, form) ? { words: "The author wants other words: take them, or write why not", at: "desk_proposal" } : null,
        empty("title", "Write a title"), empty("text", "Write the story"), empty("screenName", "Write a screen name"),
        countWords(form.text) > most ? { words: "Too long: cut it to 1,000 words", at: "desk_text" } : null,
        unexplained ? { words: "Say why you changed " + unexplained.what, at: unexplained.id, reason: unexplained.message } : null,
        unconfirmed ? { words: `Not confirmed: ${unconfirmed.name}`, at: "desk_unconfirmed_" + unconfirmed.id } : null,
    ].filter(Boolean);
}

// mayDo lists what a moderator may have missed, and can publish without.
function mayDo(s, form) {
    const n = left(s.marks, form).length;
    return [
        unscored(s) ? { words: "Say how critical it is", end: "no criticality", at: "desk_criticality" } : null,
        form.services.length ? null : { words: "Link a service: nobody would be told", end: "no service", at: "desk_services" },
        n ? { words: `Look at ${n} ${n == 1 ? "mark" : "marks"}`, end: `${n} ${n == 1 ? "mark" : "marks"} left`, at: firstMark } : null,
    ].filter(Boolean);
}

// looseEnds are the same as words for what one publishes with.
export const looseEnds = (s, form) => mayDo(s, form).map((v) => v.end).reverse();

// asksOnceMore says whether Publish waits for an answer. It does not any more once nothing
// is left to look at, however that came about.
export const asksOnceMore = (s, form, data) => data.sure && looseEnds(s, form).length > 0;

const unscored = (s) => s.criticality.score === null;

const listed = (words) => (words.length > 1 ? words.slice(0, -1).join(", ") + " and " : "") + words.at(-1);

// goTo takes the focus to something on the page.
export function goTo(id) {
    const el = document.getElementById(id);
    el?.scrollIntoView({ block: "center" });
    el?.focus();
}

// toDoFirst stands beside Publish.
export function toDoFirst(s, form, why, data, on) {
    const all = [...mustDo(s, form, why, data.clash), ...mayDo(s, form)];
    const todo = all.length ? t.div({ className: "desk-todo", id: "desk_todo", role: "group", ariaLabel: "Still open before it is published" },
        t.span({ className: "desk-quiet" }, "Still open:"),
        all.map((v) => t.button({ type: "button", className: "desk-todo-go", "html-data-to": v.at, onclick: () => (v.asks ? on.senior() : goTo(v.at)) }, v.words))) : null;
    return s.keptFrom.length ? t.div(null, keptFrom(s), todo) : todo;
}

// keptFrom says what publishing does where a service may be the danger.
function keptFrom(s) {
    const names = listed(s.keptFrom), it = s.keptFrom.length > 1 ? "they" : "it";
    return t.p({ id: "desk_kept_from", className: "desk-warn" },
        `${names[0].toUpperCase()}${names.slice(1)} ${it == "it" ? "is not asked first and gets" : "are not asked first and get"} no letter, because ${it} may be the danger. Everybody can read the story once it is public, ${it} too. `,
        !s.mayLift ? "A senior moderator decides whether it is published." : t.a({ href: `#/desk/stories/${s.id}/safety`, id: "desk_kept_from_go" }, "Show it as usual instead"));
}

// lookOnceMore stands above the buttons, away from Publish, so that two quick clicks do
// not answer it. It has the focus itself, and so do two quick keys.
export function lookOnceMore(s, form, data, on) {
    const heard = (e) => {
        if (unscored(s) && /^[0-5]$/.test(e.key) && !e.ctrlKey && !e.metaKey && !e.altKey) {
            e.preventDefault();
            e.stopPropagation(); // the page hears the same keys, unless single keys are off
            on.key(Number(e.key));
        }
    };
    return t.div({ className: "desk-sure", id: "desk_sure", tabIndex: -1, role: "group", "html-aria-labelledby": "desk_sure_title", hidden: () => (data.around, !asksOnceMore(s, form, data)), onkeydown: heard, onmount: (el) => el.focus() }, () => {
        data.around;
        const ends = looseEnds(s, form);
        return ends.length ? [
            t.p({ id: "desk_sure_title" }, "Look once more before you publish."),
            unscored(s) ? scores(s.criticality, data, on) : null,
            t.button({ type: "button", id: "desk_publish_sure", className: `btn ${unscored(s) ? "secondary" : "desk-publish"}`, disabled: () => data.busy, onclick: () => on.publish(true) },
                t.span({ className: "txt" }, ends.length == 1 && unscored(s) ? "Publish without a score" : `Publish with ${listed(ends)}`)),
        ] : null;
    });
}

// scores asks how critical it is. Nothing is chosen beforehand, and nothing waits for it.
function scores(c, data, on) {
    return t.div({ className: "desk-scores", role: "group", "html-aria-labelledby": "desk_unscored" },
        t.p({ id: "desk_unscored" }, "No criticality yet: how critical is it? ", t.span({ className: "desk-quiet" }, `Look at ${c.from} to ${c.to} first: ${c.why}`)),
        t.div({ className: "desk-buttons" }, c.levels.map((l) => t.button({ type: "button", id: "desk_now_" + l.score, className: "btn desk-publish", title: l.name, ariaLabel: `${l.score} ${l.name}`,
            disabled: () => data.busy, onclick: () => on.score(l.score) }, t.span({ className: "txt" }, l.score)))));
}
