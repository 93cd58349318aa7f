/** What the server tells an officer of complaints, and what it is told of them. */

import { part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";
import { office } from "../desk/state.js";

/** @typedef {{reference: string, version: number, category: string, category_name: string, sort: string, identity: string, state: string, received: string, due: string, verify_by: string | null, level: string, paused: boolean, left: number, officer: string | null, mine: boolean, flags: string[], followers: number, excerpt: string}} Line */
/** @typedef {{id: string, state: string, text: {id: string, en: string}}} Template */
/** @typedef {{at: string, voice: "citizen" | "office" | "note", text: string, by: string | null}} Message */
/** @typedef {{act: string, state: string, at: string, by: string | null, why: string | null, reason: string | null}} Step */
/** @typedef {{reference: string, url: string | null, state: string, taken: string | null, by: string | null, findings: {code: string, message: string, complaint: string | null}[]}} Photo `by` an officer, or null for the citizen's */
/** @typedef {Line & {office: string, agency: string, agency_name?: string, days: number, title?: string, language?: "id" | "en", text: string, public: string, answers: Record<string, string>, place: {words: string | null, lat: number | null, long: number | null} | null, merged: string | null, passed_to: string | null, steps: Step[], messages: Message[], proposal: {at: string, text: string, without_photo: string | null, photos: Photo[]} | null, photos: Photo[], proofs: Photo[], citizen: {name: string} | null, templates: Template[], may: string[]}} Complaint */
/** @typedef {{state: string, category: string, level: string, mine: string}} Filters */
/** @typedef {{done: string[], refused: {reference: string, code: string}[]}} Outcome */
/** @typedef {{url: string, fields: Record<string, string>, reference: string}} UploadForm */

/** @param {string} [more] */
const address = (more = "") => `/desk/offices/${part(office()?.id ?? "")}/complaints${more}`;

/** @param {Record<string, string>} wish */
function asked(wish) {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value)).toString();
  return query && `?${query}`;
}

/** The most urgent first. @param {string} here @param {Filters} filters @returns {Promise<{complaints: Line[], left_off: number}>} */
export function complaintsOf(here, filters) {
  return askAsOfficer(`/desk/offices/${part(here)}/complaints${asked(filters)}`);
}

/** Each opening is in the access record. @param {string} reference @returns {Promise<Complaint>} */
export function openComplaint(reference) {
  return askAsOfficer(address(`/${part(reference)}`));
}

/** @param {Complaint} one @param {string} act @param {Record<string, unknown>} [more] @returns {Promise<Complaint>} */
export function take({ reference, version }, act, more = {}) {
  return askAsOfficer(address(`/${part(reference)}/${act}`), { method: "POST", body: { version, ...more } });
}

/** @param {string} act @param {Line[]} lines @param {Record<string, unknown>} [more] @returns {Promise<Outcome>} */
export function takeAll(act, lines, more = {}) {
  return askAsOfficer(address("/bulk"), { method: "POST", body: { act, items: lines.map(({ reference, version }) => ({ reference, version })), ...more } });
}

/** Who is behind it; the citizen is told. @param {Complaint} one @param {Record<string, unknown>} why @returns {Promise<{name: string | null, phone_masked: string | null}>} */
export function openIdentity({ reference, version }, why) {
  return askAsOfficer(address(`/${part(reference)}/identity`), { method: "POST", body: { version, ...why } });
}

/** Where a photo of what was done goes. @param {string} reference @param {Blob} photo @param {string} key @returns {Promise<UploadForm>} */
export function proofForm(reference, { type, size }, key) {
  return askAsOfficer(address(`/${part(reference)}/proof`), { method: "POST", body: { content_type: type, size }, key });
}

/** @param {string} here @param {{from: string, to: string}} span @returns {Promise<any>} */
export function figuresOf(here, span) {
  return askAsOfficer(`/desk/offices/${part(here)}/complaints/figures${asked(span)}`);
}

/** A link that is good for minutes. @param {"csv" | "xlsx"} format @param {{from: string, to: string}} span @returns {Promise<{url: string}>} */
export function exported(format, span) {
  return askAsOfficer(address("/export"), { method: "POST", body: { format, ...span } });
}
