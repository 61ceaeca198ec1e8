// Tags and services of a story.
import { findServices, finder, serviceName } from "./find.js";

const kinds = [
    { kind: "good", label: "What was good?" },
    { kind: "better", label: "What could be better?" },
    { kind: "feelings", label: "How did it feel?" },
];

// tagsAndServicesChanged are what went out and what came in of the tags and of the services.
export function tagsAndServicesChanged(s, form) {
    const tags = (of) => kinds.flatMap(({ kind, label }) => of[kind].map((w) => `${label} ${w}`));
    const services = (of) => of.services.map((v) => v.name + (v.town ? ", " + v.town : ""));
    const found = {};
    for (const [part, all] of Object.entries({ services, tags })) {
        const was = all(part == "tags" ? s.tags : s), is = all(form);
        const out = was.filter((v) => !is.includes(v)).join("; "), came = is.filter((v) => !was.includes(v)).join("; ");
        if (out || came) {
            found[part] = { out, in: came };
        }
    }
    return found;
}

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

// serviceField shows the services of a story, and what became of each since it was
// told. add opens the window for a service that no list has.
export function serviceField(s, form, changed, add) {
    const link = (service, instead) => {
        const others = form.services.filter((v) => v.id != instead);
        form.services = others.some((v) => v.id == service.id) ? others : [...others, { ...service }];
        changed();
    };
    return t.section({ className: "desk-card" },
        t.h2({ className: "desk-small-title" }, "Services"),
        s.serviceText ? t.p({ className: "desk-own-words" }, "In the author’s words: “" + s.serviceText + "”") : null,
        () => t.ul({ className: "desk-services" }, form.services.map((v) => t.li(null,
            t.div(null, serviceName(v), became(v, s.open, link)),
            s.open ? t.button({ type: "button", className: "btn sm circle transparent secondary", ariaLabel: `Take out ${v.name}, ${v.town}`,
                onclick: () => {
                    form.services = form.services.filter((x) => x.id != v.id);
                    changed();
                    document.getElementById("desk_services")?.focus(); // the button went with it
                } }, t.i({ className: "ri-close-line", ariaHidden: "true" })) : null))),
        s.open ? finder({ id: "desk_services", name: "services", label: "Find a service", placeholder: "Name, town, postcode or code",
            find: findServices, pick: (v) => link(v) }) : null,
        s.open ? t.button({ type: "button", className: "btn sm secondary desk-add-service", id: "desk_add_service", onclick: () => add(link) },
            t.i({ className: "ri-add-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Add a service that is not listed")) : null);
}

// became says what became of a service, and links the story to what leads on.
function became(v, open, link) {
    const notes = [...(v.notes || [])];
    if (v.unconfirmed) {
        notes.push("Nobody has confirmed this service yet. A senior moderator has to, before the story is published.");
    }
    if (v.became) {
        notes.push(`It has become ${v.became.name}, ${v.became.town}.`);
    }
    return [
        notes.map((n) => t.p({ className: "desk-warn desk-became" }, n)),
        v.became && open ? t.button({ type: "button", className: "btn sm secondary", "html-data-relink": v.id, onclick: () => link(v.became, v.id) },
            t.span({ className: "txt" }, `Link ${v.became.name} instead`)) : null,
        v.id && v.unconfirmed ? t.a({ href: "#/desk/services/" + v.id, id: "desk_unconfirmed_" + v.id }, "Look at it in the directory") : null,
    ];
}
