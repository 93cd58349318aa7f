/** The fields of a document: what was read, how sure that is, what the citizen typed, and where the two differ. */

import { fill, make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { field, pressOnce } from "../parts/field.js";
import { wordsOf } from "../parts/notice.js";
import { compared, sameWords } from "./compare.js";

/** @typedef {import("./papers.js").Read} Read */
/** @typedef {import("./papers.js").Paper} Paper */

/** Below this what was read is a guess. */
const SURE = 0.9;

/** @param {string} name */
export function labelOf(name) {
  return knows(`paper.field.${name}`) ? say(`paper.field.${name}`) : name;
}

/** What counts: an officer's own eyes before the machine. @param {Read} one */
const valueOf = ({ read, typed }) => typed ?? read;

/** @param {Read} one */
const agrees = (one) => one.booked !== null && sameWords(valueOf(one) ?? "", one.booked);

/** How much a field wants the officer's eye: unlike the booking, part of it, unsure, none of these. @param {Read} one */
function wants(one) {
  if (one.booked !== null) return agrees(one) ? 2 : 3;
  return one.typed === null && one.score !== null && one.score < SURE ? 1 : 0;
}

/**
 * @param {Paper} paper
 * @param {(name: string, value: string) => Promise<unknown>} correct
 */
export function fieldList(paper, correct) {
  const all = Object.entries(paper.fields).sort(([, one], [, other]) => wants(other) - wants(one));
  if (!all.length) return make("p", { class: "rows-none" }, say("review.fields.none"));
  return make("ul", { class: "reads" }, ...all.map(([name, one]) => row(name, one, correct)));
}

/** The one that most wants a correction: unlike the booking first, then unsure, then the first. @param {HTMLElement} place */
export function editFirst(place) {
  const rows = [...place.querySelectorAll(".read")];
  const wanted = rows.find((one) => one.matches(".is-other")) ?? rows.find((one) => one.matches(".is-unsure")) ?? rows[0];
  /** @type {HTMLElement | null | undefined} */ (wanted?.querySelector(".read-edit"))?.click();
}

/** @param {string} name @param {Read} one @param {(name: string, value: string) => Promise<unknown>} correct */
function row(name, one, correct) {
  const unsure = one.typed === null && one.read !== null && one.score !== null && one.score < SURE;
  const other = one.booked !== null && valueOf(one) !== null && !agrees(one);
  const place = make("div", { class: "read-edit-place" });
  const edit = make("button", { class: "icon-button read-edit", type: "button", "data-key": `edit-${name}`, "aria-label": say("review.correct.of", { field: labelOf(name) }), on: { click: () => open() } }, icon("pen"));
  const open = () => {
    const form = editor(name, one, correct, () => {
      fill(place);
      edit.hidden = false;
      edit.focus();
    });
    edit.hidden = true;
    fill(place, form);
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    input.focus();
    input.select();
  };
  return make("li", { class: `read${other ? " is-other" : unsure ? " is-unsure" : ""}` }, make("div", { class: "read-head" }, make("h3", {}, labelOf(name)), sureness(one), edit), values(one, other), place);
}

/** @param {Read} one */
function sureness({ read, score, typed }) {
  if (typed !== null) return make("span", { class: "read-sure" }, icon("person"), say("review.by-officer"));
  if (read === null) return make("span", { class: "read-sure is-low" }, icon("alert"), say("review.not-read"));
  if (score === null) return null;
  const percent = Math.floor(score * 100);
  return make("span", { class: `read-sure${score < SURE ? " is-low" : ""}` }, score < SURE && icon("alert"), say(score < SURE ? "review.unsure" : "review.sure", { percent }));
}

/** @param {Read} one @param {boolean} other */
function values(one, other) {
  if (!other) {
    const value = valueOf(one);
    const same = value !== null && agrees(one) && make("span", { class: "read-same" }, icon("check"), say("review.same"));
    const booked = value === null && one.booked !== null && line("review.booked", one.booked);
    return make("div", { class: "read-values" }, value !== null && make("p", { class: "read-value" }, value), same, booked);
  }
  const { read, typed, count } = compared(valueOf(one) ?? "", one.booked ?? "");
  const marked = (/** @type {import("./compare.js").Piece[]} */ pieces) => pieces.map(({ text, differs }) => (differs ? make("mark", {}, spoken(say("review.differs")), text) : text));
  return make("div", { class: "read-values" }, line(one.typed === null ? "review.read" : "review.value.now", ...marked(read)), line("review.booked", ...marked(typed)), make("p", { class: "read-count" }, icon("alert"), say("review.differ", { count })));
}

/** @param {string} label @param {...import("../dom.js").Leaf} value */
function line(label, ...value) {
  return make("p", { class: "read-line" }, make("span", { class: "read-label" }, say(label)), " ", make("span", { class: "read-value" }, ...value));
}

/** @param {string} name @param {Read} one @param {(name: string, value: string) => Promise<unknown>} correct @param {() => void} close */
function editor(name, one, correct, close) {
  const value = field({ id: `value-${name}`, label: say("review.value", { field: labelOf(name) }), value: valueOf(one) ?? one.booked ?? "", attributes: { autocomplete: "off", spellcheck: "false", maxlength: 200 } });
  const save = make("button", { class: "button", type: "submit" }, icon("check"), say("review.save"));
  const stop = make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("review.leave"));
  const send = async () => {
    const typed = value.input.value.trim();
    value.fault(typed ? null : say("review.value.missing"));
    if (!typed) return value.input.focus();
    try {
      await correct(name, typed);
    } catch (error) {
      const faults = /** @type {{errors?: {detail: string}[]}} */ (error).errors ?? [];
      value.fault(faults[0]?.detail ?? wordsOf(error));
      value.input.focus();
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(save, say("desk.sending"), send);
  };
  const escape = (/** @type {Event} */ event) => /** @type {KeyboardEvent} */ (event).key === "Escape" && close();
  return make("form", { class: "read-form", novalidate: true, on: { submit, keydown: escape } }, value.box, make("div", { class: "tools-row" }, save, stop));
}
