/** Small signs on a ticket: how its citizen came, priority, and how long something has lasted. */

import { make } from "../dom.js";
import { say } from "../language.js";
import { clockTime } from "../rules/moments.js";

/** @typedef {import("./state.js").Ticket} Ticket */

const MINUTE = 60_000;
const REFRESH = 10_000;

/** @param {Ticket} ticket */
export function ticketMarks(ticket) {
  const came = make("span", { class: `mark is-${ticket.came}` }, ticket.came === "booked" ? say("came.booked.at", { time: clockTime(ticket.due) }) : say(`came.${ticket.came}`));
  const need = ticket.priority && make("span", { class: "mark is-priority" }, say(`priority.${ticket.priority}`));
  const sent = ticket.state === "waiting" && ticket.counter && make("span", { class: "mark" }, say("mark.sent", { counter: ticket.counter }));
  return make("p", { class: "marks" }, came, need, sent);
}

/** How long ago, kept true by `keepElapsedTrue`. @param {string} moment */
export function elapsed(moment) {
  return make("time", { class: "elapsed", datetime: moment }, spell(moment));
}

/** @param {string} moment */
function spell(moment) {
  return say("elapsed", { count: Math.max(0, Math.floor((Date.now() - Date.parse(moment)) / MINUTE)) });
}

export function keepElapsedTrue() {
  setInterval(() => {
    for (const one of document.querySelectorAll("time.elapsed")) {
      const words = spell(one.getAttribute("datetime") ?? "");
      if (one.textContent !== words) one.textContent = words;
    }
  }, REFRESH);
}
