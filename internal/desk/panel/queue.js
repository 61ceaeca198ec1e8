// The queue: what waits for a moderator, urgent words first, then the longest waiting.
import { ask, heldForWords, keys, mind, show, stateWords } from "./desk.js";
import { frame, here, keysButton, note, openKeys } from "./pages.js";

const filters = [
    { key: "submitted", label: "To read", icon: "ri-book-open-line", empty: "Nothing to read. New stories come here as soon as they are told." },
    { key: "held", label: "Asked", icon: "ri-question-answer-line", empty: "Nobody has been asked anything. A story waits here while its author thinks about your question." },
    { key: "approved", label: "Let through", icon: "ri-time-line", empty: "Nothing waits. A story you let through waits here for its author’s word, for services that look at it first, and for the next opening." },
    { key: "responses", label: "Responses", icon: "ri-chat-3-line", empty: "No responses to read. What staff answer, and what authors reply, comes here before anyone else sees it." },
    { key: "messages", label: "Messages", icon: "ri-mail-line", empty: "No author waits for an answer. What they write to you comes here until somebody answers or says that it needs no answer." },
];

export function queuePage(route) {
    app.store.title = "Moderation desk";
    const asked = route.query.show?.[0];
    const data = store({
        show: filters.some((f) => f.key == asked) ? asked : "submitted",
        loading: true, failed: false, counts: {}, stories: [], responses: [], messages: [],
    });

    async function load() {
        data.loading = true;
        data.failed = false;
        try {
            const state = ["responses", "messages"].includes(data.show) ? "submitted" : data.show;
            const found = await ask("/queue?state=" + state);
            data.counts = found.counts;
            data.stories = found.stories;
            data.responses = found.responses;
            data.messages = found.messages;
            mind().order = {
                responses: () => found.responses.map((r) => "responses/" + r.id),
                messages: () => found.messages.map((m) => "stories/" + m.story),
            }[data.show]?.() || found.stories.map((s) => "stories/" + s.id);
        } catch (err) {
            data.failed = true;
            show(err);
        }
        data.loading = false;
    }

    const watcher = watch(() => data.show, () => {
        load();
        app.utils.replaceHashQueryParams?.({ show: data.show == "submitted" ? null : data.show });
    });
    const stop = keys({
        "j": () => move(1), "ArrowDown": () => move(1),
        "k": () => move(-1), "ArrowUp": () => move(-1),
        "?": openKeys,
    });

    return frame(
        {
            sidebar: sidebar(data),
            trail: [t.div(null, "Moderation desk"), here(() => filters.find((f) => f.key == data.show).label)],
            buttons: [keysButton(), app.components.refreshButton({ className: "btn sm transparent secondary circle", onclick: load })],
            onunmount: () => {
                watcher?.unwatch();
                stop();
            },
        },
        t.div({ className: "wrapper lg desk-queue", ariaLive: "polite" }, () => list(data)),
    );
}

