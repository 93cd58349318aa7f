/** References kept on this phone: the reference alone, so that whoever finds the phone still cannot open anything. */

import { isWellFormed } from "../rules/reference.js";
import { lasting } from "./browser-store.js";

const SHELF = "references";
const MOST = 20;

/** @returns {string[]} newest first */
export function savedReferences() {
  try {
    const kept = JSON.parse(lasting.get(SHELF) ?? "[]");
    return Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string" && isWellFormed(entry)) : [];
  } catch {
    return [];
  }
}

/** @param {string} reference @returns {boolean} whether the browser kept it */
export function saveReference(reference) {
  const others = savedReferences().filter((kept) => kept !== reference);
  return lasting.set(SHELF, JSON.stringify([reference, ...others].slice(0, MOST)));
}

/** @param {string} reference */
export function forgetReference(reference) {
  lasting.set(SHELF, JSON.stringify(savedReferences().filter((kept) => kept !== reference)));
}
