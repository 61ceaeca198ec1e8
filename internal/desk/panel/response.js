// One response or reply, under the story it answers.
import { actWords, ask, backTo, countWords, keys, leave, mind, placeOf, show, stateWords } from "./desk.js";
import { beside, sheet } from "./marks.js";
import { liveMarks } from "./live_marks.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { openReject } from "./decide.js";
import { claimOf } from "./claim.js";

const queue = "#/desk";

export async function responsePage(route) {
    const id = route.params.id, key = "responses/" + id;
    app.store.title = "A response to read";
    const data = store({ state: "loading", message: "", clash: null, busy: false, turn: 0 });
    let stored = null, form = null, marks = null;

    function take(response, keepTyped) {
        const typed = keepTyped ? mind().typed.get(key) : null;
        stored = typed ? { ...response, version: typed.version } : response;
        form = store({ text: typed ? typed.text : response.text });
        marks = liveMarks(stored, form);
        data.clash = typed && typed.version != response.version ? { message: "This was changed while your own changes waited here. Nothing of yours is lost.", stored: response } : null;
        data.state = "open";
        data.turn++;
        if (data.turn > 1) {
            backTo({}, "desk_text"); // what was pressed is drawn anew
        }
    }

    function typed() {
        marks.typed();
        if (form.text != stored.text) {
            mind().typed.set(key, { version: stored.version, text: form.text });
        } else {
            mind().typed.delete(key);
        }
    }

    function gone(err) {
        if (err.status != 410 && err.status != 404) {
            data.state = stored ? data.state : "failed";
            return show(err);
        }
        mind().typed.delete(key);
        stored = form = null;
        data.message = err.response?.message || "";
        data.state = "gone";
    }

    async function act(verb, more) {
        if (data.busy || !stored?.open) {
            return null;
        }
        const at = placeOf();
        data.busy = true;
        app.store.errors = null;
        try {
            const done = await ask(`/responses/${id}/${verb}`, { version: stored.version, ...more });
            mind().typed.delete(key);
            return done;
        } catch (err) {
            if (err.status == 409) {
                data.clash = { message: err.response.message, stored: err.response.stored };
                app.modals.close(null, true);
            } else {
                gone(err);
            }
            return null;
        } finally {
            data.busy = false;
            backTo(at);
        }
    }

    const publish = async () => {
        if (await act("publish", form.text == stored.text ? {} : { text: form.text })) {
            leave(key, "Published.");
        }
    };
    const reject = () => stored?.open && openReject("responses", key, async (body) => {
        if (await act("reject", body)) {
            leave(key, "Not published. Whoever wrote it is told why.");
            return true;
        }
    });
    const next = (by) => {
        const order = mind().order, to = order[order.indexOf(key) + by];
        if (to) {
            window.location.hash = "#/desk/" + to;
        }
    };

    const claim = claimOf(key);
    const ready = (f) => () => data.state == "open" && stored?.open && claim.free() && f();
    const stop = keys({
        "j": () => next(1), "k": () => next(-1), "u": () => (window.location.hash = queue), "?": openKeys,
        "e": ready(() => document.getElementById("desk_text")?.focus()), "r": ready(reject), "l": ready(claim.notToday), "mod+Enter": ready(publish),
    });

    const on = { typed, take, publish, reject, keep };

    try {
        take(await ask("/responses/" + id), true);
    } catch (err) {
        gone(err);
    }
    if (stored?.open) {
        await claim.start();
    }
    const close = () => {
        stop();
        claim.stop();
    };

    return frame(
        { trail: [t.a({ href: queue }, "Moderation desk"), here("A response")], buttons: [stored?.open ? claim.button() : null, keysButton()], onunmount: close,
            footer: () => {
                data.turn;
                return data.state == "open" && stored?.open ? claim.bar(() => bar(stored, form, data, on)) : null;
            } },
        () => {
            data.turn;
            if (data.state == "gone") {
                return note("ri-arrow-go-back-line", "This is gone", data.message, backLink());
            }
            if (data.state == "failed") {
                return note("ri-wifi-off-line", "It could not be read", "Nothing was changed. Try again in a moment.", backLink());
            }
            return whole(stored, form, marks, data, on);
        },
    );

    function keep(response) {
        mind().typed.set(key, { version: response.version, text: form.text });
        take(response, true);
    }
}

