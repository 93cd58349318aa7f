/** Calls somebody out of turn, by their number. */

import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { field } from "../parts/field.js";
import { openDialog } from "./dialog.js";
import { press } from "./steps.js";

/** @param {import("./state.js").Counter} counter */
export function openCallNumber(counter) {
  const { body, close } = openDialog(say("step.call-number"));
  const number = field({ id: "number", label: say("call-number.label"), hint: say("call-number.hint"), attributes: { class: "input input-reference", autocomplete: "off", autocapitalize: "characters", maxlength: 8 } });
  const call = (/** @type {Event} */ event) => {
    event.preventDefault();
    const typed = number.input.value.trim().toUpperCase();
    number.fault(typed ? null : say("call-number.missing"));
    if (!typed) return number.input.focus();
    close();
    press(counter.counter, { step: "call", number: typed });
  };
  fill(body, make("form", { novalidate: true, on: { submit: call } }, number.box, make("button", { class: "button", type: "submit" }, say("call-number.button"))));
  number.input.focus();
}
