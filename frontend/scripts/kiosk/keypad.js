/** Big keys on the screen for a kiosk without a keyboard; a scanner or a real keyboard types into the same field. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { ALPHABET } from "../rules/reference.js";

export const LETTERS = ALPHABET;
export const DIGITS = "1234567890";

/** @param {HTMLInputElement} input @param {string} signs @param {number} most */
export function keypad(input, signs, most) {
  const type = (/** @type {string} */ sign) => {
    if (input.value.length < most) input.value += sign;
    input.dispatchEvent(new Event("input"));
  };
  const erase = () => {
    input.value = input.value.slice(0, -1);
    input.dispatchEvent(new Event("input"));
  };
  const key = (/** @type {string} */ sign) => make("button", { class: "pad-key", type: "button", on: { click: () => type(sign) } }, sign);
  const back = make("button", { class: "pad-key pad-erase", type: "button", "aria-label": say("kiosk.erase"), on: { click: erase } }, icon("arrow-left"));
  return make("div", { class: `pad${signs.length > DIGITS.length ? " is-letters" : ""}`, role: "group", "aria-label": say("kiosk.keys") }, ...[...signs].map(key), back);
}
