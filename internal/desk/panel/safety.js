// "Somebody may be in danger": the five ways on, step by step, with whom to call,
// a colleague's word and a record.
import { claimOf } from "./claim.js";
import { ask, keys, mind, once, show, shownNow, toFirstWrong } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { toHandbook } from "./handbook.js";
import { people, phone } from "./safety_people.js";
import { desk, goneTitle } from "./safety_list.js";

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
    async function act(body, said, clear, field) {
        await once(data, async () => {
            s = await ask(`/stories/${id}/safety`, body);
            clear();
            data.again = false;
            data.ended = body.kind == "closed";
            app.toasts.success(said);
            turn(data.ended ? "desk_safety_next" : body.kind == "chosen" ? "desk_safety_title" : nextThing(s));
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
    }
    // turn draws the page anew, and takes whoever works by keyboard to where it goes on.
    async function turn(goOn) {
        data.turn++;
        await shownNow();
        document.getElementById(goOn)?.focus();
    }
    const on = { act, data, typed }, claim = claimOf("stories/" + id);
    claim.start();
    const stop = keys({ "?": openKeys }); // no single key leaves a page on which one writes about somebody
    return frame(
        {
            trail: [desk(), s.title ? t.a({ href: "#/desk/stories/" + id }, "A story") : all(), here("Somebody may be in danger")],
            buttons: [toHandbook("safeguarding")],
            onunmount: () => {
                stop();
                claim.stop();
            },
        },
        () => {
            data.turn;
            return t.div({ className: "wrapper lg desk-safety", "html-data-story": id, "html-data-outcome": s.open ? s.outcome : "" },
                t.h2({ id: "desk_safety_title", tabIndex: -1 }, s.title || goneTitle),
                s.title ? null : t.p({ className: "desk-warn" }, "Its words are not shown any more. Somebody may still be in danger: go on with what is noted below."),
                data.ended ? ended(s) : null,
                now(s),
                () => claim.notice(),
                s.open && !data.again ? path(s, on) : choose(s, on),
                people(s, data),
                record(s));
        });
}

// nextThing is what is to be done next on the way that was chosen.
function nextThing(s) {
    const step = s.outcomes.find((o) => o.code == s.outcome)?.steps.find((step) => !s.done[step.code]);
    return step ? "desk_step_" + step.code : !s.agreed && !s.mine ? "desk_agree" : "desk_ending";
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
        t.p(null, t.strong(null, "Closed. "), s.decide ? "The story itself is still to be decided." : ""),
        t.div({ className: "desk-buttons" }, ways.map(([href, label], i) => to(href, label, i ? "" : "desk_safety_next"))));
}

// now is the first thing to know: whom to call when minutes count.
function now(s) {
    const first = s.helpers.filter((h) => h.for == "emergency");
    return t.section({ className: "desk-safety-now" },
        t.p(null, t.strong(null, "If minutes count, call first and write later: "), first.map((h) => [h.name, ", ", phone(h.phone)])),
        t.p({ className: "desk-quiet" }, "You are not alone with this. Talk to a colleague before, during or after. ", toHandbook("looking-after-yourself", "", "Looking after yourself")));
}

function button(label, id, data, className, act) {
    return t.button({ type: "button", id, className: () => `btn ${className} ${data.busy ? "loading" : ""}`, disabled: () => data.busy, onclick: act },
        t.span({ className: "txt" }, label));
}

const area = (id, label, value, set, rows = 3) => t.div({ className: "field" },
    t.label({ htmlFor: id }, label),
    t.textarea({ id, name: id, rows, maxLength: 2000, value, oninput: (e) => set(e.target.value) }));

const wrongOutcome = () => t.div({ className: "field-help error" }, () => app.store.errors?.outcome?.message || "");

function outcomes(s, id, chosen, choose, without) {
    return t.div({ className: "desk-levels" }, s.outcomes.filter((o) => o.code != without).map((o) => t.div({ className: "desk-level" },
        t.input({ id: `${id}_${o.code}`, name: id, type: "radio", value: o.code, checked: () => chosen() == o.code, onchange: () => choose(o.code) }),
        t.label({ htmlFor: `${id}_${o.code}` },
            t.strong(null, o.name),
            t.span({ className: "desk-quiet" }, o.when),
            t.span({ className: "desk-quiet" }, "Published? " + o.publish)))));
}

