// The steps of a way on: one line each, the next one open, with whom to call and short
// answers to what came of it.
import { ask, show } from "./desk.js";
import { openMessage } from "./message.js";
import { called, helper } from "./safety_people.js";

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
    const id = "desk_step_" + step.code, tell = step.tell || [];
    // Nothing pops up: the step says what came of it, and the next one is open.
    const came = (code, whom, said = "", service = "") => on.act({ kind: "done", outcome: o.code, step: step.code, came: code, whom, service, words: on.typed.steps[step.code] || "" },
        said, () => delete on.typed.steps[step.code], id);
    return t.div({ className: "desk-step" },
        whom(s, tell),
        t.p({ className: "desk-warn" }, t.strong(null, "No answer? "), step.nobody),
        step.disclose ? t.p({ className: "desk-quiet" }, "Who is it? ",
            t.a({ href: `#/desk/stories/${s.story}/disclose` }, "Ask to see a private detail")) : null,
        writing(s, o, step, came, on),
        t.div({ className: "field" },
            t.label({ htmlFor: id }, "In your words (optional)"),
            t.textarea({ id, name: id, rows: 1, maxLength: 2000, "html-aria-describedby": "desk_do_" + step.code,
                value: () => on.typed.steps[step.code] || "", oninput: (e) => (on.typed.steps[step.code] = e.target.value) })),
        t.div({ className: "desk-buttons", role: "group", ariaLabel: "What came of it" }, step.came.flatMap((c) => {
            if (c.suspects && s.services.length > 1) { // which one
                return s.services.filter((v) => !v.noted).map((v) => t.button({ type: "button", id: `${id}_${c.code}_${v.id}`, className: () => `btn sm secondary ${on.data.busy ? "loading" : ""}`,
                    disabled: () => on.data.busy, onclick: () => came(c.code, "", "", v.id) }, t.span({ className: "txt" }, `${v.name} may be the danger`)));
            }
            const toldThem = c.whom ? names(s, tell) : [""];
            return toldThem.map((name, i) => t.button({ type: "button", id: `${id}_${c.code}${i || ""}`, className: () => `btn sm secondary ${on.data.busy ? "loading" : ""}`,
                disabled: () => on.data.busy, onclick: () => came(c.code, name) }, t.span({ className: "txt" }, name ? `${c.label} ${name}` : c.label)));
        })));
}

// names are those whom a step may tell, or nobody by name.
function names(s, tell) {
    const all = [...s.helpers.filter((h) => tell.includes(h.for)).map((h) => h.name), ...(tell.includes("service") ? s.bodies.map((b) => b.name) : [])];
    return all.length ? [...new Set(all)] : ["them"];
}

// toldSoFar are those whom the steps before say they told, as one reads them in a letter.
function toldSoFar(s, o) {
    const all = o.steps.flatMap((step) => names(s, step.tell || []).filter((name) => name != "them" && s.done[step.code]?.startsWith(`Told ${name}.`)));
    return [...new Set(all)].join(", ").replace(/, ([^,]*)$/, " and $1");
}

// whom lists who a step turns to; who answers now comes first.
function whom(s, tell) {
    const list = s.helpers.filter((h) => tell.includes(h.for)).map(helper);
    if (tell.includes("service")) {
        s.bodies.forEach((b) => list.push(t.li(null, t.strong(null, b.name), ": ", called(b, "call its main number, ask for whoever is in charge."))));
        if (!s.bodies.length) {
            list.push(t.li(null, "No service is linked to this story. Link one on the story’s page, or go on."));
        }
    }
    return list.length ? t.ul({ className: "desk-whom" }, list) : null;
}

// writing opens the window with the words to begin with; what was sent is noted at once.
function writing(s, o, step, came, on) {
    if (!s.title || !step.message && step.tell) {
        return null;
    }
    if (!step.came.some((c) => c.code == "wrote")) {
        return t.p(null, t.a({ href: "#/desk/stories/" + s.story }, "Go to the story"));
    }
    const write = () => openMessage({
        key: "write stories/" + s.story, title: "Write to the author", label: "Your message", button: "Send the message", reachable: s.reachable, begin: step.message, fill: step.code == "write" ? toldSoFar(s, o) : "",
        goOn: on.next, help: "We carry it. You don’t see their address, and they don’t see your name.",
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
    return t.button({ type: "button", id: `desk_write_${step.code}`, className: "btn sm", onclick: write },
        t.i({ className: "ri-mail-send-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Write to the author"));
}
