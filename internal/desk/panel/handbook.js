// The handbook: how stories are read here, chapter by chapter, with what changed
// since one last read it, and a search over all of it.
import { ask, keys, once, show } from "./desk.js";
import { backLink, frame, here, note, openKeys } from "./pages.js";

const drawn = ["h2", "h3", "p", "ul", "ol", "li", "blockquote", "strong", "em", "code", "a"];

export const toHandbook = (chapter, at, label) => t.a(
    { className: "desk-handbook-link", href: address(chapter, at) }, label || "Handbook");

const address = (chapter, at) => `#/desk/handbook/${chapter}` + (at ? `?at=${at}` : "");

// draw makes elements of the few kinds there are out of what the server sent.
// Nothing is ever set as HTML.
function draw(nodes, changed) {
    return (nodes || []).map((n) => {
        if (!drawn.includes(n.tag)) {
            return n.tag ? "" : n.text || "";
        }
        const is = {};
        if (n.id) {
            Object.assign(is, { id: "hb_" + n.id, tabIndex: -1, className: changed?.has(n.id) ? "desk-changed" : "" });
        }
        if (n.tag == "a") {
            Object.assign(is, { href: n.href, ...(n.href.startsWith("#") ? {} : { target: "_blank", rel: "noopener" }) });
        }
        return t[n.tag](is, draw(n.of, changed), n.id && changed?.has(n.id) ? t.span({ className: "label warning" }, "Changed") : null);
    });
}

const words = (n) => (n.text || "") + (n.of || []).map(words).join("");

// sections cuts a chapter at its headings, for the search.
function sections(c) {
    const all = [{ chapter: c, id: "", title: c.title, text: c.summary }];
    for (const n of c.text) {
        if (n.id) {
            all.push({ chapter: c, id: n.id, title: words(n), text: "" });
        } else {
            all[all.length - 1].text += " " + words(n);
        }
    }
    return all;
}

// day writes 2026-11-27 as people read it.
const day = (d) => new Date(d + "T12:00:00").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

// find lists the sections that hold every word.
function find(book, asked) {
    const wanted = asked.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = (s) => wanted.every((w) => (s.title + " " + s.text).toLowerCase().includes(w));
    return book.chapters.flatMap(sections).filter(holds).slice(0, 30);
}

export async function handbookPage(route) {
    const id = route.params?.chapter || "", at = route.query?.at?.[0] || "";
    app.store.title = "Handbook";
    let book;
    try {
        book = await ask("/handbook");
    } catch (err) {
        show(err);
        return frame({ trail: [desk(), here("Handbook")] },
            note("ri-wifi-off-line", "The handbook could not be read", "Try again in a moment.", backLink()));
    }
    const data = store({ find: "", turn: 0, busy: false });
    const stop = keys({ "u": () => (window.location.hash = id ? "#/desk/handbook" : "#/desk"), "?": openKeys,
        "/": () => document.getElementById("desk_find")?.focus() });
    const chapter = () => book.chapters.find((c) => c.id == id);
    app.store.title = chapter()?.title || "Handbook";

    const confirm = async (c) => {
        await once(data, async () => {
            book = await ask(`/handbook/${c.id}/read`, { version: c.version });
            app.toasts.success("Noted. What changes from now on is marked.");
            data.turn++;
        });
    };
    return frame(
        {
            trail: id && chapter() ? [desk(), t.a({ href: "#/desk/handbook" }, "Handbook"), here(chapter().title)] : [desk(), here("Handbook")],
            onunmount: stop,
        },
        t.div({ className: "wrapper lg desk-handbook", onmount: () => window.setTimeout(() => goTo(at), 50) },
            t.div({ className: "field", role: "search" },
                t.label({ htmlFor: "desk_find" }, "Search the handbook"),
                t.input({ id: "desk_find", type: "search", autocomplete: "off", value: () => data.find, oninput: (e) => (data.find = e.target.value) })),
            t.div({ ariaLive: "polite" }, () => (data.find.trim() ? found(find(book, data.find)) : null)),
            () => {
                data.turn;
                if (data.find.trim()) {
                    return null;
                }
                if (!id) {
                    return contents(book);
                }
                return chapter() ? whole(book, chapter(), data, confirm)
                    : note("ri-book-2-line", "There is no such chapter", "It may have been renamed.", t.a({ href: "#/desk/handbook" }, "All chapters"));
            }),
    );
}

