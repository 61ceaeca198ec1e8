// An appeal, and what another senior moderator decides about it.
import { ask, keys, leave, mind, once, show, step } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { words, wrong } from "./disclose.js";
import { written } from "./decide.js";
import { theWords, toldThem } from "./close.js";
import { shown, takeOut } from "./names.js";

// What was done, what undoes it, and how that is called.
const kinds = {
    closed: { was: "The story was closed", undo: "lifted", label: "Open the story again" },
    removed: { was: "The story was taken down", undo: "wrong", label: "It should not have been taken down: the author can tell it anew" },
    response: { was: "Its response was refused", undo: "wrong", label: "It should not have been refused: they can send it again" },
    words: { was: "Its own words were taken off a page", undo: "wrong", label: "They should not have been taken off: they can be written again" },
};

export async function appealPage(route) {
    app.store.title = "An appeal";
    const page = "appeals/" + route.params.id, data = store({ appeal: null, failed: false });
    try {
        data.appeal = await ask("/" + page);
    } catch (err) {
        data.failed = err.status != 404 && err.status != 409;
        if (data.failed) {
            show(err);
        }
    }
    const stop = keys({ "j": () => step(page, 1), "k": () => step(page, -1), "u": () => (window.location.hash = "#/desk?show=appeals"), "?": openKeys });
    return frame({ trail: [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/appeals" }, "Appeals"), here("An appeal")], buttons: [keysButton()], onunmount: stop },
        t.div({ className: "wrapper sm" }, data.failed
            ? note("ri-wifi-off-line", "This could not be read", "Nothing was changed. Try again in a moment.", backLink())
            : data.appeal ? oneAppeal(data.appeal, page)
                : note("ri-checkbox-circle-line", "Nothing to decide here any more", "A colleague was quicker, or the story has moved on.", backLink())));
}

function oneAppeal(a, page) {
    const key = "appeal " + a.id, form = written(key, { outcome: "", answer: "", without: [] }), kind = kinds[a.against];
    async function send(e) {
        e.preventDefault();
        await once(form, async () => {
            await ask(`/${page}/decide`, { outcome: form.outcome, answer: form.answer, without: form.without });
            mind().windows.delete(key);
            leave(page, "Decided. Whoever asked is told.");
        }, wrong);
    }
    const radio = (value, label) => t.div({ className: "field" },
        t.input({ type: "radio", className: "no-error", id: "desk_" + value, name: "outcome", value, checked: () => form.outcome == value, onchange: () => (form.outcome = value) }),
        t.label({ htmlFor: "desk_" + value }, label));
    return t.section({ className: "desk-card", "html-data-appeal": a.id },
        t.p(null, t.strong(null, a.who), ` asked for another decision on ${a.at}. `,
            t.span({ className: a.overdue ? "desk-warn" : "desk-quiet" }, (a.overdue ? "They were told that we answer by " : "They were told: we answer by ") + a.decideBy + ".")),
        t.p(null, `${kind.was} by ${a.by} on ${a.since}${a.reason ? ": " + a.reason.toLowerCase() : ""}.`),
        a.decided ? toldThem(a.decided, a.said ? "They were told:" : undefined) : null,
        a.said ? [t.p({ className: "desk-quiet" }, a.place ? `What stood on the page of ${a.place}:` : "The response:"), t.p({ className: "desk-read", id: "desk_said", textContent: a.said })] : null,
        t.p({ className: "desk-quiet" }, `What ${a.who == "The author" ? "the author" : a.who} says:`),
        shown(a.words, a.names, form),
        a.text ? theWords(a.text) : a.story ? t.p({ className: "desk-quiet" }, "It was taken down, so its words are not shown to anybody.") : null,
        a.text ? t.p(null, t.a({ href: "#/desk/stories/" + a.story }, "All about this story")) : null,
        a.mayDecide ? t.form({ className: "desk-form", onsubmit: send },
            takeOut(a.names, form),
            t.fieldset({ className: "desk-choice" }, t.legend(null, "What do you decide?"),
                t.div({ className: "field-help error" }, () => app.store.errors?.outcome?.message || ""),
                radio("stands", "It stays as it was decided"), radio(kind.undo, kind.label)),
            words("answer", "Words to whoever asked", a.against == "closed" || a.against == "removed" ? "They read this, and so does the author." : "Their administrators read this.", form),
            t.div({ className: "desk-buttons" }, t.button({ type: "submit", id: "desk_decide", className: () => `btn ${form.busy ? "loading" : ""}`, disabled: () => form.busy },
                t.span({ className: "txt" }, "Decide")))) : t.p({ className: "desk-quiet" }, a.nobody
            ? "Nobody can decide this yet: it needs a senior moderator who had no part in it. The administrator of the machine adds one: candour moderator add EMAIL --senior"
            : "A senior moderator who had no part in it has to decide."));
}
