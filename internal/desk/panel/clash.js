// The version lock: somebody changed a story while somebody else had it open, or a
// moderator typed on it in two places. Both versions are shown against the one that both
// began with, and put together by hand in the form. Nothing of either is lost.
import { ask, same, show, stateWords } from "./desk.js";
import { drawn, differs, partNames, wordsOf } from "./live_compare.js";

const listNames = { good: "What was good", better: "What could be better", feelings: "How it felt", services: "Services" };
const plain = (field, value) => (field == "services" ? value.map((v) => v.id) : value);
const equal = (field, a, b) => same(plain(field, a), plain(field, b));

// merged is mine on top of theirs: what only they changed is theirs, what I changed is
// mine. Where both did, mine stays in the form and is listed.
export function merged(base, mine, theirs) {
    const form = {}, both = [];
    for (const field of Object.keys(mine)) {
        const iDid = !equal(field, mine[field], base[field]), theyDid = !equal(field, theirs[field], base[field]);
        form[field] = iDid ? mine[field] : theirs[field];
        if (iDid && theyDid && !equal(field, mine[field], theirs[field])) {
            both.push(field);
        }
    }
    return { form, both };
}

const ofColleague = { title: "Somebody else changed this story", theirs: "What they changed", mine: "What you changed", both: "Go on with both: theirs, and my changes on top",
    alone: "Go on with theirs alone (mine stays shown here)", put: "Put theirs in the form", putMine: "Put mine in the form" };
const ofOneself = { title: "You typed on this story in two places", theirs: "What you typed elsewhere", mine: "What you typed here", both: "Go on with both: what I typed here on top",
    alone: "Go on with what I typed elsewhere (this stays shown here)", put: "Put that in the form", putMine: "Put this in the form" };

// clashCard stands above the form. clash holds the message, the story as it is stored
// now, and base, mine and theirs as forms; elsewhere, where theirs is the moderator's own
// copy, and letters, those begun there that read otherwise.
export function clashCard(clash, on) {
    const say = clash.elsewhere ? ofOneself : ofColleague;
    const data = store({ marks: null });
    const { base, mine, theirs } = clash;
    ask("/compare", { pairs: [{ was: wordsOf(base), is: wordsOf(theirs) }, { was: wordsOf(base), is: wordsOf(mine) }] })
        .then((found) => (data.marks = found.pairs)).catch(show);
    const both = clash.stored.open ? merged(base, mine, theirs).both : [];
    return t.section({ className: "alert warning desk-clash", id: "desk_clash", role: "alert", ariaLabel: say.title, tabIndex: -1, onmount: (el) => el.focus() },
        t.p(null, t.strong(null, clash.message)),
        clash.elsewhere ? null : t.p(null, "It is now: ", t.strong(null, stateWords[clash.stored.state] || clash.stored.state), ". ",
            both.length ? `You both changed: ${names(both)}. Put these together in the form.` : ""),
        clash.elsewhere && both.length ? t.p(null, `Changed in both places: ${names(both)}. Put these together in the form.`) : null,
        () => (data.marks ? t.div({ className: "desk-both-changes" },
            changes("desk_their_changes", say.theirs, data.marks[0], base, theirs, (field) => on.put(field, theirs[field]), clash.chosen && clash.stored.open, say.put),
            changes("desk_my_changes", say.mine, data.marks[1], base, mine, (field) => on.put(field, mine[field]), clash.chosen && clash.stored.open, say.putMine)) : t.p(null, "Both versions are being compared …")),
        clash.letters?.map((words) => t.div(null, t.h2({ className: "desk-small-title" }, "A letter you began elsewhere"), t.p({ className: "desk-read", textContent: words }))),
        t.div({ className: "desk-buttons" }, clash.chosen ? t.button({ type: "button", className: "btn sm secondary", id: "desk_clash_done", onclick: () => on.endClash() },
            t.span({ className: "txt" }, "Hide this")) : [
            clash.stored.open ? t.button({ type: "button", className: "btn sm", id: "desk_keep", onclick: () => on.keep() },
                t.span({ className: "txt" }, say.both)) : null,
            t.button({ type: "button", className: "btn sm secondary", id: "desk_theirs", onclick: () => on.takeTheirs() },
                t.span({ className: "txt" }, clash.stored.open ? say.alone : "Show what is stored (mine stays shown here)"))]));
}

const names = (fields) => fields.map((f) => (partNames[f] || listNames[f]).toLowerCase()).join(", ");

function changes(id, title, marks, base, is, put, mayPut, label) {
    const button = (field) => (mayPut ? t.button({ type: "button", className: "btn sm transparent", id: `${id}_${field}`, onclick: () => put(field) },
        t.span({ className: "txt" }, label)) : null);
    const parts = Object.entries(partNames).filter(([field]) => differs(marks[field]))
        .map(([field, name]) => t.div(null, t.h3({ className: "desk-small-title" }, name), drawn(marks[field]), button(field)));
    const lists = Object.entries(listNames).filter(([field]) => !equal(field, base[field], is[field]))
        .map(([field, name]) => t.div(null, t.h3({ className: "desk-small-title" }, name), listed(field, base[field], is[field]), button(field)));
    return t.section({ id }, t.h2({ className: "desk-small-title" }, title),
        parts.length + lists.length ? [...parts, ...lists] : t.p({ className: "desk-quiet" }, "Nothing of the words, tags or services."));
}

function listed(field, was, is) {
    const name = (v) => (field == "services" ? v.name + (v.town ? ", " + v.town : "") : v);
    const has = (list, v) => list.some((x) => equal("services" == field ? "services" : "x", [x], [v]));
    return t.ul({ className: "desk-plain" },
        was.filter((v) => !has(is, v)).map((v) => t.li(null, t.del(null, name(v)))),
        is.filter((v) => !has(was, v)).map((v) => t.li(null, t.ins(null, name(v)))),
        is.filter((v) => has(was, v)).map((v) => t.li(null, name(v))));
}
