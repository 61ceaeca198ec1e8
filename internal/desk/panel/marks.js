// Marks: where in a text the reader's eye should rest, and why.
import { kindWords, readKinds, urgentKinds } from "./desk.js";
import { inSmallLetters } from "./small_letters.js";
import { allWrong, isWrong, wrongButton } from "./wrong_hint.js";

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

// everywhere finds each mark of a story in its own part of the form. nth tells those of the
// same words apart, also when what stands before them is edited.
function everywhere(marks, form) {
    const all = marks.map((m) => m.where).filter((w, i, list) => list.indexOf(w) == i)
        .flatMap((where) => place(marks.filter((m) => m.where == where), textIn(form, where)));
    const alike = (m) => (v) => v.where == m.where && v.kind == m.kind && v.text == m.text;
    return all.map((m, i) => ({ ...m, nth: all.slice(0, i).filter(alike(m)).length }));
}

// left are the marks whose words still stand in the form, and of which nobody has said that
// they are none.
export const left = (marks, form) => everywhere(marks, form).filter((m) => m.start >= 0 && !isWrong(m));

const whereWords = { title: ", in the title", screenName: ", in the screen name", good: ", in a tag", better: ", in a tag", feelings: ", in a tag" };

// beside lists the marks next to the words: what, and why it was marked. A click
// takes the reader there. proposed are words that the author would have instead.
export function beside(marks, form, idOf, proposed) {
    const now = everywhere(marks, form), theirs = proposed ? everywhere(proposed.marks, proposed.words) : [];
    const toField = (m) => goTo(idOf(m.where), m);
    const urgent = now.filter(isUrgent), who = now.filter((m) => !isUrgent(m) && !readKinds.includes(m.kind)), reads = now.filter((m) => readKinds.includes(m.kind));
    const open = [...urgent, ...who, ...reads].find((m) => m.start >= 0 && !isWrong(m));
    const idFor = (m) => (m == open ? firstMark : undefined);
    return t.div(
        { className: "desk-marks" },
        group("Read with care", urgent, toField, idFor, "urgent"),
        group("May show who someone is", who, toField, idFor, ""),
        group("How it reads", reads, toField, idFor, "", (m) => smaller([m], now, idOf), allSmaller(reads, now, idOf)),
        group("In the words the author wants", theirs, toProposal, () => undefined, ""),
        now.length + theirs.length ? null : t.p({ className: "txt-hint" }, "None. Read it all the same."),
    );
}

// firstMark is the first mark that nobody has dealt with.
export const firstMark = "desk_first_mark";

// group is one kind of marks; tool is what may be done about one at once, and more about
// several.
function group(title, marks, go, idFor, className, tool, more) {
    if (!marks.length) {
        return null;
    }
    return [
        t.h3({ className: "desk-small-title" }, title),
        t.ul({ className: "desk-mark-list" }, marks.map((m) => t.li({ className: "desk-mark-row" }, t.button(
            {
                type: "button",
                id: idFor(m),
                className: `desk-mark ${className} ${m.start < 0 ? "gone" : ""}`,
                "html-data-kind": m.kind,
                onclick: () => go(m),
            },
            t.span({ className: "desk-mark-text" }, "“", short(m.text), "”"),
            t.span({ className: "desk-mark-why" }, m.start < 0 ? (m.kind == "capitals" ? "not in capitals any more" : "taken out") : `${kindWords[m.kind] || m.kind}${whereWords[m.where] || ""}: ${m.why}`),
        ), tool?.(m), wrongButton(m)))),
        t.div({ className: "desk-mark-all" }, more, allWrong(marks)),
    ];
}

// short is a long run of words by its beginning: the whole is read in the story.
function short(text) {
    const words = text.split(" ");
    return words.length > 9 ? words.slice(0, 7).join(" ") + " …" : text;
}

// smaller offers to write runs of capitals in small letters.
function smaller(marks, all, idOf, label = "Small letters") {
    const runs = marks.filter((m) => m.kind == "capitals" && m.start >= 0);
    const press = () => runs.forEach((m) => {
        const field = document.getElementById(idOf(m.where)), at = field && !field.disabled ? place([m], field.value)[0] : m;
        if (field && !field.disabled && at.start >= 0) {
            inSmallLetters(field, at.start, at.end, all.filter((n) => n.kind == "name").map((n) => n.text));
        }
    });
    return runs.length ? t.button({ type: "button", className: "btn sm secondary desk-mark-smaller", onclick: press,
        ariaLabel: runs.length == 1 ? `Write in small letters: “${short(runs[0].text)}”` : label }, t.span({ className: "txt" }, label)) : null;
}

// allSmaller does so with the title and the words at once.
const allSmaller = (marks, all, idOf) => (marks.filter((m) => m.kind == "capitals" && m.start >= 0).length > 1 ? smaller(marks, all, idOf, "All in small letters") : null);

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
