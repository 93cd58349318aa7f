/** A question with four answers, the best one last: radio buttons as large as a thumb likes them. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";

/** @typedef {{element: string, name: string, question: string, choices: {value: number, name: string}[]}} Question */

/** @param {Question} asked */
export function question({ element, question: words, choices }) {
  const id = `rate-${element}`;
  const error = make("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const inputs = choices.map(({ value }, at) => make("input", { type: "radio", name: id, value, id: at ? `${id}-${value}` : id }));
  const labels = choices.map(({ value, name }, at) => make("label", { class: "rate-choice", for: at ? `${id}-${value}` : id }, inputs[at], make("span", { class: `rate-stars rate-${value}`, "aria-hidden": "true" }, ...choices.slice(0, value).map(() => icon("star"))), make("span", { class: "rate-name" }, name)));
  const box = make("fieldset", { class: "card rate-question" }, make("legend", { class: "field-label" }, words), error, make("div", { class: "rate-choices" }, ...labels));
  const fault = (/** @type {string | null} */ told) => {
    box.classList.toggle("is-wrong", Boolean(told));
    error.hidden = !told;
    fill(error, ...(told ? [icon("alert"), told] : []));
    if (told) box.setAttribute("aria-describedby", error.id);
    else box.removeAttribute("aria-describedby");
  };
  const value = () => Number(inputs.find((one) => one.checked)?.value ?? 0);
  return { element, id, box, fault, value, input: /** @type {HTMLInputElement} */ (inputs[0]) };
}
