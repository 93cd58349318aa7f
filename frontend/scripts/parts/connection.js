/** The strip that says when there is no connection, and when it is back. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

const BACK_SHOWN = 4_000;

let lost = false;

export function watchConnection() {
  addEventListener("offline", () => passes(false));
  addEventListener("online", () => passes(true));
  if (!navigator.onLine) passes(false);
}

/** @param {boolean} through whether requests get through */
export function passes(through) {
  if (through === !lost) return;
  lost = !through;
  const strip = /** @type {HTMLElement} */ (document.getElementById("connection"));
  strip.classList.toggle("is-lost", lost);
  fill(strip, make("p", {}, icon(lost ? "offline" : "check"), say(lost ? "connection.lost" : "connection.back")));
  if (!lost) setTimeout(() => !lost && fill(strip), BACK_SHOWN);
}
