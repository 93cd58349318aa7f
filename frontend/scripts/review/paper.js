/** A document in front of the officer: its image, what the machine found and read, and what is decided. */

import { fill, make } from "../dom.js";
import { keyCap } from "../desk/shortcuts.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { inLanguage, told } from "../rules/documents.js";
import { clockTime, dayOf, longDay, zoneName } from "../rules/moments.js";
import { editFirst, fieldList } from "./fields.js";
import { askReasons } from "./reject.js";
import { sheet } from "./sheet.js";

/** @typedef {import("./papers.js").Paper} Paper */
/** @typedef {{accept: () => Promise<unknown>, correct: (field: string, value: string) => Promise<unknown>, reject: (reasons: string[], words: string | undefined) => Promise<unknown>, next: () => void, again: () => void}} Ways */

// A key that was meant for the document before must not decide this one.
const LOOK_FIRST = 500;

/** @param {Paper} paper @param {Ways} ways @param {{isOpen: boolean}} looks whether there is something to decide */
export function paperView(paper, ways, { isOpen }) {
  const name = inLanguage(paper.kind_name, language());
  const acts = make("div", { class: "acts review-acts" });
  const fields = make("section", { class: "list" }, make("h2", { class: "rows-title" }, say("review.fields")), fieldList(paper, ways.correct));
  const ready = () => setTimeout(() => {
    for (const one of acts.querySelectorAll("[data-waits]")) one.removeAttribute("aria-disabled");
    acts.classList.remove("is-waiting");
  }, LOOK_FIRST);
  const image = sheet(paper.images, { name, contentType: paper.content_type, seen: ready, again: ways.again });
  const act = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {string} */ key, /** @type {string} */ look, /** @type {(button: HTMLButtonElement) => unknown} */ doIt, waits = true) => {
    const button = make("button", { class: `button ${look} act`, type: "button", "data-key": words, "data-waits": waits, "aria-disabled": waits ? "true" : null, "aria-keyshortcuts": key }, icon(sign), make("span", {}, say(words)), keyCap(key));
    button.addEventListener("click", (event) => event.detail < 2 && button.getAttribute("aria-disabled") !== "true" && doIt(button));
    return button;
  };
  const decisions = isOpen ? [act("check", "review.accept", "A", "is-first", (button) => pressOnce(button, say("desk.sending"), ways.accept)), act("pen", "review.correct", "E", "button-quiet", () => editFirst(fields), false), act("close", "review.reject", "R", "button-danger", () => askReasons(ways.reject))] : [];
  acts.classList.add("is-waiting");
  fill(acts, ...decisions, act("arrow-right", "review.next", "N", "button-quiet", ways.next, false));
  return make("div", { class: "review-paper" }, image, make("div", { class: "review-side" }, head(paper, name), acts, findings(paper), fields));
}

/** @param {Paper} paper @param {string} name */
function head(paper, name) {
  const day = paper.visit && (paper.visit.includes("T") ? `${longDay(dayOf(paper.visit))}, ${clockTime(paper.visit)} ${zoneName(paper.visit)}` : longDay(paper.visit));
  const who = [paper.citizen?.name, paper.citizen?.nik_masked].filter(Boolean).join(" · ");
  const line = (/** @type {string} */ sign, /** @type {import("../dom.js").Leaf} */ words) => words && make("li", {}, icon(sign), make("span", {}, words));
  return make("div", { class: "review-head" }, make("h1", { tabindex: "-1" }, name), make("ul", { class: "lines" }, line("person", who), line("document", inLanguage(paper.service_name, language())), line("calendar", day && say("review.visit", { when: day })), paper.asked_by_citizen && line("info", say("review.asked.text"))));
}

/** @param {Paper} paper */
function findings({ findings: all }) {
  if (!all.length) return null;
  return make("section", { class: "list" }, make("h2", { class: "rows-title" }, say("review.findings")), make("ul", { class: "review-findings" }, ...told(all).map((one) => make("li", {}, icon("alert"), make("span", {}, one)))));
}
