/** On the day of an appointment: come later when the day runs late, check in when here, and on to one's number. */

import { ask, part } from "../api.js";
import { follow } from "../board-feed.js";
import { catalogue, officeOf } from "../catalogue.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { keepTicket } from "../memory/tickets.js";
import { proofOf } from "../memory/session.js";
import { go } from "../router.js";
import { clockTime, inZone, zoneName } from "../rules/moments.js";
import { comeInstead } from "../rules/visit-day.js";
import { pressOnce } from "./field.js";
import { failure, notice } from "./notice.js";

/** @typedef {import("../api.js").Booking} Booking */

// How late a day runs changes slowly, and this page is read before leaving home.
const PACE = 60_000;
const MINUTE = 60_000;

/** @param {Booking} booking */
export async function visitToday(booking) {
  await Promise.all([learn("visit"), wear("visit")]);
  const office = await catalogue().then((all) => officeOf(all, booking.office), () => undefined);
  const late = make("div", { role: "status" });
  const box = make("div", { class: "visit-today" }, late, arrival(booking, office));
  if (booking.status === "confirmed") watch(booking, office?.rules?.grace_after_minutes ?? 0, late);
  return box;
}

/** @param {Booking} booking @param {number} grace @param {HTMLElement} place */
function watch(booking, grace, place) {
  let wasShown = false;
  let said = "";
  follow(booking.office, {
    pace: PACE,
    hidden: PACE,
    goesOn: () => !wasShown || place.isConnected,
    shows: (board) => {
      wasShown ||= place.isConnected;
      const come = comeInstead(booking, board, grace) ?? "";
      if (come === said) return;
      said = come;
      const time = `${clockTime(come)} ${zoneName(come)}`;
      fill(place, come && notice("warning", say("visit.late", { time }), make("p", {}, say("visit.late.text", { time: clockTime(booking.starts) })), { heading: "h2" }));
    },
  });
}

/** @param {Booking} booking @param {import("../api.js").Office | undefined} office */
function arrival(booking, office) {
  const place = make("div", {});
  const isHere = booking.status === "arrived";
  const button = make("button", { class: "button button-large", type: "button" }, icon(isHere ? "bell" : "pin"), say(isHere ? "visit.open" : "visit.check-in"));
  button.addEventListener("click", () => pressOnce(button, say("visit.checking-in"), () => checkIn(booking, place)));
  const from = office?.rules && inZone(new Date(Date.parse(booking.starts) - office.rules.grace_before_minutes * MINUTE).toISOString(), office.time_zone);
  const text = isHere ? say("visit.here.text") : from ? say("visit.arrive.from", { time: clockTime(from) }) : say("visit.arrive.text");
  return make("section", { class: "card arrival", "aria-labelledby": "arrival" }, make("h2", { id: "arrival" }, say(isHere ? "visit.here" : "visit.arrive")), make("p", {}, text), place, button);
}

/** Pressing twice, or once more after a lost answer, finds the same number. @param {Booking} booking @param {HTMLElement} place */
async function checkIn({ reference }, place) {
  try {
    /** @type {import("../api.js").Ticket} */
    const ticket = await ask(`/bookings/${part(reference)}/check-in`, { method: "POST", body: {}, proof: proofOf(reference) });
    const secret = ticket.secret ?? "";
    const kept = keepTicket(ticket.reference, secret, ticket.number);
    go(`#/ticket/${ticket.reference}${kept ? "" : `.${secret}`}`);
  } catch (error) {
    fill(place, failure(error, null, { title: say("visit.not-yet") }));
  }
}
