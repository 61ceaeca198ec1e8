// One service of the directory, and what a senior moderator may do about it.
import { ask, backTo, keys, once, show } from "./desk.js";
import { wrong } from "./disclose.js";
import { finder, findServices, serviceName } from "./find.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { saidCard } from "./said.js";
import { desk, directory, searchDirectory, serviceLink } from "./services.js";

export async function servicePage(route) {
    const id = route.params.id;
    app.store.title = "A service";
    const data = store({ turn: 0, busy: false });
    let v;
    try {
        v = (await ask("/directory/" + id)).service;
    } catch (err) {
        if (err.status != 404) {
            show(err);
        }
        return frame({ trail: [desk(), directory(), here("A service")] }, note("ri-search-line", "There is no such service", "", backLink()));
    }
    // act does one thing and shows the service as it is then: what was pressed is drawn anew.
    async function act(verb, body, said) {
        await once(data, async () => {
            v = (await ask(`/directory/${id}/${verb}`, body)).service;
            data.turn++;
            app.toasts.success(said);
            backTo({}, "desk_service");
        }, wrong);
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk/services"), "?": openKeys });
    return frame({ trail: [desk(), directory(), here("A service")], onunmount: stop }, () => {
        data.turn;
        return t.div({ className: "wrapper lg desk-disclosures", "html-data-shown": v.id },
            t.div({ className: "desk-heading" }, t.h2({ id: "desk_service", tabIndex: -1 }, v.name),
                v.unconfirmed ? t.span({ className: "label warning" }, "Not confirmed yet") : null,
                v.closed ? t.span({ className: "label" }, "Closed from " + v.closed) : null),
            v.became ? t.p(null, "It has become ", t.a({ href: "#/desk/services/" + v.became.id }, `${v.became.name}, ${v.became.town}`), ".") : null,
            v.unconfirmed && !v.became ? confirmCard(v, data, act) : null,
            card("What is known", facts(v)),
            card("Stories", stories(v)),
            v.said.length ? saidCard(v.said, async () => (await ask("/directory/" + id)).service.said) : null,
            v.parts.length ? card(`Its parts (${v.partCount})`, t.ul({ className: "desk-rows desk-places" }, v.parts.map((p) => t.li(null, serviceLink(p))))) : null,
            v.senior && !v.became ? correctCard(v, data, act) : null,
            v.senior && !v.became ? sameCard(v) : null,
            v.senior && !v.became ? moveCard(v, act) : null,
            card("What was changed", history(v)));
    });
}

const card = (title, ...content) => t.section({ className: "desk-card" }, t.h3({ className: "desk-small-title" }, title), ...content);

function confirmCard(v, data, act) {
    const who = v.mayConfirm ? "Confirm it when you know that it exists and is not in the directory under another name."
        : v.senior ? "You added it yourself. Another senior moderator, or the administrator, has to confirm it."
            : "A senior moderator who did not add it, or the administrator, has to confirm it.";
    return card("It waits to be confirmed", t.p(null, v.addedBy ? v.addedBy + " added it. " : "", who, " No story about it can be published before that."),
        v.mayConfirm ? t.button({ type: "button", className: "btn", id: "desk_confirm", disabled: () => data.busy,
            onclick: () => act("confirm", {}, "Confirmed. The stories that waited for it can be published now.") },
            t.span({ className: "txt" }, "Yes, this service exists")) : null);
}

export function facts(v) {
    const rows = [
        ["Kind", v.kind || "not known"], ["Part of", v.partOf.name], ["Run by", v.runBy.name || "not known"], ["Address", v.address || "not known"],
        ["Town", v.town || "not known"], ["Postcode", v.postcode || "not known"], ["Other and former names", v.names.join(", ")], ["Codes", v.codes.join(", ")],
    ];
    return t.dl({ className: "desk-facts" }, rows.filter(([, w]) => w).map(([k, w]) => [t.dt(null, k), t.dd(null, w)]));
}

export const storyWords = (v) => `${v.open} not decided, ${v.published} published`;

function stories(v) {
    return [t.p(null, storyWords(v) + "."),
        v.stories.length ? t.ul({ className: "desk-plain" }, v.stories.map((s) => t.li(null, t.a({ href: "#/desk/stories/" + s.id }, s.title)))) : null];
}

function correctCard(v, data, act) {
    const was = { name: v.name, town: v.town, kind: v.kind, address: v.address, postcode: v.postcode };
    const form = store({ ...was });
    const field = (name, label, max) => t.div({ className: "field" }, t.label({ htmlFor: "desk_correct_" + name }, label),
        t.input({ id: "desk_correct_" + name, name, type: "text", maxLength: max, autocomplete: "off", value: () => form[name], oninput: (e) => (form[name] = e.target.value) }));
    return t.details({ className: "desk-card desk-more" }, t.summary(null, "Correct its name, town or address"),
        t.form({ className: "desk-form", onsubmit: (e) => {
            e.preventDefault();
            act("correct", { was, becomes: { name: form.name, town: form.town, kind: form.kind, address: form.address, postcode: form.postcode } }, "Corrected. What it was called stays among its names.");
        } },
            v.listed ? t.p({ className: "desk-warn" }, "This service is in an official list. The next file of that list writes over what you correct here.") : null,
            field("name", "Name", 200), field("town", "Town", 100), field("kind", "Kind", 60), field("address", "Address", 400), field("postcode", "Postcode", 10),
            t.div(null, t.button({ type: "submit", className: "btn", id: "desk_correct", disabled: () => data.busy }, t.span({ className: "txt" }, "Correct it")))));
}

function sameCard(v) {
    return t.details({ className: "desk-card desk-more", id: "desk_same_more" }, t.summary(null, "It is the same as another service"),
        t.p(null, "Find the one that stays. You see both side by side before anything is done."),
        finder({ id: "desk_same", name: "same", label: "It is the same as", placeholder: "Name, town, postcode or code", codes: true,
            find: async (q) => (await searchDirectory(q)).filter((o) => o.id != v.id),
            pick: (o) => (window.location.hash = `#/desk/services/${v.id}/merge/${o.id}`) }));
}

function moveCard(v, act) {
    const data = store({ to: null });
    const move = (parent) => act("move", { was: v.partOf.id, parent }, "Moved. Its stories reach whoever runs the new whole.");
    return t.details({ className: "desk-card desk-more", id: "desk_move_more" }, t.summary(null, "It is a part of another service"),
        t.p(null, "It goes under another service with all its parts, and is run by whoever runs that one. Its stories are sent on."),
        finder({ id: "desk_move", name: "parent", label: "It is a part of", placeholder: "Name, town, postcode or code", codes: true,
            find: async (q) => (await findServices(q)).filter((o) => o.id != v.id), pick: (o) => (data.to = o) }),
        () => (data.to ? t.div({ className: "desk-chosen" }, serviceName(data.to), t.button({ type: "button", className: "btn sm", id: "desk_move_do", onclick: () => move(data.to.id) },
            t.span({ className: "txt" }, "Move it there"))) : null),
        v.partOf.id ? t.button({ type: "button", className: "btn sm secondary", onclick: () => move("") }, t.span({ className: "txt" }, "It is no part of anything")) : null);
}

function history(v) {
    return v.history.length ? t.ol({ className: "desk-acts" }, v.history.map((h) => t.li(null, t.span(null, h.what), t.span({ className: "desk-quiet" }, `${h.at}, by ${h.who}`))))
        : t.p({ className: "desk-quiet" }, "Nothing was changed since it was first listed.");
}
