/** The list of documents that wait for an officer, soonest visit first. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { inLanguage } from "../rules/documents.js";
import { clockTime, dayOf, shortDay } from "../rules/moments.js";

/** @typedef {import("./papers.js").Waiting} Waiting */

/** @param {Waiting[]} list @param {string} open the reference of the one that is looked at @param {(reference: string) => void} choose */
export function queueList(list, open, choose) {
  const head = make("h2", { class: "rows-title" }, say("review.waiting"), make("span", { class: "count" }, list.length));
  if (!list.length) return [head, make("p", { class: "rows-none" }, say("review.none"))];
  return [head, make("ul", { class: "paper-rows" }, ...list.map((one) => make("li", {}, item(one, one.reference === open, choose))))];
}

/** @param {Waiting} one @param {boolean} isOpen @param {(reference: string) => void} choose */
function item(one, isOpen, choose) {
  const visit = one.visit ? say("review.visit", { when: one.visit.includes("T") ? `${shortDay(dayOf(one.visit))}, ${clockTime(one.visit)}` : shortDay(one.visit) }) : say("review.no-visit");
  const asked = one.asked_by_citizen && make("span", { class: "mark is-priority" }, icon("person"), say("review.asked"));
  return make("button", { class: "paper-row", type: "button", "data-key": `paper-${one.reference}`, "aria-current": isOpen ? "true" : null, on: { click: () => choose(one.reference) } }, make("strong", {}, inLanguage(one.kind_name, language())), make("span", { class: "paper-service" }, inLanguage(one.service_name, language())), make("span", { class: "paper-visit" }, icon("calendar"), visit), asked);
}
