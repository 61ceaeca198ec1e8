// The window in which a moderator writes to an author, with words to begin with.
import { ask, mind, show } from "./desk.js";
import { begunWith, footer, sendOnce, written } from "./decide.js";
import { filling, gapsIn } from "./gaps.js";
import { openModal } from "./pages.js";

// The words come from the region's profile and from the list of this site.

async function beginnings(asks) {
    const { messages, languages } = await ask("/messages");
    return messages.filter((m) => m.asks == asks).map((m) => ({ ...m, language: m.language == languages[0].code ? "" : languages.find((l) => l.code == m.language)?.name || m.language }));
}

// openMessage opens the window. help says what sending does; begin which words stand
// there when nothing was written yet, and fill what goes into their gaps, in order; goOn where
// the focus goes when the opener is gone; send answers true when it was done.
export async function openMessage({ key, title, label, help, button, reachable, asks = "author", empty = {}, begin = "", fill = [], before, after, goOn }, send) {
    let list;
    try {
        const filled = (text) => gapsIn(text).reduce((now, gap, i) => (fill[i] ? now.replace(gap, () => fill[i]) : now), text);
        list = (await beginnings(asks)).map((m) => (m.id == begin ? { ...m, text: filled(m.text) } : m));
    } catch (err) {
        return show(err);
    }
    const data = written(key, { ...empty, note: "", code: "" });
    const chosen = () => list.find((m) => m.id == data.code);
    const untouched = () => !data.note.trim() || data.note == data.begun || list.some((m) => m.text == data.note);
    if (begin && untouched() && list.some((m) => m.id == begin)) {
        Object.assign(data, { code: begin, note: list.find((m) => m.id == begin).text });
        data.begun = data.note;
        data.first = JSON.stringify({ ...empty, note: data.note, code: begin }); // an opened window is no letter begun
    }
    const form = t.form(
        {
            id: "desk_ask_form", className: "modal-content desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                sendOnce(key, data, send, { ...Object.fromEntries(Object.keys(empty).map((k) => [k, data[k]])), note: data.note });
            },
        },
        before?.(data),
        reachable ? null : t.p({ className: "desk-warn" },
            "This author gave no e-mail address: they read it when they sign in with their story key."),
        list.length ? t.div({ className: "field" },
            t.label({ htmlFor: "desk_begin" }, "Begin with"),
            t.select({
                id: "desk_begin", name: "begin", value: () => data.code,
                onchange: (e) => {
                    const fill = untouched();
                    data.code = e.target.value;
                    if (fill) {
                        data.note = chosen()?.text || "";
                    }
                },
            }, t.option({ value: "" }, "My own words"), list.map((m) => t.option({ value: m.id }, m.language ? `${m.label} (${m.language})` : m.label)))) : null,
        () => {
            const words = chosen()?.text;
            if (!words || words == data.note || untouched()) {
                return null;
            }
            return t.div({ className: "desk-suggestion" },
                t.p({ className: "desk-read", textContent: words }),
                t.button({ type: "button", className: "btn sm secondary", onclick: () => begunWith(data, words, "desk_question") },
                    t.span({ className: "txt" }, "Use these words")));
        },
        t.div(null,
            t.div({ className: "field" },
                t.label({ htmlFor: "desk_question" }, label),
                t.textarea({ id: "desk_question", name: "note", rows: 6, autofocus: true, className: "desk-letter",
                    ...filling, value: () => data.note, oninput: (e) => (data.note = e.target.value) })),
            () => {
                const left = gapsIn(data.note);
                return left.length ? t.div({ className: "field-help desk-gaps" }, "To fill in: ", t.strong(null, left.join(" ")), ". Tab goes to the next.") : null;
            },
            t.div({ className: "field-help" }, help,
                " Leave out e-mail addresses, phone numbers and postcodes; help lines may stay.")),
        after?.(data),
    );
    openModal("", title, form, footer(data, "desk_ask_form", button, ""), goOn);
}

// openAsk asks a question that the story waits for: first of all where it was, when
// nobody would be told.
export function openAsk(key, form, hasEdits, reachable, send) {
    return openMessage({
        begin: form.services.length ? "" : "where",
        key: "ask " + key, title: "Ask the author", label: "Your question", button: "Send the question", reachable,
        help: "We carry it to the author. You don’t see their address, and they don’t see your name. The story waits here until they answer."
            + (hasEdits ? " Your edits are saved with it." : ""),
    }, send);
}

// talk is the conversation with the author, beside the words of their story.
export function talk(s, on) {
    const key = "write stories/" + s.id;
    const act = async (path, body) => {
        const done = await ask(`/stories/${s.id}/${path}`, body);
        on.take(done.story, true); // what is typed and not saved stays
        return true;
    };
    const write = () => openMessage({
        key, title: "Write to the author", label: "Your message", button: "Send the message", reachable: s.reachable,
        help: "We carry it to the author. You don’t see their address, and they don’t see your name. The story stays where it is.",
    }, async (body) => {
        try {
            await act("message", body);
            app.toasts.success("Sent. The story stays where it is.");
            return true;
        } catch (err) {
            show(err);
            return false;
        }
    });
    const done = () => act("message/done", {}).catch(show);
    return [
        s.messages.length ? t.ul({ className: "desk-messages" }, s.messages.map((m) => t.li(null,
            t.p({ className: "desk-quiet" }, t.strong(null, m.who), ", " + m.at), t.p({ className: "desk-read", textContent: m.text }))))
            : null,
        t.div({ className: "desk-buttons" },
            t.button({ type: "button", id: "desk_write", className: "btn sm secondary", onclick: write },
                t.i({ className: "ri-mail-send-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Write to the author")),
            s.unread ? t.button({ type: "button", id: "desk_message_done", className: "btn sm transparent", onclick: done },
                t.span({ className: "txt" }, "No answer needed")) : null),
        mind().windows.get(key)?.note ? t.p({ className: "desk-quiet" }, "You have begun a message.") : null,
    ];
}

// danger leads to the one exception, calmly.
export const danger = (s) => [
    t.p(null, t.a({ href: `#/desk/stories/${s.id}/safety`, id: "desk_safety_path" }, "Somebody in danger? What to do now")),
    t.p(null, t.a({ href: `#/desk/stories/${s.id}/disclose`, id: "desk_disclose" }, "Ask to see a private detail")),
];
