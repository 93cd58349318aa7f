/** How a complaint stands: in a sentence, on its clock, step by step. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { notice } from "../parts/notice.js";
import { referenceWords } from "../parts/ticket.js";
import { clockTime, dayOf, longDay, shortDay, zoneName } from "../rules/moments.js";
import { moodOf, stateName, stateSign } from "./states.js";

/** @typedef {import("./follow.js").Complaint} Complaint */

const ENDED = ["confirmed", "closed", "not-responsible", "not-actionable", "duplicate"];
const UNLISTED = ["received", "duplicate"];
/** @type {Record<string, string>} */
const LEVELS = { fine: "check", warning: "clock", overdue: "alert" };

/** @param {Complaint} one */
export function headOf(one) {
  const sign = make("span", { class: "standing-sign" }, icon(stateSign(one.state)));
  const asks = one.state === "waiting" && !one.joined_to;
  // Who only joined is asked nothing.
  const mood = one.joined_to && moodOf(one.state) === "asks" ? "runs" : moodOf(one.state);
  const joined = one.joined_to && notice("info", say("complaints.joined"), make("p", {}, say("complaints.joined.text")));
  return [
    make("header", { class: "page-head" }, make("h1", {}, say("complaints.yours"))),
    make("section", { class: `standing is-${mood}`, id: "state", tabindex: "-1" }, sign, make("div", { class: "standing-words" }, make("h2", {}, asks ? say("complaints.waits-for-you") : stateName(one.state, one.state_name)), make("p", {}, sentenceOf(one)))),
    joined,
  ];
}

/** How it stands, said to who brought it or to who only joined. @param {Complaint} one @returns {string} */
export function sentenceOf({ state, state_name: name, joined_to: joined }) {
  if (joined && knows(`complaints.joined-sentence.${state}`)) return say(`complaints.joined-sentence.${state}`);
  return knows(`complaints.sentence.${state}`) ? say(`complaints.sentence.${state}`) : name;
}

/** Its number, what it is, and what was written. @param {Complaint} one */
export function factsOf(one) {
  const where = [one.office_name, one.agency_name].filter(Boolean).join(" · ");
  const fact = (/** @type {string} */ label, /** @type {string} */ words) => words && make("div", {}, make("dt", {}, label), make("dd", {}, words));
  const facts = make("dl", { class: "complaint-facts" }, fact(say("complaints.category"), one.category_name), fact(say("complaints.received"), moment(one.received)), fact(say("complaints.office"), where), fact(say("complaints.identity"), say(`complaints.identity.${one.identity}`)));
  return [
    make("article", { class: "card file" }, make("p", { class: "ticket-label" }, say("complaints.reference")), referenceWords(one.reference), facts),
    one.text && make("details", { class: "basis" }, make("summary", {}, icon("document"), say("complaints.own-words"), icon("down")), make("p", { class: "own-words" }, one.text)),
  ];
}

/** @param {Complaint} one */
export function clockOf({ state, clock, due, verify_by: verify, joined_to: joined }) {
  if (ENDED.includes(state) || !due) return null;
  const level = clock.level in LEVELS ? clock.level : "overdue";
  const left = clock.left_days !== null && clock.left_days > 0 && level !== "overdue" ? make("p", { class: "clock-left" }, leftWords(clock.left_days)) : null;
  const title = make("h2", { id: "clock" }, icon(clock.paused ? "clock" : LEVELS[level] ?? "clock"), say(clock.paused ? (joined ? "complaints.clock.paused-joined" : "complaints.clock.paused") : `complaints.clock.${level}`, { day: longDay(dayOf(due)) }));
  const why = clock.explained.length > 0 && make("details", { class: "basis clock-why" }, make("summary", {}, icon("info"), say("complaints.clock.why"), icon("down")), make("ul", {}, ...clock.explained.map((words) => make("li", {}, words))));
  return make("section", { class: `clock is-${clock.paused ? "paused" : level}`, "aria-labelledby": "clock" }, title, verify && make("p", {}, say("complaints.clock.verify", { day: longDay(dayOf(verify)) })), left, why);
}

/** @param {number} days working days, the last one in parts */
function leftWords(days) {
  return days < 1 ? say("complaints.left.today") : say("complaints.left", { count: Math.floor(days) });
}

/** What happened, the last first. @param {Complaint} one */
export function stepsOf({ steps }) {
  if (!steps.length) return null;
  const items = [...steps].reverse().map(({ state, at, said }) => make("li", { class: "is-done" }, make("span", { class: "step-sign" }, icon(stateSign(state))), make("span", { class: "step-name" }, said), make("span", { class: "step-at" }, moment(at))));
  return make("section", { class: "block" }, make("h2", {}, say("steps.title")), make("ol", { class: "timeline" }, ...items));
}

/** What a citizen has to be told: who opened their identity, and where everybody can speak of it. @param {Complaint} one */
export function toldOf(one) {
  const { identity_opened: opened, public: id } = one;
  const items = opened.map(({ at, reason }) => make("li", {}, make("strong", {}, moment(at)), ` ${reason}`));
  return [
    opened.length > 0 && notice("warning", say("complaints.opened"), [make("p", {}, say("complaints.opened.text")), make("ul", {}, ...items)], { heading: "h2" }),
    isListed(one) && make("p", { class: "hint-line" }, icon("info"), make("span", {}, say("complaints.public-id", { id }))),
  ];
}

/**
 * Whether everybody can read of it: an officer has verified it, since when there is no day for that any more, and no other stands for it.
 * @param {Complaint} one
 */
function isListed({ state, joined_to: joined, verify_by: verify }) {
  return !joined && !verify && !UNLISTED.includes(state);
}

/** @param {string} at */
export function moment(at) {
  return `${longDay(dayOf(at))}, ${clockTime(at)} ${zoneName(at)}`;
}

/** @param {string} at */
export function shortMoment(at) {
  return `${shortDay(dayOf(at))}, ${clockTime(at)}`;
}
