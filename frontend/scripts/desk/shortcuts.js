/**
 * Single keys for what is done a hundred times a day. They are silent while something is typed, while a dialog asks, with
 * Ctrl, Alt or Meta, and when the officer has switched them off; a key that is held down counts once.
 */

import { make } from "../dom.js";
import { lasting } from "../memory/browser-store.js";

const SHELF = "desk:shortcuts";

export function areOn() {
  return lasting.get(SHELF) !== "off";
}

/** @param {boolean} on */
export function switchShortcuts(on) {
  if (on) lasting.set(SHELF, "on");
  else lasting.set(SHELF, "off");
  document.body.classList.toggle("is-without-shortcuts", !on);
}

/** The key on a button. @param {string} letter */
export function keyCap(letter) {
  return make("kbd", { class: "key", "aria-hidden": "true" }, letter);
}

export function watchKeys() {
  document.body.classList.toggle("is-without-shortcuts", !areOn());
  addEventListener("keydown", (event) => {
    if (!areOn() || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const button = buttonOf(event.key);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}

/** @param {EventTarget | null} target */
function isTyping(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input, select, textarea"));
}

/** Only what is on the page can be pressed, so a key never does what the page does not offer. @param {string} key */
function buttonOf(key) {
  const wanted = key.toUpperCase();
  const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[aria-keyshortcuts]"));
  return [...all].find((one) => one.getAttribute("aria-keyshortcuts")?.toUpperCase() === wanted && one.checkVisibility());
}
