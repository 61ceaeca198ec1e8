// What is typed on one story and not saved: the form, what it was begun on, why each
// change was made, and both versions where somebody was quicker.
import { ask, backTo, mind, placeOf, same, show } from "./desk.js";
import { follow, newReasons, sentReasons } from "./edit_reasons.js";
import { tagsAndServicesChanged } from "./fields.js";
import { liveCompare } from "./live_compare.js";
import { fetchCopy, formIn, openLetters, workingCopy } from "./working_copy.js";
import { merged } from "./clash.js";

// formOf is what may be changed of a story, as the moderator has it before them.
function formOf(s) {
    return { title: s.words.title, text: s.words.text, screenName: s.words.screenName,
        good: [...s.tags.good], better: [...s.tags.better], feelings: [...s.tags.feelings],
        services: s.services.map((v) => ({ ...v })) };
}

// typedStory holds a story as the server last told it (stored), the form (a store), the
// reasons of the changes (why) and how they compare (live). data is the page's own;
// quicker is called when somebody else has changed the story.
export function typedStory(id, key, data, quicker) {
    const work = { stored: null, form: null, why: null, live: null };
    let base = null; // the story as it was when the moderator began to type
    let following = null; // puts reasons on the changes as they come and go

    const raw = () => JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(formOf(work.stored)).map((k) => [k, work.form[k]]))));
    const dirty = () => !!work.form && !same(raw(), formOf(work.stored));

    // take puts a story on the page. What was typed before and not saved comes back with it.
    function take(story, keepTyped) {
        const typed = keepTyped ? mind().typed.get(key) : null;
        const at = work.stored && placeOf();
        work.stored = typed ? { ...story, version: typed.version } : story;
        base = typed?.was || formOf(story);
        work.form = store(typed ? typed.form : formOf(story));
        work.why = newReasons(typed?.rows, typed?.spare);
        following?.unwatch();
        work.live = liveCompare(work.stored, work.form);
        following = watch(() => work.live.data.turn, (turn) => turn && followed());
        if (!typed) {
            mind().typed.delete(key);
            data.restored = "";
        }
        data.clash = typed && typed.version != story.version
            ? clashWith(story, "This story was changed while your own changes waited here unsaved. Nothing of yours is lost.") : null;
        data.sure = false;
        data.shown = !story.urgent || !story.open || story.handled || mind().opened.has(id); // who looked after somebody has read it
        data.state = "open";
        data.turn++;
        if (at) {
            backTo(at, "desk_bar", "desk_heading");
        }
    }

    // followed puts the reasons on the changes as they are now, and says so once they are drawn.
    function followed() {
        const reasonsOf = work.why, words = work.live.data.words;
        follow(work.why, work.live.data.edit, tagsAndServicesChanged(work.stored, work.form));
        requestAnimationFrame(() => requestAnimationFrame(() => (reasonsOf.ui.words = words)));
    }

    const clashWith = (story, message) => ({ message, stored: story, base, mine: raw(), theirs: formOf(story), chosen: false });

    // goOn puts a version into the form, on top of what is stored. The clash stays shown,
    // so that what both changed is put together by hand.
    function goOn(form, rows, spare) {
        const clash = { ...data.clash, mine: raw(), chosen: true }, { stored: story, elsewhere } = clash;
        if (elsewhere) {
            work.copy.seen(elsewhere.over);
        }
        mind().typed.set(key, { version: story.version, was: elsewhere ? base : formOf(story), form, rows, spare });
        take(story, true);
        typed(); // it may be just what is stored
        data.clash = clash;
    }

    // keep goes on with both: the other version, and what was changed here on top of it.
    const keep = () => goOn(merged(data.clash.base, raw(), data.clash.theirs).form, work.why.rows, data.clash.elsewhere?.more?.rows);

    // takeTheirs puts the other version into the form. What was typed here stays shown.
    const takeTheirs = () => goOn(data.clash.theirs, data.clash.elsewhere?.more?.rows || [], work.why.rows);

    // put takes one part of either version into the form.
    function put(field, value) {
        work.form[field] = JSON.parse(JSON.stringify(value));
        typed();
    }

    function endClash() {
        data.clash = null;
        backTo({}, "desk_title");
    }

    // changedMeanwhile shows what a colleague, the author or the moderator themselves in
    // another tab did while the moderator types here.
    function changedMeanwhile(found, err) {
        if (data.busy || data.clash || data.state != "open") {
            return;
        }
        if (err) {
            return gone(err);
        }
        if (found.copy) {
            return typedElsewhere(found.copy, found.message);
        }
        if (found.stored.version == work.stored.version) {
            return; // it was this page itself
        }
        data.sure = false;
        if (!dirty()) {
            take(found.stored, false);
            return app.toasts.info("Somebody else changed this story. You see it as it is now.");
        }
        clashed(found);
    }

    function clashed(found) {
        data.sure = false;
        data.clash = clashWith(found.stored, found.message);
        quicker();
    }

    // typedElsewhere shows what the same moderator typed in another tab, unless it is the
    // same but for the reasons: those that were chosen only there are taken over.
    function typedElsewhere(copy, message) {
        const theirs = formIn(copy), letters = openLetters(copy);
        if (same(theirs, raw()) && !letters.length) {
            work.why.spare = copy.more?.rows || [];
            followed();
            return work.copy.seen(copy.over);
        }
        data.sure = false;
        data.clash = { ...clashWith(work.stored, message), theirs, letters, elsewhere: copy };
    }

    // typed remembers what is not saved yet, for as long as this tab lives.
    function typed() {
        data.sure = false;
        work.copy.newer();
        if (dirty()) {
            mind().typed.set(key, { version: work.stored.version, was: base, form: raw(), rows: work.why.rows, spare: work.why.spare });
        } else {
            mind().typed.delete(key);
        }
        work.live.typed();
    }

    async function load() {
        try {
            const [story, found] = await Promise.all([ask("/stories/" + id), fetchCopy(id, key)]);
            work.copy.seen(found.over);
            take(story, true);
            data.restored = found.saved;
        } catch (err) {
            gone(err);
        }
    }

    // gone deals with a story that is not there any more: nothing of it stays on the page.
    function gone(err) {
        if (err.status != 410 && err.status != 404) {
            data.state = work.stored ? data.state : "failed";
            return show(err);
        }
        mind().typed.delete(key);
        work.stored = work.form = null;
        work.copy.stop();
        data.message = err.response?.message || "";
        data.state = err.status == 410 ? "gone" : "missing";
    }

    // settled waits until the reasons are for the changes as they are now.
    async function settled() {
        await work.live.settle().catch(() => {});
        follow(work.why, work.live.data.edit, tagsAndServicesChanged(work.stored, work.form));
    }

    // changes are what the moderator changed, and the version it was changed from.
    function changes() {
        const now = raw(), was = formOf(work.stored), body = { version: work.stored.version, over: work.copy.over() };
        if (["title", "text", "screenName"].some((f) => now[f] != was[f])) {
            body.words = { title: now.title, text: now.text, screenName: now.screenName };
        }
        if (!same(now.services.map((s) => s.id), was.services.map((s) => s.id))) {
            body.services = now.services.map((s) => s.id);
        }
        if (["good", "better", "feelings"].some((k) => !same(now[k], was[k]))) {
            body.tags = { good: now.good, better: now.better, feelings: now.feelings };
        }
        if (body.words || body.services || body.tags) {
            body.reasons = sentReasons(work.why);
        }
        return body;
    }

    // discard throws away what was typed and not saved, here and on the server.
    async function discard() {
        try {
            // Read first and put on the page before anything is kept again: what is thrown
            // away must not be kept once more meanwhile.
            const stored = data.clash?.stored || { ...(await ask("/stories/" + id)) };
            await work.copy.discard(() => take(stored, false));
            app.toasts.success("Thrown away. The story is as it is stored.");
        } catch (err) {
            if (err.response?.copy) {
                return typedElsewhere(err.response.copy, err.response.message);
            }
            gone(err);
        }
    }

    const copy = workingCopy(id, key, () => (data.state == "open" && work.stored?.open
        ? { version: work.stored.version, form: raw(), was: base, rows: work.why.rows } : null), changedMeanwhile);
    const stop = () => {
        following?.unwatch();
        copy.stop();
    };
    return Object.assign(work, { copy, load, take, typed, dirty, changes, settled, clashed, gone, keep, takeTheirs, put, endClash, discard, stop });
}
