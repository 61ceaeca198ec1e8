// The site works without this file. It makes forms more comfortable: focus on
// what went wrong, words counted while typing, no second press of a button.
import { initAll } from "/assets/vendor/govuk-frontend/govuk-frontend.min.js";

initAll();

// A page that says what is wrong is the answer to a form. Coming back to it should
// show the form again, not the browser's question whether to send it once more.
if (document.querySelector(".govuk-error-summary")) history.replaceState(null, "", location.href);
