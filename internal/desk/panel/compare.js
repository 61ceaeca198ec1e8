// What moderators changed, word by word.
import { ask, show } from "./desk.js";
import { drawnParts } from "./live_compare.js";

// compareCard stands under the words.
export function compareCard(s) {
    const data = store({ edited: null });
    ask(`/stories/${s.id}/compare`).then((found) => (data.edited = found.edited)).catch(show);
    return t.div({ id: "desk_compare" }, () => {
        const changes = data.edited ? drawnParts(data.edited) : [];
        return changes.length ? t.details({ className: "desk-card" }, t.summary(null, "What was changed, word by word"), changes) : null;
    });
}
