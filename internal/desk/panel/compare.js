// What moderators changed, word by word, and what the author would say instead.
import { ask, show } from "./desk.js";
import { drawnParts } from "./live_compare.js";

// compareCard stands under the words. take puts the author's words into the form.
export function compareCard(s, take) {
    const data = store({ found: null });
    ask(`/stories/${s.id}/compare`).then((found) => (data.found = found)).catch(show);
    return t.div({ id: "desk_compare" }, () => {
        if (!data.found) {
            return null;
        }
        const { edited, proposal } = data.found;
        const changes = edited ? drawnParts(edited) : [];
        return t.div(null,
            proposal ? t.section({ className: "desk-card", id: "desk_proposal" },
                t.h2({ className: "desk-small-title" }, "The author proposes other words"),
                t.p({ className: "desk-quiet" }, `Against the words as they stand. Sent ${proposal.at}. If you publish them as they are, the author is not asked again.`),
                drawnParts(proposal.marks),
                s.open ? t.button({ type: "button", id: "desk_take_proposal", className: "btn sm secondary", onclick: () => take(proposal.words) },
                    t.span({ className: "txt" }, "Take the author’s words")) : null) : null,
            changes.length ? t.details({ className: "desk-card" }, t.summary(null, "What was changed, word by word"), changes) : null);
    });
}
