/**
 * Carries a looked-at change out: it is confirmed again and again until it is finished, always with the same key, after a
 * lost answer and after a reload too.
 */

import { Problem, Unreachable } from "../api.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { passing } from "../memory/browser-store.js";
import { confirmChange } from "./changes.js";

/** @typedef {import("./changes.js").Change} Change */
/** @typedef {{office: string, token: string, wish: import("./changes.js").Wish}} Errand what is under way; `wish` to look anew when the list is stale */
/** @typedef {{going: (change: Change | null) => void, lost: (error: unknown) => void, stale: (error: unknown) => void, refused: (error: unknown) => void, done: (change: Change) => void}} Told */

const SHELF = "plan:errand";
const FIRST_RETRY = 1_500;
const TRIES = 4;
/** The server is there but cannot say, or is busy; whether the step was taken is as unknown as after a lost answer. */
const UNSURE = [429, 500, 502, 503, 504];
/** The session is over; whoever signs in again goes on with it. */
const NOT_SIGNED_IN = 401;

/** What had no end before the page was loaded again. @param {string} office @returns {Errand | null} */
export function leftOpen(office) {
  try {
    const errand = JSON.parse(passing.get(SHELF) ?? "null");
    return errand?.office === office ? errand : null;
  } catch {
    return null;
  }
}

/** @param {Errand} errand @param {Told} told */
export async function carryOut(errand, told) {
  const purpose = `plan:${errand.token}`;
  passing.set(SHELF, JSON.stringify(errand));
  told.going(null);
  try {
    let change = await once(errand, attemptKey(purpose));
    while (!change.finished) {
      told.going(change);
      change = await once(errand, attemptKey(purpose));
    }
    end(purpose);
    told.done(change);
  } catch (error) {
    if (isUnsure(error) || (error instanceof Problem && error.status === NOT_SIGNED_IN)) return told.lost(error);
    end(purpose);
    if (error instanceof Problem && error.code === "preview-stale") return told.stale(error);
    told.refused(error);
  }
}

/** @param {Errand} errand @param {string} key @param {number} [tries] @returns {Promise<Change>} */
async function once(errand, key, tries = 1) {
  try {
    return await confirmChange(errand.office, errand.token, key);
  } catch (error) {
    if (!isUnsure(error) || tries >= TRIES) throw error;
    await new Promise((resolve) => setTimeout(resolve, FIRST_RETRY * tries));
    return once(errand, key, tries + 1);
  }
}

/** @param {unknown} error */
function isUnsure(error) {
  return error instanceof Unreachable || (error instanceof Problem && UNSURE.includes(error.status));
}

/** @param {string} purpose */
function end(purpose) {
  passing.drop(SHELF);
  endAttempt(purpose);
}
