// "Wrong": a moderator says that a mark is none. Its kind is counted; neither the
// words nor the story are kept.
import { ask, kindWords, show } from "./desk.js";

// told are the marks that were said to be wrong, for as long as this tab lives.
const told = new Set();

const keyOf = (m) => JSON.stringify([m.where, m.kind, m.text, m.start]);

export function wrongButton(m) {
    const data = store({ told: told.has(keyOf(m)) });
    return t.button(
        {
            type: "button", className: "desk-wrong", disabled: () => data.told,
            ariaLabel: () => (data.told ? "Counted" : "Wrong?") + ` ${kindWords[m.kind] || m.kind}: “${m.text}”`,
            onclick: async () => {
                data.told = true;
                try {
                    await ask("/hints/wrong", { kind: m.kind });
                    told.add(keyOf(m));
                } catch (err) {
                    data.told = false;
                    show(err);
                }
            },
        },
        () => (data.told ? "Counted" : "Wrong?"));
}
