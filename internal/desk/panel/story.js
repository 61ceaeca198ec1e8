// One story, whole. What is typed on it is in story_typed.js, what may be decided in
// story_acts.js, and how it is drawn in story_parts.js.
import { backTo, keys, mind } from "./desk.js";
import { claimOf } from "./claim.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { turnCriteria } from "./criticality.js";
import { actsOn } from "./story_acts.js";
import { typedStory } from "./story_typed.js";
import { bar, whole } from "./story_parts.js";

export async function storyPage(route) {
    const id = route.params.id, key = "stories/" + id;
    app.store.title = "A story to read";
    // turn: a new story is a new page; around: what stands around the words was changed.
    const data = store({ state: "loading", message: "", clash: null, busy: false, shown: false, sure: false, turn: 0, around: 0, restored: "" });
    const claim = claimOf(key);
    const work = typedStory(id, key, data, () => claim.look());
    const on = { ...work, ...actsOn(work, id, key, data) };

    function next(by) {
        const order = mind().order, at = order.indexOf(key);
        const to = order[at < 0 ? 0 : at + by];
        if (to) {
            window.location.hash = "#/desk/" + to;
        }
    }

    const focusOn = (field) => () => document.getElementById(field)?.focus();
    const ready = (f) => () => data.state == "open" && data.shown && work.stored?.open && claim.free() && f();
    const stop = keys({
        "j": () => next(1), "k": () => next(-1), "u": () => (window.location.hash = "#/desk"), "?": openKeys,
        "e": ready(focusOn("desk_text")), "i": ready(focusOn("desk_title")), "n": ready(focusOn("desk_screenName")),
        "t": ready(focusOn("desk_good")), "s": ready(focusOn("desk_services")), "c": ready(focusOn("desk_reasons")), "d": ready(focusOn("desk_criticality")),
        "h": () => (window.location.hash = `#/desk/stories/${id}/history`),
        ...Object.fromEntries([0, 1, 2, 3, 4, 5].map((n) => [n, ready(() => on.key(n))])), "w": ready(turnCriteria),
        "a": ready(on.question), "g": ready(on.senior), "r": ready(on.reject), "l": ready(claim.notToday),
        "mod+s": ready(on.save), "mod+Enter": ready(() => on.publish()),
    });

    await work.load();
    if (work.stored?.open || work.stored?.unread) {
        await claim.start();
    } else {
        claim.whenRefused();
    }

    return frame(
        {
            trail: [t.a({ href: "#/desk" }, "Moderation desk"), here("A story")],
            buttons: [work.stored?.open ? claim.button() : null, keysButton()],
            footer: () => {
                data.turn;
                return data.state == "open" && data.shown && work.stored ? claim.bar(() => (work.stored.open ? bar(work, data, on) : null)) : null;
            },
            onunmount: () => {
                stop();
                on.storeKeyed();
                claim.stop();
                work.stop();
            },
        },
        () => {
            data.turn;
            switch (data.state) {
                case "gone":
                    return note("ri-arrow-go-back-line", "This story is gone", data.message, backLink());
                case "missing":
                    return note("ri-search-line", "There is no such story", "It may have been erased by its author.", backLink());
                case "failed":
                    return note("ri-wifi-off-line", "The story could not be read", "Nothing was changed. Try again in a moment.", backLink());
            }
            return data.shown ? whole({ s: work.stored, form: work.form, why: work.why, live: work.live, copy: work.copy, data, on }) : careFirst(work.stored, open);
        },
    );

    function open() {
        mind().opened.add(id);
        data.shown = true;
        backTo({}, "desk_heading");
    }
}

// careFirst stands before a story that may be hard to read.
function careFirst(s, open) {
    return note("ri-heart-line", "This one may be hard to read",
        `Words in it: ${s.urgent.words.toLowerCase()}. Open it when you are ready. You can leave it for a colleague.`,
        t.div({ className: "desk-note-buttons" },
            t.button({ type: "button", className: "btn", id: "desk_open", onclick: open, onmount: (el) => el.focus() }, t.span({ className: "txt" }, "Open the story")),
            backLink()));
}
