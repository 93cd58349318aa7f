/** The kiosk's frame and its ways: one page at a time, each with a way back and a way to begin again. */

import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { stays, USUAL } from "./idle.js";

/** @typedef {{title: string, text?: string, body: import("../dom.js").Child[], back?: (() => void) | null, home?: (() => void) | null, seconds?: number, told?: (left: number) => void}} Page */

const main = () => /** @type {HTMLElement} */ (document.getElementById("main"));

/** @param {Page} page */
export function turnTo({ title, text, body, back = null, home = null, seconds = USUAL, told }) {
  stays(seconds, told);
  const way = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {() => void} */ act) => make("button", { class: "button button-quiet kiosk-way", type: "button", on: { click: act } }, icon(sign), say(words));
  const ways = back || home ? make("nav", { class: "kiosk-ways", "aria-label": say("site.menu") }, back && way("arrow-left", "kiosk.back", back), home && way("retry", "kiosk.home", home)) : null;
  const head = make("div", { class: "kiosk-head" }, make("h1", {}, title), text ? make("p", { class: "lead" }, text) : null);
  fill(main(), make("div", { class: "kiosk" }, ways, head, ...body.flat()));
  readFrom(main().querySelector("h1"));
  scrollTo(0, 0);
}
