// Words in capitals, written in small letters by one press, to be read over and corrected:
// nobody has to type a story again because its author cannot see the small ones.

const asTheyAre = /^(NHS|GP|GPS|HSE|ICU|ITU|HDU|MRI|CT|ECG|PICC|TV|UK|I)$/;
const withCapital = /^(i|mr|mrs|ms|dr|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july|august|september|october|november|december)$/;

// smallLetters keeps the first letter of a sentence, of days and months, of the names that
// are known, and of "I". goesOn says whether a sentence goes on into these words.
export function smallLetters(text, names, goesOn) {
    const known = new Set(names.flatMap((n) => n.toLowerCase().match(/\p{L}+/gu) || []));
    let begins = !goesOn;
    return text.replace(/(\p{L}+)|([.!?])(?=\s)|\n/gu, (all, word, end) => {
        if (!word) {
            begins = true;
            return all;
        }
        const small = word.toLowerCase(), first = begins || known.has(small) || withCapital.test(small);
        begins = false;
        return word != small && asTheyAre.test(word) ? word : first ? small[0].toUpperCase() + small.slice(1) : small;
    });
}

// inSmallLetters writes a run of capitals anew in its field, and selects it to be read.
export function inSmallLetters(field, from, to, names) {
    const words = smallLetters(field.value.slice(from, to), names, /[\p{L},;:] *$/u.test(field.value.slice(0, from)));
    field.focus();
    field.setRangeText(words, from, to, "select");
    field.dispatchEvent(new Event("input", { bubbles: true }));
}
