/** The page for addresses outside the site says everything in both languages; where one is known, only in that one. */

import { knownLanguage } from "./language.js";

const known = knownLanguage();
if (known) {
  document.documentElement.lang = known;
  /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main [lang]")).forEach((part) => (part.hidden = part.lang !== known));
}
