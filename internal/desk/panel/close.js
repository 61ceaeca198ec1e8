// Closing a published story, taking it down and opening it again: all of it for senior
// moderators, in the open.
import { ask, keys, mind, once, reasons, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { written } from "./decide.js";
import { words, wrong } from "./disclose.js";

// closeCard stands beside a published or a closed story.
export function closeCard(s) {
    if (s.state != "published" && s.state != "restricted") {
        return null;
    }
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, s.state == "published" ? "Close it or take it down" : "It is closed"),
        s.closed ? whyClosed(s.closed) : null,
        t.p({ className: "desk-quiet" }, "Only a senior moderator can do this. Everyone sees that it was done, and the reason."),
        t.a({ href: `#/desk/stories/${s.id}/close`, id: "desk_close" }, s.state == "published" ? "Close this story" : "Open it again, or look at it again"));
}

// whyClosed is what is known of a closure: who, since when, why, and until when.
const whyClosed = (c) => [
    t.p(null, t.strong(null, c.reason + ". "), `${c.by} closed it on ${c.since}.`),
    t.p({ className: c.due ? "desk-warn" : "desk-quiet" }, c.due ? `It is time to look at it again: that was to be on ${c.reviewOn}.` : `To be looked at again on ${c.reviewOn}.`),
];

export const toldThem = (words, whom = "The author and the organisations it reaches were told:") => [t.p({ className: "desk-quiet" }, whom), t.p({ className: "desk-read", textContent: words })];

// theWords are a story as it stands, for whoever decides about it.
export const theWords = (w, title = t.h2) => t.section({ className: "desk-card desk-decided", ariaLabel: "The story" },
    title({ className: "desk-small-title" }, w.title), t.div({ className: "desk-read", textContent: w.text }), t.p({ className: "desk-quiet" }, w.screenName));

export async function closePage(route) {
    const id = route.params.id;
    const data = store({ story: null, list: [], busy: false });
    const key = "close " + id, form = written(key, { act: "", reason: "", note: "", reviewOn: "" }); // it is there when one comes back
    try {
        data.story = await ask("/stories/" + id);
        data.list = (await reasons()).stories;
    } catch (err) {
        show(err);
    }
    const closed = data.story?.state == "restricted", title = closed ? "A closed story: open it or keep it closed" : "Close a story";
    app.store.title = title;
    const acts = closed
        ? [["lift", "Open it again: everyone can read it"], ["keep-closed", "Keep it closed until another day"], ["remove", "Take it down for good"]]
        : [["restrict", "Close it for now: its author and the organisations it reaches can still read it"], ["remove", "Take it down for good"]];
    async function send(e) {
        e.preventDefault();
        await once(data, async () => {
            await ask(`/stories/${id}/${form.act}`, { version: data.story.version, reason: form.reason, note: form.note, reviewOn: form.reviewOn });
            mind().windows.delete(key);
            mind().done = form.act == "keep-closed" ? "It stays closed. The new day stands on its page." : "Done. The author is told.";
            window.location.hash = "#/desk/closed";
        }, wrong);
    }
    const radio = ([value, label]) => t.div({ className: "field" },
        t.input({ type: "radio", className: "no-error", id: "desk_act_" + value, name: "act", value, checked: () => form.act == value, onchange: () => (form.act = value) }),
        t.label({ htmlFor: "desk_act_" + value }, label));
    const stop = keys({ "?": openKeys }); // no single key leaves a page on which one writes about somebody
    return frame({ trail: [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/stories/" + id }, "A story"), here(title)], onunmount: stop },
        () => (data.story ? t.form({ className: "wrapper sm desk-form", onsubmit: send },
            data.story.closed ? t.div(null, whyClosed(data.story.closed), toldThem(data.story.closed.words)) : null,
            theWords(data.story.words),
            t.fieldset({ className: "desk-choice" }, t.legend(null, "What do you decide?"), acts.map(radio)),
            () => (form.act == "restrict" || form.act == "remove" ? t.div({ className: "field" },
                t.label({ htmlFor: "desk_reason" }, "Reason, which everyone reads"),
                t.select({ id: "desk_reason", name: "reason", value: () => form.reason, onchange: (e) => (form.reason = e.target.value) },
                    t.option({ value: "" }, "Choose a reason"), data.list.map((r) => t.option({ value: r.code }, r.label)))) : null),
            () => (form.act == "restrict" || form.act == "keep-closed" ? t.div({ className: "field" },
                t.label({ htmlFor: "desk_reviewOn" }, "Look at it again on (30 days from now when left empty)"),
                t.input({ id: "desk_reviewOn", name: "reviewOn", type: "date", value: () => form.reviewOn, oninput: (e) => (form.reviewOn = e.target.value) })) : null),
            () => (form.act && form.act != "keep-closed" ? words("note", "Words to the author", "The author and the organisations it reaches read this.", form) : null),
            () => (form.act == "keep-closed" ? words("note", "Why it stays closed", "For the record, of which the author can have a copy. No letter goes.", form) : null),
            t.div({ className: "desk-buttons" },
                t.button({ type: "submit", id: "desk_close_send", className: () => `btn ${data.busy ? "loading" : ""}`, disabled: () => data.busy || !form.act },
                    t.span({ className: "txt" }, () => (form.act == "keep-closed" ? "Keep it closed" : "Do it and tell the author"))), backLink()))
            : note("ri-wifi-off-line", "The story could not be read", "Nothing was changed.", backLink())));
}

// closedPage lists the stories that are closed.
export async function closedPage() {
    app.store.title = "Closed stories";
    const data = store({ found: null, done: mind().done });
    mind().done = "";
    try {
        data.found = await ask("/closed");
    } catch (err) {
        show(err);
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail: [t.a({ href: "#/desk" }, "Moderation desk"), here("Closed stories")], onunmount: stop },
        t.div({ className: "wrapper sm" }, () => {
            if (!data.found) {
                return note("ri-wifi-off-line", "This could not be read", "Nothing was changed. Try again in a moment.", backLink());
            }
            const { closed } = data.found;
            return t.div({ className: "desk-listed" },
                data.done ? t.p({ className: "desk-done-now", id: "desk_done", tabIndex: -1, role: "status", onmount: (el) => el.focus() }, t.strong(null, data.done)) : null,
                t.h2({ className: "desk-small-title", id: "desk_closed_now" }, "Closed now"),
                closed.length ? closed.map((c) => t.section({ className: "desk-card", "html-data-closed": c.story },
                    t.p(null, t.a({ href: `#/desk/stories/${c.story}/close` }, c.title)),
                    whyClosed(c)))
                    : t.p({ className: "desk-quiet" }, "No story is closed."));
        }));
}
