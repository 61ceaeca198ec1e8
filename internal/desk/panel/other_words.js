// What the author would say instead of a moderator's edits: said at the top of the story,
// shown under the words, and dealt with before it is published.
import { backTo, same } from "./desk.js";
import { goTo } from "./before_publish.js";
import { explain } from "./edit_reasons.js";
import { drawnParts, wordsOf } from "./live_compare.js";

// waits says whether the author's other words are neither in the form nor answered.
export const waits = (s, form) => !!s.otherWords && !s.otherWords.answered && !taken(s, form);

// taken says whether the form holds them: then the author is not asked again.
export const taken = (s, form) => !!s.otherWords && same(wordsOf(form), s.otherWords.words);

// otherWordsNote stands above the words, because the card is far below them.
export function otherWordsNote(s, form) {
    return () => (s.open && s.otherWords && !taken(s, form) ? t.p({ className: "desk-warn desk-other-words", id: "desk_other_words" },
        t.strong(null, "The author wants other words."), " ", s.otherWords.answered ? "You can still take them. " : "Take them, or write to the author why not. ",
        t.button({ type: "button", className: "desk-todo-go", onclick: () => goTo("desk_proposal") }, "Read them")) : null);
}

// otherWordsCard shows them against the words as they stand, with the marks in them.
export function otherWordsCard(s, form, why, on) {
    const p = s.otherWords;
    if (!p) {
        return null;
    }
    async function take() {
        Object.assign(form, p.words);
        on.typed();
        await on.settled();
        explain(why, "These are the words you sent us.");
        on.typed();
        backTo({}, "desk_proposal"); // the button is gone
    }
    return t.section({ className: "desk-card", id: "desk_proposal", tabIndex: -1, ariaLabel: "The author’s other words" },
        t.h2({ className: "desk-small-title" }, "The author wants other words"),
        t.p({ className: "desk-quiet" }, `Against the words as they stand. Sent ${p.at}. If you publish them as they are, the author is not asked again.`),
        drawnParts(p.compared, p.marks),
        () => (!s.open ? null : taken(s, form) ? t.p({ className: "desk-quiet", role: "status" }, "They are in the form now.") : t.div({ className: "desk-buttons" },
            t.button({ type: "button", id: "desk_take_proposal", className: "btn sm", onclick: take }, t.span({ className: "txt" }, "Take the author’s words")),
            p.answered ? t.span({ className: "desk-quiet" }, "The author was written to since.")
                : t.button({ type: "button", id: "desk_why_not", className: "btn sm secondary", onclick: () => document.getElementById("desk_write")?.click() },
                    t.span({ className: "txt" }, "Write to the author why not")))));
}
