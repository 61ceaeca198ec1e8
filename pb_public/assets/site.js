// The site works without this file. It makes forms more comfortable: focus on
// what went wrong, words counted while typing, no second press of a button.
import { initAll } from "/assets/vendor/govuk-frontend/govuk-frontend.min.js";

initAll();
