// The page on which a moderator asks to see one private detail of one story.
import { ask, keys, mind, show, toFirstWrong } from "./desk.js";
import { backLink, frame, here, openKeys } from "./pages.js";
import { fieldWords } from "./disclosures.js";

export async function disclosePage(route) {
    const id = route.params.id, key = "disclose " + id;
    app.store.title = "Ask to see a private detail";
    const windows = mind().windows; // what was typed is there when one comes back
    if (!windows.has(key)) {
        windows.set(key, store({ field: "", recipientKind: "", recipient: "", reason: "", believed: false, risk: false, quiet: "" }));
    }
    const data = windows.get(key);
    const now = store({ password: "", busy: false });

    async function send(e) {
        e.preventDefault();
        if (now.busy) {
            return;
        }
        now.busy = true;
        app.store.errors = null;
        try {
            const { disclosure } = await ask("/disclosures", {
                story: id, field: data.field, recipientKind: data.recipientKind, recipient: data.recipient, reason: data.reason,
                believed: data.believed, quiet: data.risk ? data.quiet : "", password: now.password,
            });
            windows.delete(key);
            app.toasts.success("Asked. The senior moderators are told at once.");
            window.location.hash = "#/desk/disclosures/" + disclosure.id;
        } catch (err) {
            wrong(err);
        } finally {
            now.password = "";
            now.busy = false;
        }
    }

    const stop = keys({ "?": openKeys }); // no single key leaves a page on which one writes about somebody
    return frame(
        {
            trail: [t.a({ href: "#/desk" }, "Moderation desk"), t.a({ href: "#/desk/stories/" + id }, "A story"), here("Ask to see a private detail")],
            onunmount: () => {
                now.password = "";
                stop();
            },
        },
        t.form({ className: "wrapper sm desk-form desk-disclose", onsubmit: send, "html-data-story": id },
            t.p({ className: "desk-lead" }, "Only if you believe that somebody is in immediate danger. If minutes count, call 999 first: you can tell them what the story says."),
            choice("What do you need to see?", "field", Object.entries(fieldWords), data),
            choice("Who is it for?", "recipientKind", [["service", "The service that cares for them"], ["police", "The police"]], data),
            line("recipient", "Its name", "The ward, practice or police force you will pass it to.", data),
            words("reason", "Why? What do you believe will happen, and to whom?", "30 characters at least. The author reads this later, and it is kept for ever.", data),
            tick("believed", "I believe that there is an immediate risk of serious harm or loss of life.", data),
            tick("risk", "Telling the author afterwards would put somebody in more danger.", data),
            () => (data.risk ? words("quiet", "Why would telling them add danger?", "A senior moderator has to agree. It is looked at again after 30 days.", data) : null),
            password(now),
            t.div({ className: "desk-buttons" },
                t.button({ type: "submit", id: "desk_disclose_send", className: () => `btn ${now.busy ? "loading" : ""}`, disabled: () => now.busy },
                    t.span({ className: "txt" }, "Ask a senior moderator")),
                backLink())));
}

// wrong tells of a fault beside the fields it is about, and leads to the first. A
// note of the panel would lie over the button.
export function wrong(err) {
    if (err.status != 422) {
        return show(err);
    }
    app.checkApiError(err, false);
    toFirstWrong();
}

function choice(legend, name, options, data) {
    // The panel would put its word of what is wrong behind each option.
    return t.fieldset({ className: "desk-choice", "html-aria-describedby": "desk_wrong_" + name }, t.legend(null, legend),
        t.div({ id: "desk_wrong_" + name, className: "field-help error" }, () => app.store.errors?.[name]?.message || ""),
        options.map(([value, label]) => t.div({ className: "field" },
            t.input({ type: "radio", className: "no-error", id: `desk_${name}_${value}`, name, value, checked: () => data[name] == value,
                onchange: () => {
                    data[name] = value;
                    app.utils.deleteByPath(app.store.errors, name);
                } }),
            t.label({ htmlFor: `desk_${name}_${value}` }, label))));
}

function line(name, label, help, data) {
    return t.div(null, t.div({ className: "field" }, t.label({ htmlFor: "desk_" + name }, label),
        t.input({ id: "desk_" + name, name, type: "text", autocomplete: "off", value: () => data[name], oninput: (e) => (data[name] = e.target.value) })),
    t.div({ className: "field-help" }, help));
}

export function words(name, label, help, data) {
    return t.div(null, t.div({ className: "field" }, t.label({ htmlFor: "desk_" + name }, label),
        t.textarea({ id: "desk_" + name, name, rows: 5, value: () => data[name], oninput: (e) => (data[name] = e.target.value) })),
    t.div({ className: "field-help" }, help));
}

export function tick(name, label, data) {
    return t.div({ className: "field" },
        t.input({ type: "checkbox", id: "desk_" + name, name, checked: () => data[name], onchange: (e) => (data[name] = e.target.checked) }),
        t.label({ htmlFor: "desk_" + name }, label));
}

// password asks for one's own again: an unlocked screen is not enough.
export function password(data) {
    return t.div(null, t.div({ className: "field" }, t.label({ htmlFor: "desk_password" }, "Your own password"),
        t.input({ id: "desk_password", name: "password", type: "password", autocomplete: "current-password",
            value: () => data.password, oninput: (e) => (data.password = e.target.value) })),
    t.div({ className: "field-help" }, "So that we know it is you, and not somebody at your screen."));
}