function choose(s, { act, data, typed }) {
    return t.form({ className: "desk-card desk-form", onsubmit: (e) => {
        e.preventDefault();
        act({ kind: "chosen", outcome: typed.outcome, words: typed.words }, "Opened. It stays on the desk until it is closed.", () => Object.assign(typed, { outcome: "", words: "" }), "desk_worry");
    } },
        t.fieldset({ className: "desk-criticality desk-choice" },
            t.legend({ className: "desk-small-title" }, data.again ? "Which other way?" : s.events.length ? "Is somebody in danger again? What fits best?" : "What fits best?"), wrongOutcome(),
            outcomes(s, "desk_outcome", () => typed.outcome, (code) => (typed.outcome = code))),
        area("desk_worry", "What worries you?", () => typed.words, (v) => (typed.words = v)),
        t.p({ className: "desk-quiet" }, "Moderators read this, nobody else. It goes when the author erases their account."),
        t.div({ className: "desk-buttons" },
            t.button({ type: "submit", id: "desk_choose", className: () => `btn ${data.busy ? "loading" : ""}`, disabled: () => data.busy },
                t.span({ className: "txt" }, "Go this way")),
            data.again ? t.button({ type: "button", className: "btn secondary", onclick: () => {
                data.again = false;
                data.turn++;
            } }, t.span({ className: "txt" }, "Stay on this way")) : null));
}

function path(s, on) {
    const o = s.outcomes.find((o) => o.code == s.outcome);
    return t.div({ className: "desk-safety-path" },
        t.section({ className: "desk-card" },
            t.h2(null, o.name),
            t.p({ className: "desk-quiet" }, "Published? " + o.publish),
            worry(s),
            t.h3(null, "What to do now"),
            t.ol({ className: "desk-steps" }, o.steps.map((step, i) => stepItem(s, o, step, i, on)))),
        colleague(s, o, on),
        t.section({ className: "desk-card" },
            t.h2({ className: "desk-small-title" }, "When nothing more is to be done"),
            area("desk_ending", "How did it end?", () => on.typed.ending, (v) => (on.typed.ending = v), 2),
            t.div({ className: "desk-buttons" },
                button("Close it", "desk_close", on.data, "", () => on.act({ kind: "closed", outcome: s.outcome, words: on.typed.ending }, "Closed. It can be opened again.", () => (on.typed.ending = ""), "desk_ending")),
                button("Go another way", "desk_again", on.data, "secondary", () => {
                    on.data.again = true;
                    on.data.turn++;
                }))));
}

// since is what happened on this way, the choice of it first.
function since(s) {
    return s.events.slice(s.events.findLastIndex((e) => e.kind == "chosen"));
}

function worry(s) {
    const [chosen] = since(s);
    return t.p({ className: "desk-read" }, t.strong(null, chosen.who + ": "), chosen.words);
}

function stepItem(s, o, step, i, on) {
    const done = s.done[step.code], id = "desk_step_" + step.code;
    return t.li({ "html-data-step": step.code, className: done ? "done" : "" },
        t.p(null, t.strong(null, `${i + 1}. ${step.do}`)),
        whom(s, step),
        step.message ? message(s, step) : null,
        step.disclose ? t.p({ className: "desk-quiet" }, "If they need to know who it is: ",
            t.a({ href: `#/desk/stories/${s.story}/disclose` }, "ask to see a private detail"), ". A senior moderator has to agree.") : null,
        t.p({ className: "desk-warn" }, t.strong(null, "If nobody answers: "), step.nobody),
        done ? t.p({ className: "desk-read desk-done" }, "✓ Dealt with: " + done) : [
            area(id, `What came of step ${i + 1}?`, () => on.typed.steps[step.code] || "", (v) => (on.typed.steps[step.code] = v), 2),
            button("Step dealt with", id + "_done", on.data, "sm secondary", () => on.act(
                { kind: "done", outcome: o.code, step: step.code, words: on.typed.steps[step.code] || "" }, "Noted.", () => delete on.typed.steps[step.code], id)),
        ]);
}

