/** One's own number on the day of the visit, kept current by the public board: place in line, expected time, the call. */

import { Problem, ask, part } from "../api.js";
import { follow } from "../board-feed.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { forgetTicket, keepTicket, keptTickets } from "../memory/tickets.js";
import { failure } from "../parts/notice.js";
import { standing, stops } from "../parts/standing.js";
import { backLink } from "../parts/trail.js";
import { rateOffer } from "../ratings/offer.js";
import { clockRange, clockTime, inZone, zoneName } from "../rules/moments.js";
import { tidy } from "../rules/reference.js";
import { placeOf } from "../rules/visit-day.js";
import { page as status } from "./status.js";

/** @typedef {import("../api.js").Ticket} Ticket */

// A number that the board does not show is asked for itself, but not every time.
const BESIDE = 20_000;
const FINAL = ["finished", "no-show", "left"];
const SIGNAL = [400, 150, 400, 150, 600];

/** @type {import("../router.js").PageMaker} */
export async function page(visit) {
  const [typed = "", shown = ""] = (visit.parameters[0] ?? "").split(".");
  const reference = tidy(typed);
  const secret = shown || keptTickets().find((one) => one.reference === reference)?.secret;
  if (!secret) return status({ ...visit, parameters: [reference] });
  await Promise.all([learn("visit"), wear("visit")]);
  try {
    const ticket = await own(reference, secret);
    // Once it is kept, the secret need not stand in the address, where it could be photographed or passed on.
    if (keepTicket(reference, secret, ticket.number) && shown) history.replaceState(history.state, "", `#/ticket/${reference}`);
    return { title: titleOf(ticket), body: [live(ticket, secret)] };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    forgetTicket(reference);
    return { title: say("visit.title"), body: [make("div", { class: "column column-narrow" }, failure(error, null, { heading: "h1", title: say("status.refused") }), make("p", {}, make("a", { href: "#/" }, say("missing.home"))))] };
  }
}

/** @param {string} reference @param {string} secret @returns {Promise<Ticket>} */
function own(reference, secret) {
  return ask(`/tickets/${part(reference)}`, { proof: secret });
}

/** @param {Ticket} ticket */
function titleOf({ number, state, counter, ahead }) {
  if (state === "called") return say("visit.tab.called", { number, counter: counter ?? "" });
  return state === "waiting" && ahead !== null ? say("visit.tab.ahead", { number, count: ahead }) : say("visit.tab", { number });
}

/** The page, and the watch over it until it is left. @param {Ticket} first @param {string} secret */
function live(first, secret) {
  const place = make("div", { class: "standing-place" });
  const more = make("div", {});
  const pulse = make("p", { class: "pulse" });
  // What has to be heard at once, and only when it changes.
  const told = make("p", { class: "spoken", role: "status" });
  const card = make("article", { class: "number-card", "aria-label": say("visit.title") }, make("p", { class: "ticket-label" }, say("visit.number")), make("h1", { class: "number" }, first.number), make("p", { class: "number-where" }, icon("pin"), first.office_name));
  const box = make("div", { class: "column column-narrow visit" }, backLink("#/", say("back.home")), card, place, more, pulse, told);
  const state = { ticket: first, looks: "", asked: Date.now() };

  /** @param {Ticket} next */
  const show = (next) => {
    const before = state.ticket;
    state.ticket = next;
    const looks = JSON.stringify([next.state, next.counter, next.calls, next.ahead, next.expected, next.stops]);
    if (looks === state.looks) return;
    const isFirst = !state.looks;
    state.looks = looks;
    fill(place, standing(next));
    fill(more, stops(next), facts(next), next.state === "finished" && rateOffer(first.reference));
    const isCall = next.state === "called" && (before.state !== "called" || before.calls !== next.calls);
    if (!isFirst) {
      fill(told, isCall ? say("visit.called", { counter: next.counter ?? "" }) : place.querySelector("h2")?.textContent ?? "");
      document.title = `${titleOf(next)} – ${say("site.name")}`;
    }
    if (isCall && !isFirst) signal();
  };
  const beside = async () => {
    if (Date.now() - state.asked < BESIDE && state.ticket.state !== "serving" && state.ticket.state !== "called") return;
    state.asked = Date.now();
    show(await own(first.reference, secret).catch(() => state.ticket));
    if (FINAL.includes(state.ticket.state)) stop();
  };
  show(first);
  if (FINAL.includes(first.state)) return box;
  let wasShown = false;
  const stop = follow(first.office, {
    // The page is put in place right after this; once it is not there any more, nobody reads it.
    goesOn: () => !wasShown || box.isConnected,
    shows: (board, at) => {
      wasShown ||= box.isConnected;
      fill(pulse, icon("retry"), say("visit.current", { time: secondsOf(at, first.arrived) }));
      pulse.classList.remove("is-lost");
      const found = placeOf(board, first.number);
      const isNextStop = found?.state === "waiting" && ["called", "serving"].includes(state.ticket.state);
      if (!found || isNextStop) return void beside();
      const held = found.state === "waiting" ? { counter: null, calls: 0, ...found } : { ahead: null, expected: null, ...found };
      show({ ...state.ticket, ...held });
    },
    loses: (since) => {
      pulse.classList.add("is-lost");
      fill(pulse, icon("offline"), say("visit.lost", { time: secondsOf(since ?? new Date(), first.arrived) }));
    },
  });
  return box;
}

/** @param {Ticket} ticket */
function facts({ state, promised, stops: all }) {
  if (FINAL.includes(state)) return null;
  const line = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {string} */ value) => make("div", { class: "ticket-fact" }, icon(sign), make("dt", {}, label), make("dd", {}, make("strong", {}, value)));
  const service = all.find((one) => !one.done) ?? all[0];
  const told = promised.starts === promised.ends ? clockTime(promised.starts) : clockRange(promised.starts, promised.ends);
  return make("dl", { class: "visit-facts" }, line("document", say("ticket.service"), service?.name ?? ""), line("calendar", say("visit.promised"), `${told} ${zoneName(promised.starts)}`));
}

/** The time of day in the office, with seconds. @param {Date} at @param {string} like a moment in office time */
function secondsOf(at, like) {
  const zone = { "+07:00": "Asia/Jakarta", "+08:00": "Asia/Makassar", "+09:00": "Asia/Jayapura" }[like.slice(19)] ?? "UTC";
  return `${clockTime(inZone(at.toISOString(), zone))}${say("time.separator")}${String(at.getSeconds()).padStart(2, "0")}`;
}

/** Browsers let a page shake the phone only after it was touched. */
function signal() {
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;
  navigator.vibrate?.(SIGNAL);
}
