// A story's whole history on one page: every act in the order it happened, from which
// version, what was changed word by word, letters, responses, looks of services.
import { actWords, ask, keys, partWords, show, stateWords } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { drawnParts } from "./live_compare.js";

const toldWords = { told: "told the story" };
const disclosureWords = { asked: "asked to see a private detail", agreed: "agreed that a private detail is shown", refused: "refused that a private detail is shown",
    shown: "saw a private detail", empty: "looked for a private detail, and there was none", told: "The author was told about the private detail", reviewed: "looked again at not telling the author" };
const otherWords = { "asked-opinion": "asked what colleagues would say about how critical it is", scored: "said how critical it is", safety: "did something for somebody’s safety", wrote: "wrote" };
const responseWords = { waiting: "began an answer", submitted: "answered; it is still to be read", published: "answered", rejected: "answered; it was not published", withdrawn: "answered, and took it back" };

// letterWords name the kinds of letters; a kind without words is shown by its name.
const letterWords = {
    "received": "we have your story", "question": "a question", "edits": "what was changed", "story-published": "it is published", "story-rejected": "it is not published",
    "story-closed": "it is closed", "story-opened": "it is open again", "story-removed": "it was taken down", "response-came": "somebody answered", "reply-published": "your reply is published",
    "reply-rejected": "your reply is not published", "withdrawn": "it is taken back", "message": "a moderator wrote", "disclosed": "a private detail was asked for", "password": "a link to choose a password",
    "story-alert": "a story reaches your organisation", "reply-alert": "the author answered you", "response-published": "your response is published", "response-rejected": "your response is not published",
    "question-reminded": "a question, once more", "service-question": "a question about the place", "service-reminded": "that question, once more",
    "service-review": "a story to look at", "second-look": "a second look is asked for", "second-look-late": "a second look is late", "review-decided": "what was decided on the second look", "senior-asked": "a senior moderator is asked", "danger-opened": "somebody may be in danger", "appeal-asked": "an appeal", "appeal-waits": "an appeal waits", "appeal-decided": "what was decided on the appeal",
    "urgent": "urgent words wait", "disclosure-asked": "a private detail is asked for",
};
const letterStates = { owed: "waits to be sent", sending: "is being sent", sent: "was sent", failed: "could not be sent", dropped: "was stopped before it was sent" };

function says(e) {
    switch (e.kind) {
        case "told": return toldWords[e.what];
        case "letter": return `Letter to ${e.words[0]}: ${letterWords[e.what] || e.what}. It ${letterStates[e.changed[0]] || e.changed[0]}`;
        case "disclosure": return disclosureWords[e.what] || e.what;
        case "response": return responseWords[e.what] || e.what;
        case "act": return actSays(e);
    }
    return otherWords[e.what] || e.what;
}

function actSays(e) {
    const onResponse = e.what.startsWith("response-"), what = onResponse ? e.what.slice(9) : e.what;
    const words = (actWords[what] || what) + (onResponse ? " a response" : "");
    return e.changed.length ? `${words}: ${e.changed.map((c) => partWords[c] || c).join(", ")}` : words;
}

function entry(e) {
    return t.li({ "html-data-kind": e.kind, "html-data-what": e.what },
        t.span({ className: "desk-quiet" }, e.at, e.version ? t.span(null, t.br(), e.version > 1 ? `version ${e.version - 1} to ${e.version}` : "version 1") : null),
        t.div(null,
            t.p(null, e.who ? [t.strong(null, e.who), " "] : null, says(e), "."),
            e.why.length ? t.p(null, "Why: ", e.why.join("; "), ".") : null,
            e.kind == "letter" ? null : e.words.map((w) => t.p({ className: "desk-history-words desk-quiet", textContent: w })),
            e.marks ? drawnParts(e.marks) : null,
            e.link ? t.p(null, t.a({ href: "#/desk/" + e.link }, "More about this")) : null));
}

export async function historyPage(route) {
    const id = route.params.id;
    app.store.title = "History of a story";
    const data = store({ found: null, error: null });
    const trail = [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/stories/" + id }, "A story"), here("Its history")];
    async function load(query) {
        try {
            data.found = await ask(`/stories/${id}/history${query}`);
            return true;
        } catch (err) {
            data.error = { status: err.status, message: err.response?.message || "" };
            if (err.status != 404 && err.status != 410) {
                show(err);
            }
            return false;
        }
    }
    async function turn(page) {
        if (await load("?page=" + page)) {
            document.getElementById("desk_history_list")?.focus();
        }
    }
    // print shows everything first: paper has no next page to ask for.
    async function print() {
        if (await load("?all=1")) {
            setTimeout(() => window.print(), 100);
        }
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk/stories/" + id), "?": openKeys,
        "j": () => data.found?.page < data.found?.pages && turn(data.found.page + 1), "k": () => data.found?.page > 1 && turn(data.found.page - 1), "p": print });
    await load("?page=1");
    return frame({ trail, onunmount: stop,
        buttons: [t.button({ type: "button", id: "desk_print", className: "btn sm transparent secondary", onclick: print, ariaLabel: "Print all of it" },
            t.i({ className: "ri-printer-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Print")), keysButton()] },
    () => {
        if (data.error && !data.found) {
            return data.error.status == 410 ? note("ri-arrow-go-back-line", "This story is gone", data.error.message, backLink())
                : note("ri-search-line", "The history could not be read", "Nothing was changed.", backLink());
        }
        return whole(data.found, turn);
    });
}

function whole(h, turn) {
    return t.div({ className: "wrapper lg desk-disclosures", "html-data-history": h.id },
        t.div({ className: "desk-lead" }, t.h2({ className: "desk-small-title" }, h.title), t.p(null, `Story ${h.id}, version ${h.version}. Now: ${stateWords[h.state] || h.state}. `,
            `${h.total} ${h.total == 1 ? "thing" : "things"} happened. What others did is here without their addresses. The record of acts is chained: “candour doctor” finds out whoever changes it.`)),
        h.overall ? t.details({ className: "desk-card", id: "desk_overall" }, t.summary(null, "The author’s first words against those that stand, word by word"), drawnParts(h.overall)) : null,
        h.lost ? t.p({ className: "desk-quiet" }, "The words were changed. How they read before is not kept any more: it goes six months after publication.") : null,
        t.ol({ className: "desk-history", id: "desk_history_list", tabIndex: -1, ariaLabel: `What happened, page ${h.page} of ${h.pages}`, start: 1 }, h.entries.map(entry)),
        h.pages > 1 ? t.nav({ className: "desk-pages", ariaLabel: "Pages of the history" },
            t.button({ type: "button", id: "desk_before", className: "btn sm secondary", disabled: h.page <= 1, onclick: () => turn(h.page - 1) }, t.span({ className: "txt" }, "Before")),
            t.span(null, `Page ${h.page} of ${h.pages}`),
            t.button({ type: "button", id: "desk_after", className: "btn sm secondary", disabled: h.page >= h.pages, onclick: () => turn(h.page + 1) }, t.span({ className: "txt" }, "After"))) : null);
}
