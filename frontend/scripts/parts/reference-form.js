/** The field for a reference, with its own gentle check for slips of the finger. */

import { make } from "../dom.js";
import { say } from "../language.js";
import { go } from "../router.js";
import { oddity, tidy } from "../rules/reference.js";
import { field } from "./field.js";

/** @param {string} value */
export function referenceField(value = "") {
  return field({
    id: "reference",
    label: say("reference.label"),
    hint: say("reference.hint"),
    value,
    attributes: { autocomplete: "off", autocapitalize: "characters", spellcheck: "false", class: "input input-reference", maxlength: 24 },
  });
}

/** The short form on the first page: only the reference; the proof is asked on the next. */
export function referenceForm() {
  const reference = referenceField();
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    const odd = oddity(reference.input.value);
    reference.fault(odd && say(odd));
    if (odd) reference.input.focus();
    else go(`#/status/${tidy(reference.input.value)}`);
  };
  return make("form", { class: "reference-form", novalidate: true, on: { submit: open } }, reference.box, make("button", { class: "button", type: "submit" }, say("reference.open")));
}
