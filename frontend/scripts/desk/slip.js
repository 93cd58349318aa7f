/** A ticket just given: number, expected time, and the code that leads to its live page. For the desk and the kiosk. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { later } from "../parts/loading.js";
import { qr } from "../parts/qr.js";
import { clockTime, longDay, dayOf, zoneName } from "../rules/moments.js";

/** @typedef {{starts: string, ends: string}} Span */
/** @typedef {{reference: string, number: string, office_name: string, came: string, priority: string | null, state: string, counter: string | null, arrived: string, promised: Span, expected: Span | null, ahead: number | null, stops: {name: string, done: boolean}[], secret?: string}} TicketPage */

/** Where the citizen follows their turn; what stands behind # is sent to no server. @param {TicketPage} ticket */
export function liveAddress(ticket) {
  return new URL(`./#/ticket/${ticket.reference}.${ticket.secret ?? ""}`, location.href).href;
}

/** @param {TicketPage} ticket */
export function slip(ticket) {
  const code = ticket.secret ? make("div", { class: "slip-code" }, later(() => qr(liveAddress(ticket), { label: say("slip.qr"), mode: "Byte" }), (drawn) => drawn, { lines: 3 }), make("p", { class: "slip-code-words" }, say("slip.qr.words"))) : null;
  const stops = make("ul", { class: "slip-stops" }, ...ticket.stops.map((one) => make("li", {}, icon("document"), one.name)));
  return make("article", { class: "slip", "aria-label": say("slip.label", { number: ticket.number }) }, make("p", { class: "slip-office" }, ticket.office_name), make("p", { class: "slip-label" }, say("slip.number")), make("p", { class: "slip-number" }, ticket.number), turn(ticket), stops, code, make("p", { class: "slip-when" }, `${longDay(dayOf(ticket.arrived))}, ${clockTime(ticket.arrived)} ${zoneName(ticket.arrived)}`));
}

/** When the turn comes, as a range, or how it stands. @param {TicketPage} ticket */
function turn(ticket) {
  if (ticket.state !== "waiting") return make("p", { class: "slip-turn" }, say(ticket.counter ? "slip.called" : "slip.over", { counter: ticket.counter ?? "" }));
  const span = ticket.expected ?? (ticket.came === "booked" ? ticket.promised : null);
  if (!span) return make("p", { class: "slip-turn" }, say("slip.unknown"));
  const now = clockTime(span.starts) === clockTime(span.ends) ? clockTime(span.starts) : `${clockTime(span.starts)}–${clockTime(span.ends)}`;
  return make("p", { class: "slip-turn" }, say("slip.expected"), " ", make("strong", {}, now), ticket.ahead !== null && make("span", { class: "slip-ahead" }, ticket.ahead ? say("slip.ahead", { count: ticket.ahead }) : say("slip.first")));
}
