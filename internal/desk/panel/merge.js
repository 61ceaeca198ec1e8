// Two services side by side, and the step that makes one of them.
import { ask, keys, once, show } from "./desk.js";
import { frame, here, note, openKeys } from "./pages.js";
import { desk, directory } from "./services.js";
import { facts, storyWords } from "./service.js";

export async function mergePage(route) {
    const { id, into } = route.params;
    app.store.title = "Are these the same?";
    const trail = [desk(), directory(), here("Are these the same?")];
    let both;
    try {
        both = await ask(`/directory/${id}/merge?into=${encodeURIComponent(into)}`);
    } catch (err) {
        if (err.status != 404) {
            show(err);
        }
        return frame({ trail }, note("ri-search-line", "One of them is not there", "", t.a({ href: "#/desk/services", className: "btn secondary" }, t.span({ className: "txt" }, "To the services"))));
    }
    const { gone, kept } = both;
    const data = store({ typed: "", busy: false, done: false });
    async function merge(e) {
        e.preventDefault();
        await once(data, async () => {
            await ask(`/directory/${id}/merge`, { into, typed: data.typed });
            app.toasts.success("Merged.");
            data.done = true;
        });
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk/services"), "?": openKeys });
    return frame({ trail, onunmount: stop }, () => (data.done ? outcome(gone, kept) : t.div({ className: "wrapper lg desk-disclosures" },
        t.div({ className: "desk-two" }, one("This one goes", gone), one("This one stays", kept)),
        t.p(null, t.a({ href: `#/desk/services/${into}/merge/${id}`, id: "desk_other_way" }, "The other way round")),
        moves(gone, kept),
        gone.senior ? confirmForm(gone, data, merge) : t.p({ className: "desk-warn" }, "Only a senior moderator merges services."))));
}

const one = (title, v) => t.section({ className: "desk-card", ariaLabel: title }, t.p({ className: "desk-quiet" }, title), t.h2(null, v.name),
    v.unconfirmed ? t.span({ className: "label warning" }, "Not confirmed yet") : null, v.closed ? t.span({ className: "label" }, "Closed from " + v.closed) : null,
    facts(v), t.p(null, "Stories: " + storyWords(v)));

// called tells two of one name apart by their codes.
const called = (v, other) => (v.name == other.name ? `${v.name} (${v.codes[0]})` : v.name);

// moves says what goes over, before it does.
function moves(gone, kept) {
    const stories = gone.open + gone.published;
    const list = [
        `${stories} ${stories == 1 ? "story" : "stories"} (${storyWords(gone)})`,
        `${gone.partCount} ${gone.partCount == 1 ? "part" : "parts"}`,
        `what it is found by: the codes ${gone.codes.join(", ")}${gone.unconfirmed ? "" : `; the names ${[gone.name, ...gone.names].join(", ")}`}`,
        `${gone.links} ${gone.links == 1 ? "link" : "links"} to who else answers for it`,
    ];
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, `What goes over to ${called(kept, gone)}`),
        t.ul({ className: "desk-plain" }, list.map((l) => t.li(null, l))),
        t.p(null, `${called(gone, kept)} closes, and its page leads to ${called(kept, gone)}. This can’t be taken back.`));
}

function confirmForm(gone, data, merge) {
    return t.form({ className: "desk-form", onsubmit: merge },
        t.div(null,
            t.div({ className: "field" }, t.label({ htmlFor: "desk_typed" }, "To be sure, type the name of the one that goes"),
                t.input({ id: "desk_typed", name: "typed", type: "text", autocomplete: "off", value: () => data.typed, oninput: (e) => (data.typed = e.target.value) })),
            t.div({ className: "field-help" }, gone.name)),
        t.div({ className: "desk-buttons" },
            t.button({ type: "submit", id: "desk_merge", className: "btn danger", disabled: () => data.busy },
                t.span({ className: "txt" }, "Make them one")),
            t.a({ href: "#/desk/services", className: "btn secondary" }, t.span({ className: "txt" }, "They are not the same"))));
}

const outcome = (gone, kept) => note("ri-checkbox-circle-line", "They are one now", `${called(gone, kept)} leads to ${called(kept, gone)}. Its stories are sent on to whoever answers for them.`,
    t.div({ className: "desk-note-buttons" },
        t.a({ href: "#/desk/services/" + kept.id, className: "btn", onmount: (el) => el.focus() }, t.span({ className: "txt" }, "Look at it")),
        t.a({ href: "#/desk/services", className: "btn secondary" }, t.span({ className: "txt" }, "To the services"))));
