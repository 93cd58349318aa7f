/**
 * One Idempotency-Key for each thing a citizen tries to do, kept for the tab, so that a second press or a retry after a
 * lost connection finds the first attempt instead of repeating it. Holds no personal data.
 */

import { passing } from "./browser-store.js";

/** @type {Map<string, string>} for browsers that keep nothing */
const spare = new Map();

/** @param {string} purpose for example "office/service/starts" @returns {string} */
export function attemptKey(purpose) {
  const shelf = `attempt:${purpose}`;
  const known = passing.get(shelf) ?? spare.get(shelf);
  if (known) return known;
  const key = freshKey();
  passing.set(shelf, key);
  spare.set(shelf, key);
  return key;
}

/** @param {string} purpose */
export function endAttempt(purpose) {
  passing.drop(`attempt:${purpose}`);
  spare.delete(`attempt:${purpose}`);
}

/** randomUUID is missing on pages served without TLS, so the bytes are spelled out here. @returns {string} */
export function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
