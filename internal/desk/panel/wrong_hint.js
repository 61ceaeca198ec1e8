// "Wrong": a moderator says that a mark is none. Its kind is counted; neither the
// words nor the story are kept.
import { ask, kindWords, show } from "./desk.js";

// told are the marks that were said to be wrong, for as long as this tab lives.
const told = new Set();
const heard = store({ marks: 0 }); // what draws them is drawn anew

const keyOf = (m) => JSON.stringify([window.location.hash, m.where, m.kind, m.text, m.start]);

// isWrong says whether somebody at this desk has said so of a mark: it is looked at then.
export const isWrong = (m) => (heard.marks, told.has(keyOf(m)));

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
                    heard.marks++;
                } catch (err) {
                    data.told = false;
                    show(err);
                }
            },
        },
        () => (data.told ? "Counted" : "Wrong?"));
}
