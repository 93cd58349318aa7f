/** What can be done with an appointment besides coming: calendar, paper, keeping the reference. */

import { askFile, part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { forgetReference, saveReference, savedReferences } from "../memory/saved-references.js";
import { proofOf } from "../memory/session.js";
import { pressOnce } from "./field.js";
import { failure } from "./notice.js";

/** @param {string} reference */
export function ticketTools(reference) {
  const told = make("div", { class: "tools-told", role: "status" });
  const print = make("button", { class: "button button-quiet", type: "button", on: { click: () => window.print() } }, icon("print"), say("tools.print"));
  return make("div", { class: "tools" }, make("div", { class: "tools-row" }, calendarButton(reference, told), print, keepButton(reference, told)), told);
}

/** @param {string} reference @param {HTMLElement} told */
function calendarButton(reference, told) {
  const button = make("button", { class: "button button-quiet", type: "button" }, icon("calendar"), say("tools.calendar"));
  const load = async () => {
    try {
      offer(await askFile(`/bookings/${part(reference)}/calendar`, { proof: proofOf(reference) }), `${reference}.ics`);
      fill(told, make("p", {}, say("tools.calendar.done")));
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  button.addEventListener("click", () => pressOnce(button, say("loading"), load));
  return button;
}

/** The proof travels in a header, so the file is fetched first and then handed over. @param {Blob} file @param {string} name */
function offer(file, name) {
  const address = URL.createObjectURL(file);
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 30_000);
}

/** @param {string} reference @param {HTMLElement} told */
function keepButton(reference, told) {
  const button = make("button", { class: "button button-quiet", type: "button" });
  const kept = () => savedReferences().includes(reference);
  const dress = () => {
    button.setAttribute("aria-pressed", String(kept()));
    fill(button, icon(kept() ? "check" : "keep"), say(kept() ? "tools.kept" : "tools.keep"));
  };
  button.addEventListener("click", () => {
    if (kept()) forgetReference(reference);
    else saveReference(reference);
    fill(told, make("p", {}, say(kept() ? "tools.kept.told" : "tools.kept.gone")));
    dress();
  });
  dress();
  return button;
}
