/** An appointment as a card to keep: reference, QR code, when, where, what for. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockRange, dayOf, longDay, zoneName } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { later } from "./loading.js";
import { qr } from "./qr.js";
import { statusBadge } from "./timeline.js";

/** @typedef {import("../api.js").Booking} Booking */

/** @param {Booking} booking */
export function ticket(booking) {
  const live = booking.status === "confirmed" || booking.status === "arrived";
  const top = make("div", { class: "ticket-top" }, make("div", { class: "ticket-code" }, make("p", { class: "ticket-label" }, say("ticket.reference")), referenceWords(booking.reference), statusBadge(booking.status)), live && later(() => qr(booking.reference), (code) => code, { lines: 3 }));
  const fact = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {import("../dom.js").Child[]} */ ...words) => make("div", { class: "ticket-fact" }, icon(sign), make("dt", {}, say(label)), make("dd", {}, ...words));
  const time = `${clockRange(booking.starts, booking.ends)} ${zoneName(booking.starts)}`;
  const facts = make("dl", { class: "ticket-facts" }, fact("calendar", "ticket.when", make("strong", {}, longDay(dayOf(booking.starts))), make("strong", { class: "ticket-time" }, time)), fact("pin", "ticket.where", make("strong", {}, booking.office_name), make("span", {}, booking.address)), fact("document", "ticket.service", make("strong", {}, booking.service_name)));
  return make("article", { class: `ticket${live ? "" : " is-over"}`, "aria-label": say("ticket.label") }, top, facts);
}

/** Big groups for the eye; letter by letter for the ear. @param {string} reference */
export function referenceWords(reference) {
  const shown = groups(reference).map((group) => make("span", {}, group));
  const said = groups(reference).map((group) => [...group].join(" ")).join(", ");
  return make("p", { class: "reference" }, make("span", { class: "reference-groups", "aria-hidden": "true" }, ...shown), spoken(said));
}

/** @param {Booking} booking @param {((kind: string) => void) | null} [check] what checks a document before the visit */
export function bringList(booking, check = null) {
  if (!booking.checklist.length) return null;
  const early = (/** @type {string | null | undefined} */ kind, /** @type {number} */ at) => check && kind && make("button", { class: "bring-check", type: "button", "aria-describedby": `bring-words-${at}`, on: { click: () => check(kind) } }, icon("camera"), say("bring.check"));
  const items = booking.checklist.map(({ text, document }, at) => make("li", { class: "bring-item" }, make("label", { class: "tick" }, make("input", { type: "checkbox", id: `bring-${at}` }), make("span", { id: `bring-words-${at}` }, text)), early(document, at)));
  return make("section", { class: "block bring" }, make("h2", {}, icon("bag"), say("bring.title")), make("p", {}, say("bring.text")), make("ul", { class: "bring-list" }, ...items));
}

/** Whether something on the list can be checked before the visit. @param {Booking} booking */
export function canCheck({ checklist, status }) {
  return status === "confirmed" && checklist.some(({ document }) => document);
}
