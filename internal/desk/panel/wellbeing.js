// How a moderator is, in their own words: for themselves alone, or for the senior
// moderators too. Who can read it stands beside the field, before anything is written.
import { ask, keys, once, show } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";

// draft lives as long as the tab: it may say something about somebody's health.
const draft = { who: "", data: null };

function mine() {
    if (!draft.data || draft.who != app.store.superuser?.id) {
        Object.assign(draft, { who: app.store.superuser?.id, data: store({ words: "", seniors: false, busy: false, sure: "" }) });
    }
    return draft.data;
}

export async function wellbeingPage() {
    app.store.title = "How are you?";
    const trail = [t.a({ href: "#/desk" }, "Moderation desk"), here("How are you?")];
    const state = store({ found: null });
    try {
        state.found = await ask("/wellbeing");
    } catch (err) {
        show(err);
        return frame({ trail }, note("ri-wifi-off-line", "Your notes could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const data = mine();
    const act = (path, body, said) => once(data, async () => {
        state.found = await ask(path, body);
        app.toasts.success(said);
    });
    const send = async (e) => {
        e.preventDefault();
        if (await act("/wellbeing", { words: data.words, seniors: data.seniors }, "Saved.")) {
            data.words = "";
            data.seniors = false;
        }
    };
    const remove = async (id) => {
        if (await act(`/wellbeing/${id}/delete`, {}, "Deleted, for everybody.")) {
            data.sure = "";
            document.getElementById("desk_wellbeing_words")?.focus();
        }
    };
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys, "e": () => document.getElementById("desk_wellbeing_words")?.focus() });
    return frame({ trail, onunmount: stop, buttons: [keysButton()] }, t.div({ className: "wrapper lg desk-disclosures", id: "desk_wellbeing" },
        t.p({ className: "desk-lead" }, "Some stories stay with you. Writing a few words down can help, and so can telling somebody. You can leave a hard story for a colleague at any time, without a reason."),
        form(state, data, send),
        () => list(state.found, data, remove)));
}

function form(state, data, send) {
    const names = state.found.seniors;
    const radio = (id, label, help, value) => t.div({ className: "desk-level" },
        t.input({ id, name: "seniors", type: "radio", checked: () => data.seniors === value, onchange: () => (data.seniors = value) }),
        t.label({ htmlFor: id }, t.strong(null, label), t.span({ className: "desk-quiet" }, help)));
    return t.form({ className: "desk-card desk-form", onsubmit: send },
        t.div({ className: "field" }, t.label({ htmlFor: "desk_wellbeing_words" }, "How are you?"),
            t.textarea({ id: "desk_wellbeing_words", name: "words", rows: 4, value: () => data.words, oninput: (e) => (data.words = e.target.value) })),
        t.fieldset({ className: "desk-choice" }, t.legend(null, "Who can read it?"),
            radio("desk_wellbeing_self", "Only you", "No page shows it to anybody else: not to the senior moderators, not to the administrator.", false),
            radio("desk_wellbeing_seniors", "You and the senior moderators", names.length ? `Now: ${names.join(", ")}; and whoever becomes one while the note is here.` : "There is no other senior moderator at the moment.", true)),
        t.p({ className: "desk-quiet" }, `It is kept encrypted for ${state.found.kept} and then goes by itself. You can delete it before. Do not write what would show who an author is.`),
        t.div({ className: "desk-buttons" }, t.button({ type: "submit", className: "btn", id: "desk_wellbeing_save", disabled: () => data.busy }, t.span({ className: "txt" }, "Save this note"))));
}

function list(found, data, remove) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "Your notes"),
        found.notes.length ? t.ul({ className: "desk-notes" }, found.notes.map((n) => t.li({ "html-data-note": n.id },
            t.span({ className: "desk-quiet" }, `${n.at}. ${n.seniors ? "You and the senior moderators can read it" : "Only you can read it"}. It goes on ${n.until}.`),
            t.p({ className: "desk-read", textContent: n.words }),
            () => (data.sure == n.id
                ? t.button({ type: "button", className: "btn sm danger", id: "desk_delete_sure", disabled: () => data.busy, onmount: (el) => el.focus(), onclick: () => remove(n.id) }, t.span({ className: "txt" }, "Delete it for good"))
                : t.button({ type: "button", className: "btn sm secondary desk-delete", ariaLabel: `Delete the note of ${n.at}`, onclick: () => (data.sure = n.id) }, t.span({ className: "txt" }, "Delete"))))))
            : t.p({ className: "desk-quiet" }, "There are none. Nobody expects any."));
}
