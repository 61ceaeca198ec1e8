// What looks like the names of people in words that somebody else reads once it is decided.
// A hint and no decision: one press takes a name out, and another puts it back.

const byLength = (names) => [...names].sort((a, b) => b.length - a.length);
const quoted = (name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

// shown are the words as they stand, with the names marked or out.
export function shown(words, names, form) {
    if (!names?.length) {
        return t.p({ className: "desk-read", textContent: words });
    }
    const parts = words.split(new RegExp(`(?<!\\p{L})(${byLength(names).map(quoted).join("|")})(?!\\p{L})`, "u"));
    return t.p({ className: "desk-read desk-named" }, () => parts.map((p) => (!names.includes(p) ? p : form.without.includes(p) ? "[name]" : t.mark(null, p))));
}

// takeOut offers to take each out.
export const takeOut = (names, form) => (names?.length ? t.fieldset({ className: "desk-choice", id: "desk_names" },
    t.legend(null, "These look like names. Take out what shows who somebody is:"),
    names.map((n, i) => t.div({ className: "field" },
        t.input({ type: "checkbox", id: "desk_name_" + i, checked: () => form.without.includes(n),
            onchange: (e) => (form.without = e.target.checked ? [...form.without, n] : form.without.filter((o) => o != n)) }),
        t.label({ htmlFor: "desk_name_" + i }, n)))) : null);
