/** Cancelling, after asking once. */

import { ask, part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { leaveWord, proofOf, rememberBooking } from "../memory/session.js";
import { show } from "../router.js";
import { whenWords } from "../rules/moments.js";
import { pressOnce } from "./field.js";
import { failure } from "./notice.js";

/** @typedef {import("../api.js").Booking} Booking */

/** @param {Booking} booking */
export function cancelButton(booking) {
  const open = () => {
    const dialog = question(booking);
    document.body.append(dialog);
    dialog.showModal();
  };
  return make("button", { class: "button button-danger", type: "button", on: { click: open } }, icon("close"), say("cancel.open"));
}

/** @param {Booking} booking */
function question(booking) {
  const place = make("div", {});
  const yes = make("button", { class: "button button-danger is-full", type: "button" }, say("cancel.yes"));
  const no = make("button", { class: "button button-quiet", type: "button", autofocus: true, on: { click: () => dialog.close() } }, say("cancel.no"));
  const title = make("h2", { id: "cancel-title" }, say("cancel.title"));
  const text = make("p", {}, say("cancel.text", { service: booking.service_name, when: whenWords(booking.starts) }));
  const dialog = make("dialog", { class: "dialog", "aria-labelledby": "cancel-title" }, title, text, place, make("div", { class: "tools-row" }, no, yes));
  yes.addEventListener("click", () => pressOnce(yes, say("cancel.sending"), () => cancel(booking, dialog, place)));
  dialog.addEventListener("close", () => dialog.remove());
  return dialog;
}

/** @param {Booking} booking @param {HTMLDialogElement} dialog @param {HTMLElement} place */
async function cancel({ reference }, dialog, place) {
  try {
    rememberBooking(await ask(`/bookings/${part(reference)}/cancel`, { method: "POST", body: {}, proof: proofOf(reference) }));
  } catch (error) {
    return fill(place, failure(error, null));
  }
  dialog.close();
  leaveWord(say("cancel.done"));
  await show({ focus: true });
}
