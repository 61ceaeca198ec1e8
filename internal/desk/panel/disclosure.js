// One request for a private detail: its record, a senior moderator's decision, and
// the one look that the moderator who asked may have.
import { ask, backTo, keys, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { password, tick, words, wrong } from "./disclose.js";
import { disclosureWords, fieldWords, recipientWords } from "./disclosures.js";

// seenFor is how long a shown detail stays on the screen, at most.
const seenFor = 5 * 60 * 1000;

export async function disclosurePage(route) {
    const id = route.params.id;
    app.store.title = "A private detail";
    const data = store({ turn: 0, busy: false, value: "", seen: false, password: "", words: "", quietAgreed: false });
    let d = null, timer;

    async function load() {
        try {
            d = (await ask("/disclosures/" + id)).disclosure;
        } catch (err) {
            d = null;
            show(err);
        }
        data.turn++;
    }

    // hide takes the value off the screen and out of this page's memory.
    function hide() {
        clearTimeout(timer);
        data.value = "";
        backTo({}, "desk_disclosure");
    }

    async function act(verb, body, said) {
        if (data.busy) {
            return null;
        }
        data.busy = true;
        app.store.errors = null;
        try {
            const done = await ask(`/disclosures/${id}/${verb}`, body);
            data.words = "";
            if (said) {
                app.toasts.success(said);
            }
            return done;
        } catch (err) {
            wrong(err);
            if (err.status != 422) {
                await load();
            }
            return null;
        } finally {
            data.password = "";
            data.busy = false;
        }
    }

    async function decide(verb, body, said) {
        const done = await act(verb, body, said);
        if (done) {
            d = done.disclosure;
            data.turn++;
            backTo({}, "desk_disclosure"); // what was pressed is gone
        }
    }

    async function look() {
        const done = await act("show", { password: data.password });
        if (!done) {
            return;
        }
        await load();
        data.value = done.value;
        data.seen = true;
        backTo({}, "desk_once_hide");
        timer = setTimeout(hide, seenFor);
    }

    await load();
    const stop = keys({ "u": () => (window.location.hash = "#/desk/disclosures"), "?": openKeys });
    return frame(
        {
            trail: [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/disclosures" }, "Private details"), here("One request")],
            onunmount: () => {
                hide();
                data.password = "";
                stop();
            },
        },
        () => {
            data.turn;
            if (!d) {
                return note("ri-search-line", "There is no such request", "It may be that the address is wrong.", backLink());
            }
            return t.div({ className: "wrapper sm desk-form desk-disclosure", "html-data-disclosure": d.id, "html-data-state": d.state },
                t.div({ className: "desk-heading", id: "desk_disclosure", tabIndex: -1 }, t.span({ className: "label" }, disclosureWords[d.state])),
                () => (data.value ? once(data.value, hide) : data.seen ? t.p({ className: "desk-quiet", role: "status" }, "It was shown once and is not shown again.") : null),
                facts(d),
                d.mayDecide ? decision(d, data, decide) : null,
                d.maySee ? oneLook(data, look) : null,
                d.mayReview ? review(data, decide) : null,
                waits(d));
        },
    );
}

// once shows the value, and nothing else ever does.
function once(value, hide) {
    return t.section({ className: "desk-once", role: "alert", ariaLabel: "The private detail" },
        t.p(null, "This is shown once. Pass it on now, to nobody but the one it is for. It goes from the screen after 5 minutes."),
        t.p({ className: "desk-once-value", id: "desk_once", textContent: value }),
        t.button({ type: "button", className: "btn", id: "desk_once_hide", onclick: hide }, t.span({ className: "txt" }, "I have passed it on. Hide it")));
}

function facts(d) {
    const rows = [
        ["Story", d.story ? t.a({ href: "#/desk/stories/" + d.story }, d.story) : "Erased by its author"],
        ["Detail", fieldWords[d.field]],
        ["For", d.recipient ? `${d.recipient} (${recipientWords[d.recipientKind]})` : recipientWords[d.recipientKind]],
        ["Asked by", `${d.askedBy}, ${d.asked}`],
        ["Why", d.reason],
        ["Decided by", d.decidedBy && `${d.decidedBy}, ${d.decided}`],
        ["Why not", d.refusal],
        ["Over", d.until],
        ["Shown", d.shown],
        ["Looked for, and not there", d.empty],
        ["Author told", d.told || (d.reviewDue ? "not yet: two moderators believe that it would add danger" : "")],
        ["Why not told", d.quiet],
        ["Looked at again", d.reviewed && `${d.reviewedBy}, ${d.reviewed}`],
        ["Why still not", d.reviewWords],
        ["Next look", d.reviewDue],
    ];
    return t.dl({ className: "desk-facts" }, rows.filter(([, v]) => v).map(([k, v]) => [t.dt(null, k), t.dd(null, v)]));
}

function decision(d, data, decide) {
    return t.section({ className: "desk-card desk-form" }, t.h2({ className: "desk-small-title" }, "Your decision"),
        t.p(null, "Agree only if you believe it too: somebody is at immediate risk of serious harm or death, and this detail helps."),
        d.quiet ? tick("quietAgreed", "I agree that telling the author would put somebody in more danger.", data) : null,
        t.form({ className: "desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                decide("agree", { password: data.password, quietAgreed: data.quietAgreed }, "Agreed. The one who asked has 30 minutes.");
            } },
        password(data),
        button("desk_agree", "I agree", "", data)),
        t.form({ className: "desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                decide("refuse", { words: data.words, quietAgreed: data.quietAgreed }, "Refused. Nothing is shown.");
            } },
        words("words", "Or say why not", "It is kept with the record, and the author reads it.", data),
        button("desk_refuse", "I refuse", "secondary", data)));
}

function oneLook(data, look) {
    return t.form({ className: "desk-card desk-form",
        onsubmit: (e) => {
            e.preventDefault();
            look();
        } },
    t.h2({ className: "desk-small-title" }, "See it, once"),
    t.p(null, "Have the phone in your hand first. It is shown once, and only to you."),
    password(data),
    button("desk_show", "Show it once", "", data));
}

function review(data, decide) {
    return t.section({ className: "desk-card desk-form" }, t.h2({ className: "desk-small-title" }, "Is it still better not to tell the author?"),
        t.div({ className: "desk-buttons" },
            t.button({ type: "button", id: "desk_tell", className: "btn", disabled: () => data.busy,
                onclick: () => decide("review", { tell: true, words: data.words }, "The author is told within minutes.") },
            t.span({ className: "txt" }, "Tell the author now"))),
        t.form({ className: "desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                decide("review", { tell: false, words: data.words }, "Kept. It is looked at again in 30 days.");
            } },
        words("words", "Or say why not yet", "It is looked at again in 30 days.", data),
        button("desk_keep_quiet", "Not yet", "secondary", data)));
}

function waits(d) {
    if (d.state == "waiting" && !d.mayDecide) {
        return t.p({ className: "desk-quiet" }, "A senior moderator who did not ask for it decides. They were told by letter; ring them if you can. This page can be loaded again to see whether they have.");
    }
    if (d.state == "agreed" && !d.maySee) {
        return t.p({ className: "desk-quiet" }, "Only the one who asked sees it.");
    }
    return null;
}

function button(id, label, kind, data) {
    return t.div({ className: "desk-buttons" }, t.button({ type: "submit", id, className: () => `btn ${kind} ${data.busy ? "loading" : ""}`, disabled: () => data.busy },
        t.span({ className: "txt" }, label)));
}
