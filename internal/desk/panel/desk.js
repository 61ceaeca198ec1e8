// What the pages of the desk share: asking the server, what is typed and not yet
// saved, and the keys.

// ask sends a question or an act to the desk. A plain fault is shown at once;
// what a page must deal with itself (somebody was quicker, gone) is thrown.
export async function ask(path, body) {
    try {
        return await app.pb.send("/api/desk" + path, {
            method: body ? "POST" : "GET",
            body: body,
            requestKey: null,
        });
    } catch (err) {
        if (err.status == 423) { // a colleague has it open: the page says so beside the buttons (claim.js)
            window.dispatchEvent(new Event("deskclaimed"));
        }
        throw err;
    }
}

// show tells of a fault: as a note, and beside the fields it is about.
export function show(err) {
    if (!err.isAbort) {
        app.checkApiError(err);
    }
}

// once does an act of a page, unless another is still on its way, and tells what went
// wrong. It answers whether it was done. A button that rests meanwhile loses the focus.
export async function once(data, act, failed = show) {
    if (data.busy) {
        return false;
    }
    const at = placeOf();
    data.busy = true;
    app.store.errors = null;
    try {
        await act();
        return true;
    } catch (err) {
        await failed(err);
        return false;
    } finally {
        data.busy = false;
        shownNow().then(() => backTo(at, "desk_here")); // after the page itself, where it knows better
    }
}

// memory lives as long as the tab and is never written down: these are words of
// people who trusted us, and the computer may be shared.
const empty = () => ({ typed: new Map(), kept: new Set(), over: new Map(), windows: new Map(), opened: new Set(), order: [], queue: null, done: "", criteria: undefined });
const memory = { who: "", closing: null, reasons: null, ...empty() };

// mind is the memory of whoever is signed in; another person finds it empty.
export function mind() {
    if (memory.who != app.store.superuser?.id) {
        Object.assign(memory, { who: app.store.superuser?.id }, empty());
    }
    return memory;
}

// Leaving the site would lose what is neither saved nor kept on the server: the browser
// asks first.
window.addEventListener("beforeunload", (e) => [...memory.typed.keys()].some((key) => !memory.kept.has(key)) && e.preventDefault());

// leave goes back to the queue when something was done with a story or a response. said
// stands there, with how much is left and what may come next.
export function leave(key, said) {
    mind().order = mind().order.filter((k) => k != key);
    mind().done = said;
    window.location.hash = "#/desk";
}

// step goes to the next of the list that was looked at last, or to the one before; from
// what is not in it, to the first.
export function step(page, by) {
    const order = mind().order, at = order.indexOf(page);
    const to = order[at < 0 ? 0 : at + by];
    if (to) {
        window.location.hash = "#/desk/" + to;
    }
}

// ---- where the focus is --------------------------------------------------------

// shownNow waits until the page shows what was just changed.
export const shownNow = () => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown)));

// placeOf is where somebody works; backTo takes them there again when what they worked in
// was drawn anew, or to the first of the others that is there.
export function placeOf() {
    const { id, selectionStart, selectionEnd } = document.activeElement || {};
    return { id, selectionStart, selectionEnd };
}

export async function backTo(place, ...others) {
    await shownNow();
    if (document.activeElement && document.activeElement != document.body) {
        return;
    }
    const el = [place.id, ...others].map((id) => id && document.getElementById(id)).find(Boolean);
    el?.focus();
    if (el?.id == place.id && place.selectionEnd != null) {
        el.setSelectionRange(place.selectionStart, place.selectionEnd);
    }
}

// toFirstWrong takes whoever was refused to the first field that says why, and answers
// whether there is one.
export async function toFirstWrong() {
    await shownNow();
    const within = document.querySelector(".modal[data-modal-state='open']") || document;
    const field = within.querySelector("[data-error], .desk-choice:has(.error:not(:empty)) input, [role='alert'] input");
    field?.focus();
    return !!field;
}

export async function reasons() {
    memory.reasons ||= await ask("/reasons");
    return memory.reasons;
}

// ---- keys ----------------------------------------------------------------------

