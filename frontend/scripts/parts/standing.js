/** Where a number stands, said as large as it matters. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockRange, zoneName } from "../rules/moments.js";

/** @typedef {import("../api.js").Ticket} Ticket */

/** @param {Ticket} ticket */
export function standing(ticket) {
  if (ticket.state === "called") return call(ticket);
  const [sign, title, text] = wordsOf(ticket);
  const range = ticket.state === "waiting" && ticket.expected && expected(ticket.expected);
  const hint = ticket.state === "waiting" && make("p", { class: "standing-hint" }, say("visit.stay"));
  return make("section", { class: `standing is-${ticket.state}` }, make("span", { class: "standing-sign" }, icon(sign)), make("div", { class: "standing-words" }, make("h2", {}, title), range, text && make("p", {}, text), hint));
}

/** @param {Ticket} ticket */
function call({ counter, calls }) {
  const again = calls > 1 && make("p", { class: "call-again" }, say("visit.call-number", { count: calls }));
  const where = make("p", { class: "call-counter" }, counter);
  return make("section", { class: "call-banner", role: "alert" }, make("span", { class: "standing-sign" }, icon("bell")), make("h2", {}, say("visit.called.title")), where, again);
}

/** @param {Ticket} ticket @returns {[string, string, string]} sign, title, text */
function wordsOf({ state, ahead, expected: range, counter }) {
  if (state === "waiting") {
    const title = ahead === 0 ? say("visit.next") : ahead === null ? say("visit.waiting") : say("visit.ahead", { count: ahead });
    return ["crowd", title, range ? "" : say("visit.unknown")];
  }
  const signs = /** @type {Record<string, string>} */ ({ serving: "check", parked: "clock", finished: "check" });
  return [signs[state] ?? "info", say(`visit.${state}`, { counter: counter ?? "" }), say(`visit.${state}.text`)];
}

/** @param {import("../api.js").Span} range */
function expected({ starts, ends }) {
  return make("p", { class: "expected" }, make("span", {}, say("visit.expected")), make("strong", {}, `${clockRange(starts, ends)} ${zoneName(starts)}`));
}

/** The services of a visit, one after another; nothing where there is only one. @param {Ticket} ticket */
export function stops({ stops: all, state }) {
  if (all.length < 2) return null;
  const items = all.map(({ name, done }) => {
    const over = done || state === "finished";
    return make("li", { class: over ? "is-done" : "is-ahead" }, make("span", { class: "step-sign" }, over && icon("check")), make("span", { class: "step-name" }, name, over && spoken(` (${say("trail.done")})`)));
  });
  return make("section", { class: "block" }, make("h2", {}, say("visit.stops")), make("ol", { class: "timeline" }, ...items));
}
