/** How an appointment and a file look once they are opened. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { cancellable, movable } from "../rules/changes.js";
import { dayOf, longDay, whenWords } from "../rules/moments.js";
import { rateOffer } from "../ratings/offer.js";
import { isToday } from "../rules/visit-day.js";
import { cancelButton } from "./cancel.js";
import { documents, oneDocument } from "./documents.js";
import { later } from "./loading.js";
import { notice } from "./notice.js";
import { bringList, canCheck, referenceWords, ticket } from "./ticket.js";
import { ticketTools } from "./ticket-tools.js";
import { stepBadge, timeline } from "./timeline.js";

/** @typedef {import("../api.js").Booking} Booking */
/** @typedef {import("../api.js").Status} Status */

/** @param {Booking} booking @param {Status} status @param {string | undefined} zone of the city */
export function bookingView(booking, status, zone) {
  const live = booking.status === "confirmed";
  return [
    live && booking.moved_by_office && notice("warning", say("status.shifted"), make("p", {}, status.summary)),
    ticket(booking),
    today(booking),
    booking.status === "finished" && rateOffer(booking.reference),
    live ? changes(booking) : booking.status !== "arrived" && again(booking),
    live && ticketTools(booking.reference),
    timeline(status, zone),
    ...(live ? papers(booking) : []),
  ];
}

/** What to bring, and what of it can be checked before the visit. @param {Booking} booking */
export function papers(booking) {
  if (!canCheck(booking)) return [bringList(booking)];
  const { box, open } = documents(booking.reference, booking.starts);
  return [bringList(booking, open), box];
}

/** What is done on the day of the visit only, and loaded then. @param {Booking} booking */
export function today(booking) {
  const open = booking.status === "confirmed" || booking.status === "arrived";
  if (!open || !isToday(booking.starts)) return null;
  return later(async () => (await import("./visit-today.js")).visitToday(booking), (box) => box, { lines: 2 });
}

/** @param {Booking} booking */
function changes(booking) {
  const [canMove, canCancel] = [movable(booking), cancellable(booking)];
  const move = canMove && make("a", { class: "button", href: `#/move/${booking.reference}` }, icon("move"), say("status.move"));
  const until = [canMove ? say("status.move.until", { when: whenWords(booking.move_until) }) : say("status.move.late"), canCancel ? say("status.cancel.until", { when: whenWords(booking.cancel_until) }) : say("status.cancel.late")];
  return make("section", { class: "changes", "aria-label": say("status.changes") }, make("div", { class: "tools-row" }, move, canCancel && cancelButton(booking)), make("ul", { class: "until" }, ...until.map((words) => make("li", {}, words))));
}

/** @param {Booking} booking */
function again(booking) {
  const link = make("a", { class: "button", href: `#/service/${encodeURIComponent(booking.service)}` }, icon("calendar"), say("status.again"));
  return make("div", { class: "changes" }, link);
}

/** @param {Status} status @param {string | undefined} zone of the city @param {string} proof */
export function fileView(status, zone, proof) {
  const details = status.case;
  // What a citizen must answer, or was refused, is said in a box of its own.
  const stands = status.status === "paused" || status.status === "refused";
  const due = status.due && make("p", { class: "due" }, icon("clock"), say("status.due", { day: longDay(dayOf(status.due)) }));
  const card = make("article", { class: "card file" }, make("p", { class: "ticket-label" }, say("ticket.reference")), referenceWords(status.reference), ...(stands ? [] : [stepBadge(status), make("p", { class: "lead" }, status.summary)]), due);
  // A wait, a refusal, a permit, a letter: what few files have is loaded where it is.
  const more = details && (details.pauses.some((one) => !one.until) || details.refused || details.letter || details.permit);
  const told = more && later(async () => (await import("./file-details.js")).fileDetails(status, details, proof), (shown) => shown, { lines: 2 });
  return [card, told, status.steps.length ? timeline(status, zone) : notice("info", say("steps.none")), status.kind === "case" && documents(status.reference).box, ticketKeep(status.reference)];
}

/** A document, whose card says more than its steps. @param {Status} status @param {string} proof */
export function documentView(status, proof) {
  const card = make("article", { class: "card file" }, make("p", { class: "ticket-label" }, say("ticket.reference")), referenceWords(status.reference), make("p", { class: "lead" }, status.summary));
  return [card, oneDocument(status.reference, proof)];
}

/** A number of today, which lives on a page of its own. @param {Status} status @param {string | undefined} zone of the city */
export function numberView(status, zone) {
  const live = make("a", { class: "button button-large", href: `#/ticket/${status.reference}` }, icon("bell"), say("visit.open"));
  const card = make("article", { class: "card file" }, make("p", { class: "ticket-label" }, say("ticket.reference")), referenceWords(status.reference), make("p", { class: "lead" }, status.summary), live);
  return [card, status.status === "finished" && rateOffer(status.reference), timeline(status, zone)];
}

/** @param {string} reference */
function ticketKeep(reference) {
  const tools = ticketTools(reference);
  // A file has no calendar entry.
  tools.querySelector("button")?.remove();
  return tools;
}
