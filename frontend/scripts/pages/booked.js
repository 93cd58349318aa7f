/** The appointment is made: what to keep, what to bring. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { bookingOf } from "../memory/session.js";
import { papers, today } from "../parts/record-views.js";
import { ticket } from "../parts/ticket.js";
import { ticketTools } from "../parts/ticket-tools.js";
import { trail } from "../parts/trail.js";
import { cancellable, movable } from "../rules/changes.js";
import { page as status } from "./status.js";

/** @type {import("../router.js").PageMaker} */
export function page(visit) {
  const booking = bookingOf(visit.parameters[0] ?? "");
  // After a reload nothing is remembered here; the way back in is the reference and its proof.
  if (!booking) return status(visit);
  const head = make("header", { class: "page-head done" }, make("span", { class: "done-sign" }, icon("check")), make("div", {}, make("h1", {}, say("booked.title")), make("p", { class: "lead" }, say("booked.text"))));
  const manage = (movable(booking) || cancellable(booking)) && make("a", { href: `#/status/${booking.reference}` }, say("booked.manage"));
  const next = make("p", { class: "next-steps" }, manage, make("a", { href: "#/" }, say("missing.home")));
  return { title: say("booked.title"), body: [make("div", { class: "column column-narrow" }, trail("done"), head, ticket(booking), today(booking), proof(booking), ticketTools(booking.reference), ...papers(booking), next)] };
}

/** @param {import("../api.js").Booking} booking */
function proof({ secret }) {
  if (!secret) return make("p", { class: "proof-hint" }, icon("lock"), make("span", {}, say("booked.proof.phone")));
  const words = make("p", { class: "secret" }, secret);
  return make("section", { class: "notice notice-warning secret-box" }, icon("lock"), make("div", { class: "notice-inside" }, make("h2", { class: "notice-title" }, say("booked.secret")), words, make("p", {}, say("booked.secret.text"))));
}
