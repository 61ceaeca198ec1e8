// The queue: what waits for a moderator, urgent words first, then the longest waiting.
import { ask, backTo, keys, mind, show, shownNow } from "./desk.js";
import { frame, here, keysButton, openKeys } from "./pages.js";
import { list } from "./queue_rows.js";
import { parts, tools, viewLinks } from "./queue_tools.js";

// every is how often the counts are asked for while somebody looks at them.
const every = 30000;

export function queuePage(route) {
    app.store.title = "Moderation desk";
    const query = (part) => route.query[part]?.[0] || "";
    const last = mind().queue || {}; // whoever comes back from a story finds the list as it was
    const asked = parts.some(query) ? Object.fromEntries(parts.map((p) => [p, query(p)])) : last;
    const data = store({
        ...Object.fromEntries(parts.map((p) => [p, asked[p] || ""])),
        loading: true, failed: false, changed: false, paused: false, busy: false,
        queues: [], counts: {}, lateLooks: 0, lateAppeals: 0, rows: [], fits: 0, views: [], chosen: [], done: mind().done, // what was decided just now
    });
    mind().done = "";
    // Whoever is on the way to another page has another address by now, and another "next".
    const left = () => !/^#\/desk(\?|$)/.test(window.location.hash);

    const filter = () => Object.fromEntries(parts.map((p) => [p, data[p]]));
    const address = (more) => "/queue?" + new URLSearchParams({ ...filter(), ...more });

    async function load(keep) {
        data.loading = !keep;
        data.failed = false;
        try {
            await new Promise((shown) => setTimeout(shown)); // the page one comes from lets go of its story first
            await mind().closing;
            const found = await ask(address());
            if (left()) {
                return;
            }
            take(found);
        } catch (err) {
            if (left()) {
                return;
            }
            data.failed = true;
            show(err);
        }
        data.loading = false;
        mind().queue = filter();
        app.utils.replaceHashQueryParams?.(Object.fromEntries(parts.map((p) => [p, (p == "show" && data.show == "submitted" ? "" : data[p]) || null])));
    }

    // offer takes whoever has just decided to what may come next.
    async function offer() {
        if (data.done) {
            await shownNow();
            (Object.values(data.counts).some(Boolean) && document.getElementById("desk_next") || document.getElementById("desk_done"))?.focus();
        }
    }

    function take(found) {
        data.show = found.show;
        if (!data.queues.length) { // drawn once: a button that is drawn anew loses the focus
            data.queues = found.queues;
        }
        data.counts = found.counts;
        data.lateLooks = found.lateLooks;
        data.lateAppeals = found.lateAppeals;
        data.fits = found.fits;
        data.paused = found.paused;
        data.views = found.views;
        data.chosen = [];
        data.changed = false;
        setRows(found.rows);
    }

    // setRows puts rows on the page, and their order where "next" and "the one before"
    // find it: what a colleague has open, or was left for tomorrow, is passed over.
    function setRows(rows) {
        data.rows = rows;
        mind().order = rows.filter((r) => !r.left && (!r.claim || r.claim.mine)).map((r) => r.page || r.key);
    }

    async function more() {
        data.busy = true;
        try {
            const found = await ask(address({ from: data.rows.length }));
            const known = new Set(data.rows.map((r) => r.page || r.key)), at = data.rows.length;
            setRows([...data.rows, ...found.rows.filter((r) => !known.has(r.page || r.key))]);
            setTimeout(() => document.querySelectorAll(".desk-row")[at]?.focus());
        } catch (err) {
            show(err);
        }
        data.busy = false;
    }

    // poll asks for the counts only, and never moves a list that somebody reads.
    async function poll() {
        if (document.visibilityState != "visible" || data.loading) {
            return;
        }
        try {
            const { counts } = await ask("/counts");
            data.changed ||= counts[data.show] != data.counts[data.show];
            data.counts = counts;
        } catch (err) { // the next time will tell, unless the sign-in has ended
            if (err.status == 401) {
                clearInterval(timer);
            }
        }
    }

    // act does one thing at a time and reads the queue anew.
    async function act(path, body, done) {
        if (data.busy) {
            return;
        }
        data.busy = true;
        try {
            await ask(path, body);
            app.toasts.success(done);
            await load(true);
        } catch (err) {
            show(err);
        }
        data.busy = false;
    }

    async function next() {
        try {
            const found = await ask("/next");
            if (!found.page) {
                return app.toasts.info(data.paused ? "You are taking a break. Come back first." : "Nothing waits that is free for you.");
            }
            app.toasts.info(found.why);
            window.location.hash = "#/desk/" + found.page;
        } catch (err) {
            show(err);
        }
    }

    // leave puts what is chosen, or the row with the focus, aside until tomorrow.
    function leave() {
        const focused = document.activeElement?.dataset?.key;
        const chosen = data.chosen.length ? [...data.chosen] : [focused].filter(Boolean);
        if (chosen.length) {
            act("/not-today", { keys: chosen }, chosen.length == 1 ? "Left for tomorrow. A colleague may read it." : `${chosen.length} left for tomorrow. Colleagues may read them.`);
        }
    }

    function choose(key) {
        data.chosen = data.chosen.includes(key) ? data.chosen.filter((k) => k != key) : [...data.chosen, key];
    }

    // anew shows the list anew. What was pressed may be gone with what stood there.
    const anew = (keep) => load(keep).then(() => backTo({}, "desk_filters", "desk_next"));

    const on = { anew, more, next, leave, choose, filter, poll,
        async pause(paused) {
            await act("/pause", { paused }, paused ? "Take your time. What you had open is free for colleagues." : "You are back.");
            document.getElementById(data.paused ? "desk_back" : "desk_next")?.focus(); // the button that was pressed is gone
        },
        set: (wanted) => {
            Object.assign(data, { done: "" }, Object.fromEntries(parts.map((p) => [p, wanted[p] ?? ""])));
            anew();
        } };

    load().then(offer);
    const timer = setInterval(poll, every);
    document.addEventListener("visibilitychange", poll);
    const stop = keys({
        "j": () => move(1), "ArrowDown": () => move(1),
        "k": () => move(-1), "ArrowUp": () => move(-1),
        "x": () => document.activeElement?.dataset?.key && choose(document.activeElement.dataset.key),
        "m": next, "l": leave, "?": openKeys,
    });

    return frame(
        {
            sidebar: sidebar(data, on),
            trail: [t.div(null, "Moderation desk"), here(() => data.queues.find((q) => q.key == data.show)?.label || "The queue")],
            buttons: [keysButton(), app.components.refreshButton({ className: "btn sm transparent secondary circle", onclick: () => load() })],
            onunmount: () => {
                clearInterval(timer);
                document.removeEventListener("visibilitychange", poll);
                stop();
            },
        },
        t.div({ className: "wrapper lg desk-queue" }, () => lateLooks(data.lateLooks), () => lateAppeals(data.lateAppeals), tools(data, on), t.div({ ariaLive: "polite" }, () => list(data, on))),
    );
}

