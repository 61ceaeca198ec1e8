// Stories that say the same as one, or seem to tell of the same. They are looked for
// apart from the story, by its words alone.
import { ask, stateWords } from "./desk.js";

export function alikeCard(id) {
    const data = store({ state: "looking", found: [] });
    ask(`/stories/${id}/alike`).then(
        (answer) => {
            data.found = answer.alike;
            data.state = "found";
        },
        () => (data.state = "failed"));
    // Nothing is said where nothing was found.
    return t.section({ className: "desk-card", id: "desk_alike", hidden: () => data.state == "looking" || (data.state == "found" && !data.found.length) },
        t.h2({ className: "desk-small-title" }, "Told before?"),
        () => {
            if (data.state == "failed") {
                return t.p({ className: "desk-quiet" }, "Other stories could not be compared just now.");
            }
            return t.ul({ className: "desk-acts" }, data.found.map((a) => t.li(null,
                t.a({ href: "#/desk/stories/" + a.id }, a.title),
                t.span({ className: "desk-quiet" }, `${stateWords[a.state] || a.state}. ` + (a.copy
                    ? `${a.percent}% of the words are the same.`
                    : "It may tell of the same episode in other words.")))));
        });
}
