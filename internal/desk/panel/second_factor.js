// The second step of signing in: a code from an app on the phone. The first time,
// the app is set up before anything else opens.

const svg = "http://www.w3.org/2000/svg";

// drawing is the QR code, drawn from its squares: nobody is asked for a picture.
function drawing(squares) {
    const quiet = 4, size = squares.length + 2 * quiet;
    const el = document.createElementNS(svg, "svg");
    el.setAttribute("viewBox", `0 0 ${size} ${size}`);
    el.setAttribute("role", "img");
    el.setAttribute("aria-label", "QR code for your app. The same as text stands below.");
    el.setAttribute("class", "desk-qr");
    const path = document.createElementNS(svg, "path");
    path.setAttribute("d", squares.flatMap((row, y) => [...row].map((c, x) => (c == "1" ? `M${x + quiet} ${y + quiet}h1v1h-1z` : ""))).join(""));
    el.appendChild(path);
    return el;
}

// secondStep takes the place of the password's form until a right code was sent.
// What it returns is what signing in returns.
export function secondStep(asked, send) {
    const wanted = asked.response.secondFactor;
    if (wanted.kind != "set-up" && asked.status == 429) {
        throw asked;
    }
    const form = document.querySelector(".auth-with-password-form");
    const title = app.store.title;
    return new Promise((resolve, reject) => {
        const data = store({ code: "", busy: false, wrong: "" });
        const leave = (done) => {
            step.remove();
            form.style.removeProperty("display");
            app.store.title = title;
            done();
        };
        const submit = async (e) => {
            e.preventDefault();
            if (data.busy || !data.code.trim()) {
                return;
            }
            data.busy = true;
            try {
                const result = await send(data.code);
                const codes = result.meta?.recoveryCodes;
                if (codes) {
                    step.replaceChildren(recovery(codes, () => leave(() => resolve(result))));
                    step.querySelector("h1").focus();
                } else {
                    leave(() => resolve(result));
                }
            } catch (err) {
                data.wrong = err.response?.message || "The code could not be checked. Try again.";
                data.code = "";
                document.getElementById("desk_code")?.focus();
            } finally {
                data.busy = false;
            }
        };
        const step = t.div({ className: "desk-step" },
            wanted.kind == "set-up" ? setUp(wanted) : t.h1({ className: "desk-small-title" }, "Now the code from your phone"),
            t.form({ className: "grid", onsubmit: submit },
                t.div({ className: "col-12" },
                    t.div({ className: "field" },
                        t.label({ htmlFor: "desk_code" }, wanted.kind == "set-up" ? "Code" : "Code from your app"),
                        t.input({ id: "desk_code", name: "code", type: "text", autocomplete: "one-time-code", "html-autocapitalize": "off", "html-spellcheck": "false",
                            required: true, "html-aria-describedby": "desk_code_help desk_code_wrong", value: () => data.code, oninput: (e) => (data.code = e.target.value) })),
                    t.div({ id: "desk_code_help", className: "field-help" },
                        wanted.kind == "set-up" ? "" : "Six digits; or one of your recovery codes, if you don’t have your phone."),
                    t.p({ id: "desk_code_wrong", className: "desk-step-wrong", role: "alert" }, () => data.wrong)),
                t.div({ className: "col-12" },
                    t.button({ className: () => `btn lg block ${data.busy ? "loading" : ""}`, disabled: () => data.busy }, t.span({ className: "txt" }, "Sign in")),
                    t.button({ type: "button", className: "btn block transparent secondary m-t-10",
                        onclick: () => leave(() => reject(Object.assign(new Error("begun again"), { isAbort: true }))) }, t.span({ className: "txt" }, "Start again")))));
        form.style.display = "none";
        form.after(step);
        app.store.title = wanted.kind == "set-up" ? "Set up a second step" : "Your code";
        setTimeout(() => {
            if (!step.contains(document.activeElement)) { // whoever types the code already goes on
                (wanted.kind == "set-up" ? step.querySelector("h1") : document.getElementById("desk_code"))?.focus(); // nothing is left of it when one has begun again
            }
        }, 50);
    });
}

function setUp(wanted) {
    return t.div({ className: "desk-step-set-up" },
        t.h1({ className: "desk-small-title", tabIndex: -1 }, "Your phone is your second key"),
        t.ol(null,
            t.li(null, "Open an authenticator app on your phone. Any will do."),
            t.li(null, "Scan this.", drawing(wanted.squares),
                t.details(null, t.summary(null, "Or type it in"), t.p(null, "Type this key into the app:"), t.p(null, t.code({ id: "desk_secret" }, wanted.secret)))),
            t.li(null, "Type the six digits it shows.")));
}

// recovery shows the recovery codes, the only time they can be read.
function recovery(codes, done) {
    return t.div(null,
        t.h1({ className: "desk-small-title", tabIndex: -1 }, "Keep these ten recovery codes"),
        t.p(null, "They open the desk if you lose your phone, once each. They are shown only now: print this page or write them down, and don’t keep them on your phone."),
        t.ul({ className: "desk-codes" }, codes.map((c) => t.li(null, t.code(null, c)))),
        t.button({ type: "button", id: "desk_codes_kept", className: "btn lg block", onclick: done }, t.span({ className: "txt" }, "I have kept them: sign in")));
}
