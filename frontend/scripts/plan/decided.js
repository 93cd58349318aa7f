/** The days that are not as usual, each with the way back. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockRange, daysLater } from "../rules/moments.js";
import { daysWords } from "./outlook.js";

/** @typedef {import("./changes.js").Decided} Decided */
/** @typedef {{first: string, last: string, day: Decided}} Run days in a row of which the same was decided */

// What the server changes in one step.
const MOST_DAYS = 31;

/**
 * @param {Decided[]} days in order
 * @param {(first: string, last: string, button: HTMLButtonElement) => void} back
 */
export function decidedList(days, back) {
  const head = make("h2", { class: "rows-title" }, say("plan.decided"), days.length > 0 && make("span", { class: "count" }, days.length));
  if (!days.length) return [head, make("p", { class: "rows-none" }, say("plan.decided.none"))];
  return [head, make("ul", { class: "rows" }, ...runs(days).map((one) => runRow(one, back)))];
}

/** @param {Decided[]} days @returns {Run[]} */
function runs(days) {
  /** @type {Run[]} */
  const found = [];
  for (const day of days) {
    const before = found.at(-1);
    const follows = before && daysLater(before.last, 1) === day.date && day.date < daysLater(before.first, MOST_DAYS);
    if (before && follows && sameAs(before.day, day)) before.last = day.date;
    else found.push({ first: day.date, last: day.date, day });
  }
  return found;
}

/** @param {Decided} one @param {Decided} other */
function sameAs(one, other) {
  const spelled = (/** @type {Decided} */ day) => JSON.stringify({ ...day, date: null });
  return spelled(one) === spelled(other);
}

/** @param {Run} run @param {(first: string, last: string, button: HTMLButtonElement) => void} back */
function runRow({ first, last, day }, back) {
  const button = make("button", { class: "button button-quiet row-act", type: "button", "data-key": `usual-${first}`, "aria-label": say("plan.usual.of", { days: daysWords(first, last) }) }, icon("retry"), say("plan.kind.usual"));
  button.addEventListener("click", () => back(first, last, button));
  const hours = day.starts && day.ends ? make("span", { class: "mark is-late" }, clockRange(day.starts, day.ends)) : null;
  const closed = day.closed ? make("span", { class: "mark is-cancelled" }, say("plan.closed")) : null;
  const out = day.out.map((one) => make("span", { class: "mark is-late" }, say("plan.out", { counter: one.counter, hours: clockRange(one.starts, one.ends) })));
  return make("li", { class: "decided" }, make("strong", {}, daysWords(first, last)), make("span", { class: "marks" }, closed, hours, ...out), make("span", { class: "decided-reason" }, day.reason), button);
}
