/** Everybody who is expected today, without names; who stands here is checked in with one press. */

import { part } from "../api.js";
import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { later } from "../parts/loading.js";
import { failure } from "../parts/notice.js";
import { clockRange, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { checkIn } from "./check-in.js";
import { openDialog } from "./dialog.js";
import { askAsOfficer } from "./session.js";
import { office } from "./state.js";
import { showSlip } from "./walk-in.js";

/** @typedef {{reference: string, service_name: string, starts: string, ends: string, status: string}} Expected */

export function openDay() {
  const here = office();
  if (!here) return;
  const { body } = openDialog(say("day.open"), { wide: true });
  const load = () => askAsOfficer(`/desk/${part(here.id)}/day`);
  fill(body, later(load, (day) => show(day, body), { lines: 6 }));
}

/** @param {{date: string, bookings: Expected[]}} day @param {HTMLElement} body */
function show({ date, bookings }, body) {
  const head = make("p", { class: "lead" }, say("day.head", { day: longDay(date), count: bookings.length }));
  if (!bookings.length) return [head];
  return [head, make("ul", { class: "rows" }, ...bookings.map((one) => row(one, body)))];
}

/** @param {Expected} booking @param {HTMLElement} body */
function row(booking, body) {
  const told = make("div", { class: "row-told" });
  const here = make("button", { class: "button button-quiet row-act", type: "button", "aria-label": say("day.here", { reference: groups(booking.reference).join(" ") }) }, say("day.here.short"));
  const arrive = async () => {
    try {
      showSlip(body, await checkIn(booking.reference));
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  here.addEventListener("click", () => pressOnce(here, say("desk.sending"), arrive));
  const words = make("div", { class: "row-words" }, make("p", { class: "row-service" }, booking.service_name), make("p", { class: "marks" }, make("span", { class: "mark" }, groups(booking.reference).join(" ")), make("span", { class: `mark is-${booking.status}` }, say(`booking.${booking.status}`))));
  return make("li", { class: "row" }, make("span", { class: "row-time" }, clockRange(booking.starts, booking.ends)), words, booking.status === "confirmed" && make("div", { class: "row-acts" }, here), told);
}
