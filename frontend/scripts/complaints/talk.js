/** What citizen and office wrote to each other, and the field for the next word. */

import { Unreachable, ask, part } from "../api.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { pressOnce, showFaults } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { area } from "./inputs.js";
import { shortMoment } from "./standing.js";

/** @typedef {import("./follow.js").Complaint} Complaint */
/** @typedef {{complaint: Complaint, proof: string, done: (next: Complaint) => void, again: () => Promise<void>}} Ways */

const LONGEST = 2_000;

/** @param {Ways} ways */
export function talk(ways) {
  const { messages, may, state, joined_to: joined } = ways.complaint;
  const writes = may.includes("message");
  if (!messages.length && !writes) return null;
  const items = messages.map(({ at, from, text }) => make("li", { class: `message is-${from}` }, make("p", { class: "message-head" }, make("strong", {}, say(`complaints.from.${from}`)), make("span", {}, shortMoment(at))), make("p", { class: "message-text" }, text)));
  const form = writes && words(ways, "messages", state === "waiting" && !joined ? "answer" : "message");
  return make("section", { class: "block talk", "aria-labelledby": "talk" }, make("h2", { id: "talk", tabindex: "-1" }, icon("pen"), say("complaints.talk")), items.length ? make("ol", { class: "messages" }, ...items) : make("p", { class: "field-hint" }, say("complaints.talk.none")), form);
}

/**
 * A field whose words are sent.
 * @param {Ways} ways @param {"messages" | "dispute" | "reopen"} act
 * @param {"message" | "answer" | "dispute" | "reopen"} name
 */
export function words(ways, act, name) {
  const told = make("div", {});
  const text = area({ id: name, label: say(`complaints.${name}`), hint: say(`complaints.${name}.hint`), longest: LONGEST, rows: 3 });
  const button = make("button", { class: "button", type: "submit" }, icon("arrow-right"), say(`complaints.${name}.send`));
  const send = async () => {
    const typed = text.input.value.trim();
    const faults = new Map(typed ? [] : [[name, say("complaints.words.missing")]]);
    showFaults(told, [text], faults);
    if (!faults.size) await carryOut(ways, act, { text: typed }, told);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("complain.sending"), send);
  };
  return make("form", { class: "words-form", novalidate: true, on: { submit } }, told, text.box, button);
}

/** One thing that the citizen does; a repeat after a lost answer finds the first. @param {Ways} ways @param {string} act @param {Record<string, unknown>} body @param {HTMLElement} told */
export async function carryOut(ways, act, body, told) {
  const { reference, version } = ways.complaint;
  const purpose = `complaint/${reference}/${act}/${version}`;
  try {
    const next = await ask(`/complaints/${part(reference)}/${act}`, { method: "POST", body, proof: ways.proof, key: attemptKey(purpose) });
    endAttempt(purpose);
    ways.done(next);
    readFrom(document.getElementById(act === "messages" ? "talk" : "state"));
  } catch (error) {
    if (!(error instanceof Unreachable)) endAttempt(purpose);
    fill(told, failure(error, null));
  }
}
