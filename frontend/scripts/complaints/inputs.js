/** Fields that only the pages of complaints have: a long text, a list, and choices with a word about each. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { around } from "../parts/field.js";

/** @typedef {import("../parts/field.js").Field} Field */
/** @typedef {import("../parts/field.js").Words} Words */

/** @param {Words & {value?: string, longest: number, rows?: number}} plan @returns {Field} */
export function area({ value = "", longest, rows = 5, ...words }) {
  const input = make("textarea", { id: words.id, name: words.id, class: "input area", rows, maxlength: longest });
  input.value = value;
  const made = around(input, words);
  const count = make("p", { class: "field-count", "aria-hidden": "true" });
  const tell = () => fill(count, input.value.length > longest * 0.8 ? say("complaints.count", { count: input.value.length, all: longest }) : "");
  input.addEventListener("input", tell);
  tell();
  made.box.append(count);
  return made;
}

/** @param {Words & {value?: string, options: HTMLElement[]}} plan options or groups of them @returns {Field} */
export function list({ value = "", options, ...words }) {
  const input = make("select", { id: words.id, name: words.id, class: "select" }, ...options);
  input.value = value;
  return around(input, words, make("span", { class: "select-box" }, input, icon("down")));
}

/** @param {string} value @param {string} words */
export function option(value, words) {
  return make("option", { value }, words);
}

/**
 * One of a few, each with a word about what it means.
 * @param {{id: string, label: string, hint?: string, value: string, choices: {value: string, name: string, text?: string}[], chosen: (value: string) => unknown}} plan
 * @returns {Field}
 */
export function picks({ id, label, hint, value, choices, chosen }) {
  const error = make("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const dots = choices.map((one) => make("input", { type: "radio", name: id, id: `${id}-${one.value}`, value: one.value, checked: one.value === value, on: { change: () => chosen(one.value) } }));
  const cards = choices.map((one, at) => make("label", { class: "choice-pick" }, dots[at], make("span", { class: "choice-words" }, make("strong", {}, one.name), one.text && make("small", {}, one.text))));
  const box = make("fieldset", { class: "field picks-field", "aria-describedby": hint ? `${id}-hint` : null }, make("legend", { class: "field-label" }, label), hint && make("p", { class: "field-hint", id: `${id}-hint` }, hint), error, make("div", { class: "choice-picks" }, ...cards));
  const fault = (/** @type {string | null} */ words) => {
    box.classList.toggle("is-wrong", Boolean(words));
    error.hidden = !words;
    fill(error, ...(words ? [icon("alert"), words] : []));
    for (const dot of dots) {
      if (words) dot.setAttribute("aria-describedby", error.id);
      else dot.removeAttribute("aria-describedby");
    }
  };
  return { box, input: /** @type {HTMLInputElement} */ (dots[0]), id, fault };
}
