/** What the server tells an officer of documents, and what it is told of them. */

import { part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";

/** @typedef {import("../rules/documents.js").Words} Words */
/** @typedef {import("../rules/documents.js").Finding} Finding */
/** @typedef {{reference: string, kind: string, kind_name: Words, service: string, service_name: Words, visit: string | null, sent: string, findings: Finding[], asked_by_citizen: boolean}} Waiting */
/** @typedef {{read: string | null, score: number | null, typed: string | null, booked: string | null}} Read what the machine read, how sure it is from 0 to 1, as an officer typed it, and what the citizen gave when they booked */
/** @typedef {Waiting & {state: string, fields: Record<string, Read>, citizen: {name: string, nik_masked: string} | null, images: {url: string}[], content_type: string | null, history: {sent: string, state: string, findings: Finding[]}[], version: number | string}} Paper */

/** @param {string} office @param {string} [more] */
const address = (office, more = "") => `/desk/offices/${part(office)}/documents${more}`;

/** Soonest visit first. @param {string} office @returns {Promise<Waiting[]>} */
export async function waitingPapers(office) {
  return (await askAsOfficer(address(office))).documents;
}

/** Each opening is in the access record. @param {string} office @param {string} reference @returns {Promise<Paper>} */
export function openPaper(office, reference) {
  return askAsOfficer(address(office, `/${part(reference)}`));
}

/** @param {string} office @param {Paper} paper @param {"accept" | "reject" | "correct"} act @param {Record<string, unknown>} [more] @returns {Promise<Paper>} */
export function decide(office, { reference, version }, act, more = {}) {
  return askAsOfficer(address(office, `/${part(reference)}/${act}`), { method: "POST", body: { version, ...more } });
}
