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

    document.head.appendChild(t.link({ rel: "stylesheet", href: new URL("desk.css", files).href }));

    // page opens one of our pages, and says so plainly where that fails.
    const page = (file, name) => async (route) => {
        try {
            if (!isModerator()) {
                const { administratorPage } = await import(new URL("pages.js", files));
                return administratorPage();
            }
            const pages = await import(new URL(file, files));
            return await pages[name](route);
        } catch (err) {
            console.warn("The desk could not be opened:", err);
            return t.div({ className: "page" }, t.div({ className: "page-content" },
                t.p(null, "The desk could not be opened. Reload this page. Nothing was changed.")));
        }
    };

    app.routes.superuserOnly("#/desk", page("queue.js", "queuePage"));
    app.routes.superuserOnly("#/desk/stories/{id}", page("story.js", "storyPage"));
    app.routes.superuserOnly("#/desk/stories/{id}/disclose", page("disclose.js", "disclosePage"));
    app.routes.superuserOnly("#/desk/disclosures", page("disclosures.js", "disclosuresPage"));
    app.routes.superuserOnly("#/desk/disclosures/{id}", page("disclosure.js", "disclosurePage"));
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

    const usualLinks = [...app.store.headerLinks];
    const deskLinks = [{ href: "#/desk", icon: "ri-inbox-line", label: "Moderation desk" }];
    watch(() => app.store.superuser?.collectionName, () => {
        document.documentElement.classList.toggle("moderator", isModerator());
        app.store.headerLinks = isModerator() ? deskLinks : usualLinks;
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

    // The sign-in form asks for an administrator's account only. Try a moderator's first.
    const collection = app.pb.collection;
    app.pb.collection = function (name) {
        const service = collection.call(app.pb, name);
        if (name == "_superusers" && !service.alsoModerators) {
            service.alsoModerators = true;
            const administrator = service.authWithPassword;
            service.authWithPassword = async function (...args) {
                try {
                    return await collection.call(app.pb, "moderators").authWithPassword(...args);
                } catch (err) {
                    if (err.status != 400 && err.status != 403) {
                        throw err;
                    }
                    return administrator.apply(service, args);
                }
            };
        }
        return service;
    };
} catch (err) {
    console.warn("The desk could not be added to the panel:", err);
}
