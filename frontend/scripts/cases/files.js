/** What the server tells an officer of files, and what it is told of them. */

import { Problem, Unreachable, part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";
import { say } from "../language.js";

/** @typedef {{reference: string, service: string, service_name: string, status: string, stage: string, received: string, due: string | null, deemed: string | null, alarm: "granted" | "near" | "late" | null, waits: string | null, ready: boolean}} Line */
/** @typedef {{key: string, name: string, role: string, at: string | null}} Milestone */
/** @typedef {{reason: string, told: string, since: string, until: string | null}} Pause */
/** @typedef {{code: string, issued: string, sha256: string, kept: boolean}} Letter */
/** @typedef {{risk: string, name: string, consists: string[], basis: string[], may_operate: boolean, says: string | null}} Permit */
/** @typedef {{reference: string, version: number, office: string, service: string, service_name: string, status: string, open: boolean, ready: boolean, due: string | null, deemed: string | null, deemed_basis: string | null, alarm: Line["alarm"], milestones: Milestone[], pauses: Pause[], refused: {reason: string, told: string, at: string} | null, letter: Letter | null, permit: Permit | null, citizen: {name: string, nik: string, phone: string | null} | null}} File */
/** @typedef {"advance" | "pause" | "resume" | "refuse" | "letter/issue" | "letter/revoke"} Step */

/** @param {string} office @param {string} [more] */
const address = (office, more = "") => `/desk/offices/${part(office)}/cases${more}`;

/** The most urgent first. @param {string} office @returns {Promise<Line[]>} */
export async function openFiles(office) {
  return (await askAsOfficer(address(office))).cases;
}

/** Each opening is in the access record. @param {string} office @param {string} reference @returns {Promise<File>} */
export function openFile(office, reference) {
  return askAsOfficer(address(office, `/${part(reference)}`));
}

/** @param {File} file @param {Step} step @param {Record<string, unknown>} [more] @returns {Promise<File>} */
export function take({ office, reference, version }, step, more = {}) {
  return askAsOfficer(address(office, `/${part(reference)}/${step}`), { method: "POST", body: { version, ...more } });
}

/** @param {string} office @param {Record<string, unknown>} form @param {string} key @returns {Promise<{reference: string, secret?: string}>} */
export function begin(office, form, key) {
  return askAsOfficer(address(office), { method: "POST", body: form, key });
}

/** Where the finished letter is seen, for some minutes. @param {File} file @returns {Promise<string>} */
export async function letterLink({ office, reference }) {
  return (await askAsOfficer(address(office, `/${part(reference)}/letter`))).url;
}

/** Sends the letter's file to where the server says. @param {File} file @param {Blob} pdf */
export async function sendLetter({ office, reference, version }, pdf) {
  const { url, fields } = await askAsOfficer(address(office, `/${part(reference)}/letter`), { method: "POST", body: { version } });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append("file", pdf);
  const answer = await fetch(url, { method: "POST", body: form }).catch(() => {
    throw new Unreachable(navigator.onLine ? "lost" : "offline");
  });
  if (!answer.ok) throw new Problem(answer.status, { detail: say("cases.letter.not-sent") }, null);
}