const KEYS_OFF = "candourDeskKeysOff";

export const keysAreOff = () => window.localStorage.getItem(KEYS_OFF) == "yes";

export function turnKeys(off) {
    window.localStorage.setItem(KEYS_OFF, off ? "yes" : "no");
}

const isTyping = (el) => !!el?.closest?.("input, textarea, select, [contenteditable]");

// keys listens for a page while it is shown and returns how to stop. Single keys
// never act while somebody types, with a window of the panel open, or when they
// were switched off. "mod+s" is Ctrl+S, or Command+S. A page is not yet, or no longer,
// shown while the address is another one's: what is typed there is not meant for it.
export function keys(map) {
    const place = () => window.location.hash.split("?")[0], at = place();
    const heard = (e) => {
        if (place() != at) {
            return;
        }
        const withMod = e.ctrlKey || e.metaKey;
        const act = map[(withMod ? "mod+" : "") + e.key];
        if (!act || e.altKey || document.querySelector(".modal[data-modal-state='open']")) {
            return;
        }
        if (!withMod && (isTyping(e.target) || keysAreOff())) {
            return;
        }
        e.preventDefault();
        act(e);
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
}

// ---- words ---------------------------------------------------------------------

export const stateWords = {
    submitted: "To read", held: "Asked", approved: "Let through", published: "Published",
    rejected: "Not published", restricted: "Closed for now",
};

export const heldForWords = { author: "the author", service: "the service", senior: "a senior moderator" };

export const actWords = {
    edited: "edited", approved: "decided that it can be published", published: "published", rejected: "did not publish",
    asked: "wrote to the author", answered: "wrote", agreed: "agreed to the edits", returned: "sent back", held: "put it aside until somebody was asked",
    scored: "said how critical it is", "took-over": "took this over from a colleague", worried: "thought that somebody may be in danger", seconded: "agreed about the danger",
    doubted: "saw the danger differently", helped: "dealt with a step for somebody’s safety", calmed: "closed what was open about somebody’s safety",
    "quote-gone": "The story’s words went from what was noted about the danger", "carried-over": "A step of the danger was taken into this record, as it then was",
    "question-sent": "asked a service", "question-answered": "A service answered", "question-silence": "A service did not answer in its time",
    "question-taken-back": "did without a service’s answer", "question-ended": "The question to a service ended", "author-silence": "No answer came from the author in 28 days",
    waits: "asked us to wait", proposed: "proposed other words", "review-begun": "A service was shown it", "review-ahead": "A service said: go ahead",
    "review-silence": "A service said nothing in its time", "review-asked": "A service asked for a second look", "review-decided": "decided on the second look",
    "review-ended": "The look of a service ended", restricted: "closed it for now", removed: "took it down", lifted: "opened it again", "looked-again": "looked again at why it is closed",
    "report-read": "read what a reader reported",
    appealed: "asked another senior moderator to decide", "appeal-decided": "decided on the appeal",
};

export const partWords = { title: "title", text: "words", screenName: "screen name", services: "services", tags: "tags" };

export const kindWords = {
    "danger": "Danger now", "self-harm": "Self-harm or suicide", "at-risk": "Someone at risk", "crime": "A crime", "death": "A death",
    "email": "E-mail", "link": "Web address", "handle": "Social network", "ip-address": "Computer address", "phone": "Phone number",
    "postcode": "Postcode", "health-number": "NHS or CHI number", "number": "Long number", "date": "Date", "time": "Time", "age": "Age",
    "address": "Address", "name": "Name", "capitals": "Capitals", "offensive": "May hurt readers", "quote": "Quoted speech",
    "criticism": "Blame beside a name", "length": "Too long",
};

// readKinds are about how a story reads, and not about who somebody is.
export const readKinds = ["capitals", "offensive", "quote", "criticism", "length"];

export const urgentKinds = ["danger", "self-harm", "at-risk", "crime", "death"];

// countWords counts as the server does: what stands between spaces and holds a
// letter or a digit.
export function countWords(text) {
    return text.split(/\s+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length;
}

export const same = (a, b) => JSON.stringify(a) == JSON.stringify(b);
