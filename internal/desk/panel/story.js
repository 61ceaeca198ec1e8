// One story, whole: what is typed and kept, and what may be decided. How it is drawn is
// in story_parts.js.
import { ask, keys, mind, same, show } from "./desk.js";
import { claimOf } from "./claim.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { openReject } from "./decide.js";
import { openAsk } from "./message.js";
import { openAskService } from "./questions.js";
import { openAddService } from "./add_service.js";
import { follow, newReasons, sentReasons } from "./edit_reasons.js";
import { liveCompare } from "./live_compare.js";
import { fetchCopy, workingCopy } from "./working_copy.js";
import { merged } from "./clash.js";
import { bar, looseEnds, whole } from "./story_parts.js";

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
    const data = store({ state: "loading", message: "", clash: null, busy: false, shown: false, sure: "", turn: 0, restored: "" });
    let stored = null; // the story as the server last told it
    let base = null; // the story as it was when the moderator began to type
    let why = null; // a store: why each change was made
    let form = null; // a store: the story as the moderator has it
    let live = null; // what is typed, compared with what it came from
    let following = null; // puts reasons on the changes as they come and go

    const raw = () => formRaw(form);
    const dirty = () => !!form && !same(raw(), formOf(stored));

    // take puts a story on the page. What was typed before and not saved comes back with it.
    function take(story, keepTyped) {
        const typed = keepTyped ? mind().typed.get(key) : null;
        stored = typed ? { ...story, version: typed.version } : story;
        base = typed?.was || formOf(story);
        form = store(typed ? typed.form : formOf(story));
        why = newReasons(typed?.rows);
        following?.unwatch();
        live = liveCompare(stored, form);
        following = watch(() => live.data.turn, (turn) => turn && followed());
        if (!typed) {
            mind().typed.delete(key);
            data.restored = "";
        }
        data.clash = typed && typed.version != story.version
            ? clashWith(story, "This story was changed while your own changes waited here unsaved. Nothing of yours is lost.") : null;
        data.sure = "";
        data.shown = !story.urgent || !story.open || mind().opened.has(id);
        data.state = "open";
        data.turn++;
    }

    // followed puts the reasons on the changes as they are now, and says so once they are drawn.
    function followed() {
        const reasonsOf = why, words = live.data.words;
        follow(why, live.data.edit);
        requestAnimationFrame(() => requestAnimationFrame(() => (reasonsOf.ui.words = words)));
    }

    const clashWith = (story, message) => ({ message, stored: story, base, mine: raw(), theirs: formOf(story), chosen: false });

    // keep goes on with both: a colleague's version, and what the moderator changed on
    // top of it. What both changed stays shown, to be put together by hand.
    function keep() {
        const { stored: story, base: began, theirs } = data.clash, mine = raw(), clash = { ...data.clash, mine, chosen: true };
        mind().typed.set(key, { version: story.version, was: formOf(story), form: merged(began, mine, theirs).form, rows: why.rows });
        take(story, true);
        data.clash = clash;
    }

    // takeTheirs puts what is stored into the form. What the moderator typed stays shown.
    function takeTheirs() {
        const clash = { ...data.clash, mine: raw(), chosen: true };
        take(clash.stored, false);
        data.clash = clash;
    }

    // put takes one part of either version into the form.
    function put(field, value) {
        form[field] = JSON.parse(JSON.stringify(value));
        typed();
    }

    // changedMeanwhile shows what a colleague or the author did while the moderator types.
    function changedMeanwhile(found, err) {
        if (data.busy || data.clash || data.state != "open") {
            return;
        }
        if (err) {
            return gone(err);
        }
        if (found.stored.version == stored.version) {
            return; // it was this page itself
        }
        data.sure = "";
        if (!dirty()) {
            take(found.stored, false);
            return app.toasts.info("Somebody else changed this story. You see it as it is now.");
        }
        data.clash = clashWith(found.stored, found.message);
        claim.look();
    }

    // typed remembers what is not saved yet, for as long as this tab lives.
    function typed() {
        data.sure = "";
        if (dirty()) {
            mind().typed.set(key, { version: stored.version, was: base, form: raw(), rows: why.rows });
        } else {
            mind().typed.delete(key);
        }
        live.typed();
    }

    async function load() {
        try {
            const [story, found] = await Promise.all([ask("/stories/" + id), fetchCopy(id, key)]);
            if (found.there) {
                copy.known();
            }
            take(story, true);
            data.restored = mind().typed.has(key) || found.begun ? found.saved : "";
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
        copy.stop();
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
        if (data.clash && !data.clash.chosen) { // first it is said how to go on
            app.modals.close(null, true);
            document.getElementById("desk_clash")?.focus();
            return null;
        }
        data.busy = true;
        app.store.errors = null;
        let saved = false;
        try {
            await copy.pause();
            await live.settle().catch(() => {}); // the reasons are for the changes as they are now
            follow(why, live.data.edit);
            const done = await ask(`/stories/${id}/${verb}`, { ...changes(), ...more });
            saved = true;
            mind().typed.delete(key);
            take(done.story, false);
            return done;
        } catch (err) {
            if (err.status == 409) {
                data.sure = "";
                data.clash = clashWith(err.response.stored, err.response.message);
                claim.look();
                app.modals.close(null, true);
                document.querySelector(".page-desk .page-content")?.scrollTo({ top: 0 });
            } else {
                if (err.status == 410 || err.status == 404) {
                    app.modals.close(null, true);
                }
                gone(err);
                if (app.store.errors?.reasons) { // it is asked for on the page, not in a dialog over it
                    app.modals.close(null, true);
                    document.getElementById("desk_reasons")?.scrollIntoView({ block: "center" });
                }
            }
            return null;
        } finally {
            data.busy = false;
            copy.resume(saved);
        }
    }

    const copy = workingCopy(id, key, () => (data.state == "open" && stored?.open
        ? { version: stored.version, form: raw(), was: base, rows: why.rows } : null), changedMeanwhile);

    // discard throws away what was typed and not saved, here and on the server.
    async function discard() {
        try {
            await copy.discard();
            take(data.clash?.stored || { ...(await ask("/stories/" + id)) }, false);
            data.restored = "";
            app.toasts.success("Thrown away. The story is as it is stored.");
        } catch (err) {
            gone(err);
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

    const askService = () => stored?.open && openAskService(key, stored, dirty(), async (body) => {
        if (await act("ask-service", body)) {
            app.toasts.success("Asked. The story waits for the service.");
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

    const claim = claimOf(key);
    const focusOn = (field) => () => document.getElementById(field)?.focus();
    const ready = (f) => () => data.state == "open" && data.shown && stored?.open && claim.free() && f();
    const stop = keys({
        "j": () => next(1), "k": () => next(-1), "u": () => (window.location.hash = "#/desk"), "?": openKeys,
        "e": ready(focusOn("desk_text")), "i": ready(focusOn("desk_title")), "n": ready(focusOn("desk_screenName")),
        "t": ready(focusOn("desk_good")), "s": ready(focusOn("desk_services")), "c": ready(focusOn("desk_reasons")),
        "h": () => (window.location.hash = `#/desk/stories/${id}/history`),
        "a": ready(question), "r": ready(reject), "l": ready(claim.notToday),
        "mod+s": ready(save), "mod+Enter": ready(publish),
    });

    const on = { typed, take, keep, takeTheirs, put, endClash: () => (data.clash = null), discard, save, publish, notice, reject, question, askService, dirty, addService };

    await load();
    if (stored?.open) {
        await claim.start();
    }

    return frame(
        {
            trail: [t.a({ href: "#/desk" }, "Moderation desk"), here("A story")],
            buttons: [stored?.open ? claim.button() : null, keysButton()],
            footer: () => {
                data.turn; // a new story is a new page
                return data.state == "open" && data.shown && stored?.open ? claim.bar(() => bar(stored, form, data, on)) : null;
            },
            onunmount: () => {
                stop();
                claim.stop();
                following?.unwatch();
                copy.stop();
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
            if (!data.shown) {
                return careFirst();
            }
            return whole({ s: stored, form, why, live, copy, data, on });
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

