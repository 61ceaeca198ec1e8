// The window in which a moderator adds a service that no list has.
import { show, shownNow } from "./desk.js";
import { footer, sendOnce, written } from "./decide.js";
import { findOrganisations, findServices, finder, serviceName } from "./find.js";
import { openModal } from "./pages.js";

const fields = [
    { name: "name", label: "What is it called?", max: 200 },
    { name: "town", label: "Town", max: 100 },
    { name: "kind", label: "What is it?", hint: "Ward, dental surgery, care home …", max: 60 },
    { name: "address", label: "Address", hint: "If you know it", max: 400 },
    { name: "postcode", label: "Postcode", hint: "If you know it", max: 10 },
];

// openAddService asks about the service. link takes one that is listed after all;
// send answers true when the service was added.
export function openAddService(key, s, link, send) {
    const data = written("add " + key, { name: "", town: "", kind: "", address: "", postcode: "",
        organisation: null, parent: null, near: [] });
    let timer, asked = 0;
    async function look() {
        const mine = ++asked;
        try {
            const words = data.name.trim() || s.serviceText;
            const near = words ? await findServices(words + " " + data.town) : [];
            if (mine == asked) {
                data.near = near.slice(0, 5);
            }
        } catch (err) {
            show(err);
        }
    }
    const typed = (name) => (e) => {
        data[name] = e.target.value;
        if (name == "name" || name == "town") {
            clearTimeout(timer);
            timer = setTimeout(look, 300);
        }
    };
    const instead = (v) => {
        app.modals.close(null, true);
        link(v);
    };
    look();
    const form = t.form(
        {
            id: "desk_add_form", className: "modal-content desk-form",
            onsubmit: (e) => {
                e.preventDefault();
                sendOnce("add " + key, data, send, { name: data.name, town: data.town, kind: data.kind, address: data.address, postcode: data.postcode,
                    organisation: data.organisation?.id || "", parent: data.parent?.id || "" });
            },
        },
        t.p({ className: "desk-read" }, "The story waits until a senior moderator who did not add the service, or the administrator, has confirmed that it exists. "
            + "What you changed in the story is saved with it."),
        s.serviceText ? t.div(null, t.p({ className: "desk-own-words" }, "In the author’s words: “" + s.serviceText + "”"),
            t.button({ type: "button", className: "btn sm secondary", id: "desk_add_use", onclick: () => {
                data.name = s.serviceText.slice(0, 200);
                document.getElementById("desk_add_name").focus();
                look();
            } }, t.span({ className: "txt" }, "Begin with these words"))) : null,
        t.div(null, field(fields[0], data, typed, true),
            t.div({ className: "field-help" }, "Its name only. It becomes public and stays, even when the author takes the story back.")),
        field(fields[1], data, typed),
        t.div({ ariaLive: "polite" }, () => near(data.near, instead)),
        field(fields[2], data, typed),
        chosen(data, "parent", "Part of", { id: "desk_add_parent", name: "parent", label: "What is it a part of?",
            placeholder: "Hospital or other service, if any", find: findServices, pick: (v) => (data.parent = v) }),
        () => (data.parent ? null : t.div(null, chosen(data, "organisation", "Run by", { id: "desk_add_organisation", name: "organisation", label: "Who runs it?",
            placeholder: "Name of the organisation", find: findOrganisations, none: "No organisation like that. You may leave this empty.",
            pick: (v) => (data.organisation = v) }))),
        () => (data.parent || data.organisation ? null : t.p({ className: "desk-quiet" }, "While nobody knows who runs it, nobody is told of the story.")),
        field(fields[3], data, typed), field(fields[4], data, typed),
    );
    openModal("", "Add a service that is not listed", form, footer(data, "desk_add_form", "Add and link it", ""));
}

function field({ name, label, hint, max }, data, typed, first) {
    return t.div({ className: "field" },
        t.label({ htmlFor: "desk_add_" + name }, label),
        t.input({ id: "desk_add_" + name, name, type: "text", maxLength: max, placeholder: hint || "", autocomplete: "off", autofocus: !!first,
            value: () => data[name], oninput: typed(name) }));
}

// chosen is what was picked, with a way to take it out, or the field to find it. One takes
// the place of the other, and the focus stays with them: behind them is another page.
function chosen(data, what, label, find) {
    const out = find.id + "_out", goTo = (id) => shownNow().then(() => document.getElementById(id)?.focus());
    const pick = (v) => {
        find.pick(v);
        goTo(out);
    };
    const takeOut = () => {
        data[what] = null;
        goTo(find.id);
    };
    return t.div(null, () => {
        const v = data[what];
        return v ? t.div({ className: "desk-chosen" }, t.span({ className: "desk-quiet" }, label), serviceName(v),
            t.button({ type: "button", id: out, className: "btn sm secondary", onclick: takeOut }, t.span({ className: "txt" }, "Take out")))
            : t.div(null, finder({ ...find, pick }));
    });
}

// near warns of what is listed already.
function near(list, instead) {
    if (!list.length) {
        return null;
    }
    return t.div({ className: "desk-near" },
        t.p({ className: "desk-warn" }, "Is it one of these? Then link that one."),
        t.ul({ className: "desk-services" }, list.map((v) => t.li(null, serviceName(v),
            t.button({ type: "button", className: "btn sm secondary", "html-data-instead": v.id, ariaLabel: `Link this one: ${v.name}, ${v.town}`, onclick: () => instead(v) },
                t.span({ className: "txt" }, "Link this one"))))));
}
