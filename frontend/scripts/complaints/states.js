/** The states of a complaint in a citizen's words, with the sign that stands beside each. */

import { knows, say } from "../language.js";

/** @type {Record<string, string>} */
const SIGNS = { received: "clock", verified: "check", assigned: "person", "in-work": "steps", waiting: "pen", proposed: "scales", confirmed: "check", disputed: "turn", closed: "lock", "not-responsible": "move", "not-actionable": "info", duplicate: "crowd" };
const GOOD = ["confirmed"];
const ASKS = ["waiting", "proposed"];
const ENDED = ["confirmed", "closed", "not-responsible", "not-actionable", "duplicate"];

export const STATES = Object.keys(SIGNS);

/** @param {string} state */
export function stateSign(state) {
  return SIGNS[state] ?? "info";
}

/** @param {string} state @param {string} [told] the server's own name for a state invented since */
export function stateName(state, told = state) {
  return knows(`complaints.state.${state}`) ? say(`complaints.state.${state}`) : told;
}

/** How a state looks: asks for the citizen, good, over or under way. @param {string} state */
export function moodOf(state) {
  return GOOD.includes(state) ? "good" : ASKS.includes(state) ? "asks" : ENDED.includes(state) ? "over" : "runs";
}
