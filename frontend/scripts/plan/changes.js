/** Asks the office for its decided days, for what a change would mean, and for the change itself. */

import { part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";

/** @typedef {"close" | "hours" | "counters-out" | "counters-back" | "usual" | "as-is"} Kind */
/** @typedef {{kind: Kind, first: string, last?: string, starts?: string, ends?: string, breaks?: {starts: string, ends: string}[], counters?: string[], reason?: {id?: string, en?: string}}} Wish */
/** @typedef {{office: string, office_name: string, starts: string, ends: string}} Place */
/** @typedef {"moved" | "changed" | "taken" | "no-place" | "new"} Outcome */
/** @typedef {{reference: string, service: string, service_name: string, starts: string, ends: string, minutes: number, to: Place | null, outcome: Outcome | null}} Affected */
/** @typedef {{token: string, office: string, kind: Kind, first: string, last: string, reason: string, kept: number, finished: boolean, moved: number, left: number, bookings: Affected[]}} Change */
/** @typedef {{counter: string, starts: string, ends: string}} Out */
/** @typedef {{date: string, reason: string, closed: boolean, starts: string | null, ends: string | null, out: Out[]}} Decided */
/** @typedef {{days: Decided[], counters: string[]}} DecidedDays */

/** @param {string} office @returns {Promise<DecidedDays>} */
export function decidedDays(office) {
  return askAsOfficer(`/desk/${part(office)}/changes`);
}

/** Nothing is changed by it. @param {string} office @param {Wish} wish @returns {Promise<Change>} */
export function preview(office, wish) {
  return askAsOfficer(`/desk/${part(office)}/changes/preview`, { method: "POST", body: wish });
}

/** @param {string} office @param {string} token @param {string} key @returns {Promise<Change>} */
export function confirmChange(office, token, key) {
  return askAsOfficer(`/desk/${part(office)}/changes/confirm`, { method: "POST", body: { token }, key });
}
