// One story, whole: its words and the marks in them, what its author said around
// them, and what may be decided.
import { actWords, ask, countWords, heldForWords, keys, mind, partWords, same, show, stateWords } from "./desk.js";
import { beside, left, sheet } from "./marks.js";
import { alikeCard } from "./alike.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { openReject } from "./decide.js";
import { danger, openAsk, talk } from "./message.js";
import { serviceField, tagFields } from "./fields.js";
import { criticalityCard } from "./criticality.js";
import { openAddService } from "./add_service.js";
import { looksCard } from "./looks.js";
import { newReasons, reasonsField, sentReasons } from "./edit_reasons.js";
import { closeCard } from "./close.js";
import { compareCard } from "./compare.js";

const toldForWords = {
    "self": "about themselves", "cared-for": "about someone they care for", "relative": "about a relative",
    "friend": "about a friend", "consented": "for someone who agreed to it",
};
const ageWords = { "adult": "an adult", "young-person": "a young person", "child": "a child" };
const most = 1000;

// formOf is what may be changed of a story, as the moderator has it before them.
function formOf(s) {
    return { title: s.words.title, text: s.words.text, screenName: s.words.screenName,
        good: [...s.tags.good], better: [...s.tags.better], feelings: [...s.tags.feelings],
        services: s.services.map((v) => ({ ...v })) };
}

