// How one story is drawn: its words and the marks in them, what its author said around
// them, and what may be decided.
import { actWords, countWords, heldForWords, partWords, stateWords } from "./desk.js";
import { beside, sheet } from "./marks.js";
import { asksOnceMore, goTo, lookOnceMore, mustDo, showsAuthor, toDoFirst } from "./before_publish.js";
import { alikeCard } from "./alike.js";
import { givesBack, noteToSenior } from "./ask_senior.js";
import { danger, talk } from "./message.js";
import { serviceField, tagFields } from "./fields.js";
import { criticalityCard } from "./criticality.js";
import { reportsCard } from "./reports.js";
import { looksCard } from "./looks.js";
import { questionsCard } from "./questions.js";
import { reasonsField } from "./edit_reasons.js";
import { closeCard } from "./close.js";
import { compareCard } from "./compare.js";
import { clashCard } from "./clash.js";
import { side } from "./live_compare.js";
import { otherWordsCard, otherWordsNote, taken } from "./other_words.js";

const toldForWords = {
    "self": "about themselves", "cared-for": "about someone they care for", "relative": "about a relative",
    "friend": "about a friend", "consented": "for someone who agreed to it",
};
const ageWords = { "adult": "an adult", "young-person": "a young person", "child": "a child" };
const most = 1000;

export function whole({ s, form, why, live, copy, data, on }) {
    // now is the story as it is stored, also where a colleague was quicker.
    const now = () => data.clash?.stored || s;
    return t.div(
        { className: "desk-story", "html-data-story": s.id, "html-data-version": s.version },
        () => (data.clash ? clashCard(data.clash, on) : null),
        () => {
            data.around;
            return s.safety ? openSafety(s.safety) : null;
        },
        s.open ? copyNote(data, copy, on) : null,
        () => heading(now()),
        () => noteToSenior(now()),
        otherWordsNote(s, form),
        t.div(
            { className: "desk-columns" },
            t.div({ className: "desk-main" },
                t.div({ className: () => (isEdited(s, form) ? "desk-both" : "") },
                    words(s, form, live, on),
                    original(s, form, live)),
                reasonsField(s, why, live, on.typed),
                otherWordsCard(s, form, why, on),
                compareCard(s),
                tagFields(form, s.open, on.typed),
                serviceField(s, form, on.typed, on.addService)),
            t.aside({ className: "desk-side", ariaLabel: "About this story" },
                reportsCard(s),
                marksCard(() => (live.data.turn, beside(s.marks, form, (where) => "desk_" + where, taken(s, form) ? null : s.otherWords))),
                alikeCard(s.id),
                card("From the author", about(s)),
                criticality(s, data),
                card(s.messages.length ? "Conversation with the author" : "", () => talk(now(), on)),
                questionsCard(s, on),
                looksCard(s, on),
                closeCard(s),
                card("", danger(s)),
                card(s.acts.length ? "What was done" : "", () => [record(now()), t.p(null, t.a({ href: `#/desk/stories/${s.id}/history`, id: "desk_history" }, "Its whole history"))])),
        ),
    );
}

function heading(s) {
    return t.div({ className: "desk-heading", id: "desk_heading", tabIndex: -1 },
        t.span({ className: "label" }, stateWords[s.state] || s.state, s.state == "held" && s.heldFor ? ": " + (heldForWords[s.heldFor] || s.heldFor) : ""),
        s.urgent ? t.span({ className: "label " + (s.urgent.band == "danger" ? "danger" : "warning") }, s.urgent.words) : null,
        s.urgent ? t.a({ className: "desk-what-to-do", id: "desk_what_to_do", href: `#/desk/stories/${s.id}/safety` }, "What to do if somebody is in danger") : null,
        s.unconfirmed && s.open ? t.span({ className: "label warning" }, "Waits for a service to be confirmed") : null,
        t.span({ className: "desk-quiet" }, `Story ${s.id}, told ${s.told}`, s.open && s.waiting != "just now" ? `, waiting ${s.waiting}` : ""),
    );
}

// openSafety stands above everything else: what is open, and who must do what.
function openSafety(c) {
    return t.section({ className: "desk-safety-now", id: "desk_safety_open", tabIndex: -1, ariaLabel: "Somebody may be in danger" },
        t.p(null, t.strong(null, "Somebody may be in danger. "), `${c.mine ? "You" : c.by} chose “${c.outcome}”.`),
        t.p(null, c.still, " ", t.a({ href: `#/desk/stories/${c.story}/safety`, id: "desk_safety_go" }, "Go on with it")));
}

