// Tags and services of a story.
import { ask, show } from "./desk.js";

const kinds = [
    { kind: "good", label: "What was good?" },
    { kind: "better", label: "What could be better?" },
    { kind: "feelings", label: "How did it feel?" },
];

export function tagFields(form, open, changed) {
    return t.section({ className: "desk-card desk-tags" },
        t.h2({ className: "desk-small-title" }, "Tags"),
        kinds.map(({ kind, label }) => tagField(form, kind, label, open, changed)));
}

function tagField(form, kind, label, open, changed) {
    const id = "desk_" + kind;
    const add = (input) => {
        for (const word of input.value.split(",").map((w) => w.trim()).filter(Boolean)) {
            if (!form[kind].some((v) => v.toLowerCase() == word.toLowerCase())) {
                form[kind] = [...form[kind], word];
            }
        }
        input.value = "";
        changed();
    };
    return t.div({ className: "desk-tag-row " + kind },
        t.label({ htmlFor: id }, label),
        t.div({ className: "desk-chips" },
            () => form[kind].map((word) => chip(word, open, () => {
                form[kind] = form[kind].filter((v) => v != word);
                changed();
                document.getElementById(id)?.focus();
            })),
            open ? t.div({ className: "field" }, t.input({
                id, name: kind, type: "text", placeholder: "Add a tag", autocomplete: "off", maxLength: 100,
                onkeydown: (e) => {
                    if (e.key == "Enter" || e.key == ",") {
                        e.preventDefault();
                        add(e.target);
                    }
                },
                onblur: (e) => e.target.value.trim() && add(e.target),
            })) : t.span({ id })));
}

function chip(word, open, remove) {
    return t.span({ className: "label desk-chip" }, word,
        open ? t.button({ type: "button", ariaLabel: `Take out the tag ${word}`, onclick: remove },
            t.i({ className: "ri-close-line", ariaHidden: "true" })) : null);
}

export function serviceField(s, form, changed) {
    const data = store({ found: null });
    let timer, asked = 0;
    async function search(q) {
        const mine = ++asked;
        if (!q.trim()) {
            data.found = null;
            return;
        }
        try {
            const answer = await ask("/services?q=" + encodeURIComponent(q));
            if (mine == asked) {
                data.found = answer.services;
            }
        } catch (err) {
            show(err);
        }
    }
    const add = (service) => {
        if (!form.services.some((v) => v.id == service.id)) {
            form.services = [...form.services, { ...service }];
        }
        data.found = null;
        document.getElementById("desk_services").value = "";
        document.getElementById("desk_services").focus();
        changed();
    };
    return t.section({ className: "desk-card" },
        t.h2({ className: "desk-small-title" }, "Services"),
        s.serviceText ? t.p({ className: "desk-own-words" }, "In the author’s words: “" + s.serviceText + "”") : null,
        () => t.ul({ className: "desk-services" }, form.services.map((v) => t.li(null, serviceName(v),
            s.open ? t.button({ type: "button", className: "btn sm circle transparent secondary", ariaLabel: `Take out ${v.name}, ${v.town}`,
                onclick: () => {
                    form.services = form.services.filter((x) => x.id != v.id);
                    changed();
                } }, t.i({ className: "ri-close-line", ariaHidden: "true" })) : null))),
        s.open ? t.div({ className: "field" },
            t.label({ htmlFor: "desk_services" }, "Find a service"),
            t.input({ id: "desk_services", name: "services", type: "search", autocomplete: "off", placeholder: "Name, town, postcode or code",
                onkeydown: (e) => {
                    if (e.key == "ArrowDown") {
                        e.preventDefault();
                        document.querySelector(".desk-found button")?.focus();
                    }
                },
                oninput: (e) => {
                    clearTimeout(timer);
                    timer = setTimeout(() => search(e.target.value), 200);
                } })) : null,
        t.div({ ariaLive: "polite" }, () => found(data, add)));
}

// intoView brings what was found above the bar at the foot of the page.
const intoView = (el) => el.scrollIntoView({ block: "nearest" });

function found(data, add) {
    if (!data.found) {
        return null;
    }
    if (!data.found.length) {
        return t.p({ className: "txt-hint desk-found-none", onmount: intoView }, "No service like that. Try the town, or a part of the name.");
    }
    return t.ul({ className: "desk-found", onkeydown: arrows, onmount: intoView }, data.found.map((v) => t.li(null, t.button(
        { type: "button", "html-data-service": v.id, onclick: () => add(v) }, serviceName(v)))));
}

// arrows walks through what was found.
function arrows(e) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by) {
        e.preventDefault();
        const all = [...e.currentTarget.querySelectorAll("button")];
        (all[all.indexOf(document.activeElement) + by] || document.getElementById("desk_services"))?.focus();
    }
}

function serviceName(v) {
    return t.span({ className: "desk-service" }, t.strong(null, v.name),
        t.span({ className: "desk-quiet" }, [v.town, v.organisation].filter(Boolean).join(" · ")));
}
