// The stories in which somebody may be in danger, and that nobody has closed.
import { ask, keys, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";
import { toHandbook } from "./handbook.js";

export const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
export const goneTitle = "A story that its author took back, or that was taken down";

export async function safetyListPage() {
    app.store.title = "Somebody in danger";
    let found;
    try {
        found = (await ask("/safety")).cases;
    } catch (err) {
        show(err);
        return frame({ trail: [desk(), here("Somebody in danger")] },
            note("ri-wifi-off-line", "The list could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail: [desk(), here("Somebody in danger")], onunmount: stop },
        t.div({ className: "wrapper lg desk-disclosures" },
            t.p({ className: "desk-lead" }, "What is open until a colleague has agreed and every step is dealt with. The oldest first. ", toHandbook("safeguarding")),
            found.length ? t.ul({ className: "desk-rows" }, found.map((c) => t.li(null, t.a(
                { className: "desk-row", href: `#/desk/stories/${c.story}/safety`, "html-data-id": c.story },
                t.span({ className: "desk-row-main" },
                    t.strong({ className: "desk-row-title" }, c.title || goneTitle),
                    t.span({ className: "desk-row-about" }, `${c.outcome}. ${c.by} chose this.`)),
                t.span({ className: "desk-row-labels" },
                    c.agreed ? null : t.span({ className: "label warning" }, "A colleague has to look"),
                    t.span({ className: "label" }, c.left == 1 ? "1 step left" : `${c.left} steps left`)),
                t.span({ className: "desk-row-waiting" }, c.waiting))))) :
                t.p({ className: "desk-quiet" }, "Nobody is known to be in danger. A story comes here when a moderator chooses “Somebody may be in danger” beside it.")));
}
