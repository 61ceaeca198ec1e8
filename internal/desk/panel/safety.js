// "Somebody may be in danger": the five ways on, step by step, with whom to call,
// a colleague's word and a record. Whoever reads it may have minutes.
import { claimOf } from "./claim.js";
import { ask, mind, once, show, shownNow, toFirstWrong } from "./desk.js";
import { backLink, frame, here, note } from "./pages.js";
import { toHandbook } from "./handbook.js";
import { people, phone } from "./safety_people.js";
import { choose, outcomes, wrongOutcome } from "./safety_choose.js";
import { mayBeDanger } from "./safety_service.js";
import { steps } from "./safety_steps.js";

const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
const goneTitle = "A story that its author took back, or that was taken down";
const all = () => t.a({ href: "#/desk/safety" }, "Somebody in danger");

export async function safetyPage(route) {
    const id = route.params.id, key = "safety " + id;
    app.store.title = "Somebody may be in danger";
    let s;
    try {
        s = await ask(`/stories/${id}/safety`);
    } catch (err) {
        if (err.status != 404) {
            show(err);
        }
        return frame({ trail: [desk(), here("Somebody may be in danger")] },
            note("ri-search-line", "There is no such story", "It may have been erased by its author. What was noted about it is gone with it.", backLink()));
    }
    const windows = mind().windows; // what was typed is there when one comes back
    if (!windows.has(key)) {
        windows.set(key, store({ outcome: "", words: "", other: "", otherWords: "", ending: "", steps: {} }));
    }
    const typed = windows.get(key), data = store({ turn: 0, busy: false, again: false, ended: false });

    // act takes the next step. field is where its words are typed: what is wrong with them
    // is said there.
    const act = (body, said, clear, field) => once(data, async () => {
        s = await ask(`/stories/${id}/safety`, body);
        clear();
        data.again = false;
        data.ended = body.kind == "closed";
        said && app.toasts.success(said);
        await turn(data.ended ? "desk_safety_next" : nextThing(s));
    }, async (err) => {
        if (err.status == 422) {
            const { words, ...others } = err.response.data;
            err.response.data = words ? { ...others, [field]: words } : others;
            app.checkApiError(err, false);
            return (await toFirstWrong()) || show(err);
        }
        show(err);
        if (err.status == 409) { // show what a colleague did, and keep what was typed
            s = await ask(`/stories/${id}/safety`).catch(() => s);
            turn("desk_safety_title");
        }
    });
    // turn draws the page anew, and takes whoever works by keyboard to where it goes on.
    async function turn(goOn) {
        data.turn++;
        await shownNow();
        document.getElementById(goOn)?.focus();
    }
    const on = { act, data, typed, turn, next: () => nextThing(s) }, claim = claimOf("stories/" + id);
    claim.start();
    // No single key does anything on a page on which one writes about somebody.
    return frame(
        {
            trail: [desk(), s.title ? t.a({ href: "#/desk/stories/" + id }, "A story") : all(), here("Somebody may be in danger")],
            buttons: [toHandbook("safeguarding")],
            onunmount: claim.stop,
        },
        () => {
            data.turn;
            return t.div({ className: "wrapper lg desk-safety", "html-data-story": id, "html-data-outcome": s.open ? s.outcome : "" },
                t.h2({ id: "desk_safety_title", tabIndex: -1 }, s.title || goneTitle),
                s.title ? null : t.p({ className: "desk-warn" }, "Its words are not shown any more. Somebody may still be in danger: go on with what is noted below."),
                data.ended ? ended(s) : null,
                now(s),
                () => claim.notice(),
                s.open && !data.again ? path(s, on) : data.ended ? again(s, on) : choose(s, on),
                mayBeDanger(s, on),
                people(s, data),
                record(s));
        });
}

// nextThing is what is to be done next on the way that was chosen: where one may write,
// so that nothing typed at once is lost.
function nextThing(s) {
    const step = s.outcomes.find((o) => o.code == s.outcome)?.steps.find((step) => !s.done[step.code]);
    return step ? "desk_step_" + step.code : !s.agreed && !s.mine ? "desk_agree" : s.closes ? "desk_ending" : "desk_safety_rest";
}

// ended offers what comes next when nothing more is to be done here.
function ended(s) {
    const to = (href, label, id) => t.a({ href, id, className: "btn " + (id ? "" : "secondary") }, t.span({ className: "txt" }, label));
    const others = s.others == 1 ? "1 other story" : `${s.others} other stories`;
    const ways = [
        s.decide && ["#/desk/stories/" + s.story, "Decide about the story"],
        s.others && ["#/desk/safety", "Somebody else may be in danger: " + others],
        ["#/desk", "Back to the queue"],
    ].filter(Boolean);
    return t.section({ className: "desk-card", ariaLabel: "What comes next" },
        t.p(null, t.strong(null, "Closed. "), !s.decide ? "" : "The story itself is still to be decided" + (s.seniorPublishes ? " by a senior moderator." : s.seniorAgreed ? `: ${s.seniorAgreed}, a senior moderator, agreed, so you may.` : ", and you may do that.")),
        t.div({ className: "desk-buttons" }, ways.map(([href, label], i) => to(href, label, i ? "" : "desk_safety_next"))));
}

// again is shut: nobody who has just closed it has to read the five ways once more.
const again = (s, on) => t.details({ id: "desk_in_danger_again" }, t.summary(null, "Somebody is in danger again"), choose(s, on));

