/** Who waits, in the order of turns, and who is parked. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { elapsed, ticketMarks } from "./marks.js";
import { myCounter, parked, waiting } from "./state.js";
import { press } from "./steps.js";

/** @typedef {import("./state.js").Ticket} Ticket */

export function waitingList() {
  const all = waiting();
  const mine = myCounter();
  const rows = all.map((one) => row(one, mine && mayCall(one, mine) ? [button(mine.counter, "call", one)] : []));
  return [title("queue.waiting", all.length), all.length ? make("ol", { class: "rows" }, ...rows) : make("p", { class: "rows-none" }, say("queue.waiting.none"))];
}

export function parkedList() {
  const all = parked();
  if (!all.length) return [];
  const mine = myCounter();
  const free = mine && mine.mode === "open" && mine.mine && !mine.ticket;
  const rows = all.map((one) => row(one, free && mine.services.includes(one.service) ? [button(mine.counter, "resume", one), button(mine.counter, "no-show", one)] : []));
  return [title("queue.parked", all.length), make("ul", { class: "rows" }, ...rows)];
}

/** @param {string} words @param {number} count */
function title(words, count) {
  return make("h2", { class: "rows-title" }, say(words), " ", make("span", { class: "count" }, String(count)));
}

/** @param {Ticket} ticket @param {import("./state.js").Counter} mine */
function mayCall(ticket, mine) {
  const here = ticket.counter === mine.counter || (!ticket.counter && mine.services.includes(ticket.service));
  return here && mine.mode === "open" && mine.mine && !mine.ticket;
}

/** @param {Ticket} ticket @param {HTMLElement[]} actions */
function row(ticket, actions) {
  const head = make("span", { class: "row-number" }, ticket.number);
  const since = make("span", { class: "row-since" }, icon("clock"), elapsed(ticket.state === "parked" ? ticket.since : ticket.arrived));
  const words = make("div", { class: "row-words" }, make("p", { class: "row-service" }, ticket.service_name), make("div", { class: "row-marks" }, ticketMarks(ticket), since));
  return make("li", { class: "row" }, head, words, actions.length > 0 && make("div", { class: "row-acts" }, ...actions));
}

/** @param {string} counter @param {string} step @param {Ticket} ticket */
function button(counter, step, { number }) {
  const look = step === "no-show" ? "button button-danger" : "button button-quiet";
  return make("button", { class: `${look} row-act`, type: "button", "data-step": step, "data-key": `${step}-${number}`, "aria-label": say(`queue.${step}`, { number }), on: { click: () => press(counter, { step, number }) } }, say(`queue.${step}.short`));
}
