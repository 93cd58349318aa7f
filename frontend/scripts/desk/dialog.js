/** Dialogs of the desk: a title, what is inside, a way out; the keyboard comes back to where it was. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

/**
 * @param {string} title
 * @param {{wide?: boolean}} [looks]
 * @returns {{dialog: HTMLDialogElement, body: HTMLElement, close: () => void}}
 */
export function openDialog(title, { wide = false } = {}) {
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  const key = before?.dataset.key;
  const close = () => dialog.close();
  const body = make("div", { class: "desk-dialog-body" });
  const out = make("button", { class: "icon-button", type: "button", "aria-label": say("desk.close"), on: { click: close } }, icon("close"));
  const head = make("div", { class: "desk-dialog-head" }, make("h2", { id: "dialog-title" }, title), out);
  const dialog = make("dialog", { class: `dialog desk-dialog${wide ? " is-wide" : ""}`, "aria-labelledby": "dialog-title" }, head, body);
  dialog.addEventListener("close", () => {
    dialog.remove();
    const back = before?.isConnected ? before : [...document.querySelectorAll("[data-key]")].find((one) => /** @type {HTMLElement} */ (one).dataset.key === key);
    /** @type {HTMLElement | null} */ (back ?? document.querySelector(".is-first"))?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, body, close };
}

/** A sentence that a form ends with. @param {HTMLElement} place @param {...import("../dom.js").Child} children */
export function answer(place, ...children) {
  fill(place, ...children);
  place.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
}