const desk = () => t.a({ href: "#/desk" }, "Moderation desk");

function goTo(id) {
    const heading = document.getElementById("hb_" + id);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus();
}

function found(list) {
    return t.section({ className: "desk-card" },
        t.h2({ className: "desk-small-title" }, list.length == 1 ? "1 place" : `${list.length} places`),
        list.length ? t.ul({ className: "desk-rows" }, list.map((s) => t.li(null, t.a(
            { className: "desk-row", href: address(s.chapter.id, s.id) },
            t.span({ className: "desk-row-main" },
                t.strong({ className: "desk-row-title" }, s.title),
                t.span({ className: "desk-row-about" }, s.chapter.title, s.text ? ": " + s.text.trim().slice(0, 140) : "")))))) :
            t.p({ className: "desk-quiet" }, "Nothing is found. Try one word, or a shorter one."));
}

function news(book) {
    const parts = [];
    if (book.changed) {
        parts.push(book.changed == 1 ? "1 chapter changed since you read it." : `${book.changed} chapters changed since you read them.`);
    }
    if (book.unread) {
        parts.push(book.unread == 1 ? "1 chapter is still to be read." : `${book.unread} chapters are still to be read.`);
    }
    return parts.join(" ") || "You have read all of it as it is now.";
}

function contents(book) {
    return t.div({ className: "desk-disclosures" },
        t.p({ className: "desk-lead", id: "desk_news" }, news(book)),
        t.ol({ className: "desk-rows" }, book.chapters.map((c) => t.li(null, t.a(
            { className: "desk-row", href: address(c.id), "html-data-chapter": c.id },
            t.span({ className: "desk-row-main" },
                t.strong({ className: "desk-row-title" }, c.title),
                t.span({ className: "desk-row-about" }, c.summary)),
            t.span({ className: "desk-row-labels" }, status(c)))))));
}

function status(c) {
    if (!c.read) {
        return t.span({ className: "label" }, "Not read yet");
    }
    return c.changes.length ? t.span({ className: "label warning" }, "Changed") : t.span({ className: "desk-quiet" }, "Read");
}

function whole(book, c, data, confirm) {
    const fresh = c.read ? c.changes : [];
    const changed = new Set(fresh.map((ch) => ch.at));
    const headings = c.text.filter((n) => n.id && n.tag == "h2" || n.id && !c.text.some((m) => m.tag == "h2"));
    return t.article({ className: "desk-chapter", "html-data-chapter": c.id },
        t.p({ className: "desk-lead" }, c.summary),
        t.p({ className: "desk-quiet" }, `Version of ${day(c.version)}. `, c.read ? (c.read == c.version ? "You have read it." : `You read the version of ${day(c.read)}.`) : "You have not confirmed that you read it."),
        fresh.length ? t.section({ className: "alert warning desk-clash" },
            t.h2({ className: "desk-small-title" }, "Changed since you read it"),
            t.ul(null, fresh.map((ch) => t.li(null, ch.at ? t.a({ href: address(c.id, ch.at) }, ch.words) : ch.words, ` (${day(ch.day)})`)))) : null,
        headings.length > 2 ? t.nav({ className: "desk-chapter-nav", ariaLabel: "In this chapter" },
            t.ul(null, headings.map((h) => t.li(null, t.a({ href: address(c.id, h.id),
                onclick: (e) => {
                    e.preventDefault();
                    goTo(h.id);
                } }, words(h)))))) : null,
        draw(c.text, changed),
        t.div({ className: "desk-buttons" },
            c.read == c.version ? null : t.button({ type: "button", id: "desk_confirm", className: () => `btn ${data.busy ? "loading" : ""}`, disabled: () => data.busy,
                onclick: () => confirm(c) }, t.span({ className: "txt" }, "I have read this chapter")),
            next(book, c)));
}

function next(book, c) {
    const then = book.chapters[book.chapters.indexOf(c) + 1];
    return then ? t.a({ className: "btn secondary", href: address(then.id) }, t.span({ className: "txt" }, "Next: " + then.title)) : null;
}
