// Marks: where in a text the reader's eye should rest, and why.
import { kindWords, readKinds, urgentKinds } from "./desk.js";
import { inSmallLetters } from "./small_letters.js";
import { isWrong, wrongButton } from "./wrong_hint.js";

// place finds where each mark's words stand in a text that may have been edited
// since: the nearest place to where they were. Those that are gone have start -1.
export function place(marks, text) {
    let moved = 0;
    return marks.map((m) => {
        let best = -1;
        for (let at = text.indexOf(m.text); at >= 0; at = text.indexOf(m.text, at + 1)) {
            if (best < 0 || Math.abs(at - m.start - moved) < Math.abs(best - m.start - moved)) {
                best = at;
            }
        }
        if (best >= 0) {
            moved = best - m.start;
        }
        return { ...m, start: best, end: best < 0 ? -1 : best + m.text.length };
    });
}

const isUrgent = (m) => urgentKinds.includes(m.kind);

// holders may hold other marks: those are drawn inside them.
const holders = ["capitals", "quote"];

// withTakenOut are the marks of words that are being edited, and of those that were
// there before the ones whose words are gone: the reader sees what was done. A run of
// capitals or a quotation that only became shorter is not gone.
export function withTakenOut(now, before, words) {
    const shorter = (m) => holders.includes(m.kind) && now.some((n) => n.kind == m.kind && n.where == m.where);
    return [...now, ...before.filter((m) => !textIn(words, m.where).includes(m.text) && !shorter(m))].sort((a, b) => a.start - b.start);
}

// marked is a text with its marks drawn, for the sheet under the words that are
// being edited. Where marks overlap, the first is drawn, and what holds others is
// drawn around them.
export function marked(marks, text) {
    const placed = place(marks, text).filter((m) => m.start >= 0);
    const inner = placed.filter((m) => !holders.includes(m.kind));
    const pieces = placed.filter((m) => holders.includes(m.kind)).flatMap((m) => around(m, inner));
    const out = [];
    let at = 0;
    for (const m of [...inner, ...pieces].sort((a, b) => a.start - b.start)) {
        if (m.start < at) {
            continue;
        }
        out.push(text.slice(at, m.start), t.mark({ className: isUrgent(m) ? "urgent" : "", textContent: text.slice(m.start, m.end) }));
        at = m.end;
    }
    out.push(text.slice(at) + "\n");
    return out;
}

// markedPieces are the pieces of a comparison, cut where the marks in the new text begin
// and end. What went out has none.
export function markedPieces(pieces, marks) {
    const placed = place(marks, pieces.filter((p) => p.kind != "out").map((p) => p.text).join("")).filter((m) => m.start >= 0);
    const edges = placed.flatMap((m) => [m.start, m.end]).sort((a, b) => a - b);
    let at = 0;
    return pieces.flatMap((p) => {
        if (p.kind == "out") {
            return [p];
        }
        const from = at, cuts = [...new Set([from, ...edges.filter((e) => e > from && e < from + p.text.length), from + p.text.length])];
        at = cuts.at(-1);
        return cuts.slice(1).map((end, i) => ({ ...p, text: p.text.slice(cuts[i] - from, end - from), mark: placed.find((m) => m.start < end && m.end > cuts[i]) }));
    });
}

// around is what is left of a mark between the marks that stand in it.
function around(holder, inner) {
    const pieces = [];
    let at = holder.start;
    for (const m of inner.filter((m) => m.end > holder.start && m.start < holder.end).sort((a, b) => a.start - b.start)) {
        if (m.start > at) {
            pieces.push({ ...holder, start: at, end: m.start });
        }
        at = Math.max(at, m.end);
    }
    return at < holder.end ? [...pieces, { ...holder, start: at }] : pieces;
}

// addedIn is a text in which what is new is underlined, to lie under the words that are
// being edited. Spaces around the text are the moderator's own and not compared.
function addedIn(pieces, text) {
    const is = (pieces || []).filter((p) => p.kind != "out");
    const whole = is.map((p) => p.text).join(""), at = text.indexOf(whole);
    if (!whole || at < 0 || text.slice(0, at).trim() || text.slice(at + whole.length).trim()) {
        return null; // typed since: it is drawn after the next pause
    }
    return [text.slice(0, at), ...is.map((p) => (p.kind == "in" ? t.ins(null, p.text) : p.text)), text.slice(at + whole.length) + "\n"];
}