export async function storyPage(route) {
    const id = route.params.id;
    const key = "stories/" + id;
    app.store.title = "A story to read";
    const data = store({ state: "loading", message: "", clash: null, busy: false, shown: false, sure: "", turn: 0 });
    let stored = null; // the story as the server last told it
    let why = null; // a store: why each part was changed
    let form = null; // a store: the story as the moderator has it

    const raw = () => formRaw(form);
    const dirty = () => !!form && !same(raw(), formOf(stored));

    // take puts a story on the page. What was typed before and not saved comes back with it.
    function take(story, keepTyped) {
        const typed = keepTyped ? mind().typed.get(key) : null;
        stored = typed ? { ...story, version: typed.version } : story;
        form = store(typed ? typed.form : formOf(story));
        why = newReasons();
        if (!typed) {
            mind().typed.delete(key);
        }
        data.clash = typed && typed.version != story.version ? { message: "This story was changed while your own changes waited here unsaved. Nothing of yours is lost.", stored: story } : null;
        data.sure = "";
        data.shown = !story.urgent || !story.open || mind().opened.has(id);
        data.state = "open";
        data.turn++;
    }

    // keep puts what the moderator typed on top of what a colleague has stored.
    function keep(story) {
        mind().typed.set(key, { version: story.version, form: raw() });
        take(story, true);
    }

    // typed remembers what is not saved yet, for as long as this tab lives.
    function typed() {
        data.sure = "";
        if (dirty()) {
            mind().typed.set(key, { version: stored.version, form: raw() });
        } else {
            mind().typed.delete(key);
        }
    }

    async function load() {
        try {
            take(await ask("/stories/" + id), true);
        } catch (err) {
            gone(err);
        }
    }

    // gone deals with a story that is not there any more: nothing of it stays on the page.
    function gone(err) {
        if (err.status != 410 && err.status != 404) {
            data.state = stored ? data.state : "failed";
            return show(err);
        }
        mind().typed.delete(key);
        stored = form = null;
        data.message = err.response?.message || "";
        data.state = err.status == 410 ? "gone" : "missing";
    }

    // changes are what the moderator changed, and the version it was changed from.
    function changes() {
        const now = raw(), was = formOf(stored), body = { version: stored.version };
        if (["title", "text", "screenName"].some((f) => now[f] != was[f])) {
            body.words = { title: now.title, text: now.text, screenName: now.screenName };
            body.reasons = sentReasons(why);
        }
        if (!same(now.services.map((s) => s.id), was.services.map((s) => s.id))) {
            body.services = now.services.map((s) => s.id);
        }
        if (["good", "better", "feelings"].some((k) => !same(now[k], was[k]))) {
            body.tags = { good: now.good, better: now.better, feelings: now.feelings };
        }
        return body;
    }

    // act sends one act. It answers with what the server said, or with nothing
    // where it was refused; then every word is still on the page.
    async function act(verb, more) {
        if (data.busy || !stored?.open) {
            return null;
        }
        data.busy = true;
        app.store.errors = null;
        try {
            const done = await ask(`/stories/${id}/${verb}`, { ...changes(), ...more });
            mind().typed.delete(key);
            take(done.story, false);
            return done;
        } catch (err) {
            if (err.status == 409) {
                data.sure = "";
                data.clash = { message: err.response.message, stored: err.response.stored };
                app.modals.close(null, true);
                document.querySelector(".page-desk .page-content")?.scrollTo({ top: 0 });
            } else {
                if (err.status == 410 || err.status == 404) {
                    app.modals.close(null, true);
                }
                gone(err);
            }
            return null;
        } finally {
            data.busy = false;
        }
    }

    const save = async () => {
        if (!dirty()) {
            return app.toasts.info("There is nothing to save.");
        }
        if (await act("edit")) {
            app.toasts.success("Saved. Nothing is decided yet.");
        }
    };
    // publish asks once more where something is left to look at. Only the button
    // that names it, not a second click or the key again, then publishes.
    const publish = async (sure) => {
        const loose = looseEnds(stored, form);
        if (loose && !sure) {
            data.sure = loose;
            document.getElementById("desk_publish_sure")?.focus();
            return;
        }
        letThrough(await act("publish"));
    };
    const letThrough = (done) => {
        if (done) {
            app.toasts.success(done.state == "approved" ? "Let through. It waits for its author, a service or the next opening." : "Published.");
            leave();
        }
    };
    const notice = async () => letThrough(await act("publish", { notice: true }));
    const reject = () => stored?.open && openReject("stories", key, async (body) => {
        if (await act("reject", { ...body, words: undefined, services: undefined, tags: undefined })) {
            app.toasts.success("Not published. The author is told why.");
            leave();
            return true;
        }
    });
    const question = () => stored?.open && openAsk(key, dirty(), stored.reachable, async (body) => {
        if (await act("ask", body)) {
            app.toasts.success("Asked. The story waits for the author.");
            leave();
            return true;
        }
    });

    // addService adds a service that no list has, and saves what else was changed.
    const addService = (link) => stored?.open && openAddService(key, stored, link, async (service) => {
        if (await act("add-service", { service })) {
            app.toasts.success("Added and linked. The story waits until the service is confirmed.");
            return true;
        }
    });

    // leave goes on to the queue when something was decided.
    function leave() {
        mind().order = mind().order.filter((k) => k != key);
        window.location.hash = "#/desk";
    }

    function next(by) {
        const order = mind().order, at = order.indexOf(key);
        const to = order[at < 0 ? 0 : at + by];
        if (to) {
            window.location.hash = "#/desk/" + to;
        }
    }

    const ready = (f) => () => data.state == "open" && data.shown && stored?.open && f();
    const stop = keys({
        "j": () => next(1), "k": () => next(-1), "u": () => (window.location.hash = "#/desk"), "?": openKeys,
        "e": ready(() => document.getElementById("desk_text")?.focus()),
        "a": ready(question), "r": ready(reject),
        "mod+s": ready(save), "mod+Enter": ready(publish),
    });

    const on = { typed, take, keep, save, publish, notice, reject, question, dirty, addService };

    await load();

    return frame(
        {
            trail: [t.a({ href: "#/desk" }, "Moderation desk"), here("A story")],
            buttons: [keysButton()],
            footer: () => {
                data.turn; // a new story is a new page
                return data.state == "open" && data.shown && stored?.open ? bar(stored, form, data, on) : null;
            },
            onunmount: stop,
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
            if (!data.shown) {
                return careFirst();
            }
            return whole(stored, form, why, data, on);
        },
    );

    // careFirst stands before a story that may be hard to read.
    function careFirst() {
        return note("ri-heart-line", "This one may be hard to read",
            `Words in it: ${stored.urgent.words.toLowerCase()}. Open it when you are ready. You can leave it for a colleague.`,
            t.div({ className: "desk-note-buttons" },
                t.button({ type: "button", className: "btn", id: "desk_open",
                    onclick: () => {
                        mind().opened.add(id);
                        data.shown = true;
                    },
                    onmount: (el) => el.focus(),
                }, t.span({ className: "txt" }, "Open the story")),
                backLink()));
    }
}

// formRaw is what a form holds, as plain values.
function formRaw(form) {
    return JSON.parse(JSON.stringify({ title: form.title, text: form.text, screenName: form.screenName,
        good: form.good, better: form.better, feelings: form.feelings, services: form.services }));
}

