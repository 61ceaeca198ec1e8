// Why each change was made: asked for beside the change, read by the author.
import { reasons, show } from "./desk.js";
import { passagesOf } from "./live_compare.js";

const partWhat = { title: "the title", text: "the words", screenName: "the screen name", services: "the services", tags: "the tags" };

const wordParts = ["title", "text", "screenName"];

// mostRows is how many changes of one part are asked about one by one; more have one
// reason together.
const mostRows = 30;

// newReasons is a choice of reasons for a story that was just opened; rows may be those
// of a working copy. Only ui is watched by the page: choosing a reason draws nothing
// anew, so that nobody loses their place in a list.
// spare are reasons that were chosen in another tab: they stand in where none is chosen here.
export const newReasons = (rows, spare) => ({ ui: store({ list: null, shape: 0, words: "", without: "", asks: false }), rows: rows || [], spare: spare || [] });

// follow puts the reasons that were chosen on the changes as they are now: a change is
// the same while what went out, what came in or its place is. links are the changes of
// services and tags, each of which has one reason.
export function follow(why, marks, links) {
    const rows = [];
    for (const part of Object.keys(partWhat)) {
        const had = why.rows.filter((r) => r.part == part), now = links[part] ? [links[part]] : marks ? passagesOf(marks[part]) : [];
        const together = now.length > mostRows;
        const free = [...had];
        const takeOver = (fits) => {
            const i = free.findIndex(fits);
            return i < 0 ? null : free.splice(i, 1)[0];
        };
        const list = together ? [{ out: "", in: "" }] : now;
        const was = list.map((p) => takeOver((r) => r.out == p.out && r.in == p.in));
        list.forEach((p, i) => {
            const exact = was[i]?.code ? was[i] : why.spare.find((r) => r.code && r.part == part && r.out == p.out && r.in == p.in) || was[i];
            const r = exact || takeOver((r) => (p.out && r.out == p.out) || (p.in && r.in == p.in))
                || (had.length == list.length ? takeOver((r) => r.passage == had[i].passage) : null);
            rows.push(known({ part, passage: together || links[part] ? 0 : i + 1, out: p.out, in: p.in, code: r?.code || "", words: r?.words || "", more: r?.more || [], known: r?.known || false }));
        });
    }
    if (JSON.stringify(rows) != JSON.stringify(why.rows)) {
        why.rows = rows;
        why.ui.shape++;
    }
    look(why);
}

// known gives small letters for capitals their reason: it can be read from the words. Where
// more is changed there later, somebody says why.
function known(r) {
    const isCase = wordParts.includes(r.part) && !!r.out && r.out != r.in && r.out.toLowerCase() == r.in.toLowerCase();
    if (isCase && !r.code) {
        return { ...r, code: "spelling", known: true };
    }
    return r.known && !isCase ? { ...r, code: "", known: false } : r;
}

// look tells the page which change has no reason yet, and whether the author is asked.
function look(why) {
    why.ui.without = firstWithout(why)?.id || "";
    why.ui.asks = isMoreThanSpelling(why);
}

// reasonsOf are the reasons of one change: its own, and more where one is not all.
const reasonsOf = (r) => [r, ...(r.more || [])];

// mostReasons is how many reasons one change may have.
const mostReasons = 3;

// sentReasons is what goes to the server: a line for each reason of each change.
export const sentReasons = (why) => why.rows.flatMap((r) => reasonsOf(r).filter((x) => x.code)
    .map((x) => ({ part: r.part, passage: r.passage, code: x.code, words: x.code == "other" ? x.words : "" })));

// isMoreThanSpelling says whether a change needs the author's word (as in internal/story/edit_reasons.go).
export const isMoreThanSpelling = (why) => why.rows.some((r) => reasonsOf(r).some((x, i) => (x.code || !i) && x.code != "spelling"));

// explain gives one reason in words to every change of words that has none.
export function explain(why, words) {
    why.rows.filter((r) => !r.code && wordParts.includes(r.part)).forEach((r) => Object.assign(r, { code: "other", words }));
    why.ui.shape++;
    look(why);
}

// firstWithout says what is still to be explained, and takes whoever asks to it: nothing
// where every change has its reason.
export function firstWithout(why) {
    for (const r of why.rows) {
        const i = reasonsOf(r).findIndex((x, i) => (!x.code && !i) || (x.code == "other" && !x.words.trim()));
        if (i >= 0) {
            return { id: idOf(r, i) + (reasonsOf(r)[i].code ? "_other" : ""), what: partWhat[r.part], message: `Say why you changed ${partWhat[r.part]}. The author reads it.` };
        }
    }
    return null;
}

const idOf = (r, i = 0) => `desk_why_${r.part}_${r.passage || "all"}` + (i ? "_and_" + i : "");

