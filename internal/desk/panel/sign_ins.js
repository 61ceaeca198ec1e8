// Where somebody is signed in to the panel, and how to sign out there.
import { ask, once, show } from "./desk.js";
import { frame, here } from "./pages.js";

export async function signInsPage() {
    app.store.title = "Where you are signed in";
    const data = store({ list: [], recoveryLeft: -1, busy: false, done: "" });
    const take = (answer) => {
        data.list = answer.signIns;
        data.recoveryLeft = answer.recoveryLeft;
    };
    const act = async (path, done) => {
        await once(data, async () => {
            take(await ask(path, {}));
            data.done = done;
        });
    };
    try {
        take(await ask("/sign-ins"));
    } catch (err) {
        show(err);
    }
    const others = () => data.list.filter((s) => !s.here);
    return frame({ trail: [here("Where you are signed in")] },
        t.div({ className: "desk-sign-ins" },
            t.p(null, "We keep the kind of device, the hour and the day, and no address. Nobody else can see this list."),
            t.p({ role: "status" }, () => data.done),
            () => data.list.filter((s) => s.here).map((s) => t.section({ className: "desk-card" },
                t.h2({ className: "desk-small-title" }, "This device"), t.p(null, `${s.device}. Signed in on ${s.since}.`))),
            t.section({ className: "desk-card" },
                t.h2({ className: "desk-small-title" }, "Other devices"),
                () => (others().length ? t.div(null,
                    t.ul({ className: "desk-sign-in-list" }, others().map((s) => t.li(null,
                        t.span(null, s.device, t.br(), t.span({ className: "desk-quiet" }, `Signed in on ${s.since}, last used on ${s.seen}`)),
                        t.button({ type: "button", className: "btn sm secondary", ariaLabel: `Sign out ${s.device}, signed in on ${s.since}`,
                            onclick: () => act(`/sign-ins/${s.id}/end`, "That device is signed out.") }, t.span({ className: "txt" }, "Sign out"))))),
                    t.button({ type: "button", id: "desk_end_others", className: "btn",
                        onclick: () => act("/sign-ins/end-others", "You are signed out everywhere but here.") }, t.span({ className: "txt" }, "Sign out everywhere else")))
                    : t.p(null, "You are signed in nowhere else."))),
            () => (data.recoveryLeft < 0 ? null : t.section({ className: "desk-card" },
                t.h2({ className: "desk-small-title" }, "Recovery codes"),
                t.p(null, `You have ${data.recoveryLeft} left. For ten new ones, or if you lost your phone, ask whoever runs this site to reset your second step.`)))));
}
