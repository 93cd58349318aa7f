/** Nobody finishes what the one before has left: after a while without a touch the kiosk asks, then begins again. */

import { fill, make } from "../dom.js";
import { say } from "../language.js";

const ASK_AFTER = 60;
const ANSWER_WITHIN = 20;

/** @type {ReturnType<typeof setInterval> | undefined} */
let timer;
let quiet = 0;
let limit = Infinity;
let home = () => {};
/** @type {(left: number) => void} */
let tick = () => {};

/** @param {() => void} goHome */
export function watchIdle(goHome) {
  home = goHome;
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, () => (quiet = 0), { capture: true, passive: true });
  timer ??= setInterval(pass, 1_000);
}

/**
 * How long a page stays when nobody touches it.
 * @param {number} seconds Infinity for the first page
 * @param {(left: number) => void} [told] instead of the question, for a page that says itself that it will go
 */
export function stays(seconds, told) {
  quiet = 0;
  limit = seconds;
  tick = told ?? (() => {});
  silent = Boolean(told);
  document.querySelector("dialog.still")?.remove();
}

let silent = false;

/** What a page stays for that asks before it goes. */
export const USUAL = ASK_AFTER + ANSWER_WITHIN;

function pass() {
  quiet += 1;
  const left = limit - quiet;
  if (left <= 0) {
    document.querySelector("dialog.still")?.remove();
    return home();
  }
  if (silent) return tick(left);
  if (left <= ANSWER_WITHIN) ask(left);
}

/** @param {number} left seconds */
function ask(left) {
  const open = document.querySelector("dialog.still .still-left");
  if (open) return fill(open, say("kiosk.returns", { count: left }));
  const stay = make("button", { class: "button kiosk-button", type: "button", autofocus: true }, say("kiosk.still.yes"));
  const dialog = make("dialog", { class: "dialog still", "aria-labelledby": "still" }, make("h2", { id: "still" }, say("kiosk.still")), make("p", { class: "still-left" }, say("kiosk.returns", { count: left })), stay);
  stay.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    quiet = 0;
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
