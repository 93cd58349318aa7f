/** Why a file waits or is refused: one reason from a list, and words for the citizen. */

import { fill, make } from "../dom.js";
import { openDialog } from "../desk/dialog.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure } from "../parts/notice.js";

const REASONS = { pause: ["documents", "payment", "visit", "words"], refuse: ["requirements", "withdrawn", "no-answer", "elsewhere", "words"] };
const IN_WORDS = "words";
const LONGEST = 400;

/**
 * @param {"pause" | "refuse"} step
 * @param {(wish: {reason: string, words?: {id?: string, en?: string}}) => Promise<unknown>} decide
 */
export function askWhy(step, decide) {
  const { body, close } = openDialog(say(`cases.${step}.title`));
  const told = make("div", {});
  const dots = REASONS[step].map((reason) => make("input", { type: "radio", name: "why", value: reason, id: `why-${reason}` }));
  const ticks = dots.map((dot) => make("label", { class: "tick" }, dot, make("span", {}, say(`cases.why.${dot.value}`))));
  const words = (/** @type {"id" | "en"} */ language) => make("textarea", { id: `words-${language}`, class: "input why-words", rows: 2, maxlength: LONGEST, lang: language });
  const [id, en] = [words("id"), words("en")];
  const button = make("button", { class: `button ${step === "refuse" ? "button-danger " : ""}is-full`, type: "submit" }, say(`cases.${step}.send`));
  const wrong = (/** @type {string} */ key, /** @type {HTMLElement | undefined} */ at) => {
    fill(told, make("p", { class: "field-error", role: "alert" }, icon("alert"), say(key)));
    at?.focus();
  };
  const send = async () => {
    const reason = dots.find((dot) => dot.checked)?.value;
    if (!reason) return wrong("cases.why.missing", dots[0]);
    const typed = { id: id.value.trim(), en: en.value.trim() };
    if (reason === IN_WORDS && !typed.id && !typed.en) return wrong("cases.words.missing", id);
    const said = Object.fromEntries(Object.entries(typed).filter(([, one]) => one));
    try {
      await decide({ reason, ...(Object.keys(said).length ? { words: said } : {}) });
      close();
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  const field = (/** @type {HTMLTextAreaElement} */ area, /** @type {string} */ label) => make("div", { class: "field" }, make("label", { class: "field-label", for: area.id }, say(label), make("span", { class: "field-optional" }, ` (${say("form.optional")})`)), area);
  fill(body, make("form", { class: "why", novalidate: true, on: { submit } }, make("p", {}, say(`cases.${step}.text`)), told, make("fieldset", { class: "reasons" }, make("legend", { class: "field-label" }, say("cases.why")), ...ticks), make("p", { class: "field-hint" }, say("cases.words.hint")), field(id, "cases.words.id"), field(en, "cases.words.en"), make("div", { class: "tools-row" }, button, make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("review.leave")))));
  dots[0]?.focus();
}
