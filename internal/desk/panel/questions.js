// Questions to services: what stands beside a story, the window in which one is asked,
// and the list of those that were answered.
import { ask, keys, show } from "./desk.js";
import { claimedNote, claimedOr } from "./claim.js";
import { findServices, finder } from "./find.js";
import { openMessage } from "./message.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

const how = {
    waiting: (q) => `can answer until ${q.due}` + (q.reminded ? `, and was reminded ${q.reminded}` : ""),
    answered: (q) => `answered ${q.ended}`,
    silence: (q) => `did not answer until ${q.due}`,
    "taken-back": (q) => `was asked; ${q.ended} we did without the answer`,
    ended: () => "does not need to answer any more",
};

// questionsCard tells beside a story what services were asked, and lets one be asked.
export function questionsCard(s, on) {
    const data = store({ found: null });
    ask(`/stories/${s.id}/questions`).then((found) => (data.found = found.questions)).catch(show);
    const act = (q, verb) => ask(`/questions/${q.id}/${verb}`, {}).then((done) => on.take(done.story, true)).catch(show);
    return t.section({ className: "desk-card", id: "desk_service_questions" },
        () => (data.found ? [
            data.found.length ? t.h2({ className: "desk-small-title" }, "Questions to services") : null,
            data.found.length ? t.ul({ className: "desk-acts" }, data.found.map((q) => t.li(null, asked(q),
                t.div({ className: "desk-buttons" },
                    q.state == "waiting" && q.mayChange ? t.button({ type: "button", className: "btn sm transparent", ariaLabel: `Take it back: the question to ${q.service}`,
                        onclick: () => act(q, "take-back") }, t.span({ className: "txt" }, "Take it back")) : null,
                    q.state != "waiting" && !q.done && q.mayChange ? t.button({ type: "button", className: "btn sm transparent", ariaLabel: `I have read it: the question to ${q.service}`,
                        onclick: () => act(q, "done") }, t.span({ className: "txt" }, "I have read it")) : null))))
                : null,
            s.open ? t.div({ className: "desk-buttons" }, t.button({ type: "button", id: "desk_ask_service", className: "btn sm secondary", onclick: on.askService },
                t.i({ className: "ri-questionnaire-line", ariaHidden: "true" }), t.span({ className: "txt" }, "Ask a service"))) : null,
        ] : null));
}

// asked is one question with what became of it.
const asked = (q) => t.div(null,
    t.p(null, t.strong(null, q.service), " " + how[q.state](q) + "."),
    t.p({ className: "desk-quiet" }, `${q.by} asked on ${q.asked}:`),
    t.p({ className: "desk-read", textContent: q.text }),
    q.answer ? t.p({ className: "desk-quiet" }, "The answer:") : null,
    q.answer ? t.p({ className: "desk-read", textContent: q.answer }) : null);

// openAskService asks a service something. What would quote the author is asked about
// once more.
export function openAskService(key, s, hasEdits, send) {
    return openMessage({
        key: "ask-service " + key, title: "Ask a service", label: "Your question", button: "Send the question", reachable: true, asks: "service",
        empty: { service: s.services[0]?.id || "", days: 3, quoting: false, other: null },
        help: "The service reads this, its own name and until when it can answer. It sees nothing of the story. Write nothing by which the author could be known."
            + (hasEdits ? " Your edits are saved with it." : ""),
        before: (data) => whom(data, s),
        after: (data) => [
            () => (app.store.errors?.quotes || data.quoting ? t.div({ className: "desk-warn", role: "alert", onmount: (el) => el.scrollIntoView({ block: "center" }) },
                t.p(null, app.store.errors?.quotes?.message || "Some of this is in the author’s own words."),
                t.div({ className: "field" },
                    t.input({ type: "checkbox", id: "desk_quoting", className: "no-error", checked: () => data.quoting, onchange: (e) => (data.quoting = e.target.checked) }),
                    t.label({ htmlFor: "desk_quoting" }, "I have looked. Send these words all the same."))) : null),
            t.div({ className: "field" },
                t.label({ htmlFor: "desk_days" }, "Working days for an answer"),
                t.select({ id: "desk_days", name: "days", onchange: (e) => (data.days = Number(e.target.value)) },
                    [1, 2, 3, 5, 10].map((n) => t.option({ value: n, selected: () => data.days == n }, n)))),
        ],
    }, ({ other, ...body }) => send(body));
}

// whom chooses the service: one of the story's, or any other of the directory.
function whom(data, s) {
    const option = (v) => t.div({ className: "field" },
        t.input({ type: "radio", className: "no-error", id: "desk_whom_" + v.id, name: "whom", value: v.id, checked: () => data.service == v.id, onchange: () => (data.service = v.id) }),
        t.label({ htmlFor: "desk_whom_" + v.id }, [v.name, v.town].filter(Boolean).join(", ")));
    return t.fieldset({ className: "desk-choice" }, t.legend(null, "Which service do you ask?"),
        t.div({ className: "field-help error" }, () => app.store.errors?.service?.message || ""),
        s.services.map(option),
        () => (data.other ? option(data.other) : null),
        finder({ id: "desk_other_service", name: "otherService", label: "Or another service", find: findServices, pick: (v) => {
            data.other = s.services.some((o) => o.id == v.id) ? null : { ...v };
            data.service = v.id;
        } }));
}

// questionsPage lists what was answered, or was not in time, and what waits.
export async function questionsPage() {
    app.store.title = "Questions answered";
    const data = store({ ended: null, waiting: [] }), taken = {};
    const load = async () => {
        try {
            const found = await ask("/questions");
            data.waiting = found.waiting;
            found.ended.forEach((q) => (taken[q.id] = store({ said: "" })));
            data.ended = found.ended;
        } catch (err) {
            show(err);
        }
    };
    const done = (q) => ask(`/questions/${q.id}/done`, {}).then(load).catch(claimedOr(show, taken[q.id]));
    await load();
    const stop = keys({ "u": () => (window.location.hash = "#/desk"), "?": openKeys });
    return frame({ trail: [t.a({ href: "#/desk" }, "Moderation desk"), here("Questions answered")], onunmount: stop },
        t.div({ className: "wrapper sm desk-listed" }, () => {
            if (!data.ended) {
                return note("ri-wifi-off-line", "This could not be read", "Nothing was changed. Try again in a moment.", backLink());
            }
            return [
                ...data.ended.map((q) => one(q, t.button({ type: "button", id: "desk_done_" + q.id, className: "btn sm secondary", ariaLabel: `I have read it: the question to ${q.service}`,
                    onclick: () => done(q) }, t.span({ className: "txt" }, "I have read it")), claimedNote(taken[q.id], q.story))),
                data.ended.length ? null : note("ri-checkbox-circle-line", "All done here", "What a service answers comes here until somebody has read it. So does what it did not answer in time.", backLink()),
                data.waiting.length ? t.h2({ className: "desk-small-title" }, "Waiting for an answer") : null,
                ...data.waiting.map((q) => one(q)),
                t.p(null, t.a({ href: "#/desk/templates" }, "Words to begin a question with")),
            ];
        }));
}

const one = (q, button, note) => t.section({ className: "desk-card", "html-data-question": q.id }, asked(q),
    t.p(null, t.a({ href: "#/desk/stories/" + q.story }, "Read the story: " + q.title)),
    note || null, button ? t.div({ className: "desk-buttons" }, button) : null);
