// The directory as moderators see it: what waits to be confirmed, what may be
// listed twice, and what the last files changed for stories that are not decided.
import { ask, keys, show } from "./desk.js";
import { finder, serviceName } from "./find.js";
import { saidCard } from "./said.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

export const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
export const directory = () => t.a({ href: "#/desk/services" }, "Services");
export const open = (id) => (window.location.hash = "#/desk/services/" + id);

export const searchDirectory = async (q) => (await ask("/directory?q=" + encodeURIComponent(q))).found;

export async function servicesPage() {
    app.store.title = "Services";
    let now;
    try {
        now = await ask("/directory");
    } catch (err) {
        show(err);
        return frame({ trail: [desk(), here("Services")] },
            note("ri-wifi-off-line", "The directory could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail: [desk(), here("Services")], onunmount: stop },
        t.div({ className: "wrapper lg desk-disclosures" },
            t.div(null, finder({ id: "desk_find", name: "q", label: "Find a service", placeholder: "Name, town, postcode or code", codes: true, find: searchDirectory, pick: (v) => open(v.id) })),
            card("Waiting to be confirmed", now.unconfirmed.map(unconfirmed), "Nothing waits. A moderator adds a service on the page of a story that tells of it."),
            card("Perhaps listed twice", now.pairs.map((p) => pair(p, now.senior)), "Nothing looks the same."),
            card("What files changed for stories that are not decided", now.changes.map(change), "Nothing, in the last 90 days."),
            saidCard(now.said),
            loads(now.loads, now.senior)));
}

function card(title, rows, empty) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, title),
        rows.length ? t.ul({ className: "desk-rows desk-places" }, rows.map((r) => t.li(null, r))) : t.p({ className: "desk-quiet" }, empty));
}

export const serviceLink = (v) => t.a({ href: "#/desk/services/" + v.id, "html-data-place": v.id }, serviceName(v, true));

function unconfirmed(v) {
    const n = v.stories.length;
    return t.div({ className: "desk-place" }, serviceLink(v),
        t.p({ className: "desk-quiet" }, v.addedBy ? `${v.addedBy} added it. ` : "", n ? (n == 1 ? "One story waits:" : `${n} stories wait:`) : "No story waits for it."),
        n ? t.ul({ className: "desk-plain" }, v.stories.map((s) => t.li(null, t.a({ href: "#/desk/stories/" + s.id }, s.title)))) : null);
}

function pair(p, senior) {
    return t.div({ className: "desk-place" }, t.div({ className: "desk-two" }, serviceLink(p.a), serviceLink(p.b)),
        t.p({ className: "desk-quiet" }, p.why + "."),
        senior ? t.a({ className: "btn sm secondary", href: `#/desk/services/${p.a.id}/merge/${p.b.id}`, ariaLabel: `Look at both: ${p.a.name}, ${p.a.town}` },
            t.span({ className: "txt" }, "Look at both")) : null);
}

function change(c) {
    return t.div({ className: "desk-place" }, t.a({ href: "#/desk/services/" + c.service.id }, c.service.name),
        t.p(null, c.what), t.p({ className: "desk-quiet" }, c.at));
}

function loads(list, senior) {
    const words = { reopened: "opened again", noLongerNamed: "no longer named" };
    const counts = (c) => Object.entries(c).filter(([, n]) => n).map(([what, n]) => `${n} ${words[what] || what}`).join(", ") || "nothing";
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "The last files"),
        list.length ? t.div({ className: "desk-wide", tabIndex: 0, role: "region", ariaLabel: "The last files" }, t.table({ className: "desk-agreement" },
            t.thead(null, t.tr(null, ["List", "Of", "Loaded", "What it did"].map((h) => t.th({ "html-scope": "col" }, h)))),
            t.tbody(null, list.map((l) => t.tr(null, t.th({ "html-scope": "row" }, l.format), t.td(null, l.released || "not known"), t.td(null, l.at), t.td(null, counts(l.counts)))))))
            : t.p({ className: "desk-quiet" }, "No file was loaded yet."),
        senior ? t.p(null, t.a({ href: "#/desk/lists", id: "desk_preview_file" }, "Preview what a file would change, before it is loaded")) : null);
}
