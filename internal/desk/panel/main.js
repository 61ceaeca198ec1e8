// The moderators' desk inside PocketBase's admin panel.
//
// PocketBase joins this file with those of other extensions into one, so it only
// does what must be done before the panel starts, and nothing here may throw: a
// fault of ours must never leave somebody with an empty panel. The pages are in
// the files beside it and are fetched when they are opened. Everything is
// decided by the server; what is hidden here is hidden for calm, not for safety.
try {
    const files = new URL("./extensions/desk/", import.meta.url);
    const isModerator = () => app.store.superuser?.collectionName == "moderators";

    for (const sheet of ["desk.css", "tables.css"]) {
        document.head.appendChild(t.link({ rel: "stylesheet", href: new URL(sheet, files).href }));
    }

    // left says that somebody went on while a page was read. The panel would show it all the
    // same, in place of where they are, and its keys would act on what they type there.
    const left = (at) => window.location.hash != at && app.store.page;

    // page opens one of our pages, and says so plainly where that fails.
    const page = (file, name) => async (route) => {
        try {
            if (!isModerator()) {
                const { administratorPage } = await import(new URL("pages.js", files));
                return administratorPage();
            }
            const at = window.location.hash, pages = await import(new URL(file, files));
            const built = left(at) ? null : await pages[name](route);
            if (left(at)) {
                built?.onunmount?.(built);
                return app.store.page;
            }
            return built;
        } catch (err) {
            console.warn("The desk could not be opened:", err);
            return t.div({ className: "page" }, t.div({ className: "page-content" },
                t.p(null, "The desk could not be opened. Reload this page. Nothing was changed.")));
        }
    };

    // queue is the address of one of the queues.
    const queue = (key) => () => {
        window.location.replace("#/desk?show=" + key);
        return t.div({ className: "page" });
    };

    // Whoever signs in here sees where they are signed in.
    app.routes.superuserOnly("#/sign-ins", async () => (await import(new URL("sign_ins.js", files))).signInsPage());

    app.routes.superuserOnly("#/desk", page("queue.js", "queuePage"));
    app.routes.superuserOnly("#/desk/stories/{id}", page("story.js", "storyPage"));
    app.routes.superuserOnly("#/desk/stories/{id}/disclose", page("disclose.js", "disclosePage"));
    app.routes.superuserOnly("#/desk/stories/{id}/safety", page("safety.js", "safetyPage"));
    app.routes.superuserOnly("#/desk/safety", queue("safety"));
    app.routes.superuserOnly("#/desk/handbook", page("handbook.js", "handbookPage"));
    app.routes.superuserOnly("#/desk/handbook/{chapter}", page("handbook.js", "handbookPage"));
    app.routes.superuserOnly("#/desk/hints", page("hint_words.js", "hintWordsPage"));
    app.routes.superuserOnly("#/desk/disclosures", page("disclosures.js", "disclosuresPage"));
    app.routes.superuserOnly("#/desk/disclosures/{id}", page("disclosure.js", "disclosurePage"));
    app.routes.superuserOnly("#/desk/opinions", page("opinions.js", "opinionsPage"));
    app.routes.superuserOnly("#/desk/opinions/{id}", page("opinions.js", "opinionPage"));
    app.routes.superuserOnly("#/desk/services", page("services.js", "servicesPage"));
    app.routes.superuserOnly("#/desk/lists", page("lists.js", "listsPage"));
    app.routes.superuserOnly("#/desk/services/{id}", page("service.js", "servicePage"));
    app.routes.superuserOnly("#/desk/services/{id}/merge/{into}", page("merge.js", "mergePage"));
    app.routes.superuserOnly("#/desk/stories/{id}/history", page("history.js", "historyPage"));
    app.routes.superuserOnly("#/desk/supervisor", page("supervisor.js", "supervisorPage"));
    app.routes.superuserOnly("#/desk/wellbeing", page("wellbeing.js", "wellbeingPage"));
    app.routes.superuserOnly("#/desk/stories/{id}/reports", page("reports.js", "storyReportsPage"));
    app.routes.superuserOnly("#/desk/appeals", queue("appeals"));
    app.routes.superuserOnly("#/desk/appeals/{id}", page("appeals.js", "appealPage"));
    app.routes.superuserOnly("#/desk/closed", page("close.js", "closedPage"));
    app.routes.superuserOnly("#/desk/stories/{id}/close", page("close.js", "closePage"));
    app.routes.superuserOnly("#/desk/questions", page("questions.js", "questionsPage"));
    app.routes.superuserOnly("#/desk/templates", page("templates.js", "templatesPage"));
    app.routes.superuserOnly("#/desk/second-looks", queue("second_looks"));
    app.routes.superuserOnly("#/desk/second-looks/{id}", page("looks.js", "secondLookPage"));
    app.routes.superuserOnly("#/desk/responses/{id}", page("response.js", "responsePage"));

    // The start page is the desk for a moderator and PocketBase's own for an
    // administrator: at the services, because the first collection of the list is shut.
    app.routes.superuserOnly("#/", () => {
        window.location.replace(isModerator() ? "#/desk" : "#/collections?collection=services");
        return t.div({ className: "page" });
    });
    app.routes.fallbackPath = "#/";

    // A moderator has one place here. The other pages would only say "not allowed".
    const keepToDesk = () => {
        const path = window.location.hash;
        if (isModerator() && /^#\/(collections|logs|settings)/.test(path)) {
            window.location.replace("#/desk");
        }
    };
    window.addEventListener("hashchange", keepToDesk);
    keepToDesk();

    const signInsLink = { href: "#/sign-ins", icon: "ri-shield-user-line", label: "Sign-ins" };
    const usualLinks = [...app.store.headerLinks, signInsLink];
    const deskLinks = () => [{ href: "#/desk", icon: "ri-inbox-line", label: "Moderation desk" },
        ...(app.store.superuser?.senior ? [{ href: "#/desk/supervisor", icon: "ri-team-line", label: "Supervision" }] : []),
        { href: "#/desk/handbook", icon: "ri-book-2-line", label: "Handbook" },
        { href: "#/desk/wellbeing", icon: "ri-heart-line", label: "Wellbeing" }, signInsLink];
    watch(() => app.store.superuser?.collectionName, () => {
        document.documentElement.classList.toggle("moderator", isModerator());
        app.store.headerLinks = isModerator() ? deskLinks() : usualLinks;
    });

    document.addEventListener("mount:pageSuperuserLogin", () => (app.store.title = "Sign in"));

    // The panel resets administrators' passwords only: say whose link that is.
    document.addEventListener("mount:authWithPasswordForm", (e) => {
        try {
            const link = e.detail.querySelector("a[href$='request-password-reset']");
            link.firstElementChild.textContent = "Administrators: forgotten password";
            link.after(t.p({ className: "desk-forgotten" }, "Moderators: ask whoever runs this site for a new password."));
        } catch (err) {
            console.warn("The sign-in page could not be explained:", err);
        }
    });

    // Signing out ends the sign-in on the server too, so that its token opens nothing.
    const forget = app.pb.authStore.clear;
    app.pb.authStore.clear = function () {
        const token = app.pb.authStore.token;
        forget.call(app.pb.authStore);
        if (token) {
            fetch(app.pb.buildURL("/api/desk/sign-out"), { method: "POST", headers: { Authorization: token }, keepalive: true }).catch(() => {});
        }
    };

    // The sign-in form asks for an administrator's account only. Try a moderator's
    // first. After the password comes the code, where it is asked for.
    const collection = app.pb.collection;
    const signIn = async (first, identity, password, ...more) => {
        try {
            return await first(identity, password, ...more);
        } catch (err) {
            if (!err.response?.secondFactor) {
                throw err;
            }
            const { secondStep } = await import(new URL("second_factor.js", files));
            return secondStep(err, (code) => first(identity, password, { body: { identity, password, code } }));
        }
    };
    app.pb.collection = function (name) {
        const service = collection.call(app.pb, name);
        if (name == "_superusers" && !service.alsoModerators) {
            service.alsoModerators = true;
            const administrator = service.authWithPassword.bind(service);
            const moderators = collection.call(app.pb, "moderators");
            const moderator = moderators.authWithPassword.bind(moderators);
            service.authWithPassword = async function (...args) {
                try {
                    return await signIn(moderator, ...args);
                } catch (err) {
                    if (err.status != 400 && err.status != 403) {
                        throw err;
                    }
                    return signIn(administrator, ...args);
                }
            };
        }
        return service;
    };
} catch (err) {
    console.warn("The desk could not be added to the panel:", err);
}
