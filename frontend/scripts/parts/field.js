/** A form's fields with their hints and errors, and the summary that leads to them. */

import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

/** @typedef {{id: string, label: string, hint?: string, optional?: boolean}} Words */
/** @typedef {Words & {type?: string, value?: string, attributes?: Record<string, unknown>}} FieldPlan */
/** @typedef {{box: HTMLElement, input: HTMLInputElement, id: string, fault: (words: string | null) => void}} Field */

/** @param {FieldPlan} plan @returns {Field} */
export function field({ type = "text", value = "", attributes = {}, ...words }) {
  const input = make("input", { id: words.id, name: words.id, type, class: "input", ...attributes });
  input.value = value;
  return around(input, words);
}

/**
 * A control with its label, hint and place for a fault.
 * @param {any} input with the id of the words
 * @param {Words} words
 * @param {import("../dom.js").Child} [shown] what stands there, where it is more than the control
 * @returns {Field}
 */
export function around(input, { id, label, hint, optional = false }, shown = input) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const error = make("p", { class: "field-error", id: errorId, hidden: true });
  const name = make("label", { for: id, class: "field-label" }, label, optional && make("span", { class: "field-optional" }, ` (${say("form.optional")})`));
  const box = make("div", { class: "field" }, name, hint && make("p", { class: "field-hint", id: hintId }, hint), error, shown);
  const fault = (/** @type {string | null} */ words) => {
    box.classList.toggle("is-wrong", Boolean(words));
    error.hidden = !words;
    fill(error, ...(words ? [icon("alert"), words] : []));
    const described = [words && errorId, hint && hintId].filter(Boolean).join(" ");
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
    if (words) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  fault(null);
  return { box, input, id, fault };
}

/**
 * Shows faults at their fields and a summary with links to them, and moves the reader there.
 * @param {HTMLElement} place
 * @param {Field[]} fields
 * @param {Map<string, string>} faults field id → words
 */
export function showFaults(place, fields, faults) {
  for (const one of fields) one.fault(faults.get(one.id) ?? null);
  if (!faults.size) return fill(place);
  const items = fields.filter((one) => faults.has(one.id)).map((one) => make("li", {}, linkTo(one, faults.get(one.id) ?? "")));
  const title = make("h2", { class: "notice-title" }, say("form.faults", { count: faults.size }));
  const box = make("div", { class: "notice notice-wrong", role: "alert" }, icon("alert"), make("div", { class: "notice-inside" }, title, make("ul", {}, ...items)));
  fill(place, box);
  readFrom(box);
}

/** @param {Field} one @param {string} words */
function linkTo(one, words) {
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    one.input.focus();
  };
  return make("a", { href: `#${one.id}`, on: { click: jump } }, words);
}

/**
 * A button that works once at a time: a second press while the first is on its way does nothing.
 * @param {HTMLButtonElement} button
 * @param {string} busyWords
 * @param {() => Promise<unknown>} work
 */
export async function pressOnce(button, busyWords, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const before = [...button.childNodes];
  button.setAttribute("aria-disabled", "true");
  fill(button, make("span", { class: "spinner" }), busyWords);
  try {
    await work();
  } finally {
    button.removeAttribute("aria-disabled");
    button.replaceChildren(...before);
  }
}