// sheet is a field for words with their marks drawn beneath. It grows with them. A line
// grows too, and has no line ends.
export function sheet({ id, name, label, value, oninput, marks, added, rows, disabled, hint, line }) {
    return t.div(
        { className: "field desk-sheet-field" },
        t.label({ htmlFor: id }, label, t.span({ className: "desk-count" }, () => hint?.() || "")),
        t.div(
            { className: line ? "desk-sheet line" : "desk-sheet" },
            t.div({ className: "desk-under", ariaHidden: "true" }, () => marked(marks(), value())),
            added ? t.div({ className: "desk-under desk-added", ariaHidden: "true" }, () => addedIn(added(), value())) : null,
            t.textarea({
                id, name, rows,
                disabled: () => disabled?.() || false,
                value: () => value(),
                oninput: (e) => oninput(line ? e.target.value.replace(/\s*\n\s*/g, " ") : e.target.value),
                onkeydown: (e) => {
                    if (line && e.key == "Enter" && !e.ctrlKey && !e.metaKey) {
                        e.preventDefault();
                    }
                },
            }),
        ),
    );
}

// textIn is a part of a form as one text: tags are a list.
const textIn = (form, where) => (Array.isArray(form[where]) ? form[where].join(", ") : form[where]);

// everywhere finds each mark of a story in its own part of the form.
const everywhere = (marks, form) => marks.map((m) => m.where).filter((w, i, all) => all.indexOf(w) == i)
    .flatMap((where) => place(marks.filter((m) => m.where == where), textIn(form, where)));

// left are the marks whose words still stand in the form, and of which nobody has said that
// they are none.
export const left = (marks, form) => everywhere(marks, form).filter((m) => m.start >= 0 && !isWrong(m));

const whereWords = { title: ", in the title", screenName: ", in the screen name", good: ", in a tag", better: ", in a tag", feelings: ", in a tag" };

// beside lists the marks next to the words: what, and why it was marked. A click
// takes the reader there. proposed are words that the author would have instead.
export function beside(marks, form, idOf, proposed) {
    const now = everywhere(marks, form), theirs = proposed ? everywhere(proposed.marks, proposed.words) : [];
    const toField = (m) => goTo(idOf(m.where), m);
    return t.div(
        { className: "desk-marks" },
        group("Read with care", now.filter(isUrgent), toField, "urgent"),
        group("May show who someone is", now.filter((m) => !isUrgent(m) && !readKinds.includes(m.kind)), toField, ""),
        group("How it reads", now.filter((m) => readKinds.includes(m.kind)), toField, "", (m) => smaller(m, now, idOf)),
        group("In the words the author wants", theirs, toProposal, ""),
        now.length + theirs.length ? null : t.p({ className: "txt-hint" }, "Nothing stood out. That is a hint, not a promise: read it all."),
    );
}

// group is one kind of marks; tool is what may be done about one at once.
function group(title, marks, go, className, tool) {
    if (!marks.length) {
        return null;
    }
    return [
        t.h3({ className: "desk-small-title" }, title),
        t.ul({ className: "desk-mark-list" }, marks.map((m) => t.li({ className: "desk-mark-row" }, t.button(
            {
                type: "button",
                className: `desk-mark ${className} ${m.start < 0 ? "gone" : ""}`,
                "html-data-kind": m.kind,
                onclick: () => go(m),
            },
            t.span({ className: "desk-mark-text" }, "“", short(m.text), "”"),
            t.span({ className: "desk-mark-why" }, m.start < 0 ? "taken out" : `${kindWords[m.kind] || m.kind}${whereWords[m.where] || ""}: ${m.why}`),
        ), tool?.(m), wrongButton(m)))),
    ];
}

// short is a long run of words by its beginning: the whole is read in the story.
function short(text) {
    const words = text.split(" ");
    return words.length > 9 ? words.slice(0, 7).join(" ") + " …" : text;
}

// smaller offers to write a run of capitals in small letters.
function smaller(m, all, idOf) {
    if (m.kind != "capitals" || m.start < 0) {
        return null;
    }
    return t.button({ type: "button", className: "btn sm secondary desk-mark-smaller", ariaLabel: `Write in small letters: “${short(m.text)}”`, onclick: () => {
        const field = document.getElementById(idOf(m.where)), at = field && !field.disabled ? place([m], field.value)[0] : m;
        if (field && !field.disabled && at.start >= 0) {
            inSmallLetters(field, at.start, at.end, all.filter((n) => n.kind == "name").map((n) => n.text));
        }
    } }, t.span({ className: "txt" }, "Small letters"));
}

function toProposal() {
    const card = document.getElementById("desk_proposal");
    card?.scrollIntoView({ block: "center" });
    card?.focus();
}

// goTo selects a mark's words in their field.
function goTo(id, m) {
    const field = document.getElementById(id);
    if (!field) {
        return;
    }
    const now = place([m], field.value)[0];
    field.focus();
    if (now.start >= 0) {
        field.setSelectionRange(now.start, now.end);
        field.closest(".desk-sheet")?.querySelectorAll(".desk-under mark").forEach((el) => {
            if (el.textContent == m.text) {
                el.scrollIntoView({ block: "center" });
            }
        });
    }
}