// move takes the focus to the next or the previous row.
function move(by) {
    const rows = [...document.querySelectorAll(".desk-row")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
}

function sidebar(data) {
    return app.components.pageSidebar(
        { className: "desk-sidebar" },
        t.nav(
            { className: "sidebar-content scrollable", ariaLabel: "What waits" },
            t.details(
                { className: "nav-group", open: true },
                t.summary({ tabIndex: -1, onclick: () => false, onkeyup: () => false }, "What waits"),
                () => filters.map((f) => t.button(
                    {
                        type: "button",
                        className: () => `nav-item responsive-close ${data.show == f.key ? "active" : ""}`,
                        "html-aria-current": () => (data.show == f.key ? "true" : undefined),
                        "html-data-show": f.key,
                        onclick: () => (data.show = f.key),
                    },
                    t.i({ className: f.icon, ariaHidden: "true" }),
                    t.span({ className: "txt" }, f.label),
                    t.span({ className: "desk-number" }, () => data.counts[f.key] ?? ""),
                )),
            ),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/safety", id: "desk_safety" },
                t.i({ className: "ri-lifebuoy-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Somebody in danger"),
                t.span({ className: "desk-number" }, () => data.counts.safety ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/handbook", id: "desk_handbook" },
                t.i({ className: "ri-book-2-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Handbook")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/opinions", id: "desk_opinions" },
                t.i({ className: "ri-group-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Second readings"),
                t.span({ className: "desk-number" }, () => data.counts.opinions ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/services", id: "desk_directory" },
                t.i({ className: "ri-hospital-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Services")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/second-looks", id: "desk_second_looks" },
                t.i({ className: "ri-eye-2-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Second looks"),
                t.span({ className: "desk-number" }, () => data.counts.secondLooks ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/questions", id: "desk_questions" },
                t.i({ className: "ri-questionnaire-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Questions answered"),
                t.span({ className: "desk-number" }, () => data.counts.questions ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/closed", id: "desk_closed" },
                t.i({ className: "ri-lock-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Closed, and appeals"),
                t.span({ className: "desk-number" }, () => data.counts.appeals ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/disclosures", id: "desk_disclosures" },
                t.i({ className: "ri-shield-user-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Private details"),
                t.span({ className: "desk-number" }, () => data.counts.disclosures ?? "")),
            t.a({ className: "nav-item desk-nav-link", href: "#/desk/hints", id: "desk_hints" },
                t.i({ className: "ri-mark-pen-line", ariaHidden: "true" }),
                t.span({ className: "txt" }, "Words for marks")),
        ),
    );
}

function list(data) {
    if (data.loading) {
        return t.div({ className: "desk-loading" }, t.span({ className: "loader" }));
    }
    if (data.failed) {
        return note("ri-wifi-off-line", "The queue could not be read", "Nothing was changed. Try again in a moment.");
    }
    const rows = { responses: () => data.responses.map(responseRow), messages: () => data.messages.map(messageRow) }[data.show]?.()
        || data.stories.map(storyRow);
    if (!rows.length) {
        return note("ri-checkbox-circle-line", "All done here", filters.find((f) => f.key == data.show).empty);
    }
    const more = (data.counts[data.show] || 0) - rows.length;
    return [
        t.ul({ className: "desk-rows" }, rows.map((r) => t.li(null, r))),
        more > 0 ? t.p({ className: "txt-hint" }, `${more} more wait behind these.`) : null,
    ];
}

function storyRow(s) {
    const typed = mind().typed.has("stories/" + s.id);
    return t.a(
        { className: "desk-row", href: "#/desk/stories/" + s.id, "html-data-id": s.id },
        t.span({ className: "desk-row-main" },
            t.strong({ className: "desk-row-title" }, s.title),
            t.span({ className: "desk-row-about" }, s.services.join(" · ") || (s.serviceText ? `In the author’s words: “${s.serviceText}”` : "No service named"))),
        t.span({ className: "desk-row-labels" },
            s.urgent ? t.span({ className: "label " + (s.urgent.band == "danger" ? "danger" : "warning") }, s.urgent.words) : null,
            s.state == "held" ? t.span({ className: "label" }, "Asked: " + (heldForWords[s.heldFor] || s.heldFor)) : null,
            s.state == "approved" && s.until ? t.span({ className: "label" }, "Until " + s.until) : null,
            s.edited && s.state == "submitted" ? t.span({ className: "label" }, "Edited") : null,
            typed ? t.span({ className: "label info" }, "Not saved") : null),
        waiting(s),
    );
}

function responseRow(r) {
    return t.a(
        { className: "desk-row", href: "#/desk/responses/" + r.id, "html-data-id": r.id },
        t.span({ className: "desk-row-main" },
            t.strong({ className: "desk-row-title" }, r.byAuthor ? "The author replies" : r.organisation + " responds"),
            t.span({ className: "desk-row-about" }, "to “" + r.title + "”")),
        t.span({ className: "desk-row-labels" },
            r.change ? t.span({ className: "label success" }, r.change == "made" ? "Says it made a change" : "Plans a change") : null),
        waiting(r),
    );
}

function messageRow(m) {
    return t.a(
        { className: "desk-row", href: "#/desk/stories/" + m.story, "html-data-id": m.story },
        t.span({ className: "desk-row-main" },
            t.strong({ className: "desk-row-title" }, m.title),
            t.span({ className: "desk-row-about" }, m.asked ? m.asked + " wrote last, and the author answered" : "The author wrote first")),
        t.span({ className: "desk-row-labels" }, t.span({ className: "label" }, stateWords[m.state] || m.state)),
        waiting(m),
    );
}

function waiting(row) {
    return t.span({ className: "desk-row-waiting" },
        row.waiting == "just now" ? null : t.span({ className: "desk-quiet" }, "waiting"), row.waiting);
}