function whole(s, form, why, data, on) {
    // now is the story as it is stored, also where a colleague was quicker.
    const now = () => data.clash?.stored || s;
    return t.div(
        { className: "desk-story", "html-data-story": s.id, "html-data-version": s.version },
        () => (data.clash ? clash(data, on) : null),
        () => heading(now()),
        t.div(
            { className: "desk-columns" },
            t.div({ className: "desk-main" },
                t.div({ className: () => (isEdited(s, form) ? "desk-both" : "") },
                    words(s, form, on),
                    original(s, form)),
                reasonsField(s, form, why),
                compareCard(s, (words) => {
                    Object.assign(form, words);
                    on.typed();
                }),
                tagFields(form, s.open, on.typed),
                serviceField(s, form, on.typed, on.addService)),
            t.aside({ className: "desk-side", ariaLabel: "About this story" },
                card("Marks", () => beside(s.marks, form, (where) => "desk_" + where)),
                alikeCard(s.id),
                criticality(s),
                card("From the author", about(s)),
                card("Conversation with the author", () => talk(now(), on)),
                looksCard(s, on),
                closeCard(s),
                card("If somebody is in danger", danger(s)),
                card("What was done", () => record(now()))),
        ),
    );
}

function heading(s) {
    return t.div({ className: "desk-heading" },
        t.span({ className: "label" }, stateWords[s.state] || s.state, s.state == "held" && s.heldFor ? ": " + (heldForWords[s.heldFor] || s.heldFor) : ""),
        s.urgent ? t.span({ className: "label " + (s.urgent.band == "danger" ? "danger" : "warning") }, s.urgent.words) : null,
        s.unconfirmed && s.open ? t.span({ className: "label warning" }, "Waits for a service to be confirmed") : null,
        t.span({ className: "desk-quiet" }, `Story ${s.id}, told ${s.told}`, s.open && s.waiting != "just now" ? `, waiting ${s.waiting}` : ""),
    );
}

function words(s, form, on) {
    const set = (field) => (value) => {
        form[field] = value;
        on.typed();
    };
    const marksIn = (where) => () => s.marks.filter((m) => m.where == where);
    const line = (field, label) => t.div({ className: "field" },
        t.label({ htmlFor: "desk_" + field }, label),
        t.input({ id: "desk_" + field, name: field, type: "text", disabled: !s.open, autocomplete: "off",
            value: () => form[field], oninput: (e) => set(field)(e.target.value) }));
    return t.section({ className: "desk-words", ariaLabel: "The words as they stand" },
        t.h2({ className: "desk-small-title", hidden: () => !isEdited(s, form) }, s.open ? "As it would be published" : "As it stands"),
        line("title", "Title"),
        sheet({ id: "desk_text", name: "text", label: "Story", rows: 5, value: () => form.text, oninput: set("text"),
            marks: marksIn("text"), disabled: () => !s.open,
            hint: () => `${countWords(form.text).toLocaleString("en-GB")} of ${most.toLocaleString("en-GB")} words` }),
        line("screenName", "Screen name"));
}

const wordsDiffer = (s, form) => ["title", "text", "screenName"].some((f) => form[f] != s.words[f]);

// isEdited says whether the words before the moderator are other than the author's.
const isEdited = (s, form) => !!s.original || wordsDiffer(s, form);

// original shows the author's own words from the first change on. Until an edit is
// saved, those are the words that are stored.
function original(s, form) {
    const was = s.original || s.words;
    return t.section({ className: "desk-original", ariaLabel: "As the author sent it", hidden: () => !isEdited(s, form) },
        t.h2({ className: "desk-small-title" }, "As the author sent it"),
        t.h3(null, was.title),
        t.div({ className: "desk-read", textContent: was.text }),
        t.p({ className: "desk-quiet" }, was.screenName));
}

// criticality is kept in the story, so that the page shows it again after an act.
function criticality(s) {
    const data = store({ turn: 0 });
    return t.section({ className: "desk-card" }, () => {
        data.turn;
        return criticalityCard(s, (now) => {
            s.criticality = now;
            data.turn++;
        });
    });
}

function card(title, content) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, title), content);
}

function about(s) {
    const rows = [
        ["Told", toldForWords[s.toldFor] || s.toldFor],
        ["The person who had care", ageWords[s.ageGroup] || s.ageGroup],
        ["It happened", s.happened],
        ["Edits", s.showEditsFirst ? "wants to see them first" : "publish, and tell them"],
    ];
    return [
        t.dl({ className: "desk-facts" }, rows.map(([k, v]) => [t.dt(null, k), t.dd(null, v)])),
        s.tooOld ? t.p({ className: "desk-warn" }, "This is longer ago than stories are taken here.") : null,
        s.reasonWords ? t.p({ className: "desk-quiet" }, "Not published, and the author was told: " + s.reasonWords) : null,
    ];
}