// copyNote says that what is typed is kept, and lets it be thrown away.
function copyNote(data, copy, on) {
    const ui = store({ sure: false });
    const button = (id, className, label, onclick, more) => t.button({ type: "button", id, className: "btn sm " + className, onclick, ...more }, t.span({ className: "txt" }, label));
    return t.div({ className: "desk-copy", role: "status", "html-data-kept": () => copy.data.kept, "html-data-newest": () => copy.data.newest }, () => {
        const said = copy.data.said || (data.restored ? `What you typed is here again: it was kept on ${data.restored}.` : "");
        return said ? [t.span({ className: "desk-quiet" }, said), ui.sure
            ? button("desk_discard_sure", "danger", "Throw it away for good", on.discard, { onmount: (el) => el.focus() })
            : button("desk_discard", "transparent secondary", "Throw away what I typed", () => (ui.sure = true))] : null;
    });
}

function words(s, form, live, on) {
    const set = (field) => (value) => {
        form[field] = value;
        on.typed();
    };
    const marksIn = (where) => () => (live.data.turn, s.marks.filter((m) => m.where == where));
    return t.section({ className: "desk-words", ariaLabel: "The words as they stand" },
        t.h2({ className: "desk-small-title", hidden: () => !isEdited(s, form) }, s.open ? "As it would be published" : "As it stands"),
        sheet({ id: "desk_title", name: "title", label: "Title", rows: 1, line: true, value: () => form.title, oninput: set("title"),
            marks: marksIn("title"), added: () => live.data.first?.title, disabled: () => !s.open }),
        sheet({ id: "desk_text", name: "text", label: "Story", rows: 5, value: () => form.text, oninput: set("text"),
            marks: marksIn("text"), added: () => live.data.first?.text, disabled: () => !s.open,
            hint: () => lengthOf(form.text) }),
        t.div({ className: "field" },
            t.label({ htmlFor: "desk_screenName" }, "Screen name"),
            t.input({ id: "desk_screenName", name: "screenName", type: "text", disabled: !s.open, autocomplete: "off",
                value: () => form.screenName, oninput: (e) => set("screenName")(e.target.value) })));
}

// lengthOf counts the words of a story that comes near the limit.
function lengthOf(text) {
    const n = countWords(text);
    return n < most * 0.8 ? "" : `${n.toLocaleString("en-GB")} of ${most.toLocaleString("en-GB")} words`;
}

// isEdited says whether the words before the moderator are other than the author's.
const isEdited = (s, form) => !!s.original || ["title", "text", "screenName"].some((f) => form[f] != s.words[f]);

// original shows the author's own words from the first change on, with what went out of
// them crossed out. Until an edit is saved, those are the words that are stored.
function original(s, form, live) {
    const was = s.original || s.words;
    const shown = (part) => () => (live.data.first ? side(live.data.first[part], "out") : was[part]);
    return t.section({ className: "desk-original", ariaLabel: "As the author sent it", hidden: () => !isEdited(s, form) },
        t.h2({ className: "desk-small-title" }, "As the author sent it"),
        t.h3(null, shown("title")),
        t.div({ className: "desk-read desk-compared" }, shown("text")),
        t.p({ className: "desk-quiet desk-compared" }, shown("screenName")));
}

// criticality is kept in the story, so that the page shows it again after an act.
function criticality(s, data) {
    return t.section({ className: "desk-card" }, () => {
        data.around;
        return criticalityCard(s, (now) => {
            s.criticality = now;
            data.around++;
        });
    });
}

const marksCard = (content) => t.section({ className: "desk-card", id: "desk_marks", tabIndex: -1, ariaLabel: "Marks" },
    t.h2({ className: "desk-small-title" }, "Marks"), content);

function card(title, content) {
    return t.section({ className: "desk-card" }, title ? t.h2({ className: "desk-small-title" }, title) : null, content);
}

