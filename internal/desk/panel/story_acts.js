// What may be decided about one story, and where one goes on afterwards.
import { ask, backTo, leave, placeOf, show, toFirstWrong } from "./desk.js";
import { asksOnceMore, goTo, looseEnds, mustDo } from "./before_publish.js";
import { openReject } from "./decide.js";
import { openAsk } from "./message.js";
import { givesBack, openAskSenior } from "./ask_senior.js";
import { openAskService } from "./questions.js";
import { openAddService } from "./add_service.js";
import { waitsWords } from "./looks.js";

export function actsOn(work, id, key, data) {
    // held goes to the first thing that must be done before this may be decided, and says
    // whether there is one. Nothing is asked of the server that it would refuse.
    async function held(verb) {
        return data.busy || !work.stored?.open || stopped(verb);
    }

    async function stopped(verb) {
        if (verb != "reject") {
            await work.settled();
        }
        if (!work.form) {
            return true; // its author took it back meanwhile
        }
        const stops = (v) => verb == "publish" || v.at == "desk_clash" || (v.reason && verb != "reject");
        const first = mustDo(work.stored, work.form, work.why, data.clash).find(stops);
        if (verb != "reject") {
            app.store.errors = first?.reason ? { reasons: { code: "invalid", message: first.reason } } : null;
        }
        if (first) {
            app.modals.close(null, true);
            setTimeout(() => goTo(first.at)); // after the panel has taken the focus from the window it closed
        }
        return !!first;
    }

    // act sends one act. It answers with what the server said, or with nothing
    // where it was refused; then every word is still on the page.
    async function act(verb, more) {
        const at = placeOf();
        if (await held(verb)) {
            return null;
        }
        data.busy = true;
        app.store.errors = null;
        let saved = false;
        try {
            await work.copy.pause();
            if (await stopped(verb)) { // what was typed or chosen while the copy was kept
                return null;
            }
            await keepKeyed();
            const done = await ask(`/stories/${id}/${verb}`, { ...work.changes(), ...more });
            saved = true;
            work.take(done.story, false);
            return done;
        } catch (err) {
            await refused(err);
            return null;
        } finally {
            data.busy = false;
            work.copy.resume(saved);
            backTo(at, "desk_bar");
        }
    }

    async function refused(err) {
        if (err.status == 409) {
            app.modals.close(null, true);
            work.clashed(err.response);
            document.querySelector(".page-desk .page-content")?.scrollTo({ top: 0 });
        } else if (err.status != 422) {
            if (err.status == 410 || err.status == 404) {
                app.modals.close(null, true);
            }
            work.gone(err);
        } else {
            app.checkApiError(err, false);
            await said(err);
        }
    }

    // said goes to what says why something was refused.
    async function said(err) {
        const { safety, reasons } = app.store.errors || {};
        if (safety || reasons) { // it is asked for on the page, not in a dialog over it
            app.modals.close(null, true);
        }
        if (safety) { // a colleague has opened it meanwhile
            work.stored.safety = (await ask("/stories/" + id)).safety;
            data.around++;
            setTimeout(() => goTo("desk_safety_open"), 50);
        } else if (reasons) {
            setTimeout(() => goTo("desk_reasons"));
        } else if (!(await toFirstWrong())) {
            show(err);
        }
    }

    const save = async () => {
        if (!work.dirty()) {
            return app.toasts.info("There is nothing to save.");
        }
        if (await act("edit")) {
            app.toasts.success("Saved. Nothing is decided yet.");
        }
    };
    // publish asks once more where something is left to look at. Only the button
    // that names it, not a second click or the key again, then publishes.
    const publish = async (sure, more) => {
        if (await held("publish")) {
            return;
        }
        if (!sure && looseEnds(work.stored, work.form).length) {
            data.sure = true;
            document.getElementById("desk_sure")?.focus();
            return;
        }
        const done = await act("publish", more);
        if (done) {
            leave(key, done.state == "approved" ? `Let through. ${waitsWords(done.story)}` : "Published.");
        }
    };
    // byKey scores by one key. It is stored with the next act, or when the page is left: until
    // then it can be taken back, because a stray key is no judgement.
    const byKey = (n) => {
        const { keyed, was, ...c } = work.stored.criticality;
        put({ ...c, score: n, keyed: true, was: keyed ? was : c.score });
    };
    const unkey = () => put({ ...work.stored.criticality, score: work.stored.criticality.was, keyed: false });
    const put = (criticality) => {
        const asked = asksOnceMore(work.stored, work.form, data);
        work.stored.criticality = criticality;
        data.around++;
        backTo({}, asksOnceMore(work.stored, work.form, data) ? "desk_sure" : asked ? "desk_publish" : "desk_bar"); // a number and Enter by mistake publish nothing
    };
    const score = async (n) => {
        try {
            put((await ask(`/stories/${id}/score`, { score: n })).criticality);
        } catch (err) {
            show(err);
        }
    };
    // keepKeyed stores what one key scored.
    async function keepKeyed() {
        const c = work.stored?.criticality;
        if (c?.keyed) {
            c.keyed = false;
            try {
                await ask(`/stories/${id}/score`, { score: c.score });
            } catch (err) {
                c.keyed = true;
                throw err;
            }
        }
    }
    const storeKeyed = () => keepKeyed().catch(show);
    // decide opens a window and leaves the story when what is written there was sent.
    const decide = (open, verb, words) => () => work.stored?.open && open(async (body) => {
        if (await act(verb, body)) {
            leave(key, words);
            return true;
        }
    });
    const reject = decide((send) => openReject("stories", key, (body) => send({ ...body, words: undefined, services: undefined, tags: undefined })), "reject", "Not published. The author is told why.");
    const question = decide((send) => openAsk(key, work.form, work.dirty(), work.stored.reachable, send), "ask", "Asked. The story waits for the author.");
    const senior = () => decide((send) => openAskSenior(key, work.stored, work.form, work.dirty(), send), "ask-senior",
        givesBack(work.stored) ? "Given back. It is to be read again." : "Asked. The story waits for a senior moderator.")();
    const askService = decide((send) => openAskService(key, work.stored, work.dirty(), send), "ask-service", "Asked. The story waits for the service.");

    // addService adds a service that no list has, and saves what else was changed.
    const addService = (link) => work.stored?.open && openAddService(key, work.stored, link, async (service) => {
        if (await act("add-service", { service })) {
            app.toasts.success("Added and linked. The story waits until the service is confirmed.");
            return true;
        }
    });
    return { save, publish, notice: () => publish(true, { notice: true }), score, key: byKey, unkey, storeKeyed, reject, question, senior, askService, addService };
}
