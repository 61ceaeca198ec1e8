// Why each changed part was changed: asked for beside the words, read by the author.
import { reasons, same, show } from "./desk.js";

const partLabels = { title: "Why did you change the title?", text: "Why did you change the words?", screenName: "Why did you change the screen name?" };

// newReasons is an empty choice of reasons, for a story that was just opened.
export const newReasons = () => store({ list: null, chosen: {}, words: {}, wrong: "" });

// sentReasons is what goes to the server: a line for each reason of each part.
export function sentReasons(data) {
    return Object.entries(data.chosen).flatMap(([part, codes]) =>
        [...codes].map((code) => ({ part, code, words: code == "other" ? data.words[part] || "" : "" })));
}

// reasonsField shows a list of reasons under each part that differs from what is
// stored. It takes no space while nothing is changed.
export function reasonsField(s, form, data) {
    reasons().then((all) => (data.list = all.edits)).catch(show);
    const changed = () => Object.keys(partLabels).filter((f) => !same(form[f], s.words[f]));
    return t.div({ id: "desk_reasons", className: "desk-reasons" }, () => {
        if (!data.list || !s.open) {
            return null;
        }
        const parts = changed();
        return parts.length ? t.div({ className: "desk-card" },
            t.h2({ className: "desk-small-title" }, "The author reads why"),
            t.div({ className: "field-help error", id: "desk_wrong_reasons" }, () => app.store.errors?.reasons?.message || ""),
            parts.map((part) => choices(part, data))) : null;
    });
}

function choices(part, data) {
    const has = (code) => (data.chosen[part] || []).includes(code);
    const turn = (code, on) => {
        const rest = (data.chosen[part] || []).filter((c) => c != code);
        data.chosen = { ...data.chosen, [part]: on ? [...rest, code] : rest };
        app.utils.deleteByPath(app.store.errors || {}, "reasons");
    };
    return t.fieldset({ className: "desk-choice", "html-data-part": part }, t.legend(null, partLabels[part]),
        data.list.map((r) => t.div({ className: "field" },
            t.input({ type: "checkbox", className: "no-error", id: `desk_why_${part}_${r.code}`, checked: () => has(r.code), onchange: (e) => turn(r.code, e.target.checked) }),
            t.label({ htmlFor: `desk_why_${part}_${r.code}` }, r.label))),
        has("other") ? t.div({ className: "field" }, t.label({ htmlFor: `desk_why_words_${part}` }, "In a few words"),
            t.input({ id: `desk_why_words_${part}`, type: "text", autocomplete: "off", value: () => data.words[part] || "",
                oninput: (e) => (data.words = { ...data.words, [part]: e.target.value }) })) : null);
}
