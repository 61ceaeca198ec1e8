// How critical a story is: the written criteria, what a program would look at,
// and what colleagues say. Nothing is ever chosen beforehand.
import { ask, backTo, mind, once, placeOf, show } from "./desk.js";
import { toHandbook } from "./handbook.js";

// levels are the six choices, with the written criteria while they are open. chosen
// answers with a number or with nothing.
export function levels(id, list, chosen, choose, disabled, open = () => true) {
    return t.div({ className: "desk-levels" }, list.map((l) => t.div({ className: "desk-level" },
        t.input({ id: `${id}_${l.score}`, name: id, type: "radio", value: String(l.score), disabled: disabled || false,
            checked: () => chosen() === l.score, onchange: () => choose(l.score) }),
        t.label({ htmlFor: `${id}_${l.score}` },
            t.strong(null, `${l.score} ${l.name}`),
            t.span({ className: "desk-quiet", hidden: () => !open() }, l.brief)))));
}

// turnCriteria opens the written criteria beside a story, or closes them.
export const turnCriteria = () => document.getElementById("desk_criteria")?.click();

// criticalityCard stands beside the words of a story. changed takes the story as it
// is after a score or a wish was stored.
export function criticalityCard(s, changed) {
    const c = s.criticality;
    // Whoever has scored a few knows the steps by their names; what they chose themselves stays.
    const data = store({ busy: false, score: c.score, open: mind().criteria ?? !c.known });
    const send = async (verb, body, said) => {
        const at = placeOf();
        await once(data, async () => {
            const now = await ask(`/stories/${s.id}/${verb}`, body);
            data.score = now.criticality.score;
            app.toasts.success(said);
            changed(now.criticality);
        }, (err) => {
            data.score = c.score;
            show(err);
        });
        backTo(at, "desk_criticality"); // the card is drawn anew
    };
    // The arrow keys choose each number they pass: it is stored with the next other key, or
    // when one goes elsewhere.
    let passing = false;
    const keep = () => data.score != c.score && send("score", { score: data.score }, "Scored.");
    const choose = (score) => {
        data.score = score;
        passing || keep();
    };
    const key = (e) => {
        passing = e.key.startsWith("Arrow");
        passing || keep();
    };
    const pointed = () => {
        passing = false; // answering false would undo the click
    };
    const left = (e) => !e.currentTarget.contains(e.relatedTarget) && keep();
    return t.fieldset({ className: "desk-criticality", id: "desk_criticality", tabIndex: -1, onkeydown: key, onpointerdown: pointed, onfocusout: left },
        t.legend({ className: "desk-small-title" }, "How critical is it?"),
        t.p({ className: "desk-quiet" }, `Look at ${c.from} to ${c.to} first: ${c.why}`),
        levels("desk_score", c.levels, () => data.score, choose, !s.open && s.state != "published", () => data.open),
        t.p({ className: "desk-quiet", hidden: () => !data.open }, "Go by the most serious thing it says about care, as if it were true. ", toHandbook("criticality")),
        t.div({ className: "desk-buttons" },
        t.button({ type: "button", className: "btn sm secondary", id: "desk_criteria", "html-aria-expanded": () => (data.open ? "true" : "false"),
            onclick: () => (data.open = mind().criteria = !data.open) }, t.span({ className: "txt" }, "What each number means"))),
        opinionList(c),
        c.asked ? t.p({ className: "desk-quiet", id: "desk_second_asked" }, "A colleague has been asked.")
            : t.button({ type: "button", className: "btn sm secondary", id: "desk_second", disabled: () => data.busy,
                onclick: () => send("second-opinion", {}, "Asked. Your colleagues see it at “Second readings”.") },
                t.span({ className: "txt" }, "Ask a colleague")));
}

function opinionList(c) {
    const others = c.opinions.filter((o) => !o.first);
    if (!others.length) {
        return null;
    }
    return t.ul({ className: "desk-opinions" }, others.map((o) => t.li(null,
        t.strong(null, `${o.who} says ${o.score}`), o.note ? `: ${o.note}` : "", t.span({ className: "desk-quiet" }, " " + o.at))));
}
