// The gaps that words to begin with leave for a moderator: [who], [how].

const gaps = () => /\[[^\[\]]+\]/g;

export const gapsIn = (text) => [...new Set(text.match(gaps()) || [])];

// select marks the first gap from a place on, and answers whether there is one.
function select(el, from) {
    const at = [...el.value.matchAll(gaps())].find((m) => m.index >= from);
    if (at) {
        el.setSelectionRange(at.index, at.index + at[0].length);
    }
    return !!at;
}

// filling makes typing go into the first gap, and Tab go to the next one. After the last
// gap, and with Shift, Tab leaves as everywhere.
export const filling = {
    onfocus: (e) => e.target.selectionStart == e.target.selectionEnd && select(e.target, 0),
    onkeydown: (e) => {
        if (e.key == "Tab" && !e.shiftKey && select(e.target, e.target.selectionEnd)) {
            e.preventDefault();
        }
    },
};
