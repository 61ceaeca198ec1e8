// How the work goes, for senior moderators: who did how much, how long stories wait,
// how far readers agree, why words are changed, what was hardest, and who wants to be asked.
import { ask, keys, show } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { agreement } from "./opinions.js";
import { wide } from "./tables.js";

export async function supervisorPage() {
    app.store.title = "Supervision";
    const trail = [t.a({ href: "#/desk" }, "Moderation desk"), here("Supervision")];
    let found;
    try {
        found = await ask("/supervisor");
    } catch (err) {
        if (err.status != 403) {
            show(err);
        }
        return frame({ trail }, note("ri-team-line", err.status == 403 ? "This page is for senior moderators" : "The page could not be read",
            err.status == 403 ? "Your own notes on how you are have a page of their own." : "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail, onunmount: stop, buttons: [keysButton()] },
        t.div({ className: "wrapper lg desk-disclosures", id: "desk_supervisor" },
            t.p({ className: "desk-lead" }, "To share the load, and to see who may need a word. Figures say how much was done, not how well; nobody is ranked here. Moderators know that you see them."),
            found.alone ? t.p({ id: "desk_alone" }, "You are the only senior moderator, so nobody can decide an appeal against you. The administrator of the machine adds another: candour moderator add EMAIL --senior") : null,
            workload(found), ages(found), agreement(found.agreement),
            counts("desk_edits", "Why words were changed", found.edits, found.since, "No words were changed."),
            counts("desk_refusals", "Why stories were not published", found.refusals, found.since, "Every story that was decided on can be published."),
            hardest(found), notes(found.notes)));
}

const card = (id, title, ...content) => t.section({ className: "desk-card", id }, t.h2({ className: "desk-small-title", id: id + "_title" }, title), ...content);

// figures is a table whose first column names its rows, in the card of an id.
function figures(id, heads, rows) {
    return wide(id + "_title", t.table({ className: "desk-table" },
        t.thead(null, t.tr(null, heads.map((h, i) => t.th({ "html-scope": "col", className: i ? "desk-figure" : "" }, h)))),
        t.tbody(null, rows.map((row) => t.tr(null, row.map((v, i) => (i ? t.td({ className: "desk-figure" }, String(v)) : t.th({ "html-scope": "row" }, v))))))));
}

function workload({ workload: list, since }) {
    return card("desk_workload", `What each did since ${since}`,
        figures("desk_workload", ["Moderator", "Stories read", "Decided", "Heavy ones", "Responses read", "Last act"],
            list.map((w) => [w.name + (w.senior ? " (senior)" : ""), w.stories, w.decided, w.heavy, w.responses, w.last || "none"])),
        t.p({ className: "desk-quiet" }, "Heavy: with urgent words, or a criticality of 3 and more. A story that two people worked on counts for both."));
}

function ages({ ages: list, oldest }) {
    return card("desk_ages", "How long stories wait to be read",
        figures("desk_ages", ["Waiting", "Stories"], list.map((a) => [a.label + (a.late ? " (late)" : ""), a.count])),
        t.p({ className: "desk-quiet" }, oldest ? `The oldest has waited ${oldest}. ` : "Nothing waits. ", "With those about which a service or a senior moderator was asked. Authors are told that theirs is most likely read by the end of the next working day."));
}

function counts(id, title, list, since, none) {
    return card(id, `${title}, since ${since}`, list.length ? figures(id, ["Reason", "Times"], list.map((c) => [c.label, c.count])) : t.p({ className: "desk-quiet" }, none));
}

function hardest({ hardest: list, month }) {
    return card("desk_hardest", `The hardest stories of ${month}`,
        list.length ? t.ul({ className: "desk-plain" }, list.map((h) => t.li(null, t.a({ href: "#/desk/stories/" + h.story }, `Story ${h.story}`), `, criticality ${h.score}`)))
            : t.p({ className: "desk-quiet" }, "No story of this month has been scored above 0."));
}

function notes(list) {
    return card("desk_notes", "How moderators are, where they wanted you to know",
        list.length ? t.ul({ className: "desk-notes" }, list.map((n) => t.li(null,
            t.span({ className: "desk-quiet" }, t.strong(null, n.who), ", " + n.at), t.p({ className: "desk-read", textContent: n.words }))))
            : t.p({ className: "desk-quiet" }, "Nobody has written to the senior moderators. What somebody writes for themselves alone is never shown here."));
}