// reasonsField lists the changes that are not saved yet, each with its reason. It takes
// no space while nothing is changed.
export function reasonsField(s, why, live, typed) {
    reasons().then((all) => (why.ui.list = all)).catch(show);
    return t.section({ id: "desk_reasons", className: "desk-reasons", tabIndex: -1, "html-data-settled": () => (why.ui.words == live.now() ? "yes" : "no"), ariaLabel: "Your changes, and why" }, () => {
        why.ui.shape;
        if (!why.ui.list || !s.open || !why.rows.length) {
            return null;
        }
        return t.div({ className: "desk-card" },
            t.h2({ className: "desk-small-title" }, "Your changes, and why (the author reads it)"),
            t.div({ className: "field-help error", id: "desk_wrong_reasons", role: "alert" }, () => app.store.errors?.reasons?.message || ""),
            Object.keys(partWhat).map((part) => partRows(part, why, typed)));
    });
}

function partRows(part, why, typed) {
    const rows = why.rows.filter((r) => r.part == part);
    if (!rows.length) {
        return null;
    }
    const all = `desk_why_${part}_all`;
    return t.fieldset({ className: "desk-changes", "html-data-part": part },
        t.legend(null, `${howMany(rows)} of ${partWhat[part]}`),
        rows.length > 1 ? t.div({ className: "field desk-all-reasons" },
            t.label({ htmlFor: all }, "One reason for all of them"),
            choice(all, why.ui.list.edits.filter((r) => r.code != "other"), "", (code) => {
                rows.forEach((r) => Object.assign(r, { code, known: false }));
                chosen(why, typed, all);
            })) : null,
        t.ol({ className: "desk-change-list" }, rows.map((r) => changeRow(r, why, typed))));
}

const howMany = (rows) => (!rows[0].passage ? (rows[0].out || rows[0].in ? "Changes" : "Many changes") : rows.length == 1 ? "1 change" : `${rows.length} changes`);

function changeRow(r, why, typed) {
    const id = idOf(r);
    return t.li({ className: "desk-change" },
        t.span({ className: "desk-change-words", id: id + "_words" }, r.out || r.in ? [
            r.out ? t.del(null, shortened(r.out)) : null, r.out && r.in ? " → " : null, r.in ? t.ins(null, shortened(r.in)) : null,
        ] : "Many changes"),
        reasonsOf(r).map((x, i) => reasonFields(r, x, i, why, typed)),
        // Out of sight while one has no reason yet: desk.css.
        reasonsOf(r).length < mostReasons ? t.button({ type: "button", id: id + "_more", className: "btn sm transparent desk-one-more", "html-aria-describedby": id + "_words",
            onclick: () => {
                r.more = [...(r.more || []), { code: "", words: "" }];
                chosen(why, typed, idOf(r, r.more.length));
            } }, t.span({ className: "txt" }, "One more reason")) : null);
}

// reasonFields ask for one reason of a change. A further one is taken back by choosing none.
function reasonFields(r, x, i, why, typed) {
    const id = idOf(r, i), others = reasonsOf(r).filter((o) => o != x).map((o) => o.code);
    return [
        t.div({ className: "field" },
            t.label({ htmlFor: id }, i ? "And why?" : "Why?"),
            choice(id, (why.ui.list[r.part] || why.ui.list.edits).filter((o) => !i || !others.includes(o.code)), x.code, (code) => {
                x.code = code;
                r.known = false; // somebody chose it
                document.getElementById(id + "_other").closest(".field").hidden = code != "other"; // nothing is drawn anew under a key that is still held to choose
                if (i && !code) {
                    r.more = r.more.filter((o) => o != x);
                    return chosen(why, typed, idOf(r));
                }
                chosen(why, typed, "");
            }, idOf(r) + "_words")),
        t.div({ className: "field", hidden: x.code != "other" }, t.label({ htmlFor: id + "_other" }, "In a few words"),
            t.input({ id: id + "_other", type: "text", autocomplete: "off", maxLength: 200, value: x.words,
                oninput: (e) => {
                    x.words = e.target.value;
                    look(why);
                    typed();
                } })),
    ];
}

function choice(id, list, value, choose, about) {
    return t.select({ id, "html-aria-describedby": about, onchange: (e) => choose(e.target.value) },
        [{ code: "", label: "Choose a reason" }, ...list].map((r) => t.option({ value: r.code, selected: r.code == value }, r.label)));
}

// chosen notes a choice; where it changes more than its own field, all are drawn anew and
// the focus goes back to where it was.
function chosen(why, typed, redrawn) {
    app.utils.deleteByPath(app.store.errors || {}, "reasons");
    look(why);
    typed();
    if (redrawn) {
        why.ui.shape++;
        setTimeout(() => document.getElementById(redrawn)?.focus());
    }
}

// shortened keeps a long change readable: its beginning and its end.
function shortened(text) {
    return text.length > 240 ? text.slice(0, 140) + " … " + text.slice(-80) : text;
}