function record(s) {
    if (!s.acts.length) {
        return t.p({ className: "txt-hint" }, "Nothing yet. You are the first to open it.");
    }
    return t.ol({ className: "desk-acts" }, [...s.acts].reverse().map((a) => t.li(null,
        t.span(null, t.strong(null, a.who), " ", actWords[a.what] || a.what, a.onResponse ? " a response" : "",
            a.changed.length && a.what == "edited" ? ": " + a.changed.map((c) => partWords[c] || c).join(", ") : "",
            a.why?.length ? ` (${a.why.join("; ")})` : ""),
        t.span({ className: "desk-quiet" }, a.at))));
}

// clash tells that a colleague, or the author, was quicker. Nothing is lost.
function clash(data, on) {
    const now = data.clash.stored;
    return t.div({ className: "alert warning desk-clash", role: "alert" },
        t.p(null, t.strong(null, data.clash.message)),
        t.details(null, t.summary(null, `What is stored now (${(stateWords[now.state] || now.state).toLowerCase()})`),
            t.h3(null, now.words.title), t.div({ className: "desk-read", textContent: now.words.text }), t.p(null, now.words.screenName)),
        t.div({ className: "desk-buttons" },
            now.open ? t.button({ type: "button", className: "btn sm", id: "desk_keep",
                onclick: () => on.keep(now) }, t.span({ className: "txt" }, "Keep my words, on top of this")) : null,
            t.button({ type: "button", className: "btn sm secondary", id: "desk_theirs", onclick: () => on.take(now, false) },
                t.span({ className: "txt" }, "Take what is stored"))));
}

// bar is where decisions are made.
function bar(s, form, data, on) {
    const button = (label, className, icon, act, id) => t.button(
        { type: "button", id, className: `btn ${className}`, disabled: () => data.busy, onclick: act },
        t.i({ className: icon, ariaHidden: "true" }), t.span({ className: "txt" }, label));
    return t.div({ className: "desk-bar", role: "group", ariaLabel: "Decide" },
        () => (data.sure ? askOnceMore(data, on) : null),
        t.p({ className: "desk-bar-hint" }, () => hint(s, form, on)),
        t.div({ className: "desk-buttons" },
            button("Reject", "transparent", "ri-close-line txt-danger", on.reject, "desk_reject"),
            button("Ask the author", "secondary", "ri-question-answer-line", on.question, "desk_ask"),
            button("Save without deciding", "secondary", "ri-save-line", on.save, "desk_save"),
            t.button({ type: "button", id: "desk_publish", className: "btn desk-publish", disabled: () => data.busy || !!data.sure, onclick: () => on.publish() },
                t.i({ className: "ri-check-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Publish"))));
}

// looseEnds says what a moderator may have missed, or nothing.
function looseEnds(s, form) {
    const n = left(s.marks, form).length;
    return [n ? `${n} ${n == 1 ? "mark" : "marks"} left` : "", form.services.length ? "" : "no service"].filter(Boolean).join(" and ");
}

// askOnceMore stands above the buttons, away from Publish, so that two quick
// clicks do not answer it.
function askOnceMore(data, on) {
    return t.div({ className: "desk-sure" },
        t.p({ id: "desk_sure" }, "Look once more before you publish."),
        t.button({ type: "button", id: "desk_publish_sure", className: "btn desk-publish", disabled: () => data.busy,
            "html-aria-describedby": "desk_sure", onmount: (el) => el.focus(), onclick: () => on.publish(true) },
            t.span({ className: "txt" }, `Publish with ${data.sure}`)));
}

// hint says what publishing would do, before it is done.
function hint(s, form, on) {
    const changed = on.dirty();
    if (!form.services.length) {
        return "No service is linked: nobody would be told of this story.";
    }
    if (form.services.some((v) => v.unconfirmed)) {
        return "One of its services is not confirmed yet. The story waits until it is, or until you link another.";
    }
    if (s.showEditsFirst && (wordsDiffer(s, form) || (s.original && !s.agreed))) {
        return "Publish shows the author the edits first. It is published when they agree, or after 3 working days.";
    }
    return changed ? "You have changes that are not saved." : "";
}
