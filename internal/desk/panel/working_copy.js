// What is typed and not saved, kept on the server as the moderator's own working copy:
// it is there again after a crash, on another computer, after signing out.
import { ask, mind, same } from "./desk.js";

const every = 3000; // milliseconds between two looks at whether there is something new to keep
const askEvery = 3; // at every third of them, whether somebody else was quicker

// windowsOf are the letters that were begun about a story: a rejection, a question.
function windowsOf(key) {
    const begun = {};
    for (const [name, data] of mind().windows) {
        if (name.endsWith(" " + key)) {
            const { busy, first, ...plain } = JSON.parse(JSON.stringify(data));
            if (first ? JSON.stringify(plain) != first : Object.values(plain).some((v) => typeof v == "string" && v.trim())) {
                begun[name] = plain;
            }
        }
    }
    return begun;
}

// formIn is the form that a copy holds.
export function formIn(copy) {
    const more = copy.more || {};
    return { ...copy.words, good: more.good || [], better: more.better || [], feelings: more.feelings || [], services: more.services || [] };
}

// openLetters puts the letters that were begun in a copy into the windows, and answers
// with those that read otherwise here.
export function openLetters(copy) {
    const others = [];
    for (const [name, data] of Object.entries(copy.more?.windows || {})) {
        const here = mind().windows.get(name);
        if (!here) {
            mind().windows.set(name, store({ ...data, busy: false }));
        } else if (here.note != data.note && data.note) {
            others.push(data.note);
        }
    }
    return others;
}

// fetchCopy brings what was kept into this tab's memory, unless something newer is
// there. It answers when it was kept, and which copy was seen; where something newer is
// here, none was.
export async function fetchCopy(id, key) {
    const { copy } = await ask(`/stories/${id}/copy`);
    if (!copy || mind().typed.has(key)) {
        return { over: mind().over.get(key) || "", saved: "" };
    }
    openLetters(copy);
    const form = formIn(copy), begun = Object.keys(copy.more?.windows || {}).length > 0;
    if (!same(form, copy.was)) { // else only a letter was begun: the story itself is as it is stored
        mind().typed.set(key, { version: copy.version, was: copy.was, rows: copy.more?.rows || [], form });
        mind().kept.add(key);
    }
    return { over: copy.over, saved: begun || mind().typed.has(key) ? copy.saved : "" };
}

// workingCopy keeps what is typed, as long as the page is shown. now answers with what
// there is: { version, form, was, rows }, or nothing while there is no story. changed is
// told when the story is another than the one that was opened, or gone, or when something
// else was typed in another tab.
export function workingCopy(id, key, now, changed) {
    const data = store({ said: "", kept: "", newest: "" }); // kept: how many reasons and letters are in it; newest: it is all that was typed
    let kept = null, sending = null, paused = false, stopped = false;
    const over = () => mind().over.get(key) || ""; // the copy on the server that this tab has seen
    const see = (fingerprint) => mind().over.set(key, fingerprint);

    const snapshot = () => {
        const at = now();
        if (!at) {
            return null;
        }
        const { title, text, screenName, good, better, feelings, services } = at.form;
        const windows = windowsOf(key);
        const empty = same(at.form, at.was) && !Object.keys(windows).length;
        return { empty, body: { version: at.version, words: { title, text, screenName }, was: at.was,
            more: { good, better, feelings, services, rows: at.rows.filter((r) => r.code), windows } } };
    };

    async function send(s) {
        const body = JSON.stringify(s.body);
        if (s.empty ? kept === "" || kept === null : body === kept) {
            return;
        }
        try {
            const reply = await ask(`/stories/${id}/copy` + (s.empty ? "/discard" : ""), { ...(s.empty ? {} : s.body), over: over() });
            kept = s.empty ? "" : body;
            see(s.empty ? "" : reply.over);
            if (!s.empty && JSON.stringify(snapshot()?.body) == body) {
                mind().kept.add(key);
                data.newest = "yes";
            }
            data.kept = s.empty ? "" : `${s.body.more.rows.length} ${Object.keys(s.body.more.windows).length}`;
            data.said = s.empty ? "" : `What you typed is kept for you (${reply.saved}).`;
            if (reply.stored) {
                changed(reply);
            }
        } catch (err) {
            if (err.status == 410 || err.status == 404) {
                return changed(null, err);
            }
            data.said = "What you typed could not be kept just now. It is still on this page.";
            if (err.status == 409) { // it was decided, or something else was typed elsewhere: once is enough
                kept = body;
                data.said = err.response.copy ? "What you type here is kept again when you have chosen how to go on." : data.said;
                changed(err.response);
            }
        }
    }

    // flush keeps what is new at once, one after another.
    function flush() {
        const s = paused ? null : snapshot();
        if (s) {
            sending = (sending || Promise.resolve()).then(() => send(s));
        }
        return sending || Promise.resolve();
    }

    // look asks whether somebody else was quicker, also while nobody types.
    let looks = 0;
    function look() {
        flush();
        const at = ++looks % askEvery == 0 && !paused && document.visibilityState == "visible" ? now() : null;
        if (at) {
            ask(`/stories/${id}/quicker?version=${at.version}`).then((found) => found.stored && !paused && !stopped && changed(found),
                (err) => (err.status == 410 || err.status == 404) && !stopped && changed(null, err));
        }
    }

    const timer = setInterval(look, every);
    const hidden = () => document.visibilityState == "hidden" && flush();
    document.addEventListener("visibilitychange", hidden);

    return {
        data, flush, over,
        // newer says that more was typed than is kept.
        newer: () => {
            mind().kept.delete(key);
            data.newest = "";
        },
        // seen says which copy the server has already, and that what is typed here may take
        // its place.
        seen: (fingerprint) => {
            see(fingerprint);
            kept = fingerprint ? "?" : kept;
        },
        // pause waits for what is on its way and then keeps nothing, while an act is sent.
        pause: async () => {
            paused = true;
            await sending?.catch(() => {});
        },
        // resume goes on after an act; saved says that the act took the copy with it.
        resume: (saved) => {
            paused = false;
            if (saved) {
                kept = "";
                see("");
                data.said = "";
            }
        },
        // discard throws away what is kept and every letter that was begun. empty puts the
        // story as it is stored on the page.
        discard: async (empty) => {
            paused = true;
            try {
                await sending?.catch(() => {});
                await ask(`/stories/${id}/copy/discard`, { over: over() });
                for (const name of [...mind().windows.keys()].filter((name) => name.endsWith(" " + key))) {
                    mind().windows.delete(name);
                }
                mind().typed.delete(key);
                kept = "";
                see("");
                data.said = "";
                empty();
            } finally {
                paused = false;
            }
        },
        stop: () => {
            if (!stopped) {
                stopped = true;
                flush();
                clearInterval(timer);
                document.removeEventListener("visibilitychange", hidden);
            }
        },
    };
}
