/** What a change means: who stays, who goes where, and what has become of each. References only, no names. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockRange, clockTime, dayOf, longDay, shortDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";

/** @typedef {import("./changes.js").Affected} Affected */
/** @typedef {import("./changes.js").Change} Change */
/** @typedef {"none" | "other-office" | "other-day" | "same-day"} Way */

/** What needs a look first. @type {Way[]} */
const WAYS = ["none", "other-office", "other-day", "same-day"];

/** @param {string} office @param {Affected} booking @returns {Way} */
function wayOf(office, { starts, to }) {
  if (!to) return "none";
  if (to.office !== office) return "other-office";
  return dayOf(to.starts) === dayOf(starts) ? "same-day" : "other-day";
}

/** Rabu, 25 November 2026 – Jumat, 27 November 2026 @param {string} first @param {string} last */
export function daysWords(first, last) {
  return first === last ? longDay(first) : say("plan.days", { first: longDay(first), last: longDay(last) });
}

/** @param {Change} change */
export function countsOf(change) {
  const counted = new Map(WAYS.map((way) => [way, change.bookings.filter((one) => wayOf(change.office, one) === way).length]));
  const fact = (/** @type {string} */ look, /** @type {string} */ words, /** @type {number} */ count) => make("div", { class: `outlook-fact is-${look}` }, make("dt", {}, words), make("dd", {}, count));
  return make("dl", { class: "outlook-facts" }, fact("kept", say("plan.kept"), change.kept), ...["same-day", "other-day", "other-office", "none"].map((way) => fact(counted.get(/** @type {Way} */ (way)) ? way : "empty", say(`plan.way.${way}`), counted.get(/** @type {Way} */ (way)) ?? 0)));
}

/** @param {Change} change */
export function bookingRows(change) {
  if (!change.bookings.length) return make("p", { class: "rows-none" }, say("plan.nobody"));
  const sorted = [...change.bookings].sort((one, other) => WAYS.indexOf(wayOf(change.office, one)) - WAYS.indexOf(wayOf(change.office, other)) || one.starts.localeCompare(other.starts));
  return make("ul", { class: "rows" }, ...sorted.map((one) => row(change.office, one)));
}

/** @param {string} office @param {Affected} booking */
function row(office, booking) {
  const way = wayOf(office, booking);
  const mark = booking.outcome ? make("span", { class: `outcome is-${booking.outcome}` }, say(`plan.outcome.${booking.outcome}`)) : make("span", { class: `outcome is-way-${way}` }, say(`plan.way.${way}`));
  const from = make("span", { class: "shift-from" }, `${shortDay(dayOf(booking.starts))}, ${clockRange(booking.starts, booking.ends)}`);
  const gone = booking.outcome === "changed";
  return make("li", { class: "affected" }, make("span", { class: "affected-reference" }, groups(booking.reference).join(" ")), make("span", { class: "affected-words" }, make("span", { class: "row-service" }, booking.service_name), make("span", { class: "shift" }, from, !gone && destination(booking, way))), mark);
}

/** @param {Affected} booking @param {Way} way */
function destination({ to, outcome }, way) {
  if (!to) return null;
  const when = way === "same-day" ? clockTime(to.starts) : `${shortDay(dayOf(to.starts))}, ${clockTime(to.starts)}`;
  const words = make("strong", { class: outcome === "taken" ? "is-void" : null }, when);
  return [icon("arrow-right"), make("span", { class: "spoken" }, say("plan.to")), words, way === "other-office" && make("span", { class: "shift-office" }, to.office_name)];
}
