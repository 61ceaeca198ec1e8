// Who has a story or a response open. The server refuses what a colleague does about it
// meanwhile: whoever goes on where a colleague is takes it over first, and that is recorded.
import { ask, backTo, leave, mind, show } from "./desk.js";

// every is how often a claim is renewed while somebody works. It ends by itself half an
// hour after the last time.
const every = 60000;

export function claimOf(key) {
    const data = store({ other: null, mine: false, lost: false, busy: false });
    let worked = false, timer = 0, left = false;

    async function send(takeOver) {
        await mind().closing; // the page one comes from may have had the same thing open
        if (left) {
            return; // what is still under way when the page is left claims nothing anew
        }
        worked = false;
        try {
            const { claim } = await ask(`/${key}/claim`, { takeOver: !!takeOver });
            data.lost = data.mine && !!claim && !claim.mine;
            data.mine = !!claim?.mine;
            data.other = claim && !claim.mine ? claim : null;
        } catch (err) {
            if (takeOver) {
                show(err);
            }
        }
    }

    const work = () => (worked = true);
    const renew = () => worked && document.visibilityState == "visible" && send();
    const events = ["keydown", "pointerdown", "wheel"];
    const look = () => send(); // a colleague may have taken it over
    const forget = () => ask(`/${key}/unclaim`, {}).catch(() => {});
    const close = () => data.mine && fetch(app.pb.buildURL(`/api/desk/${key}/unclaim`),
        { method: "POST", headers: { Authorization: app.pb.authStore.token }, keepalive: true }).catch(() => {});

    async function takeOver() {
        data.busy = true;
        await send(true);
        data.busy = false;
        backTo({}, "desk_clash", "desk_bar");
    }

    async function notToday() {
        try {
            await ask("/not-today", { keys: [key] });
            data.mine = false;
            leave(key, "Left for tomorrow. A colleague may read it.");
        } catch (err) {
            show(err);
        }
    }

    const start = () => {
        window.removeEventListener("deskclaimed", start);
        events.forEach((e) => document.addEventListener(e, work, { passive: true }));
        window.addEventListener("pagehide", close);
        window.addEventListener("deskclaimed", look);
        timer = setInterval(renew, every);
        return send();
    };

    return {
        free: () => !data.other,
        notToday,
        look,
        start,
        // whenRefused begins where somebody only reads, once a colleague's claim stood in the way.
        whenRefused: () => window.addEventListener("deskclaimed", start),
        stop() {
            window.removeEventListener("deskclaimed", start);
            events.forEach((e) => document.removeEventListener(e, work));
            window.removeEventListener("pagehide", close);
            window.removeEventListener("deskclaimed", look);
            clearInterval(timer);
            left = true;
            if (data.mine) {
                mind().closing = forget();
            }
        },
        // notice stands where nothing waits for a claim: somebody's safety.
        notice: () => (data.other ? t.div({ className: "alert warning", id: "desk_has_it", role: "status" },
            t.p(null, t.strong(null, `${data.other.who} has had this open since ${data.other.since}.`), " Talk to each other. Where minutes count, act: nothing here waits."),
            t.button({ type: "button", className: "btn sm secondary", id: "desk_take_over", disabled: () => data.busy, onclick: takeOver },
                t.span({ className: "txt" }, "Take it over"))) : null),
        // bar stands where one decides: the page's own, or who has it open.
        bar: (own) => (data.other ? taken(data, takeOver) : own()),
        button: () => t.button({ type: "button", className: "btn sm transparent secondary", id: "desk_leave", ariaLabel: "Not today", onclick: notToday },
            t.i({ className: "ri-calendar-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Not today")),
    };
}

function taken(data, takeOver) {
    const words = data.lost
        ? `${data.other.who} took this over at ${data.other.since}. What you typed is still here.`
        : `${data.other.who} has had this open since ${data.other.since}. You can read it. If it can’t wait, take it over: that is kept in its record.`;
    return t.div({ className: "desk-bar", id: "desk_bar", tabIndex: -1, role: "group", ariaLabel: "Somebody has this open" },
        t.p({ className: "desk-bar-hint", role: "status" }, words),
        t.div({ className: "desk-buttons" },
            t.a({ href: "#/desk", className: "btn secondary" }, t.span({ className: "txt" }, "Back to the queue")),
            t.button({ type: "button", className: "btn", id: "desk_take_over", disabled: () => data.busy, onclick: takeOver },
                t.i({ className: "ri-user-shared-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Take it over"))));
}

// On a page that lists what belongs to several stories there is no place to take one over.
// claimedOr keeps what was said where a colleague has one open; claimedNote says it, with
// the way to the story. Whatever else is wrong goes to otherwise.
export const claimedOr = (otherwise, taken) => (err) => {
    if (err.status != 423) {
        return otherwise(err);
    }
    taken.said = err.response?.message || "A colleague has this open.";
};

export const claimedNote = (taken, story) => t.div({ role: "alert" }, () => (taken.said ? t.p({ className: "desk-warn" }, taken.said, " ",
    t.a({ href: "#/desk/stories/" + story, onmount: (el) => el.focus() }, "Open the story to take it over")) : null));
