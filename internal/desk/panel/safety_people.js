// Whom to call at the organisations of a story.
import { ask, show, shownNow } from "./desk.js";

export const phone = (number) => (number ? t.a({ href: "tel:" + number.replace(/[^+\d]/g, "") }, number) : null);

const nowLabel = (now) => (now == "yes" ? t.span({ className: "label success" }, "Answers now") : now == "no" ? t.span({ className: "label" }, "Shut now") : null);

const site = (h, label) => (h.url ? t.a({ href: h.url, target: "_blank", rel: "noopener", ariaLabel: `${label}: ${h.name}` }, label) : null);

// helper is one of the region's contacts in one line, behind the button that says one has
// told them. Without a number there is where to look it up, and nobody answers there yet.
export const helper = (h, told) => t.li(null, told, t.span(null, t.strong(null, h.name), " ", phone(h.phone) || site(h, "look up the number"), " ", nowLabel(h.now),
    t.span({ className: "desk-quiet" }, " ", h.what)));

// hoursOf says when a contact answers, and where more about it stands.
export const hoursOf = (h) => t.li(null, `${h.name}: ${h.hours || "hours not known"} `, h.phone ? site(h, new URL(h.url || "https://x").hostname.replace("www.", "")) : null);

// called is whom to call at an organisation.

export const called = (b, unknown) => (b.call ? [b.call.who, " ", phone(b.call.phone), " ", b.call.email, " ", b.now ? nowLabel(b.now) : b.call.hours] : unknown);

// people is whom to call at each organisation; senior moderators write it down.
export function people(s, data) {
    if (!s.bodies.length) {
        return null;
    }
    return t.details({ className: "desk-card", id: "desk_people" }, t.summary(null, "Whom to call at the organisation"),
        s.bodies.map((b) => t.div(null,
            t.p(null, t.strong(null, b.name), ": ", called(b, "not known yet. A senior moderator or the organisation’s administrators can write it down.")),
            b.set ? t.p({ className: "desk-quiet" }, b.set) : null,
            s.senior ? bodyForm(b, data) : null)));
}

function bodyForm(b, data) {
    const form = store({ who: "", phone: "", email: "", hours: "", ...b.call });
    const line = (name, label) => t.div({ className: "field" }, t.label({ htmlFor: `desk_${name}_${b.id}` }, label),
        t.input({ id: `desk_${name}_${b.id}`, name, type: "text", autocomplete: "off", value: () => form[name], oninput: (e) => (form[name] = e.target.value) }));
    return t.details(null, t.summary(null, b.call ? "Change it" : "Write it down"),
        t.form({ className: "desk-form", onsubmit: async (e) => {
            e.preventDefault();
            app.store.errors = null;
            try {
                const { call } = await ask(`/organisations/${b.id}/escalation`, { who: form.who, phone: form.phone, email: form.email, hours: form.hours });
                Object.assign(b, { call, set: "" });
                app.toasts.success("Kept. Moderators see it, and the organisation’s administrators.");
                data.turn++;
                shownNow().then(() => document.querySelector("#desk_people summary")?.focus()); // the form is drawn anew
            } catch (err) {
                show(err);
            }
        } },
            line("who", "Who answers: a job or a desk, best not a person"), line("phone", "Phone"), line("email", "E-mail"), line("hours", "When"),
            t.button({ type: "submit", className: "btn sm" }, t.span({ className: "txt" }, "Keep it"))));
}
