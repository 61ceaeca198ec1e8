// A field in which one looks for a service or an organisation and picks it.
import { ask, show } from "./desk.js";

export const findServices = async (q) => (await ask("/services?q=" + encodeURIComponent(q))).services;
export const findOrganisations = async (q) => (await ask("/organisations?q=" + encodeURIComponent(q))).organisations;

// finder asks find for what is typed, a moment after the last letter, and hands
// what is picked to pick. The arrow keys walk through what was found.
// With codes it shows the code of each, for those that are told apart by nothing else.
export function finder({ id, name, label, placeholder, find, pick, none, codes }) {
    const data = store({ found: null });
    let timer, asked = 0;
    async function search(q) {
        const mine = ++asked;
        if (!q.trim()) {
            data.found = null;
            return;
        }
        try {
            const answer = await find(q);
            if (mine == asked) {
                data.found = answer;
            }
        } catch (err) {
            show(err);
        }
    }
    const box = `.desk-found[data-for="${id}"] button`;
    const picked = (v) => {
        clearTimeout(timer);
        asked++;
        data.found = null;
        document.getElementById(id).value = "";
        document.getElementById(id).focus();
        pick(v);
    };
    return [
        t.div({ className: "field" },
            t.label({ htmlFor: id }, label),
            t.input({ id, name, type: "search", autocomplete: "off", placeholder: placeholder || "",
                onkeydown: (e) => {
                    if (e.key == "ArrowDown") {
                        e.preventDefault();
                        document.querySelector(box)?.focus();
                    }
                    if (e.key == "Enter") { // it sends no form: it would be sent before anything was picked
                        e.preventDefault();
                    }
                },
                oninput: (e) => {
                    clearTimeout(timer);
                    timer = setTimeout(() => search(e.target.value), 200);
                } })),
        t.div({ ariaLive: "polite" }, () => found(data.found, id, none, picked, codes)),
    ];
}

// intoView brings what was found above the bar at the foot of the page.
const intoView = (el) => el.scrollIntoView({ block: "nearest" });

function found(list, id, none, pick, codes) {
    if (!list) {
        return null;
    }
    if (!list.length) {
        return t.p({ className: "txt-hint desk-found-none", onmount: intoView }, none || "No service like that. Try the town, or a part of the name.");
    }
    return t.ul({ className: "desk-found", "html-data-for": id, onkeydown: (e) => arrows(e, id), onmount: intoView }, list.map((v) => t.li(null, t.button(
        { type: "button", "html-data-service": v.id, onclick: () => pick(v) }, serviceName(v, codes)))));
}

// arrows walks through what was found.
function arrows(e, id) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (by) {
        e.preventDefault();
        const all = [...e.currentTarget.querySelectorAll("button")];
        (all[all.indexOf(document.activeElement) + by] || document.getElementById(id))?.focus();
    }
}

export function serviceName(v, codes) {
    return t.span({ className: "desk-service" }, t.strong(null, v.name),
        t.span({ className: "desk-quiet" }, [v.whole || v.town, v.postcode, v.organisation, codes ? v.code : "", v.unconfirmed ? "not confirmed yet" : "", v.closed ? "closed" : ""]
            .filter(Boolean).join(" · ")));
}
