// The marks of a response as it is typed, after each pause: a mark may hang on words beside
// it that were taken out. Nothing of it is stored.
import { ask } from "./desk.js";
import { withTakenOut } from "./marks.js";

const pause = 400; // milliseconds without typing before the server is asked

export function liveMarks(response, form) {
    const data = store({ marks: response.marks });
    let timer = 0, turn = 0;
    async function look() {
        const mine = ++turn, text = form.text;
        if (text == response.text) {
            data.marks = response.marks;
            return;
        }
        const { marks } = await ask("/compare", { pairs: [], mark: { title: "", text, screenName: "" }, services: response.services });
        if (mine == turn) {
            data.marks = withTakenOut(marks.filter((m) => m.where == "text"), response.marks, { text });
        }
    }
    // Where the server cannot be reached, the marks found last stay.
    const typed = () => {
        clearTimeout(timer);
        timer = setTimeout(() => look().catch(() => {}), pause);
    };
    if (form.text != response.text) {
        typed();
    }
    return { typed, now: () => data.marks };
}
