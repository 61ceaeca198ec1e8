// The frame of every page of the desk, and the small pages.
import { backTo, keysAreOff, turnKeys } from "./desk.js";

// frame is a page with its header, where one comes from, and what is in it. A
// footer stays below what scrolls, so that nothing is ever hidden under it.
export function frame({ sidebar, trail, buttons, footer, onunmount }, ...content) {
    return t.div(
        { pbEvent: "pageDesk", className: "page page-desk", onunmount: () => onunmount?.() },
        sidebar || null,
        t.div(
            { className: "desk-frame" },
            t.div(
                { className: "page-content" },
                t.header(
                    { className: "page-header" },
                    t.nav({ className: "breadcrumbs", ariaLabel: "Where you are" }, ...trail),
                    t.div({ className: "page-header-primary-btns" }, ...(buttons || [])),
                ),
                ...content,
            ),
            footer || null,
        ),
    );
}

// here is the last step of the trail: the page's own name.
export const here = (name) => t.div(null, t.h1({ className: "desk-here", id: "desk_here", tabIndex: -1 }, name));

export function keysButton() {
    return t.button(
        { type: "button", id: "desk_open_keys", className: "btn sm transparent secondary", ariaLabel: "Keys", onclick: openKeys }, // the panel hides its words on a narrow screen
        t.i({ className: "ri-keyboard-line", ariaHidden: "true" }),
        t.span({ className: "txt" }, "Keys"),
    );
}

const keyTable = [
    ["j, ↓", "Next in the queue; on a story: the next story"],
    ["k, ↑", "The one before"],
    ["Enter", "Open it"],
    ["m", "In the queue: the next one for me"],
    ["x", "In the queue: choose it"],
    ["l", "Not this one today"],
    ["u", "Back to the queue"],
    ["e", "Edit the words"],
    ["i", "Edit the title"],
    ["n", "Edit the screen name"],
    ["t", "Tags"],
    ["s", "Services"],
    ["c", "Your changes, and why"],
    ["d", "To how critical it is"],
    ["0 to 5", "Score it"],
    ["w", "What each number means"],
    ["h", "The story’s whole history"],
    ["Ctrl + S", "Save without deciding"],
    ["Ctrl + Enter", "Publish"],
    ["a", "Ask the author"],
    ["g", "Ask a senior moderator, or give it back as one"],
    ["r", "Reject"],
    ["?", "Show these keys"],
];

// openKeys shows the keys and lets them be switched off (WCAG 2.1.4).
export function openKeys() {
    const data = store({ off: keysAreOff() });
    openModal("sm popup", "Keys",
        t.div(
            { className: "modal-content" },
            t.table({ className: "desk-keys" }, t.tbody(null, keyTable.map(([key, what]) =>
                t.tr(null, t.th({ "html-scope": "row" }, t.kbd(null, key)), t.td(null, what))))),
            t.p({ className: "txt-hint" }, "The arrows work in the queue only. No single key does anything while you type."),
            t.div({ className: "field m-t-sm" },
                t.input({
                    id: "desk_keys", type: "checkbox", className: "switch", checked: () => !data.off,
                    onchange: (e) => {
                        data.off = !e.target.checked;
                        turnKeys(data.off);
                    },
                }),
                t.label({ htmlFor: "desk_keys" }, "Use single keys")),
        ));
}

// openModal shows one of the panel's own windows and takes it away when it closes. The
// focus goes back to what opened it, or to what goOn names where that is gone.
export function openModal(className, title, content, footer, goOn) {
    const opener = document.activeElement;
    // The panel's own Escape does not work from within a field. Here it may: what
    // was typed is still there when the window opens again.
    const escape = (e) => {
        if (e.key == "Escape" && app.modals.getTop() == modal) {
            e.stopImmediatePropagation();
            app.modals.close(modal);
        }
    };
    document.addEventListener("keydown", escape, true);
    const modal = t.div(
        {
            className: "modal desk-modal " + className,
            role: "dialog",
            ariaModal: "true",
            ariaLabel: title,
            // The panel takes the press of a button that goes as it is pressed for a click beside
            // the window, and would close it.
            onclick: (e) => modal.contains(e.target) || e.stopImmediatePropagation(),
            onafterclose: (el) => {
                document.removeEventListener("keydown", escape, true);
                el.remove();
                setTimeout(() => backTo({ id: opener?.id }, goOn?.()), 50); // the panel takes the focus away from everything first
            },
        },
        t.header({ className: "modal-header" },
            t.h1({ className: "modal-title" }, title),
            t.button({ type: "button", className: "btn sm circle transparent secondary m-l-auto", ariaLabel: "Close",
                onclick: () => app.modals.close(modal) }, t.i({ className: "ri-close-line", ariaHidden: "true" }))),
        content,
        footer || null,
    );
    document.body.appendChild(modal);
    app.modals.open(modal);
    return modal;
}

// note is a calm page of one message.
export function note(icon, title, text, ...more) {
    return t.div(
        { className: "desk-note" },
        t.i({ className: icon, ariaHidden: "true" }),
        t.h2(null, title),
        text ? t.p(null, text) : null,
        ...more,
    );
}

export function backLink(label = "Back to the queue") {
    return t.a({ href: "#/desk", className: "btn secondary" }, t.span({ className: "txt" }, label));
}

// administratorPage is what an administrator of the machine finds at the desk.
export function administratorPage() {
    app.store.title = "Moderation desk";
    return frame({ trail: [here("Moderation desk")] },
        note("ri-inbox-line", "The desk is for moderators",
            "You are signed in as an administrator. Administrators look after the machine; they don’t read stories before "
            + "others do. To read stories, add a moderator’s account on the server and sign in with it:",
            t.p(null, t.code(null, "candour moderator add name@example.org")),
            t.a({ href: "#/collections", className: "btn secondary" }, t.span({ className: "txt" }, "Back to the panel"))));
}
