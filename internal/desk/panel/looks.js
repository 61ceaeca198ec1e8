// Services that look at a story before it is published: what stands beside the
// story, and the page on which a senior moderator decides about a second look.
import { claimOf } from "./claim.js";
import { written } from "./decide.js";
import { ask, keys, leave, mind, once, show, step } from "./desk.js";
import { backLink, frame, here, keysButton, note, openKeys } from "./pages.js";
import { words, wrong } from "./disclose.js";
import { shown, takeOut } from "./names.js";

const lookWords = {
    waiting: (l) => `may look until ${l.due}`,
    asked: (l) => `asks for a second look: ${l.reason.toLowerCase()}. To be decided by ${l.decideBy}`,
    ahead: () => "said: go ahead",
    silence: () => "said nothing in its time",
    published: (l) => `asked for a second look (${l.reason.toLowerCase()}). ${l.decidedBy} found nothing to change`,
    "taken-up": (l) => `asked for a second look (${l.reason.toLowerCase()}). ${l.decidedBy} gave the story back to us`,
    ended: () => "does not need to look any more",
};

// looksCard tells beside a story which services look at it, and lets a senior
// moderator give all of them notice.
export function looksCard(s, on) {
    const data = store({ found: null, sure: false });
    ask(`/stories/${s.id}/looks`).then((found) => (data.found = found)).catch(show);
    return t.section({ className: "desk-card", id: "desk_looks", hidden: () => !data.found || !looks(data, s, on).some(Boolean) },
        t.h2({ className: "desk-small-title" }, "Services that look first"),
        () => (data.found ? looks(data, s, on) : null));
}

// waitsWords say for whom a story that was let through waits, and until when.
export function waitsWords({ waitsFor, until }) {
    const whom = { author: "It waits for the author", service: "It waits for a service", opening: "It is published when we open",
        us: "It waits until its services are confirmed and nobody is in danger" }[waitsFor];
    return whom + (!until ? "." : waitsFor == "opening" ? `, on ${until}.` : ` until ${until}.`);
}

function looks(data, s, on) {
    const { looks: list, willLook, notice, waitsFor, until, mayGiveNotice } = data.found;
    return [
        waitsFor ? t.p(null, waitsWords({ waitsFor, until })) : null,
        list.length ? t.ul({ className: "desk-acts" }, list.map((l) => t.li(null,
            t.span(null, t.strong(null, l.service), " ", lookWords[l.state](l), "."),
            l.state == "waiting" && !l.reached ? t.span({ className: "desk-quiet" }, "There is nobody to write to. The clock runs all the same.") : null,
            l.state == "asked" ? t.a({ href: "#/desk/second-looks/" + l.id }, "Read what it wrote") : null)))
            : (willLook.length ? t.p({ className: "desk-quiet" }, `Publish shows it to ${willLook.join(", ")} first, for 72 hours.`) : null),
        notice ? t.p({ className: "desk-quiet" }, "Every service in it gets five working days’ notice.") : null,
        mayGiveNotice && s.open ? t.div(null,
            t.p({ className: "desk-quiet" }, "Very serious? You can publish it with five working days’ notice to every service in it."),
            () => (data.sure
                ? t.button({ type: "button", id: "desk_notice_sure", className: "btn sm desk-publish", onmount: (el) => el.focus(), onclick: on.notice },
                    t.span({ className: "txt" }, "Publish after five working days"))
                : t.button({ type: "button", id: "desk_notice", className: "btn sm secondary", onclick: () => (data.sure = true) },
                    t.span({ className: "txt" }, "Give notice")))) : null,
    ];
}

// secondLookPage shows what one service has asked for, and takes what a senior moderator
// decides about it.
export async function secondLookPage(route) {
    app.store.title = "A second look";
    const data = store({ look: null, senior: false, failed: false });
    try {
        const found = await ask("/second-looks");
        data.look = found.looks.find((l) => l.id == route.params.id) || null;
        data.senior = found.senior;
    } catch (err) {
        data.failed = true;
        show(err);
    }
    const l = data.look, claim = claimOf("stories/" + l?.story), page = "second-looks/" + route.params.id;
    if (l?.mayDecide) {
        await claim.start();
    }
    const stop = keys({ "j": () => step(page, 1), "k": () => step(page, -1), "l": () => l?.mayDecide && claim.notToday(), "u": back, "?": openKeys });
    return frame({ trail: [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/second-looks" }, "Second looks"), here("One service")],
        buttons: [l?.mayDecide ? claim.button() : null, keysButton()], onunmount: () => {
            stop();
            claim.stop();
        } },
    t.div({ className: "wrapper sm" }, data.failed
        ? note("ri-wifi-off-line", "This could not be read", "Nothing was changed. Try again in a moment.", backLink())
        : l ? [t.p({ className: "desk-lead" }, "A service may ask once, for one of three reasons. It changes nothing by itself. "
            + (data.senior ? "You decide: the story goes on as it is, or it goes back to us, and we edit or refuse it by our own rules." : "A senior moderator decides.")),
            oneLook(l, claim)]
            : note("ri-checkbox-circle-line", "Nothing to decide here any more", "A colleague was quicker, or the author took the story back.", backLink())));
}

const back = () => (window.location.hash = "#/desk?show=second_looks");

function oneLook(l, claim) {
    const key = "look " + l.id, form = written(key, { outcome: "", answer: "", without: [] });
    async function send(e) {
        e.preventDefault();
        await once(form, async () => {
            await ask(`/looks/${l.id}/decide`, { outcome: form.outcome, answer: form.answer, without: form.without });
            mind().windows.delete(key);
            leave("second-looks/" + l.id, "Decided. The service is told, and so is the author.");
        }, wrong);
    }
    const option = (value, label) => t.div({ className: "field" },
        t.input({ type: "radio", className: "no-error", id: `desk_${value}_${l.id}`, name: "outcome", value, checked: () => form.outcome == value, onchange: () => (form.outcome = value) }),
        t.label({ htmlFor: `desk_${value}_${l.id}` }, label));
    return t.section({ className: "desk-card", "html-data-look": l.id },
        t.h2({ className: "desk-small-title" }, l.service),
        t.p(null, t.strong(null, l.reason), ` Asked ${l.asked}. `,
            t.span({ className: l.overdue ? "desk-warn" : "desk-quiet" }, l.overdue ? `Was to be decided by ${l.decideBy}.` : `To be decided by ${l.decideBy}.`)),
        shown(l.words, l.names, form),
        t.p(null, t.a({ href: "#/desk/stories/" + l.story }, "Read the story: " + l.title)),
        l.mayDecide ? t.form({ className: "desk-form", onsubmit: send },
            takeOut(l.names, form),
            t.fieldset({ className: "desk-choice" }, t.legend(null, "What do you decide?"),
                t.div({ className: "field-help error" }, () => app.store.errors?.outcome?.message || ""),
                option("published", "Nothing to change: it goes on as it is"),
                option("taken-up", "It goes back to us, to be read and edited once more")),
            words("answer", "Words to the service and the author", "Both read this. Everyone sees what you decided, not these words.", form),
            () => claim.bar(() => t.div({ className: "desk-buttons" },
                t.button({ type: "submit", id: "desk_decide_" + l.id, className: () => `btn ${form.busy ? "loading" : ""}`, disabled: () => form.busy },
                    t.span({ className: "txt" }, "Decide"))))) : null);
}
