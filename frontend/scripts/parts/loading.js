/** Places that fill themselves: a skeleton first, then what was asked for, or a notice with a way to try again. */

import { fill, make, spoken } from "../dom.js";
import { say } from "../language.js";
import { failure } from "./notice.js";

/** @param {number} lines */
export function skeleton(lines = 3) {
  const bars = Array.from({ length: lines }, () => make("span", { class: "skeleton-line" }));
  return make("div", { class: "skeleton" }, spoken(say("loading")), ...bars);
}

export function skeletonPage() {
  return [make("div", { class: "column" }, skeleton(2), skeleton(5), skeleton(4))];
}

/**
 * @template Value
 * @param {() => Promise<Value>} load
 * @param {(value: Value) => import("../dom.js").Child} render
 * @param {{lines?: number}} [looks]
 */
export function later(load, render, { lines = 3 } = {}) {
  const place = make("div", { class: "later" });
  const attempt = async () => {
    place.setAttribute("aria-busy", "true");
    fill(place, skeleton(lines));
    try {
      fill(place, render(await load()));
    } catch (error) {
      fill(place, failure(error, attempt));
    }
    place.removeAttribute("aria-busy");
  };
  attempt();
  return place;
}
