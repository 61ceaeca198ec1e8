// What the pages about somebody's safety share.
export const desk = () => t.a({ href: "#/desk" }, "Moderation desk");
export const goneTitle = "A story that its author took back, or that was taken down";