function about(s) {
    const facts = [toldForWords[s.toldFor] || s.toldFor, ageWords[s.ageGroup] || s.ageGroup, s.happened];
    return [
        t.p({ className: "desk-facts" }, "Told ", facts.filter(Boolean).join(", "), "."),
        s.showEditsFirst ? t.p(null, "They want to see edits first.") : null,
        s.tooOld ? t.p({ className: "desk-warn" }, "This is longer ago than stories are taken here.") : null,
        s.reasonWords ? t.p({ className: "desk-quiet" }, "Not published, and the author was told: " + s.reasonWords) : null,
    ];
}

function record(s) {
    return !s.acts.length ? null : t.ol({ className: "desk-acts" }, [...s.acts].reverse().map((a) => t.li(null,
        t.span(null, t.strong(null, a.who), " ", actWords[a.what] || a.what, a.onResponse ? " a response" : "",
            a.changed.length && a.what == "edited" ? ": " + a.changed.map((c) => partWords[c] || c).join(", ") : "",
            a.why?.length ? ` (${a.why.join("; ")})` : ""),
        a.note ? t.span({ className: "desk-read" }, a.note) : null,
        t.span({ className: "desk-quiet" }, a.at))));
}

// bar is where decisions are made.
export function bar({ stored: s, form, why, live }, data, on) {
    const button = (label, className, icon, act, id) => t.button(
        { type: "button", id, className: `btn ${className}`, disabled: () => data.busy, onclick: act },
        t.i({ className: icon, ariaHidden: "true" }), t.span({ className: "txt" }, label));
    const barred = () => {
        data.around;
        why.ui.without;
        return mustDo(s, form, why, data.clash).length > 0;
    };
    return t.div({ className: "desk-bar", id: "desk_bar", tabIndex: -1, role: "group", ariaLabel: "Decide" },
        () => (data.sure ? lookOnceMore(s, form, data, on) : null),
        t.div({ className: "desk-bar-hint", id: "desk_hint" }, () => {
            data.around;
            why.ui.without;
            why.ui.asks;
            live.data.turn;
            return asksOnceMore(s, form, data) ? null : [barred() ? null : hint(s, form, why), toDoFirst(s, form, why, data, on)];
        }),
        // One key scores: what it stored is said here, to eyes and ears, and can be changed.
        t.div({ className: "desk-score-now", id: "desk_score_now", role: "status" }, () => {
            data.around;
            const { score, levels } = s.criticality;
            return score === null ? null : [t.span({ className: "desk-quiet" }, "Critical: "), t.strong(null, `${score} ${levels[score].name}`)];
        }),
        () => {
            data.around;
            const link = (id, label, ariaLabel, onclick) => t.button({ type: "button", id, className: "desk-todo-go", ariaLabel, onclick }, label);
            return s.criticality.score === null ? null : s.criticality.keyed ? link("desk_score_undo", "Undo", "Undo how critical it is", on.unkey)
                : link("desk_score_change", "Change", "Change how critical it is", () => goTo("desk_criticality"));
        },
        t.div({ className: "desk-buttons" },
            button("Reject", "transparent", "ri-close-line txt-danger", on.reject, "desk_reject"),
            button("Ask the author", "secondary", "ri-question-answer-line", on.question, "desk_ask"),
            button(givesBack(s) ? "Give it back" : "Ask a senior", "secondary", "ri-user-star-line", on.senior, "desk_ask_senior"),
            button("Save without deciding", "secondary", "ri-save-line", on.save, "desk_save"),
            // What bars it is said where the focus goes: a button without a reason helps nobody.
            t.button({ type: "button", id: "desk_publish", className: () => `btn ${barred() ? "secondary desk-barred" : "desk-publish"}`, "html-aria-disabled": () => (barred() ? "true" : undefined),
                "html-aria-describedby": "desk_hint", disabled: () => (data.around, data.busy || asksOnceMore(s, form, data)), onclick: () => on.publish() },
                t.i({ className: () => (barred() ? "ri-lock-line" : "ri-check-line"), ariaHidden: "true" }), t.span({ className: "txt" }, "Publish"))));
}

// hint says what publishing would do, before it is done.
function hint(s, form, why) {
    const senior = s.seniorAgreed ? `A senior moderator, ${s.seniorAgreed}, agreed: you may publish. ` : "";
    const shown = showsAuthor(s, form, why) ? "Publish shows the author the edits first. It is published when they agree, or after 3 working days." : "";
    return senior + shown || null;
}
