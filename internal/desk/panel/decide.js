// The window in which a moderator says why something is not published, and what it
// shares with the one for messages.
import { mind, reasons, show, toFirstWrong } from "./desk.js";
import { openModal } from "./pages.js";

// written keeps what was typed into a window until it is sent, however often the
// window is closed and opened. first is how it was when nothing was written there.
export function written(key, empty) {
    const windows = mind().windows;
    if (!windows.has(key)) {
        windows.set(key, store({ ...empty, busy: false, first: JSON.stringify(empty) }));
    }
    return windows.get(key);
}

// openReject asks for a reason and for words to whoever wrote it. send answers
// true when it was done.
export async function openReject(about, key, send) {
    let list;
    try {
        list = (await reasons())[about];
    } catch (err) {
        return show(err);
    }
    const data = written("reject " + key, { code: "", note: "" });
    const chosen = () => list.find((r) => r.code == data.code);
    const untouched = () => !data.note.trim() || list.some((r) => r.suggestion && r.suggestion == data.note);
    const to = about == "stories" ? "the author" : "whoever wrote it";

    const form = t.form(
        {
            id: "desk_reject_form", className: "modal-content desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                sendOnce("reject " + key, data, send, { reason: data.code, note: data.note });
            },
        },
        t.div(null,
            t.div({ className: "field" },
                t.label({ htmlFor: "desk_reason" }, "Reason"),
                t.select({
                    id: "desk_reason", name: "reason", autofocus: true, value: () => data.code,
                    onchange: (e) => {
                        const fill = untouched();
                        data.code = e.target.value;
                        if (fill) {
                            data.note = chosen()?.suggestion || "";
                        }
                    },
                }, t.option({ value: "" }, "Choose a reason"), list.map((r) => t.option({ value: r.code }, r.label)))),
            t.div({ className: "field-help" }, () => chosen()?.meaning || ""),
            // It opens beside what was typed, so that nothing of it is lost.
            () => t.a({ className: "desk-handbook-link", target: "_blank", href: about == "stories" ? "#/desk/handbook/refusing" + (data.code ? "?at=refuse-" + data.code : "")
                : "#/desk/handbook/answers" + (data.code ? "?at=answer-" + data.code : "") }, "Handbook (opens in a new tab)")),
        t.div(null,
            t.div({ className: "field" },
                t.label({ htmlFor: "desk_note" }, `Words to ${to}`),
                t.textarea({ id: "desk_note", name: "note", rows: 9, className: "desk-letter",
                    value: () => data.note, oninput: (e) => (data.note = e.target.value) })),
            t.div({ className: "field-help" }, "These are words to begin with. Make them fit this one. We add where to turn for help, and how to tell it anew.")),
        () => {
            const words = chosen()?.suggestion;
            if (!words || words == data.note) {
                return null;
            }
            return t.div({ className: "desk-suggestion" },
                t.h2({ className: "desk-small-title" }, "Words to begin with"),
                t.p({ className: "desk-read", textContent: words }),
                t.button({ type: "button", className: "btn sm secondary", onclick: () => begunWith(data, words, "desk_note") },
                    t.span({ className: "txt" }, "Use these words")));
        },
    );
    openModal("", about == "stories" ? "Reject this story" : "Reject this response", form, footer(data, "desk_reject_form", "Reject and tell them", "danger"));
}

// begunWith puts words to begin with into a window, and goes on in them: the button that
// did is gone then.
export function begunWith(data, words, field) {
    data.note = words;
    document.getElementById(field).focus();
}

// forget drops what was typed into the windows of one story or response.
function forget(key) {
    if (key.startsWith("write ")) { // a message decides nothing: what else was begun stays
        mind().windows.delete(key);
        return;
    }
    const windows = mind().windows, about = key.slice(key.indexOf(" "));
    [...windows.keys()].filter((k) => k.endsWith(about)).forEach((k) => windows.delete(k));
}

export async function sendOnce(key, data, send, body) {
    if (data.busy) {
        return;
    }
    data.busy = true;
    app.store.errors = null;
    let done = false;
    try {
        done = await send(body);
        if (done) {
            forget(key);
            app.modals.close(null, true);
        }
    } finally {
        data.busy = false;
    }
    if (!done && app.store.errors) {
        toFirstWrong();
    }
}

export function footer(data, form, label, className) {
    return t.footer({ className: "modal-footer" },
        t.button({ type: "button", className: "btn transparent m-r-auto", onclick: () => app.modals.close() }, t.span({ className: "txt" }, "Go back")),
        t.button({ type: "submit", "html-form": form, className: () => `btn ${className} ${data.busy ? "loading" : ""}`, disabled: () => data.busy },
            t.span({ className: "txt" }, label)));
}
