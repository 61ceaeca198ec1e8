// The window in which a story is given to a senior moderator, or back by one, with a
// note; and the note above the story while it waits for one.
import { footer, sendOnce, written } from "./decide.js";
import { openModal } from "./pages.js";

// givesBack says whether the note of whoever is signed in gives a story back to the desk.
export const givesBack = (s) => s.state == "held" && s.heldFor == "senior" && !!app.store.superuser?.senior;

// toDecide are words to begin with, where the desk knows what only a senior moderator can
// do. The author can read them, so they say nothing about anybody's danger.
function toDecide(s, form) {
    const names = form.services.filter((v) => v.unconfirmed).map((v) => v.name);
    const last = s.seniorPublishes ? "May this be published?" : names.length ? "Then it can be published." : "";
    return [names.length ? `Please confirm ${names.join(" and ")}.` : "", last].filter(Boolean).join(" ");
}

export function openAskSenior(about, s, form, hasEdits, send) {
    const key = "ask-senior " + about, back = givesBack(s), data = written(key, { note: back ? "" : toDecide(s, form) });
    const body = t.form(
        {
            id: "desk_senior_form", className: "modal-content desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                sendOnce(key, data, send, { note: data.note });
            },
        },
        t.div(null,
            t.div({ className: "field" },
                t.label({ htmlFor: "desk_senior_note" }, back ? "What you think" : "What there is to decide"),
                t.textarea({ id: "desk_senior_note", name: "note", rows: 4, autofocus: true, className: "desk-letter",
                    value: () => data.note, oninput: (e) => (data.note = e.target.value) })),
            t.div({ className: "field-help" },
                back ? "The story goes back to be read. " : "The story waits for them. ",
                "Its author can read this note in their own copy of the record: leave out addresses, phone numbers and postcodes.",
                hasEdits ? " Your edits are saved with it." : "")));
    openModal("", back ? "Give it back" : "Ask a senior moderator", body, footer(data, "desk_senior_form", back ? "Give it back" : "Ask a senior moderator", ""));
}

// noteToSenior stands above a story that waits for a senior moderator.
export function noteToSenior(s) {
    const asked = s.state == "held" && s.heldFor == "senior" && s.acts.findLast((a) => a.what == "held" && a.note);
    return asked ? t.section({ className: "desk-card", id: "desk_asked_senior", ariaLabel: "For a senior moderator" },
        t.p(null, t.strong(null, asked.who), ` asked a senior moderator, ${asked.at}:`),
        t.p({ className: "desk-read", textContent: asked.note })) : null;
}
