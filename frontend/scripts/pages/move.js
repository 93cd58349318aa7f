/** Moving an appointment: another time, looked at once more before it counts. */

import { Problem, ask, part } from "../api.js";
import { catalogue, officeOf } from "../catalogue.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { bookingOf, leaveWord, proofOf, rememberBooking } from "../memory/session.js";
import { pressOnce } from "../parts/field.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { timeChoice } from "../parts/time-choice.js";
import { alternatives } from "../parts/time-list.js";
import { backLink } from "../parts/trail.js";
import { replace } from "../router.js";
import { movable } from "../rules/changes.js";
import { dayOf, wallClock, whenWords } from "../rules/moments.js";
import { page as status } from "./status.js";

/** @typedef {import("../api.js").Booking} Booking */

/** @param {string} reference @param {string} starts */
const confirmAddress = (reference, starts) => `#/move/${reference}?to=${encodeURIComponent(starts)}`;

/** @type {import("../router.js").PageMaker} */
export async function page(visit) {
  const booking = bookingOf(visit.parameters[0] ?? "");
  if (!booking || !proofOf(booking.reference)) return status(visit);
  if (!movable(booking)) return tooLate(booking);
  const to = visit.query.get("to");
  const back = to ? backLink(`#/move/${booking.reference}?day=${dayOf(to)}`, say("back.times")) : backLink(`#/status/${booking.reference}`, say("back.booking"));
  const head = make("header", { class: "page-head" }, make("p", { class: "over" }, booking.service_name), make("h1", {}, say(to ? "move.confirm" : "move.title")));
  const body = to ? confirmation(booking, to) : await choice(booking, visit.query);
  return { title: say("move.title"), body: [make("div", { class: `column${to ? " column-narrow" : ""}` }, back, head, ...body)] };
}

/** @param {Booking} booking @returns {import("../router.js").Page} */
function tooLate(booking) {
  const words = say(booking.status === "confirmed" ? "status.move.late" : "move.over");
  const head = make("header", { class: "page-head" }, make("p", { class: "over" }, booking.service_name), make("h1", {}, words));
  return { title: words, body: [make("div", { class: "column column-narrow" }, backLink(`#/status/${booking.reference}`, say("back.booking")), head)] };
}

/** Begins at the day of the booking as it is: who moves looks for something near it. @param {Booking} booking @param {URLSearchParams} asked */
async function choice(booking, asked) {
  const office = await catalogue().then((all) => officeOf(all, booking.office), () => undefined);
  const query = new URLSearchParams(asked);
  if (!query.has("day") && !query.has("from")) query.set("day", dayOf(booking.starts));
  const now = notice("info", say("move.now", { when: whenWords(booking.starts) }), make("p", {}, say("move.safe")));
  const link = (/** @type {{starts: string}} */ slot) => confirmAddress(booking.reference, slot.starts);
  return [now, timeChoice({ office: booking.office, officeName: booking.office_name, service: booking.service, elsewhere: false, others: [], horizon: office?.rules?.horizon_days ?? 30, today: wallClock(new Date(), office?.time_zone ?? "UTC").date, query, link })];
}

/** @param {Booking} booking @param {string} to */
function confirmation(booking, to) {
  const place = make("div", { class: "form-messages" });
  const row = (/** @type {string} */ label, /** @type {string} */ starts, /** @type {string} */ looks) => make("div", { class: looks }, make("dt", {}, say(label)), make("dd", {}, whenWords(starts)));
  const change = make("dl", { class: "change card" }, row("move.from", booking.starts, "change-from"), row("move.to", to, "change-to"));
  const button = make("button", { class: "button button-large", type: "button" }, icon("move"), say("move.send"));
  button.addEventListener("click", () => pressOnce(button, say("move.sending"), () => move(booking, to, place)));
  return [place, change, button];
}

/** @param {Booking} booking @param {string} to @param {HTMLElement} place */
async function move(booking, to, place) {
  const { reference } = booking;
  const purpose = `move/${reference}/${to}`;
  try {
    const moved = await ask(`/bookings/${part(reference)}/move`, { method: "POST", body: { starts: to }, proof: proofOf(reference), key: attemptKey(purpose) });
    endAttempt(purpose);
    rememberBooking(moved);
    leaveWord(say("move.done"));
    replace(`#/status/${reference}`);
  } catch (error) {
    const box = error instanceof Problem ? refused(error, booking) : failure(error, null, { heading: "h2" });
    fill(place, box);
    readFrom(box);
  }
}

/** @param {Problem} problem @param {Booking} booking */
function refused(problem, booking) {
  const here = problem.alternatives.filter((other) => other.office === booking.office);
  const link = (/** @type {{starts: string}} */ slot) => confirmAddress(booking.reference, slot.starts);
  const inside = [make("p", {}, wordsOf(problem)), make("p", {}, say("move.kept")), here.length ? alternatives(here, { link }) : null];
  return notice("warning", say("refusal.title"), inside, { heading: "h2", role: "alert" });
}
