/**
 * What somebody is writing, kept on the phone until it is sent, put away by hand, or a week old. Name and phone number are held in
 * this page alone.
 */

import { lasting } from "../memory/browser-store.js";

/** @typedef {{lat: number, long: number, within: number}} Position `within` in metres */
/** @typedef {{sort: string, text: string, office: string, category: string, answers: Record<string, string>, words: string, position: Position | null, identity: string, join: string, joined: string, at: number}} Draft `joined` is the title of the complaint that is joined */

const SHELF = "complaint";
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** @returns {Draft} */
const empty = () => ({ sort: "complaint", text: "", office: "", category: "", answers: {}, words: "", position: null, identity: "", join: "", joined: "", at: 0 });

/** @type {Draft | null} */
let held = null;

export const contact = { name: "", phone: "" };

/** @returns {Draft} */
export function draft() {
  held ??= { ...empty(), ...kept() };
  return held;
}

/** @returns {Partial<Draft> | null} */
function kept() {
  try {
    const one = JSON.parse(lasting.get(SHELF) ?? "null");
    if (one && Date.now() - one.at < WEEK) return one;
  } catch {
    // What nobody can read is no draft.
  }
  lasting.drop(SHELF);
  return null;
}

/** @param {Partial<Draft>} changes */
export function note(changes) {
  Object.assign(draft(), changes, { at: Date.now() });
  lasting.set(SHELF, JSON.stringify(held));
}

/** Whether something was written before this page was opened. */
export function isBegun() {
  return Boolean(draft().text.trim());
}

export function forgetDraft() {
  held = null;
  contact.name = contact.phone = "";
  lasting.drop(SHELF);
}

/** As the server takes it. @param {Draft} one @param {string} language */
export function bodyOf(one, language) {
  const who = one.identity === "anonymous" ? null : { ...(contact.name.trim() ? { name: contact.name.trim() } : {}), ...(contact.phone.trim() ? { phone: contact.phone.trim() } : {}) };
  const place = { ...(one.words.trim() ? { words: one.words.trim() } : {}), ...(one.position ? { lat: one.position.lat, long: one.position.long } : {}) };
  const answers = Object.fromEntries(Object.entries(one.answers).filter(([, words]) => words.trim()));
  return {
    office: one.office || null,
    text: one.text.trim(),
    identity: one.identity,
    sort: one.sort,
    ...(one.category ? { category: one.category } : {}),
    ...(Object.keys(answers).length ? { answers } : {}),
    ...(Object.keys(place).length ? { place } : {}),
    contact: who && Object.keys(who).length ? who : null,
    language,
    ...(one.join ? { join: one.join } : {}),
  };
}
