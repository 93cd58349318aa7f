/** Where one is on the way to an appointment, and the way back. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

const STAGES = ["service", "time", "details", "done"];

/** @param {"service" | "time" | "details" | "done"} stage */
export function trail(stage) {
  const reached = STAGES.indexOf(stage);
  const items = STAGES.map((name, at) => {
    const state = at < reached ? "is-past" : at === reached ? "is-here" : "";
    const sign = make("span", { class: "trail-sign", "aria-hidden": "true" }, at < reached ? icon("check") : at + 1);
    const past = at < reached && spoken(` (${say("trail.done")})`);
    return make("li", { class: state, "aria-current": at === reached ? "step" : null }, sign, make("span", { class: "trail-name" }, say(`trail.${name}`), past));
  });
  return make("nav", { "aria-label": say("trail.label") }, make("ol", { class: "trail" }, ...items));
}

/** @param {string} href @param {string} words */
export function backLink(href, words) {
  return make("a", { class: "back", href }, icon("arrow-left"), words);
}
