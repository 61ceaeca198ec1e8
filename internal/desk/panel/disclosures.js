// The record of private details: what waits for a senior moderator, what the
// author has not been told, and everything there ever was.
import { ask, keys, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

export const fieldWords = { email: "E-mail address", postcode: "Postcode", ip: "Internet address" };
export const recipientWords = { service: "a service", police: "the police" };
export const disclosureWords = {
    waiting: "Waiting for a senior moderator", agreed: "Agreed, not shown yet", shown: "Shown", refused: "Refused",
    expired: "Agreed, and not looked at in time", empty: "Agreed, and there was no such detail", lapsed: "Nobody decided in time",
};

export async function disclosuresPage() {
    app.store.title = "Private details";
    let found;
    try {
        found = (await ask("/disclosures")).disclosures;
    } catch (err) {
        show(err);
        return frame({ trail: [desk(), here("Private details")] },
            note("ri-wifi-off-line", "The record could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    const open = found.filter((d) => d.state == "waiting" || d.state == "agreed");
    const quiet = found.filter((d) => d.reviewDue);
    return frame({ trail: [desk(), here("Private details")], onunmount: stop },
        t.div({ className: "wrapper lg desk-disclosures" },
            t.p({ className: "desk-lead" }, "Nobody here sees an author’s e-mail address, postcode or internet address. There is one exception: somebody is in immediate danger. "
                + "A moderator asks on the story’s page, a senior moderator agrees, and the one who asked sees one detail once."),
            section("Not decided or not shown yet", open, "Nobody is asking."),
            quiet.length ? section("Not told yet", quiet, "") : null,
            section("The record", found, "Nobody has ever asked to see a private detail.")));
}

const desk = () => t.a({ href: "#/desk" }, "Moderation desk");

function section(title, list, empty) {
    return t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, title),
        list.length ? t.ul({ className: "desk-rows" }, list.map((d) => t.li(null, row(d)))) : t.p({ className: "desk-quiet" }, empty));
}

function row(d) {
    return t.a({ className: "desk-row", href: "#/desk/disclosures/" + d.id, "html-data-id": d.id },
        t.span({ className: "desk-row-main" },
            t.strong({ className: "desk-row-title" }, `${fieldWords[d.field]} for ${recipientWords[d.recipientKind]}`),
            t.span({ className: "desk-row-about" }, `${d.askedBy} asked on ${d.asked}` + (d.decidedBy ? `, ${d.decidedBy} decided` : ""))),
        t.span({ className: "desk-row-labels" },
            t.span({ className: "label " + (d.mayDecide || d.maySee ? "warning" : "") }, disclosureWords[d.state]),
            d.reviewDue ? t.span({ className: "label " + (d.overdue ? "danger" : "") }, "Look again " + (d.overdue ? "now" : "on " + d.reviewDue)) : null),
        t.span({ className: "desk-row-waiting" }));
}
