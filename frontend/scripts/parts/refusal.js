/** Why an appointment could not be made or moved, and what can be done instead. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { dayOf } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { notice, wordsOf } from "./notice.js";
import { alternatives } from "./time-list.js";

/**
 * @param {import("../api.js").Problem} problem
 * @param {{office: string, service: string, starts: string}} wish
 */
export function refusal(problem, wish) {
  /** @type {HTMLElement[]} */
  const inside = [make("p", {}, wordsOf(problem)), ...fieldless(problem)];
  if (problem.alternatives.length) inside.push(alternatives(problem.alternatives, { link: (slot) => detailsAddress(slot, wish) }));
  if (problem.code === "slot-full") inside.push(allTimes(wish));
  if (problem.reference) inside.push(existing(problem.reference));
  return notice(problem.code === "slot-full" ? "warning" : "wrong", say(problem.code === "slot-full" ? "refusal.full" : "refusal.title"), inside, { heading: "h2", role: "alert" });
}

/** Faults that belong to no field on the page. @param {import("../api.js").Problem} problem */
function fieldless(problem) {
  return problem.errors.map((one) => make("p", {}, one.detail));
}

/** @param {{starts: string, office?: string}} slot @param {{office: string, service: string}} wish */
function detailsAddress(slot, wish) {
  return `#/book/${encodeURIComponent(slot.office ?? wish.office)}/${encodeURIComponent(wish.service)}/details?starts=${encodeURIComponent(slot.starts)}`;
}

/** @param {{office: string, service: string, starts: string}} wish */
function allTimes({ office, service, starts }) {
  const href = `#/book/${encodeURIComponent(office)}/${encodeURIComponent(service)}?day=${dayOf(starts)}`;
  return make("p", {}, make("a", { href }, say("refusal.all-times")));
}

/** @param {string} reference */
function existing(reference) {
  return make("a", { class: "alternative", href: `#/status/${reference}` }, icon("ticket"), make("span", {}, say("refusal.existing", { reference: groups(reference).join(" ") })), icon("arrow-right"));
}
