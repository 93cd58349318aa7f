/** The steps of a file or an appointment, done and to come. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { clockTime, dayOf, inZone, longDay, zoneName } from "../rules/moments.js";

/** @typedef {import("../api.js").Status} Status */

/** @param {Status} status @param {string | undefined} zone of the office */
export function timeline({ kind, status, steps }, zone) {
  if (!steps.length) return null;
  // A booking that has ended has nothing ahead of it, whether or not the hour of its end is told.
  const over = kind === "booking" && status !== "confirmed" && status !== "arrived";
  // What lies before a step that was reached is passed, though nobody noted when.
  const last = over ? steps.length - 1 : steps.map(({ at }) => at !== null && Date.parse(at) <= Date.now()).lastIndexOf(true);
  const items = steps.map(({ name, at }, place) => {
    const done = place <= last;
    const sign = make("span", { class: "step-sign" }, done ? icon("check") : null);
    const when = make("span", { class: "step-at" }, at ? spellOut(zone ? inZone(at, zone) : at) : done ? "" : say("steps.to-come"));
    return make("li", { class: done ? "is-done" : "is-ahead" }, sign, make("span", { class: "step-name" }, name, done && spoken(` (${say("trail.done")})`)), when);
  });
  return make("section", { class: "block" }, make("h2", {}, say("steps.title")), make("ol", { class: "timeline" }, ...items));
}

/** @param {string} moment */
function spellOut(moment) {
  return `${longDay(dayOf(moment))}, ${clockTime(moment)} ${zoneName(moment)}`;
}

/** The name of the last step reached. @param {Status} status */
export function stepBadge({ steps }) {
  const reached = steps.filter(({ at }) => at !== null).pop();
  const over = steps.length > 0 && steps[steps.length - 1]?.at !== null;
  return reached ? make("p", { class: `badge${over ? " is-finished" : ""}` }, icon(over ? "check" : "clock"), reached.name) : null;
}

/** @param {string} status */
export function statusBadge(status) {
  const key = `state.${status}`;
  const sign = { confirmed: "check", arrived: "check", finished: "check", cancelled: "close", lapsed: "close", "no-show": "close" }[status] ?? "clock";
  return make("p", { class: `badge is-${status}` }, icon(sign), knows(key) ? say(key) : status);
}
