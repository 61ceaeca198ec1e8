// The rows of a queue.
import { mind } from "./desk.js";
import { note } from "./pages.js";
import { isNarrowed } from "./queue_tools.js";

export function list(data, on) {
    if (data.loading) {
        return t.div({ className: "desk-loading" }, t.span({ className: "loader" }));
    }
    if (data.failed) {
        return note("ri-wifi-off-line", "The queue could not be read", "Nothing was changed. Try again in a moment.");
    }
    const queue = data.queues.find((q) => q.key == data.show);
    if (!data.rows.length) {
        return isNarrowed(data)
            ? note("ri-filter-line", "Nothing fits", `${data.counts[data.show] || 0} wait here, and none of them fits what you asked for.`,
                t.button({ type: "button", className: "btn secondary", id: "desk_all", onclick: () => on.set({ show: data.show }) },
                    t.span({ className: "txt" }, "Show all")))
            : note("ri-checkbox-circle-line", "All done here", queue.empty);
    }
    const more = data.fits - data.rows.length;
    return [
        t.ul({ className: "desk-rows" }, () => data.rows.map((r) => t.li({ className: "desk-line" }, chooser(r, data, on), row(r)))),
        more > 0 ? t.button({ type: "button", className: "btn secondary desk-more-rows", id: "desk_more", disabled: () => data.busy, onclick: on.more },
            t.span({ className: "txt" }, `Show more: ${more.toLocaleString("en-GB")} wait behind these`)) : null,
    ];
}

// chooser is the box beside a row. What is chosen can be left for tomorrow and nothing
// else: every decision is made with the words before one's eyes.
function chooser(r, data, on) {
    if (r.key == "stories/") {
        return null; // of an organisation's own words there is no story to leave for another day
    }
    return t.input({ type: "checkbox", className: "desk-choose", ariaLabel: "Choose “" + r.title + "”", "html-data-choose": r.key,
        checked: () => data.chosen.includes(r.key), onchange: () => on.choose(r.key) });
}

const label = (words, tone = "") => t.span({ className: "label " + tone }, words);

function row(r) {
    return t.a(
        { className: "desk-row", href: "#/desk/" + (r.page || r.key), "html-data-id": r.id, "html-data-key": r.key },
        t.span({ className: "desk-row-main" },
            t.strong({ className: "desk-row-title" }, r.title),
            t.span({ className: "desk-row-about" }, r.about)),
        t.span({ className: "desk-row-labels" },
            r.labels.map((l) => label(l.words, l.tone)),
            r.late ? label("Late: promised by " + r.late, "warning") : null,
            r.claim ? label(r.claim.mine ? "You have it open" : `${r.claim.who} has it open since ${r.claim.since}`, "info") : null,
            r.left ? label("Not today") : null,
            mind().typed.has(r.key) ? label("Not saved", "info") : null),
        t.span({ className: "desk-row-waiting" },
            r.waiting == "just now" ? null : t.span({ className: "desk-quiet" }, "waiting"), r.waiting),
    );
}