function whole(r, form, marks, data, on) {
    const card = (title, ...content) => t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, title), ...content);
    const now = () => data.clash?.stored || r;
    return t.div(
        { className: "desk-story", "html-data-response": r.id },
        () => (data.clash ? clash(data.clash, on) : null),
        t.div({ className: "desk-heading" },
            t.span({ className: "label" }, () => (now().state == "submitted" ? "To read" : stateWords[now().state] || now().state)),
            t.span({ className: "desk-quiet" }, `Written ${r.saidAt}`, r.open && r.waiting != "just now" ? `, waiting ${r.waiting}` : "")),
        t.div({ className: "desk-columns" },
            t.div({ className: "desk-main" },
                sheet({ id: "desk_text", name: "text", label: r.byAuthor ? "The author’s reply" : "Response of " + r.organisation, rows: 5,
                    value: () => form.text, marks: marks.now, disabled: () => !r.open,
                    oninput: (v) => {
                        form.text = v;
                        on.typed();
                    },
                    hint: () => `${countWords(form.text)} of 1,000 words` }),
                t.p({ className: "desk-signature" }, "Signed: ", r.byAuthor ? `${r.storyWords.screenName}, the author` : [r.name, r.jobTitle, r.organisation].filter(Boolean).join(", ")),
                r.photo ? t.img({ className: "desk-photo", src: r.photo, width: 96, height: 96, alt: "The photo it is signed with. It is shown beside the response." }) : null,
                r.change ? card(r.change.state == "made" ? "A change it says was made" : "A change it plans",
                    t.p({ className: "desk-read", textContent: r.change.text }), t.p({ className: "desk-quiet" }, (r.change.state == "made" ? "Made " : "By ") + r.change.on)) : null,
                t.section({ className: "desk-card" },
                    t.h2({ className: "desk-small-title" }, "The story it answers"),
                    t.h3(null, t.a({ href: "#/desk/stories/" + r.story }, r.storyWords.title)),
                    t.div({ className: "desk-read", textContent: r.storyWords.text }),
                    t.p({ className: "desk-quiet" }, r.storyWords.screenName),
                    r.conversation.map((c) => t.div({ className: "desk-said" },
                        t.p({ className: "desk-quiet" }, t.strong(null, c.who), ", " + c.at), t.div({ className: "desk-read", textContent: c.text }))))),
            t.aside({ className: "desk-side", ariaLabel: "About this response" },
                card("Marks", () => beside(marks.now(), form, () => "desk_text")),
                () => (now().acts.length ? card("What was done", t.ol({ className: "desk-acts" }, now().acts.map((a) => t.li(null,
                    t.span(null, t.strong(null, a.who), " ", actWords[a.what] || a.what), t.span({ className: "desk-quiet" }, a.at))))) : null))),
    );
}

function bar(r, form, data, on) {
    return t.div({ className: "desk-bar", role: "group", ariaLabel: "Decide" },
        t.p({ className: "desk-bar-hint" }, () => (form.text == r.text ? "" : "Your edits are published with it, and marked as edited.")),
        t.div({ className: "desk-buttons" },
            t.button({ type: "button", id: "desk_reject", className: "btn transparent", disabled: () => data.busy, onclick: on.reject },
                t.i({ className: "ri-close-line txt-danger", ariaHidden: "true" }), t.span({ className: "txt" }, "Reject")),
            t.button({ type: "button", id: "desk_publish", className: "btn desk-publish", disabled: () => data.busy, onclick: on.publish },
                t.i({ className: "ri-check-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Publish"))));
}

function clash(c, on) {
    return t.div({ className: "alert warning desk-clash", id: "desk_clash", role: "alert", tabIndex: -1, onmount: (el) => el.focus() },
        t.p(null, t.strong(null, c.message)),
        t.details(null, t.summary(null, "What is stored now"), t.div({ className: "desk-read", textContent: c.stored.text })),
        t.div({ className: "desk-buttons" },
            c.stored.open ? t.button({ type: "button", className: "btn sm", onclick: () => on.keep(c.stored) },
                t.span({ className: "txt" }, "Keep my words, on top of this")) : null,
            t.button({ type: "button", className: "btn sm secondary", onclick: () => on.take(c.stored, false) },
                t.span({ className: "txt" }, "Take what is stored"))));
}
