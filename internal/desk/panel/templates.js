// The words that a question to an author or a service can begin with, in each language
// of the region. Those of the region stay; a site adds its own.
import { ask, keys, once, show } from "./desk.js";
import { wrong } from "./disclose.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

export async function templatesPage() {
    app.store.title = "Words for questions";
    const data = store({ templates: [], languages: [], asks: "author", language: "", label: "", text: "", busy: false });
    const take = (answer) => Object.assign(data, { templates: answer.templates, languages: answer.languages, language: data.language || answer.languages[0].code });
    const trail = [t.a({ href: "#/desk" }, "Moderation desk"), here("Words for questions")];
    try {
        take(await ask("/templates"));
    } catch (err) {
        show(err);
        return frame({ trail }, note("ri-wifi-off-line", "The words could not be read", "Nothing was changed. Try again in a moment.", backLink()));
    }
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    const change = (path, body) => once(data, async () => take(await ask(path, body)), wrong);
    const keep = async (e) => {
        e.preventDefault();
        if (await change("/templates", { asks: data.asks, language: data.language, label: data.label, text: data.text })) {
            app.toasts.success("It is on the list.");
            data.label = data.text = "";
            document.getElementById("desk_template_label")?.focus();
        }
    };
    return frame({ trail, onunmount: stop },
        t.div({ className: "wrapper sm" },
            t.p({ className: "desk-lead" }, "These words are put into the window when you choose them, to be read and changed before they are sent. Nothing is translated by itself: "
                + "write them in a language only if somebody here knows it well. Words with the same name take the place of the old ones."),
            form(data, keep),
            t.section({ className: "desk-card" }, t.h2({ className: "desk-small-title" }, "The list"), () => list(data, change))));
}

function form(data, keep) {
    const choice = (id, label, field, options) => t.div({ className: "field" },
        t.label({ htmlFor: id }, label),
        t.select({ id, name: field, onchange: (e) => (data[field] = e.target.value) },
            options.map(([value, words]) => t.option({ value, selected: () => data[field] == value }, words))));
    return t.form({ className: "desk-form", onsubmit: keep },
        choice("desk_template_asks", "It asks", "asks", [["author", "an author"], ["service", "a service"]]),
        choice("desk_template_language", "Language", "language", data.languages.map((l) => [l.code, l.name])),
        t.div({ className: "field" },
            t.label({ htmlFor: "desk_template_label" }, "Name in the list"),
            t.input({ id: "desk_template_label", name: "label", type: "text", maxLength: 100, autocomplete: "off", value: () => data.label, oninput: (e) => (data.label = e.target.value) })),
        t.div({ className: "field" },
            t.label({ htmlFor: "desk_template_text" }, "Words"),
            t.textarea({ id: "desk_template_text", name: "text", rows: 6, value: () => data.text, oninput: (e) => (data.text = e.target.value) })),
        t.div({ className: "desk-buttons" }, t.button({ className: "btn", id: "desk_template_keep", disabled: () => data.busy },
            t.span({ className: "txt" }, "Put it on the list"))));
}

function list(data, change) {
    const spoken = (m) => data.languages.find((l) => l.code == m.language)?.name || m.language;
    return t.ul({ className: "desk-acts" }, data.templates.map((m) => t.li({ "html-data-template": m.label },
        t.p(null, t.strong(null, m.label), " ", t.span({ className: "desk-quiet" },
            `${m.asks == "service" ? "To a service" : "To an author"}, ${spoken(m)}. ${m.own ? `${m.by}, ${m.at}` : "Words of the region."}`)),
        t.p({ className: "desk-read", "html-lang": m.language, textContent: m.text }),
        m.own ? t.button({ type: "button", className: "btn sm secondary", ariaLabel: `Take off: “${m.label}”`,
            onclick: () => change(`/templates/${m.id}/forget`, {}) }, t.span({ className: "txt" }, "Take off")) : null)));
}
