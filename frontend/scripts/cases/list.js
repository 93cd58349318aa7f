/** The open files of the office: what is urgent first, what waits for its citizen or its collection last. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { dayOf, shortDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";

/** @typedef {import("./files.js").Line} Line */

/** @param {Line[]} list @param {string} open the reference of the one that is looked at @param {(reference: string) => void} choose */
export function fileList(list, open, choose) {
  const head = make("h2", { class: "rows-title" }, say("cases.open"), make("span", { class: "count" }, list.length));
  if (!list.length) return [head, make("p", { class: "rows-none" }, say("cases.none"))];
  return [head, make("ul", { class: "file-rows" }, ...list.map((one) => make("li", {}, row(one, one.reference === open, choose))))];
}

/** @param {Line} one @param {boolean} isOpen @param {(reference: string) => void} choose */
function row(one, isOpen, choose) {
  const alarm = one.alarm && make("span", { class: `mark is-${one.alarm}` }, icon("alert"), say(`cases.alarm.${one.alarm}`));
  return make("button", { class: "file-row", type: "button", "data-key": `file-${one.reference}`, "aria-current": isOpen ? "true" : null, on: { click: () => choose(one.reference) } }, alarm, make("strong", {}, one.service_name), make("span", { class: "file-code" }, groups(one.reference).join(" ")), make("span", { class: "file-stage" }, standing(one)));
}

/** Where it stands, and the day it must be looked at. @param {Line} one */
function standing(one) {
  if (one.waits) return say("cases.waits", { day: shortDay(dayOf(one.waits)) });
  const day = one.due ?? one.deemed;
  return day ? say("cases.due", { stage: one.stage, day: shortDay(day) }) : one.stage;
}
