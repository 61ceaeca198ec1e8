// What an official file would change: a preview, before whoever looks after the site loads it.
// Nothing is loaded here.
import { ask, keys, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { desk, directory } from "./services.js";

export async function listsPage() {
    app.store.title = "Preview a file";
    const trail = [desk(), directory(), here("Preview a file")];
    let known;
    try {
        known = await ask("/lists");
    } catch (err) {
        show(err);
        return frame({ trail }, note("ri-wifi-off-line", "This page could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk/services"), "?": openKeys });
    if (!known.senior) {
        return frame({ trail, onunmount: stop }, note("ri-file-search-line", "For senior moderators", "A senior moderator sees what a file would change before it is loaded.", backLink()));
    }
    const data = store({ busy: false, wrong: "", view: null });

    async function preview(e) {
        e.preventDefault();
        if (data.busy) {
            return;
        }
        Object.assign(data, { busy: true, wrong: "", view: null });
        try {
            const form = new FormData(); // what is short comes first: the file is read as it arrives
            form.append("as", document.getElementById("desk_list_as").value);
            form.append("released", document.getElementById("desk_list_released").value);
            const file = document.getElementById("desk_list_file").files[0];
            if (file) {
                form.append("file", file);
            }
            data.view = await ask("/directory/preview", form);
        } catch (err) {
            if (!err.isAbort) {
                data.wrong = err.response?.message || "The file could not be tried. Nothing was changed. Try again in a moment.";
            }
        } finally {
            data.busy = false;
        }
        setTimeout(() => document.getElementById(data.view ? "desk_list_found" : "desk_list_wrong")?.focus());
    }

    return frame({ trail, onunmount: stop },
        t.div({ className: "wrapper lg desk-disclosures" },
            t.p({ className: "desk-lead" }, "See what a list would change, and which stories that wait it concerns, before it is loaded. Nothing is changed here, and the file is deleted at once. "
                + "Whoever looks after this site loads it, with candour import services."),
            form(known, data, preview),
            () => (data.view ? result(data.view) : null)));
}

function form(known, data, preview) {
    return t.form({ className: "desk-form desk-teach", onsubmit: preview },
        t.div({ className: "field" }, t.label({ htmlFor: "desk_list_as" }, "What the file is"),
            t.select({ id: "desk_list_as", name: "as", required: true }, t.option({ value: "" }, "Choose one"), known.lists.map((l) => t.option({ value: l.as }, sentence(l.what))))),
        t.div({ className: "field" }, t.label({ htmlFor: "desk_list_file" }, "The file, as CSV, up to 128 MB"),
            t.input({ id: "desk_list_file", name: "file", type: "file", accept: ".csv,.txt,text/csv,text/plain", required: true })),
        t.div({ className: "field" }, t.label({ htmlFor: "desk_list_released" }, "The day it speaks of, if its name does not tell"),
            t.input({ id: "desk_list_released", name: "released", type: "date" })),
        () => (data.wrong ? t.p({ className: "desk-warn", id: "desk_list_wrong", tabIndex: -1, role: "alert" }, data.wrong) : null),
        t.div({ className: "desk-buttons" }, t.button({ className: "btn", id: "desk_preview", disabled: () => data.busy },
            t.span({ className: "txt" }, () => (data.busy ? "Reading…" : "Preview it")))),
        t.p({ className: "desk-quiet", ariaLive: "polite" }, () => (data.busy ? "The file is read through twice. A list of a whole country takes half a minute." : "")));
}

const sentence = (s) => s.charAt(0).toUpperCase() + s.slice(1);

const words = { new: "New", changed: "Changed", moved: "Moved", closed: "Closed", reopened: "Opened again", merged: "Merged", noLongerNamed: "No longer named, and left open" };

function result(v) {
    const of = v.released ? `${v.format} of ${v.released} (${v.releasedFrom})` : `${v.format}; nothing tells from which day it is`;
    return t.div({ className: "desk-disclosures", "html-data-previewed": v.format },
        t.div(null, t.h2({ id: "desk_list_found", tabIndex: -1, className: "desk-found-title" }, "What this file would change"), t.p({ className: "desk-quiet" }, of + ".")),
        stories(v),
        t.section({ className: "desk-card" }, t.h3({ className: "desk-small-title" }, "Services and organisations"),
            t.p({ className: "desk-quiet" }, `${v.counts.unchanged} stay as they are.`),
            v.groups.filter((g) => g.count).map(group)),
        lines("Lines that cannot be read, and would be left out", v.unreadable),
        lines("Doubtful lines, taken all the same", v.doubtful));
}

function stories(v) {
    const n = v.storyCount;
    return t.section({ className: "desk-card", id: "desk_list_stories" },
        t.h3({ className: "desk-small-title" }, n ? `Stories that wait, and that it concerns (${n})` : "Stories that wait"),
        n ? t.ul({ className: "desk-rows desk-places" }, v.stories.map((s) => t.li({ "html-data-story": s.id }, t.div({ className: "desk-place" },
            t.a({ href: "#/desk/stories/" + s.id }, s.title), s.says.map((w) => t.p(null, w)))))) : t.p(null, "It concerns none of the stories that wait for a decision."),
        n > v.stories.length ? t.p({ className: "desk-quiet" }, `… and ${n - v.stories.length} more.`) : null,
        v.moreStories ? t.p({ className: "desk-warn" }, "More stories wait than were read for this: the oldest 5,000 mentions of a service were.") : null,
        t.p({ className: "desk-quiet" }, v.published == 1 ? "One published story may reach others than before." : `${v.published} published stories may reach others than before.`));
}

const fieldWords = { closedOn: "closed", organisation: "who runs it", parent: "what it is a part of", successor: "what it became", serviceReview: "service review",
    openedOn: "opened", aliases: "other names", council: "council area", latitude: "position", longitude: "position" };

function group(g) {
    return t.details({ className: "desk-list-group" }, t.summary(null, `${words[g.what]}: ${g.count}`),
        t.ul({ className: "desk-plain" }, g.items.map((i) => t.li(null, `${i.name} (${i.scheme}: ${i.code})`,
            i.fields?.length && !["new", "closed", "reopened"].includes(g.what) ? ": " + [...new Set(i.fields.map((f) => fieldWords[f] || f))].join(", ") : ""))),
        g.count > g.items.length ? t.p({ className: "desk-quiet" }, `… and ${g.count - g.items.length} more.`) : null);
}

function lines(title, l) {
    return l.count ? t.section({ className: "desk-card" }, t.h3({ className: "desk-small-title" }, `${title}: ${l.count}`),
        t.ul({ className: "desk-plain" }, l.lines.map((x) => t.li(null, `Line ${x.line}: ${x.reason}`))),
        l.count > l.lines.length ? t.p({ className: "desk-quiet" }, `… and ${l.count - l.lines.length} more.`) : null) : null;
}
