// The steps of a way on: one line each, the next one open, with whom to call and short
// answers to what came of it.
import { ask, show } from "./desk.js";
import { openMessage } from "./message.js";
import { called, helper, hoursOf } from "./safety_people.js";

export function steps(s, o, on) {
    const next = o.steps.find((step) => !s.done[step.code]);
    return t.ol({ className: "desk-steps" }, o.steps.map((step, i) => {
        const done = s.done[step.code], title = t.strong({ id: "desk_do_" + step.code }, `${i + 1}. ${step.do}`);
        return t.li({ "html-data-step": step.code, className: done ? "done" : "" }, done
            ? t.p(null, "✓ ", title, t.span({ className: "desk-read desk-done" }, " " + done))
            : t.details({ open: step == next }, t.summary(null, title), inside(s, o, step, on)));
    }));
}

function inside(s, o, step, on) {
    const id = "desk_step_" + step.code, whom = those(s, step.tell || []);
    // Nothing pops up: the step says what came of it, and the next one is open.
    const came = (code, name, said = "", service = "") => on.act({ kind: "done", outcome: o.code, step: step.code, came: code, whom: name, service, words: on.typed.steps[step.code] || "" },
        said, () => delete on.typed.steps[step.code], id);
    const press = (at, label, act, more) => t.button({ type: "button", id: id + at, className: () => `btn sm secondary ${on.data.busy ? "loading" : ""}`,
        disabled: () => on.data.busy, onclick: act, ...more }, t.span({ className: "txt" }, label));
    const told = step.came.find((c) => c.whom), letter = writing(s, o, step, came, on);
    // beside is the one press that deals with somebody: told, or named in the letter.
    const beside = (w, i) => (told ? press(`_${told.code}${i || ""}`, told.label, () => came(told.code, w.name), { ariaLabel: `${told.label} ${w.name}` })
        : letter && w.named ? press(`_names${i || ""}`, "Name in letter", () => letter.open([w.name, w.reach]), { ariaLabel: "Name in letter: " + w.name }) : null);
    const answers = step.came.filter((c) => (c.whom ? !whom.length : c.code != "unlinked" || !s.bodies.length));
    return t.div({ className: "desk-step" },
        whom.length ? t.ul({ className: "desk-whom" }, whom.map((w, i) => w.line(beside(w, i)))) : null,
        (step.tell || []).includes("service") && !s.bodies.length ? t.p({ className: "desk-quiet" }, "No service is linked to this story.") : null,
        letter?.button,
        t.div({ className: "field" },
            t.label({ htmlFor: id }, "In your words (only “Left out” needs them)"),
            t.textarea({ id, name: id, rows: 1, maxLength: 2000, "html-aria-describedby": "desk_do_" + step.code,
                value: () => on.typed.steps[step.code] || "", oninput: (e) => (on.typed.steps[step.code] = e.target.value) })),
        t.div({ className: "desk-buttons", role: "group", ariaLabel: "What came of it" },
            answers.flatMap((c) => (c.suspects && s.services.length > 1 ? s.services.filter((v) => !v.noted).map((v) => press(`_${c.code}_${v.id}`, `${v.name} may be the danger`, () => came(c.code, "", "", v.id))) : press("_" + c.code, c.whom ? c.label + " them" : c.label, () => came(c.code, c.whom ? "them" : ""))))),
        t.details({ className: "desk-quiet" }, t.summary(null, step.disclose ? "No answer? Who is it?" : "No answer?"),
            t.p(null, step.nobody),
            step.disclose ? t.p(null, t.a({ href: `#/desk/stories/${s.story}/disclose` }, "Ask to see a private detail")) : null,
            whom.some((w) => w.hours) ? t.ul({ className: "desk-whom" }, whom.map((w) => w.hours)) : null));
}

// those are whom a step turns to, who answers now first: the name for the record, how to
// reach them for a letter, and their line on the screen.
function those(s, tell) {
    const there = s.helpers.filter((h) => tell.includes(h.for)).map((h) => ({ name: h.name, reach: h.phone || new URL(h.url || "https://x").hostname.replace("www.", ""),
        named: h.phone != s.helpers.find((e) => e.for == "emergency")?.phone, line: (beside) => helper(h, beside), hours: hoursOf(h) }));
    return tell.includes("service") ? [...there, ...s.bodies.map((b) => ({ name: b.name,
        line: (beside) => t.li(null, beside, t.span(null, t.strong(null, b.name), ": ", called(b, "call its main number, ask for whoever is in charge."))) }))] : there;
}

// toldSoFar are those whom the steps before say they told, as one reads them in a letter.
function toldSoFar(s, o) {
    const all = o.steps.flatMap((step) => those(s, step.tell || []).map((w) => w.name).filter((name) => s.done[step.code]?.startsWith(`Told ${name}.`)));
    return [...new Set(all)].join(", ").replace(/, ([^,]*)$/, " and $1");
}

// writing opens the window with the words to begin with; what was sent is noted at once.
function writing(s, o, step, came, on) {
    if (!s.title || !step.message && step.tell) {
        return null;
    }
    if (!step.came.some((c) => c.code == "wrote")) {
        return { button: t.p(null, t.a({ href: "#/desk/stories/" + s.story }, "Go to the story")) };
    }
    const open = (fill) => openMessage({
        key: "write stories/" + s.story, title: "Write to the author", label: "Your message", button: "Send the message", reachable: s.reachable, begin: step.message, fill,
        goOn: on.next, help: "We carry it. Neither of you sees who the other is.",
    }, async (body) => {
        try {
            await ask(`/stories/${s.story}/message`, body);
        } catch (err) {
            show(err);
            return false;
        }
        await came("wrote", "", "Sent, and noted.");
        return true;
    });
    return { open, button: t.button({ type: "button", id: `desk_write_${step.code}`, className: "btn sm", onclick: () => open([step.code == "write" ? toldSoFar(s, o) : ""]) },
        t.i({ className: "ri-mail-send-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Write to the author")) };
}
