// The form works without this file. With it, what is typed and not yet sent is
// kept when somebody leaves the page, and stands there again when they come back.
const form = document.querySelector("form[data-kept]");

if (form) {
  const now = () => new URLSearchParams(new FormData(form)).toString();
  let kept = now();
  let sent = false;
  form.addEventListener("submit", () => { sent = true; });
  addEventListener("pageshow", () => { sent = false; });

  const keep = () => {
    // Who leaves by "Exit this page" wants nothing more to be kept.
    const fled = document.body.classList.contains("govuk-exit-this-page-hide-content");
    if (sent || fled || now() === kept) return;
    kept = now();
    const data = new FormData(form);
    data.append("action", "keep");
    navigator.sendBeacon(form.action, data);
  };
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
  addEventListener("pagehide", keep);
}
