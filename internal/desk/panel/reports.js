// What readers say is wrong with a published story.
import { claimOf } from "./claim.js";
import { ask, keys, show, step } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";

const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
const many = (n) => (n == 1 ? "1 report" : `${n} reports`);

// reportsCard says beside a story how many reports nobody has dealt with.
export function reportsCard(s) {
    return s.reports ? t.section({ className: "desk-card", id: "desk_reports_card" },
        t.h2({ className: "desk-small-title" }, "From readers"),
        t.p(null, t.a({ href: `#/desk/stories/${s.id}/reports`, id: "desk_story_reports" },
            s.reports == 1 ? "1 reader says that something is wrong" : `${s.reports} readers say that something is wrong`))) : null;
}

// storyReportsPage shows a story and its reports, and takes what came of them.
export async function storyReportsPage(route) {
    const id = route.params.id;
    app.store.title = "Reports on a story";
    const data = store({ found: null, gone: "", chosen: [], outcome: "", busy: false });
    const take = (found) => Object.assign(data, { found, outcome: "", chosen: [] });
    try {
        take(await ask(`/stories/${id}/reports`));
    } catch (err) {
        data.gone = err.response?.message || "This could not be read. Try again in a moment.";
    }

    const claim = claimOf("stories/" + id);
    const open = () => data.found?.reports.some((r) => !r.outcome);
    if (open()) {
        await claim.start();
    }

    async function send(e) {
        e.preventDefault();
        if (data.busy) {
            return;
        }
        data.busy = true;
        app.store.errors = null;
        try {
            take(await ask(`/stories/${id}/reports`, { reports: [...data.chosen], outcome: data.outcome }));
            app.toasts.success("Noted in the story’s record.");
            document.getElementById("desk_reports_title")?.focus();
        } catch (err) {
            if (err.status == 409) {
                take(err.response.stored);
            }
            show(err);
            const wrong = data.chosen.length ? "#desk_outcomes input" : "#desk_open_reports input";
            setTimeout(() => document.querySelector(wrong)?.focus());
        }
        data.busy = false;
    }

    const page = `stories/${id}/reports`;
    const stop = keys({ "j": () => step(page, 1), "k": () => step(page, -1), "l": () => open() && claim.notToday(), "u": () => (window.location.hash = "#/desk?show=reports"), "?": openKeys });
    return frame({ trail: [desk(), t.a({ href: "#/desk?show=reports" }, "Reports from readers"), here("One story")],
        buttons: [open() ? claim.button() : null, keysButton()], onunmount: () => {
            stop();
            claim.stop();
        } },
        t.div({ className: "wrapper sm" }, () => (data.found ? whole(data, send, claim)
            : note("ri-information-line", "There is nothing to read here", data.gone, backLink()))));
}

function whole(data, send, claim) {
    const s = data.found, open = s.reports.filter((r) => !r.outcome);
    return [
        t.h2({ id: "desk_reports_title", tabIndex: -1 }, s.title),
        t.p(null, t.span({ className: "label" }, s.state == "restricted" ? "Closed for now" : "Everybody can read this"), " ",
            t.a({ href: "#/desk/stories/" + s.id, id: "desk_to_story" }, "Open the story"), " · ",
            t.a({ href: `#/desk/stories/${s.id}/close` }, "Close it or take it down (senior moderators)"), " · ",
            t.a({ href: `#/desk/stories/${s.id}/safety` }, "Somebody may be in danger: what to do now")),
        t.div({ className: "desk-read", textContent: s.text }),
        open.length ? t.form({ className: "desk-form", onsubmit: send },
            t.fieldset({ className: "desk-choice", id: "desk_open_reports" }, t.legend(null, many(s.open) + " to deal with"),
                t.div({ className: "field-help error" }, () => app.store.errors?.reports?.message || ""),
                open.map((r) => tickOf(r, data)),
                s.open > open.length ? t.p({ className: "desk-quiet" }, "More are shown when these are dealt with.") : null,
                open.length > 1 ? t.button({ type: "button", id: "desk_reports_all", className: "btn sm secondary", onclick: () => (data.chosen = open.map((r) => r.id)) },
                    t.span({ className: "txt" }, "Choose all of them")) : null),
            t.fieldset({ className: "desk-choice", id: "desk_outcomes" }, t.legend(null, "What came of what you chose?"),
                t.div({ className: "field-help error" }, () => app.store.errors?.outcome?.message || ""),
                s.outcomes.map((o) => t.div({ className: "field" },
                    t.input({ type: "radio", className: "no-error", id: "desk_outcome_" + o.code, name: "outcome", value: o.code,
                        checked: () => data.outcome == o.code, onchange: () => (data.outcome = o.code) }),
                    t.label({ htmlFor: "desk_outcome_" + o.code }, o.label)))),
            t.p({ className: "desk-quiet" }, "It goes into the story’s record, which its author can read: that a report was read and what came of it, never what it said. It changes nothing else."),
            () => claim.bar(() => t.div({ className: "desk-buttons" },
                t.button({ type: "submit", id: "desk_reports_done", className: () => `btn ${data.busy ? "loading" : ""}`, disabled: () => data.busy },
                    t.span({ className: "txt" }, "Note it"))))) :
            t.p({ className: "desk-quiet" }, "Every report on this story is dealt with."),
        ...s.reports.filter((r) => r.outcome).map((r) => t.section({ className: "desk-card", "html-data-report": r.id },
            t.p(null, t.strong(null, r.reason), `. ${r.outcome}: ${r.doneBy}, ${r.doneAt}.`),
            about(r))),
    ];
}

const about = (r) => [
    r.answer ? t.p({ className: "desk-quiet" }, "About the answer: “" + r.answer.slice(0, 200) + (r.answer.length > 200 ? "…" : "") + "”") : null,
    r.words ? t.p({ className: "desk-read", textContent: r.words }) : null,
];

// tickOf is one open report, to be chosen.
function tickOf(r, data) {
    const id = "desk_report_" + r.id;
    return t.div({ className: "desk-report", "html-data-report": r.id },
        t.div({ className: "field" },
            t.input({ id, type: "checkbox", checked: () => data.chosen.includes(r.id),
                onchange: (e) => (data.chosen = e.target.checked ? [...data.chosen, r.id] : data.chosen.filter((x) => x != r.id)) }),
            t.label({ htmlFor: id }, r.reason + ", " + r.at)),
        r.danger ? t.span({ className: "label danger" }, "Danger now") : null,
        about(r));
}
