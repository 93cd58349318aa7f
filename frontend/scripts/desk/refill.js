/** Fills a place anew without taking the keyboard from who is in it. */

import { fill } from "../dom.js";

/**
 * What had the focus is found again by its `data-key`; where it is gone, the place's first action takes it over.
 * @param {HTMLElement} place
 * @param {...import("../dom.js").Child} children
 */
export function refill(place, ...children) {
  const focused = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  const key = focused?.dataset.key;
  fill(place, ...children);
  if (!focused) return;
  const same = key && [...place.querySelectorAll("[data-key]")].find((one) => /** @type {HTMLElement} */ (one).dataset.key === key);
  const next = same || place.querySelector(".is-first") || place.querySelector("button");
  /** @type {HTMLElement | null} */ (next || null)?.focus({ preventScroll: true });
}