// lateLooks stands above everything else: only a senior moderator can decide, and somebody was told by when.
function lateLooks(n) {
    return n ? t.p({ className: "desk-warn", id: "desk_late_looks" },
        t.a({ href: "#/desk/second-looks" }, n == 1 ? "A second look is late." : `${n} second looks are late.`), " A service was told by when a senior moderator decides.") : null;
}

function lateAppeals(n) {
    return n ? t.p({ className: "desk-warn", id: "desk_late_appeals" },
        t.a({ href: "#/desk/appeals" }, n == 1 ? "An appeal is late." : `${n} appeals are late.`), " Whoever asked was told by when we answer.") : null;
}

// move takes the focus to the next or the previous row.
function move(by) {
    const rows = [...document.querySelectorAll(".desk-row")];
    const at = rows.indexOf(document.activeElement);
    const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
}

// pages are what the desk has besides queues.
const pages = [
    ["desk_handbook", "#/desk/handbook", "ri-book-2-line", "Handbook"],
    ["desk_directory", "#/desk/services", "ri-hospital-line", "Services"],
    ["desk_hints", "#/desk/hints", "ri-mark-pen-line", "Words for marks"],
];

function sidebar(data, on) {
    const group = (title, ...content) => t.details({ className: "nav-group", open: true },
        t.summary({ tabIndex: -1, onclick: () => false, onkeyup: () => false }, title), ...content);
    const link = (id, href, icon, label, number) => t.a({ className: "nav-item desk-nav-link", href, id },
        t.i({ className: icon, ariaHidden: "true" }), t.span({ className: "txt" }, label), number || null);
    const number = (q) => t.span({ className: "desk-number" }, () => data.counts[q.key] ?? "");
    return app.components.pageSidebar(
        { className: "desk-sidebar" },
        t.nav(
            { className: "sidebar-content scrollable", ariaLabel: "What waits" },
            group("What waits", () => data.queues.map((q) => (q.page ? link("desk_" + q.key, q.page, q.icon, q.label, number(q)) : t.button(
                {
                    type: "button",
                    className: () => `nav-item responsive-close ${data.show == q.key ? "active" : ""}`,
                    "html-aria-current": () => (data.show == q.key ? "true" : undefined),
                    id: "desk_" + q.key,
                    "html-data-show": q.key,
                    onclick: () => on.set({ ...on.filter(), show: q.key }),
                },
                t.i({ className: q.icon, ariaHidden: "true" }),
                t.span({ className: "txt" }, q.label),
                number(q))))),
            () => viewLinks(data, on),
            () => (data.queues.length || data.failed // after what stands above it, so that nothing moves away under a pointer
                ? group("Also here", pages.map((p) => link(...p))) : null),
        ),
    );
}
