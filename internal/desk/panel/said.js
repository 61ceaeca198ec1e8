// What organisations say on their pages in their own words, as moderators see it
// once everyone can, and how they take it off.
import { ask, once } from "./desk.js";

// saidCard lists them: all of them, or those of one service, which anew reads again.
export function saidCard(list, ofService) {
    const data = store({ list, busy: false });
    async function takeOff(v, reason) {
        await once(data, async () => {
            const { said } = await ask(`/own-words/${v.id}/take-off`, { reason });
            data.list = ofService ? await ofService() : said;
            app.toasts.success("Taken off. The organisation’s administrators see why.");
        });
    }
    return t.section({ className: "desk-card", id: "desk_said" }, t.h2({ className: "desk-small-title" }, ofService ? "What it says in its own words, latest first" : "What organisations say on their pages, latest first"),
        t.p({ className: "desk-quiet" }, "Everyone reads these words before you do."),
        () => (data.list.length ? t.ul({ className: "desk-rows desk-places" }, data.list.map((v) => t.li(null, said(v, data, takeOff))))
            : t.p({ className: "desk-quiet" }, "Nothing yet.")));
}

function said(v, data, takeOff) {
    return t.div({ className: "desk-place", "html-data-said": v.id }, t.a({ href: v.address, target: "_blank", rel: "noopener" }, v.page),
        t.p({ className: "desk-quiet" }, `${v.organisation}, ${v.at}`),
        v.words ? t.div({ className: "desk-read", textContent: v.words }) : t.p(null, "It took its words off."),
        v.takenAt ? t.p(null, t.strong(null, `${v.takenBy} took this off, ${v.takenAt}: `), v.reason) : null,
        v.stands ? off(v, data, takeOff) : null);
}

function off(v, data, takeOff) {
    const form = store({ reason: "" });
    return t.details({ className: "desk-more" }, t.summary(null, "Take it off the page"),
        t.form({ className: "desk-form", onsubmit: (e) => {
            e.preventDefault();
            takeOff(v, form.reason);
        } },
            t.div({ className: "field" }, t.label({ htmlFor: "desk_off_" + v.id }, "Why? The organisation’s administrators read this."),
                t.input({ id: "desk_off_" + v.id, name: "reason", type: "text", maxLength: 500, autocomplete: "off", value: () => form.reason, oninput: (e) => (form.reason = e.target.value) })),
            t.div(null, t.button({ type: "submit", className: "btn", disabled: () => data.busy }, t.span({ className: "txt" }, "Take it off")))));
}