// now is the first thing to know: whom to call when minutes count, and what is open.
function now(s) {
    const first = s.helpers.filter((h) => h.for == "emergency");
    return t.section({ className: "desk-safety-now" },
        t.p(null, t.strong(null, "Minutes count? Call first, write later: "), first.map((h) => [h.name, ", ", phone(h.phone)])),
        s.open ? t.p({ id: "desk_still" }, s.bars ? "The story can’t be published before this is closed." : "The story may be published meanwhile.") : null,
        t.p({ className: "desk-quiet" }, "You are not alone: talk to a colleague. ", toHandbook("looking-after-yourself", "", "Looking after yourself")));
}

function button(label, id, data, className, act) {
    return t.button({ type: "button", id, className: () => `btn ${className} ${data.busy ? "loading" : ""}`, disabled: () => data.busy, onclick: act },
        t.span({ className: "txt" }, label));
}

const area = (id, label, value, set, rows = 3) => t.div({ className: "field" },
    t.label({ htmlFor: id }, label),
    t.textarea({ id, name: id, rows, maxLength: 2000, value, oninput: (e) => set(e.target.value) }));

function path(s, on) {
    const o = s.outcomes.find((o) => o.code == s.outcome);
    return t.div({ className: "desk-safety-path" },
        t.section({ className: "desk-card" },
            t.h2(null, o.name),
            s.mine ? null : worry(s), // who wrote it knows it; it stands in what happened too
            steps(s, o, on),
            t.div({ className: "desk-buttons" }, button("Go another way", "desk_again", on.data, "sm transparent", () => {
                on.data.again = true;
                on.turn("desk_safety_title");
            }))),
        colleague(s, o, on),
        s.closes ? ending(s, o, on) : null);
}

// ending asks how it ended, once a colleague has agreed: a short answer, or words alone.
function ending(s, o, { act, data, typed }) {
    const close = (came) => act({ kind: "closed", outcome: s.outcome, came, words: typed.ending }, "Closed. It can be opened again.", () => (typed.ending = ""), "desk_ending");
    return t.section({ className: "desk-card" },
        area("desk_ending", "How did it end? (Your words, or a short answer)", () => typed.ending, (v) => (typed.ending = v), 2),
        t.div({ className: "desk-buttons", role: "group", ariaLabel: "How it ended" },
            o.ends.map((e) => button(e.label, "desk_ended_" + e.code, data, "sm secondary", () => close(e.code))),
            button("Close with my words", "desk_close", data, "sm", () => close(""))));
}

// since is what happened on this way, the choice of it first.
function since(s) {
    return s.events.slice(s.events.findLastIndex((e) => e.kind == "chosen"));
}

function worry(s) {
    const [chosen] = since(s);
    return t.p({ className: "desk-read" }, t.strong(null, chosen.who + ": "), chosen.words);
}

function colleague(s, o, { act, data, typed }) {
    const title = [t.h2({ className: "desk-small-title" }, "A colleague’s word"),
        since(s).filter((e) => e.kind == "doubted").map((e) => t.p({ className: "desk-read" }, t.strong(null, `${e.who} would choose “${e.outcome}”: `), e.words))];
    if (s.agreed) {
        return t.section({ className: "desk-card" }, title, t.p(null, `${s.agreed} agrees.`));
    }
    if (s.mine) {
        return t.section({ className: "desk-card" }, title,
            t.p({ className: "desk-quiet" }, "It is on everybody’s desk: somebody else agrees. Don’t wait for that."),
            o.steps.every((step) => s.done[step.code]) ? t.p(null, "Nothing is left for you until then. Nobody can look? Ask whoever runs this site. ",
                t.a({ href: "#/desk", id: "desk_safety_rest" }, "Back to the queue")) : null);
    }
    return t.section({ className: "desk-card desk-form" }, title,
        t.div({ className: "desk-buttons" }, button("I agree with this way", "desk_agree", data, "", () => act({ kind: "agreed", outcome: o.code }, "Noted that you agree.", () => {}))),
        t.details({ id: "desk_otherwise" }, t.summary(null, "I see it differently"),
            t.fieldset({ className: "desk-criticality desk-choice" }, t.legend({ className: "desk-small-title" }, "Which way would you go?"), wrongOutcome(),
                outcomes(s, "desk_other", () => typed.other, (code) => (typed.other = code), o.code)),
            area("desk_other_words", "Why?", () => typed.otherWords, (v) => (typed.otherWords = v)),
            button("Say so", "desk_doubt", data, "secondary", () => act({ kind: "doubted", outcome: typed.other, words: typed.otherWords },
                "Kept beside the first. Talk to each other.", () => Object.assign(typed, { other: "", otherWords: "" }), "desk_other_words"))));
}

const said = { chosen: "chose", agreed: "agrees with", doubted: "would choose", done: "dealt with a step of", closed: "closed", suspected: "noted that it may be the danger:", lifted: "lets be shown as usual:" };

// record is shut: what is to be done comes before what was done.
function record(s) {
    if (!s.events.length) {
        return null;
    }
    return t.details({ className: "desk-card", id: "desk_happened" }, t.summary(null, "What happened"),
        t.ol({ className: "desk-acts" }, [...s.events].reverse().map((e) => t.li(null,
            t.span(null, t.strong(null, e.who), ` ${said[e.kind]} ${e.service || `“${e.outcome}”`}`, e.step ? ": " + e.step : ""),
            e.words ? t.span({ className: "desk-read", textContent: e.words }) : null,
            t.span({ className: "desk-quiet" }, e.at)))));
}
