/** Checks somebody in for their appointment, by its reference. */

import { part, Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { field, pressOnce } from "../parts/field.js";
import { failure, wordsOf } from "../parts/notice.js";
import { oddity, tidy } from "../rules/reference.js";
import { openDialog } from "./dialog.js";
import { pollNow } from "./polling.js";
import { askAsOfficer } from "./session.js";
import { office } from "./state.js";
import { showSlip } from "./walk-in.js";

export function openCheckIn() {
  const { body } = openDialog(say("check-in.open"));
  const reference = field({ id: "reference", label: say("visitor.booking"), hint: say("reference.hint"), attributes: { class: "input input-reference", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 24 } });
  const told = make("div", {});
  const button = make("button", { class: "button button-large", type: "submit" }, icon("check"), say("check-in.button"));
  const send = async () => {
    const odd = oddity(reference.input.value);
    reference.fault(odd && say(odd));
    if (odd) return reference.input.focus();
    try {
      showSlip(body, await checkIn(tidy(reference.input.value)));
    } catch (error) {
      if (!(error instanceof Problem)) return fill(told, failure(error, null));
      fill(told);
      reference.fault(wordsOf(error));
      reference.input.focus();
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  fill(body, make("form", { novalidate: true, on: { submit } }, told, reference.box, button));
  reference.input.focus();
}

/** Checking in twice finds the same ticket, so it may be tried again. @param {string} reference */
export async function checkIn(reference) {
  const here = office();
  const ticket = await askAsOfficer(`/desk/${part(here?.id ?? "")}/check-in`, { method: "POST", body: { reference } });
  pollNow();
  return ticket;
}
