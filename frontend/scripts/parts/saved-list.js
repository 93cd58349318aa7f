/** The references kept on this phone. */

import { make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { keptTickets } from "../memory/tickets.js";
import { forgetReference, savedReferences } from "../memory/saved-references.js";
import { groups } from "../rules/reference.js";

/** @param {"h2" | "h3"} heading @returns {HTMLElement | null} null when there are none */
export function savedList(heading = "h3") {
  const kept = savedReferences();
  const tickets = keptTickets();
  if (!kept.length && !tickets.length) return null;
  const title = make(heading, { class: "saved-title" }, say("saved.title"));
  const box = make("div", { class: "saved" }, title, make("ul", { class: "saved-items" }, ...tickets.map((one) => ticketItem(one)), ...kept.map((reference) => item(reference))));
  return box;
}

/** Today's number, which leads to its live page. @param {{reference: string, number: string}} ticket */
function ticketItem({ reference, number }) {
  return make("li", {}, make("a", { class: "saved-link saved-ticket", href: `#/ticket/${reference}` }, icon("bell"), number));
}

/** @param {string} reference */
function item(reference) {
  const spelled = groups(reference).join(" ");
  const drop = (/** @type {Event} */ event) => {
    forgetReference(reference);
    const box = /** @type {HTMLElement} */ (event.currentTarget).closest(".saved");
    /** @type {HTMLElement} */ (event.currentTarget).closest("li")?.remove();
    if (box && !box.querySelector("li")) box.remove();
    else readFrom(box?.querySelector(".saved-title") ?? null);
  };
  const link = make("a", { class: "saved-link", href: `#/status/${reference}` }, icon("ticket"), spelled);
  const remove = make("button", { class: "icon-button", type: "button", "aria-label": say("saved.forget", { reference: spelled }), on: { click: drop } }, icon("close"));
  return make("li", {}, link, remove);
}
