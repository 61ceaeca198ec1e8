// What moderators changed, word by word, and what the author would say instead.
import { ask, show } from "./desk.js";

const partNames = [["title", "Title"], ["text", "Story"], ["screenName", "Screen name"]];

// drawn is one comparison: crossed out went, underlined is new.
const drawn = (pieces) => t.p({ className: "desk-compared" }, pieces.map((p) =>
    p.kind == "out" ? t.del(null, p.text) : p.kind == "in" ? t.ins(null, p.text) : t.span(null, p.text)));

const differs = (pieces) => pieces.some((p) => p.kind != "same");

function parts(marks) {
    return partNames.filter(([key]) => differs(marks[key])).map(([key, name]) => t.div(null, t.h3(null, name), drawn(marks[key])));
}

// compareCard stands under the words. take puts the author's words into the form.
export function compareCard(s, take) {
    const data = store({ found: null });
    ask(`/stories/${s.id}/compare`).then((found) => (data.found = found)).catch(show);
    return t.div({ id: "desk_compare" }, () => {
        if (!data.found) {
            return null;
        }
        const { edited, proposal } = data.found;
        const changes = edited ? parts(edited) : [];
        return t.div(null,
            proposal ? t.section({ className: "desk-card", id: "desk_proposal" },
                t.h2({ className: "desk-small-title" }, "The author proposes other words"),
                t.p({ className: "desk-quiet" }, `Against the words as they stand. Sent ${proposal.at}. If you publish them as they are, the author is not asked again.`),
                parts(proposal.marks),
                s.open ? t.button({ type: "button", id: "desk_take_proposal", className: "btn sm secondary", onclick: () => take(proposal.words) },
                    t.span({ className: "txt" }, "Take the author’s words")) : null) : null,
            changes.length ? t.details({ className: "desk-card" }, t.summary(null, "What was changed, word by word"), changes) : null);
    });
}
