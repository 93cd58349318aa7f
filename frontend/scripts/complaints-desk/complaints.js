/** What the server tells an officer of complaints, and what it is told of them. */

import { part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";
import { office } from "../desk/state.js";

/** @typedef {{reference: string, version: number, category: string, category_name: string, sort: string, identity: string, state: string, received: string, due: string, verify_by: string | null, level: string, left: number | null, officer: string | null, officer_name?: string | null, mine?: boolean, flags: string[], followers: number, excerpt: string}} Line */
/** @typedef {{id: string, state: string, text: {id: string, en: string}}} Template */
/** @typedef {{at: string, from: "citizen" | "office" | "note", text: string, by?: string}} Message */
/** @typedef {{act: string, state: string, at: string, by?: string, said?: string | null}} Step */
/** @typedef {{reference?: string, url?: string | null, state?: string, findings?: string[], taken?: string | null}} Photo */
/** @typedef {Line & {office: string, agency: string, agency_name?: string, days: number, title?: string, language?: "id" | "en", text: string, answers: {id?: string, name: string, text: string}[] | Record<string, string>, place: {words?: string, lat?: number, long?: number} | null, steps: Step[], messages: Message[], proposal: {at: string, text: string, photos: Photo[]} | null, photos: Photo[], citizen: {name: string} | null, templates: Template[], may: string[], clock?: {paused: boolean, explained: string[]}}} Complaint */
/** @typedef {{state: string, category: string, level: string, mine: string}} Filters */
/** @typedef {{done: string[], refused: {reference: string, code: string, detail?: string}[]}} Outcome */
/** @typedef {{url: string, fields: Record<string, string>, reference: string}} UploadForm */

/** @param {string} [more] */
const address = (more = "") => `/desk/offices/${part(office()?.id ?? "")}/complaints${more}`;

/** @param {Record<string, string>} wish */
function asked(wish) {
  const query = new URLSearchParams(Object.entries(wish).filter(([, value]) => value)).toString();
  return query && `?${query}`;
}

/** The most urgent first. @param {string} here @param {Filters} filters @returns {Promise<Line[]>} */
export async function complaintsOf(here, filters) {
  return (await askAsOfficer(`/desk/offices/${part(here)}/complaints${asked(filters)}`)).complaints;
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

/** Who is behind it; the citizen is told. @param {string} reference @param {{reason: string, words?: string}} why @returns {Promise<{name: string | null, phone_masked?: string | null}>} */
export function openIdentity(reference, why) {
  return askAsOfficer(address(`/${part(reference)}/identity`), { method: "POST", body: why });
}

/** Where a photo of what was done goes. @param {string} reference @param {Blob} photo @returns {Promise<UploadForm>} */
export function proofForm(reference, { type, size }) {
  return askAsOfficer(address(`/${part(reference)}/proof`), { method: "POST", body: { content_type: type, size } });
}

/** @param {string} here @param {{from: string, to: string}} span @returns {Promise<any>} */
export function figuresOf(here, span) {
  return askAsOfficer(`/desk/offices/${part(here)}/complaints/figures${asked(span)}`);
}

/** A link that is good for minutes. @param {"csv" | "xlsx"} format @param {{from: string, to: string}} span @returns {Promise<{url: string}>} */
export function exported(format, span) {
  return askAsOfficer(address("/export"), { method: "POST", body: { format, ...span } });
}
