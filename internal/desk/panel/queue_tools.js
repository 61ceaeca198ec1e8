// What stands above the rows of a queue: the next one, a break, filters and kept views.
import { ask, show } from "./desk.js";

// parts of a queue's address: which queue, and what narrows it.
export const parts = ["show", "urgent", "critical", "late", "whose", "place"];

export const isNarrowed = (data) => parts.some((p) => p != "show" && data[p]);

const whose = [["", "Whoever has them open"], ["free", "Open with nobody"], ["mine", "Open with me"]];

const urgent = [["", "Any words"], ["1", "With urgent words"], ["2", "Danger, self-harm or somebody at risk"]];

const critical = [["", "Any score, or none"], ...[0, 1, 2, 3, 4, 5].map((n) => [String(n), n == 5 ? "5" : n == 0 ? "Scored at all" : `${n} or higher`])];

const button = (id, label, className, icon, onclick, disabled) => t.button(
    { type: "button", id, className: "btn sm " + className, disabled, onclick },
    t.i({ className: icon, ariaHidden: "true" }), t.span({ className: "txt" }, label));

export function tools(data, on) {
    return t.div({ className: "desk-tools" },
        () => (data.done && !data.loading ? t.p({ className: "desk-done-now", id: "desk_done", tabIndex: -1, role: "status" }, t.strong(null, data.done), " " + leftIn(data)) : null),
        () => (data.paused ? t.div({ className: "alert desk-paused", role: "status" },
            t.p(null, t.strong(null, "You are taking a break."), " Nothing is offered to you, and what you had open is free for colleagues."),
            button("desk_back", "I’m back", "", "ri-play-line", () => on.pause(false), () => data.busy)) : null),
        t.div({ className: "desk-buttons" },
            () => (data.paused ? null : [
                button("desk_next", "Next for me", "", "ri-arrow-right-line", on.next),
                button("desk_pause", "Take a break", "secondary", "ri-pause-line", () => on.pause(true), () => data.busy)]),
            () => (data.chosen.length ? button("desk_not_today", `Not today (${data.chosen.length})`, "secondary", "ri-calendar-line", on.leave, () => data.busy) : null),
            t.span({ role: "status", className: "desk-changed" }, () => (data.changed
                ? button("desk_changed", "The list has changed. Show it anew", "secondary", "ri-refresh-line", () => on.anew(true)) : null))),
        () => (data.queues.length ? filters(data, on) : null),
        () => also(data.queues.find((q) => q.key == data.show)),
    );
}

// also leads to the page that tells more about a queue.
const also = (q) => (q?.also ? t.p({ className: "desk-quiet" }, t.a({ href: q.also, id: "desk_also" }, q.title)) : null);

// leftIn counts what is left after a decision.
function leftIn(data) {
    const n = data.counts[data.show] || 0, name = data.queues.find((q) => q.key == data.show)?.label;
    return n ? `${n.toLocaleString("en-GB")} left in “${name}”.` : `Nothing is left in “${name}”.`;
}

function filters(data, on) {
    const wanted = store({ ...on.filter(), name: "" });
    const box = (id, part, label) => t.div({ className: "field" },
        t.input({ id, type: "checkbox", checked: () => !!wanted[part], onchange: (e) => (wanted[part] = e.target.checked ? "1" : "") }),
        t.label({ htmlFor: id }, label));
    const choice = (part, label, options) => t.div({ className: "field" }, t.label({ htmlFor: "desk_" + part }, label),
        t.select({ id: "desk_" + part, onchange: (e) => (wanted[part] = e.target.value) },
            options.map(([value, words]) => t.option({ value, selected: () => wanted[part] == value }, words))));
    const submit = (e) => {
        e.preventDefault();
        on.set({ ...on.filter(), urgent: wanted.urgent, critical: wanted.critical, late: wanted.late, whose: wanted.whose, place: wanted.place.trim() });
    };
    return t.details({ className: "desk-filters", open: isNarrowed(data) },
        t.summary({ id: "desk_filters" }, () => (isNarrowed(data) ? `Narrowed: ${data.fits.toLocaleString("en-GB")} of ${(data.counts[data.show] || 0).toLocaleString("en-GB")}` : "Narrow the list")),
        t.form({ className: "desk-filter", onsubmit: submit },
            t.div({ className: "field" }, t.label({ htmlFor: "desk_place" }, "Service, town or organisation"),
                t.input({ id: "desk_place", type: "text", maxLength: 100, autocomplete: "off", value: () => wanted.place, oninput: (e) => (wanted.place = e.target.value) })),
            choice("whose", "Whose", whose),
            choice("urgent", "Urgent words in the story", urgent), choice("critical", "How critical the story is", critical),
            box("desk_late", "late", "Waiting longer than a working day"),
            t.div({ className: "desk-buttons" },
                t.button({ type: "submit", className: "btn sm", id: "desk_narrow" }, t.span({ className: "txt" }, "Narrow")),
                isNarrowed(data) ? button("desk_show_all", "Show all", "secondary", "ri-close-line", () => on.set({ show: data.show })) : null)),
        isNarrowed(data) ? keepForm(data, wanted, on) : null);
}

// keepForm keeps the filter as it is applied under a name.
function keepForm(data, wanted, on) {
    const keep = async (e) => {
        e.preventDefault();
        app.store.errors = null;
        try {
            data.views = (await ask("/views", { name: wanted.name, query: on.filter() })).views;
            app.toasts.success("Kept. You find it beside the list.");
            wanted.name = "";
        } catch (err) {
            show(err);
        }
    };
    return t.form({ className: "desk-filter", onsubmit: keep },
        t.div({ className: "field" }, t.label({ htmlFor: "desk_view_name" }, "Keep this view as"),
            t.input({ id: "desk_view_name", name: "name", type: "text", maxLength: 60, autocomplete: "off", value: () => wanted.name, oninput: (e) => (wanted.name = e.target.value) })),
        t.div({ className: "desk-buttons" },
            t.button({ type: "submit", className: "btn sm secondary", id: "desk_keep_view" }, t.span({ className: "txt" }, "Keep"))));
}

// viewLinks are the views that the moderator keeps, beside the queues.
export function viewLinks(data, on) {
    if (!data.views.length) {
        return null;
    }
    const drop = async (v) => {
        try {
            data.views = (await ask(`/views/${v.id}/forget`, {})).views;
            app.toasts.success("Deleted.");
        } catch (err) {
            show(err);
        }
    };
    return t.details({ className: "nav-group", open: true },
        t.summary({ tabIndex: -1, onclick: () => false, onkeyup: () => false }, "My views"),
        data.views.map((v) => t.div({ className: "desk-view" },
            t.button({ type: "button", className: "nav-item responsive-close", "html-data-view": v.id,
                onclick: () => on.set(Object.fromEntries(new URLSearchParams(v.query))) },
                t.i({ className: "ri-filter-line", ariaHidden: "true" }), t.span({ className: "txt" }, v.name)),
            t.button({ type: "button", className: "btn sm circle transparent secondary", ariaLabel: "Delete the view " + v.name, "html-data-drop": v.id, onclick: () => drop(v) },
                t.i({ className: "ri-close-line", ariaHidden: "true" })))));
}
