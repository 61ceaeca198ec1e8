// Second readings: what colleagues ask about, the month's blind sample, and how far
// two readers agree.
import { ask, backTo, keys, once, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { levels } from "./criticality.js";
import { wide } from "./tables.js";

const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
const all = () => t.a({ href: "#/desk/opinions" }, "Second readings");

export async function opinionsPage() {
    app.store.title = "Second readings";
    let found;
    try {
        found = await ask("/opinions");
    } catch (err) {
        show(err);
        return frame({ trail: [desk(), here("Second readings")] },
            note("ri-wifi-off-line", "The list could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail: [desk(), here("Second readings")], onunmount: stop },
        t.div({ className: "wrapper lg desk-disclosures" },
            t.p({ className: "desk-lead" }, "Two people read one story and say how critical it is. Where they differ, the criteria are not clear enough, or one of them saw something."),
            section("A colleague asks what you would say", found.second, "Nobody is asking. On a story’s page you can ask your colleagues too."),
            section("Last month’s sample, read without the first score", found.blind, "Nothing is left to read. On the first days of each month some published stories come here."),
            agreement(found.agreement)));
}

function section(title, list, empty) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, title),
        list.length ? t.ul({ className: "desk-rows" }, list.map((o) => t.li(null, t.a(
            { className: "desk-row", href: "#/desk/opinions/" + o.id, "html-data-id": o.id },
            t.span({ className: "desk-row-main" },
                t.strong({ className: "desk-row-title" }, o.title),
                t.span({ className: "desk-row-about" }, o.asked ? o.asked + " asks" : "Blind sample")),
            t.span({ className: "desk-row-labels" }),
            t.span({ className: "desk-row-waiting" }, o.waiting))))) : t.p({ className: "desk-quiet" }, empty));
}

// means says in words what a kappa tells (Landis and Koch 1977).
function means(kappa) {
    const steps = [[0.8, "very well"], [0.6, "well"], [0.4, "fairly"], [0.2, "a little"]];
    return (steps.find(([from]) => kappa > from) || [0, "hardly more than by chance"])[1];
}

export function agreement(months) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title", id: "desk_agreement_title" }, "How far two readers agree"),
        months.length ? wide("desk_agreement_title", t.table({ className: "desk-agreement" },
            t.thead(null, t.tr(null, ["Month", "Read twice", "Still to read", "Weighted kappa"].map((h) => t.th({ "html-scope": "col" }, h)))),
            t.tbody(null, months.map((m) => t.tr(null, t.th({ "html-scope": "row" }, m.month), t.td(null, String(m.pairs)), t.td(null, String(m.open)),
                t.td(null, m.kappa == null ? "not known yet" : `${m.kappa.toFixed(2)}: they agree ${means(m.kappa)}`))))))
            : t.p({ className: "desk-quiet" }, "There is no sample yet. One is drawn each month from stories that were scored and published."),
        t.p({ className: "desk-quiet" }, "1 is always, 0 is as often as by chance. A difference of two steps weighs four times as much as one of one."));
}

export async function opinionPage(route) {
    const id = route.params.id;
    app.store.title = "A second reading";
    let o;
    try {
        o = await ask("/opinions/" + id);
    } catch (err) {
        if (err.status != 404 && err.status != 410) {
            show(err);
        }
        return frame({ trail: [desk(), all(), here("A story")] },
            note("ri-checkbox-circle-line", "There is nothing to read here any more", "A colleague was quicker, or the author took the story back.", backLink()));
    }
    const data = store({ score: null, note: "", busy: false, shown: !o.urgent });
    const stop = keys({ "u": () => (window.location.hash = "#/desk/opinions"), "?": openKeys });
    function open() {
        data.shown = true;
        backTo({}, "desk_opinion_title");
    }
    async function send(e) {
        e.preventDefault();
        await once(data, async () => {
            await ask("/opinions/" + id, { score: data.score, note: data.note });
            app.toasts.success("Thank you. Your reading is kept beside the first.");
            window.location.hash = "#/desk/opinions";
        });
    }
    return frame({ trail: [desk(), all(), here("A story")], onunmount: stop }, () => (data.shown ? reading(o, data, send) : note(
        "ri-heart-line", "This one may be hard to read", `Words in it: ${o.urgent.words.toLowerCase()}. You can leave it for a colleague.`,
        t.div({ className: "desk-note-buttons" },
            t.button({ type: "button", className: "btn", id: "desk_open", onclick: open, onmount: (el) => el.focus() },
                t.span({ className: "txt" }, "Open the story")), backLink()))));
}

function reading(o, data, send) {
    const tags = Object.values(o.tags).flat();
    return t.form({ className: "wrapper lg desk-opinion", onsubmit: send },
        t.h2({ id: "desk_opinion_title", tabIndex: -1 }, o.words.title),
        t.div({ className: "desk-read", textContent: o.words.text }),
        t.p({ className: "desk-quiet" }, o.words.screenName, tags.length ? ` · ${tags.join(" · ")}` : ""),
        t.fieldset({ className: "desk-criticality" },
            t.legend({ className: "desk-small-title" }, "How critical is it?"),
            levels("desk_opinion", o.levels, () => data.score, (score) => (data.score = score))),
        o.blind ? null : t.div({ className: "field" },
            t.label({ htmlFor: "desk_note" }, "Why, if you like"),
            t.textarea({ id: "desk_note", name: "note", rows: 3, maxLength: 500, value: () => data.note, oninput: (e) => (data.note = e.target.value) })),
        t.button({ type: "submit", className: () => `btn ${data.busy ? "loading" : ""}`, id: "desk_send", disabled: () => data.busy },
            t.span({ className: "txt" }, "Keep my reading")));
}
