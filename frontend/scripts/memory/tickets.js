/** The numbers of today's visits with their secrets, so that a page that was closed or reloaded finds its number again. */

import { lasting } from "./browser-store.js";

/** @typedef {{reference: string, secret: string, number: string, kept: number}} Kept */

const SHELF = "tickets";
// A number is of one day; what is older means nothing any more and is dropped.
const DAY = 18 * 60 * 60 * 1000;
const MOST = 5;

/** @returns {Kept[]} newest first */
export function keptTickets() {
  try {
    const kept = JSON.parse(lasting.get(SHELF) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => one?.reference && Date.now() - one.kept < DAY) : [];
  } catch {
    return [];
  }
}

/** @param {string} reference @param {string} secret @param {string} [number] @returns {boolean} whether the browser kept it */
export function keepTicket(reference, secret, number) {
  const before = keptTickets().find((one) => one.reference === reference);
  const others = keptTickets().filter((one) => one.reference !== reference);
  const kept = { reference, secret, number: number ?? before?.number ?? reference, kept: Date.now() };
  return lasting.set(SHELF, JSON.stringify([kept, ...others].slice(0, MOST)));
}

/** @param {string} reference */
export function forgetTicket(reference) {
  const others = keptTickets().filter((one) => one.reference !== reference);
  if (others.length) lasting.set(SHELF, JSON.stringify(others));
  else lasting.drop(SHELF);
}
