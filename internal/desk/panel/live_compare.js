// What is typed, compared word by word with what it came from, while it is typed. The
// server compares, so that what is drawn here is what is recorded there.
import { ask, same } from "./desk.js";
import { markedPieces, withTakenOut } from "./marks.js";

export const partNames = { title: "Title", text: "Story", screenName: "Screen name", services: "Services", tags: "Tags" };
export const wordsOf = (form) => ({ title: form.title, text: form.text, screenName: form.screenName });
export const tagsOf = (form) => ({ good: form.good, better: form.better, feelings: form.feelings });

// differs says whether anything went out or came in.
export const differs = (pieces) => !!pieces?.some((p) => p.kind != "same");

// drawn is one comparison in one line: crossed out went, underlined is new. Both also
// have words for those who hear the page. hints are marks in the new words.
export const drawn = (pieces, hints = []) => t.p({ className: "desk-compared" }, markedPieces(pieces, hints).map((p) => {
    const words = p.mark ? t.mark({ title: p.mark.why }, p.text) : p.text;
    return p.kind == "out" ? t.del(null, words) : p.kind == "in" ? t.ins(null, words) : t.span(null, words);
}));

// drawnParts are the comparisons of the parts that differ.
export function drawnParts(compared, hints = []) {
    return Object.entries(partNames).filter(([key]) => differs(compared[key]))
        .map(([key, name]) => t.div({ className: "desk-compared-part" }, t.h3({ className: "desk-small-title" }, name),
            drawn(compared[key], hints.filter((m) => m.where == key))));
}

// side is one side of a comparison: what stayed, and what only that side has.
export const side = (pieces, kind) => pieces.filter((p) => p.kind == "same" || p.kind == kind).map((p) =>
    p.kind == "same" ? t.span(null, p.text) : kind == "out" ? t.del(null, p.text) : t.ins(null, p.text));

// passagesOf are the changed passages of one part: what went out and what came in, with the
// spaces and signs that stayed between the pieces of one passage.
export function passagesOf(pieces) {
    const found = [];
    let between = "", last = 0;
    for (const p of pieces || []) {
        if (!p.passage) {
            between += p.text;
            continue;
        }
        const at = (found[p.passage - 1] ||= { out: "", in: "" });
        if (p.passage == last) {
            at.out += between;
            at.in += between;
        }
        at[p.kind] += p.text;
        between = "";
        last = p.passage;
    }
    return found.map((v) => ({ out: v.out.trim() && v.out, in: v.in.trim() && v.in }));
}

const pause = 400; // milliseconds without typing before the server is asked

// liveCompare compares the form with the author's first words (first) and with what is
// stored (edit), after each pause in typing, and puts the marks of the words as they are
// then on the story. settle waits until it is up to date.
export function liveCompare(s, form) {
    const data = store({ first: null, edit: null, turn: 0, words: "" }); // turn: how often it was compared; words: which
    const was = s.original || s.words, marks = s.marks;
    let timer = 0, done = "", asking = null;
    const now = () => JSON.stringify({ ...wordsOf(form), ...tagsOf(form), services: form.services.map((v) => v.name + v.id) });
    async function compare() {
        const asked = now(), all = JSON.parse(asked), is = wordsOf(all), tags = tagsOf(all);
        const edited = !same(is, wordsOf(s.words));
        const marked = edited || !same(tags, tagsOf(s.tags));
        if (!marked && !s.original) {
            data.first = data.edit = null;
            s.marks = marks;
        } else {
            const pairs = [{ was, is }, ...(edited ? [{ was: s.words, is }] : [])];
            const services = form.services.flatMap((v) => (v.town?.includes(" ") ? [v.name, v.town] : [v.name])); // as in marks.go
            const found = await ask("/compare", { pairs, ...(marked ? { mark: is, tags, services } : {}) });
            data.first = found.pairs[0];
            data.edit = found.pairs[1] || null;
            s.marks = marked ? withTakenOut(found.marks, marks, all) : marks;
        }
        done = data.words = asked;
        data.turn++;
    }
    function settle() {
        clearTimeout(timer);
        if (done == now()) {
            return Promise.resolve();
        }
        const upToDate = () => (done == now() ? null : compare().then(upToDate)); // more may be typed meanwhile
        asking = (asking || Promise.resolve()).catch(() => {}).then(upToDate);
        return asking;
    }
    // typed asks after a pause. Where the server cannot be reached, what was drawn last stays.
    function typed() {
        clearTimeout(timer);
        timer = setTimeout(() => settle().catch(() => {}), pause);
    }
    settle().catch(() => {});
    return { data, typed, settle, now };
}
