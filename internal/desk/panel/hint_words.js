// The words that this site's marks were taught: those they should know, and those they
// should leave alone. And how often a mark was said to be wrong.
import { ask, keys, kindWords, once, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

export async function hintWordsPage() {
    app.store.title = "Words for marks";
    const data = store({ words: [], wrong: [], kinds: [], kind: "name", word: "", how: "add", busy: false });
    const take = (answer) => Object.assign(data, { words: answer.words, wrong: answer.wrong, kinds: answer.kinds });
    const trail = [t.a({ href: "#/desk" }, "Moderation desk"), here("Words for marks")];
    try {
        take(await ask("/hints"));
    } catch (err) {
        show(err);
        return frame({ trail }, note("ri-wifi-off-line", "The words could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });

    // change sends one change and shows the list as it is then.
    const change = (path, body) => once(data, async () => take(await ask(path, body)));

    const teach = async (e) => {
        e.preventDefault();
        if (await change("/hints/teach", { kind: data.kind, word: data.word, ignore: data.how == "ignore" })) {
            app.toasts.success(`“${data.word.trim()}” is on the list.`);
            data.word = "";
            document.getElementById("desk_teach_word")?.focus();
        }
    };

    return frame({ trail, onunmount: stop },
        t.div({ className: "wrapper lg desk-hint-words" },
            t.p({ className: "desk-lead" }, "Marks are hints, and some are wrong. Add a word they should know, or one they should leave alone here: a ward, a team, a nickname of the hospital. "
                + "Urgent words that count only in one sentence are joined with a plus: padlock + fridge. Every story that is opened from now on is read with these words. Never put an author’s name on this list: it stays when the story goes."),
            form(data, teach),
            t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "The list"), () => list(data, change)),
            t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "Marks that were wrong, in 12 months"), () => wrong(data))));
}

function form(data, teach) {
    const choice = (id, label, field, options) => t.div({ className: "field" },
        t.label({ htmlFor: id }, label),
        t.select({ id, name: field, onchange: (e) => (data[field] = e.target.value) },
            options.map(([value, words]) => t.option({ value, selected: () => data[field] == value }, words))));
    return t.form({ className: "desk-form desk-teach", onsubmit: teach },
        t.div({ className: "field" },
            t.label({ htmlFor: "desk_teach_word" }, "Word, or a few words"),
            t.input({ id: "desk_teach_word", name: "word", type: "text", maxLength: 80, autocomplete: "off", value: () => data.word,
                oninput: (e) => (data.word = e.target.value) })),
        choice("desk_teach_how", "The marks should", "how", [["add", "know it"], ["ignore", "leave it alone"]]),
        choice("desk_teach_kind", "As", "kind", data.kinds.map((k) => [k, kindWords[k] || k])),
        t.div({ className: "desk-buttons" }, t.button({ className: "btn", id: "desk_teach", disabled: () => data.busy },
            t.span({ className: "txt" }, "Put it on the list"))));
}

function list(data, change) {
    if (!data.words.length) {
        return t.p({ className: "desk-quiet" }, "Nothing yet. Words come here when a moderator puts them on the list.");
    }
    return t.ul({ className: "desk-taught" }, data.words.map((w) => t.li({ "html-data-word": w.word },
        t.span(null, t.strong(null, w.word), " ", t.span({ className: "desk-quiet" },
            `${w.ignore ? "never marked as" : "marked as"}: ${(kindWords[w.kind] || w.kind).toLowerCase()}. `
            + (w.id ? `${w.by}, ${w.at}` : "A word of the region."))),
        w.id ? t.button({ type: "button", className: "btn sm secondary", ariaLabel: `Take off: “${w.word}”`,
            onclick: () => change(`/hints/${w.id}/forget`, {}) }, t.span({ className: "txt" }, "Take off")) : null)));
}

function wrong(data) {
    if (!data.wrong.length) {
        return t.p({ className: "desk-quiet" }, "No mark was said to be wrong. “Wrong?” stands beside each mark of a story.");
    }
    return t.dl({ className: "desk-facts" }, data.wrong.map((w) => [t.dt(null, kindWords[w.kind] || w.kind), t.dd(null, w.count)]));
}