// whom lists who a step turns to.
function whom(s, step) {
    const list = s.helpers.filter((h) => (step.tell || []).includes(h.for)).map(helper);
    if ((step.tell || []).includes("service")) {
        s.bodies.forEach((b) => list.push(t.li(null, t.strong(null, b.name), ": ", b.call
            ? [b.call.who, " ", phone(b.call.phone), " ", b.call.email, " ", b.call.hours]
            : "nobody has written down whom to call here. Call its main number and ask for whoever is in charge.")));
        if (!s.bodies.length) {
            list.push(t.li(null, "No service is linked to this story. Link one on the story’s page, or go on to the next step."));
        }
    }
    return list.length ? t.ul({ className: "desk-whom" }, list) : null;
}

const helper = (h) => t.li(null, t.strong(null, h.name), `: ${h.what}. `, phone(h.phone), h.url ? [" ", t.a({ href: h.url, target: "_blank", rel: "noopener" }, h.url.replace("https://", ""))] : null,
    h.hours ? t.span({ className: "desk-quiet" }, " " + h.hours) : null);

function message(s, step) {
    const m = s.messages.find((m) => m.id == step.message);
    return [
        m ? t.details(null, t.summary(null, "Words to begin with: " + m.label), t.p({ className: "desk-read", textContent: m.text })) : null,
        s.title ? t.p({ className: "desk-quiet" }, s.reachable ? "" : "No letter can reach this author: they see your words only on their own page. ",
            t.a({ href: "#/desk/stories/" + s.story }, "Write from the story’s page")) : null,
    ];
}

function colleague(s, o, { act, data, typed }) {
    const title = [t.h2({ className: "desk-small-title" }, "A colleague’s word"),
        since(s).filter((e) => e.kind == "doubted").map((e) => t.p({ className: "desk-read" }, t.strong(null, `${e.who} would choose “${e.outcome}”: `), e.words))];
    if (s.agreed) {
        return t.section({ className: "desk-card" }, title, t.p(null, `${s.agreed} agrees.`));
    }
    if (s.mine) {
        return t.section({ className: "desk-card" }, title,
            t.p({ className: "desk-quiet" }, "You chose this way, so somebody else has to look. It stands on everybody’s desk. Don’t wait for it where minutes count."));
    }
    return t.section({ className: "desk-card desk-form" }, title,
        t.p(null, "Would you go this way too? Both answers are kept."),
        t.div({ className: "desk-buttons" }, button("I agree", "desk_agree", data, "", () => act({ kind: "agreed", outcome: o.code }, "Noted that you agree.", () => {}))),
        t.details({ id: "desk_otherwise" }, t.summary(null, "I see it differently"),
            t.fieldset({ className: "desk-criticality desk-choice" }, t.legend({ className: "desk-small-title" }, "Which way would you go?"), wrongOutcome(),
                outcomes(s, "desk_other", () => typed.other, (code) => (typed.other = code), o.code)),
            area("desk_other_words", "Why?", () => typed.otherWords, (v) => (typed.otherWords = v)),
            button("Say so", "desk_doubt", data, "secondary", () => act({ kind: "doubted", outcome: typed.other, words: typed.otherWords },
                "Kept beside the first. Talk to each other.", () => Object.assign(typed, { other: "", otherWords: "" }), "desk_other_words"))));
}

const said = { chosen: "chose", agreed: "agrees with", doubted: "would choose", done: "dealt with a step of", closed: "closed" };

function record(s) {
    if (!s.events.length) {
        return null;
    }
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "What happened"),
        t.ol({ className: "desk-acts" }, [...s.events].reverse().map((e) => t.li(null,
            t.span(null, t.strong(null, e.who), ` ${said[e.kind]} “${e.outcome}”`, e.step ? ": " + e.step : ""),
            e.words ? t.span({ className: "desk-read", textContent: e.words }) : null,
            t.span({ className: "desk-quiet" }, e.at)))));
}
