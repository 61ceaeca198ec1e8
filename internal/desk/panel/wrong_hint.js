// "Wrong": a moderator says that a mark is none, or all of one kind in a story. Its kind is
// counted; neither the words nor the story are kept.
import { ask, kindWords, show } from "./desk.js";

// told are the marks that were said to be wrong, for as long as this tab lives.
const told = new Set();
const heard = store({ marks: 0 }); // what draws them is drawn anew

const keyOf = (m) => JSON.stringify([window.location.hash, m.where, m.kind, m.text, m.nth]);

// isWrong says whether somebody at this desk has said so of a mark: it is looked at then.
export const isWrong = (m) => (heard.marks, told.has(keyOf(m)));

const dangers = ["danger", "self-harm", "at-risk"];

// say says it of marks, one after another: each is counted once, however often one presses.
let said = Promise.resolve();
function say(marks) {
    said = said.then(async () => {
        for (const m of marks.filter((m) => !told.has(keyOf(m)))) {
            await ask("/hints/wrong", { kind: m.kind });
            told.add(keyOf(m));
            heard.marks++;
        }
    }).catch(show);
}

export function wrongButton(m) {
    const label = () => (isWrong(m) ? "Counted" : dangers.includes(m.kind) ? "No danger here" : "Wrong?");
    return t.button(
        {
            type: "button", className: "desk-wrong", disabled: () => isWrong(m), onclick: () => say([m]),
            ariaLabel: () => `${label()} ${kindWords[m.kind] || m.kind}: “${m.text}”`,
        }, label);
}

// allWrong settles every mark of a kind of which several are left.
export const allWrong = (marks) => [...new Set(marks.map((m) => m.kind))].map((kind) => () => {
    const left = marks.filter((m) => m.kind == kind && m.start >= 0 && !isWrong(m));
    return left.length < 2 ? null : t.button({ type: "button", className: "desk-wrong desk-all-wrong", "html-data-all": kind, onclick: () => say(left) },
        dangers.includes(kind) ? `No danger in these ${left.length}: ${kindWords[kind]}` : `All ${left.length} wrong: ${kindWords[kind] || kind}`);
});
