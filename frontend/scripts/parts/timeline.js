/** The steps of a file or an appointment, done and to come. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { clockTime, dayOf, longDay, zoneName } from "../rules/moments.js";

/** @param {import("../api.js").Status} status */
export function timeline({ steps }) {
  if (!steps.length) return null;
  const items = steps.map(({ name, at }) => {
    const sign = make("span", { class: "step-sign" }, at ? icon("check") : null);
    const when = at ? make("span", { class: "step-at" }, `${longDay(dayOf(at))}, ${clockTime(at)} ${zoneName(at)}`) : make("span", { class: "step-at" }, say("steps.to-come"));
    return make("li", { class: at ? "is-done" : "is-ahead" }, sign, make("span", { class: "step-name" }, name, at && spoken(` (${say("trail.done")})`)), when);
  });
  return make("section", { class: "block" }, make("h2", {}, say("steps.title")), make("ol", { class: "timeline" }, ...items));
}

/** @param {string} status */
export function statusBadge(status) {
  const key = `state.${status}`;
  const sign = { confirmed: "check", finished: "check", cancelled: "close", lapsed: "close", "no-show": "close" }[status] ?? "clock";
  return make("p", { class: `badge is-${status}` }, icon(sign), knows(key) ? say(key) : status);
}
