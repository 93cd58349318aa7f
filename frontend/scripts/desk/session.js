/**
 * Who has signed in on this tab. The token lives in sessionStorage only: gone with the tab, never in an address. It is
 * renewed before it ends, and once more when the server says that it has.
 */

import { Problem, reach } from "../api.js";
import { passing } from "../memory/browser-store.js";

/** @typedef {{id: string, role: "officer" | "manager" | "admin" | "kiosk", office: string, agency: string}} Officer */
/** @typedef {{token: string, refresh: string, ends: number, officer: Officer}} Session `ends` in milliseconds of this machine's clock */
/** @typedef {import("../api.js").Wish} Wish */

const SHELF = "officer";
/** Long enough that a slow answer does not find the token at its end. */
const RENEW_BEFORE = 120_000;
const NOT_SIGNED_IN = 401;

/** @type {Session | null} for browsers that keep nothing */
let spare = null;
/** @type {Promise<Session | null> | null} */
let renewing = null;
let ended = () => {};

/** @param {() => void} tell called when the session is over without the officer having ended it */
export function whenEnded(tell) {
  ended = tell;
}

/** @returns {Session | null} */
export function session() {
  try {
    return JSON.parse(passing.get(SHELF) ?? "null") ?? spare;
  } catch {
    return spare;
  }
}

/** @returns {Officer | null} */
export function officer() {
  return session()?.officer ?? null;
}

/** @param {{token: string, refresh: string, expires_in: number, officer: Officer}} answer */
function keep(answer) {
  spare = { token: answer.token, refresh: answer.refresh, ends: Date.now() + answer.expires_in * 1000, officer: answer.officer };
  passing.set(SHELF, JSON.stringify(spare));
  return spare;
}

export function endSession() {
  spare = null;
  passing.drop(SHELF);
}

/**
 * @param {{email: string, password: string, new_password?: string, code?: string}} login
 * @returns {Promise<Session>}
 */
export async function signIn(login) {
  return keep(await (await reach("/desk/session", { method: "POST", body: login })).json());
}

/** One renewal at a time, whoever asks. @returns {Promise<Session | null>} null when the session is over */
function renew() {
  renewing ??= renewed().finally(() => {
    renewing = null;
  });
  return renewing;
}

async function renewed() {
  const known = session();
  if (!known) return null;
  try {
    return keep(await (await reach("/desk/session/refresh", { method: "POST", body: { refresh: known.refresh } })).json());
  } catch (error) {
    if (!(error instanceof Problem) || ![NOT_SIGNED_IN, 403].includes(error.status)) throw error;
    endSession();
    ended();
    return null;
  }
}

/** The session, renewed when its end is near; a renewal that fails for now is tried again at the next request. */
async function fresh() {
  const known = session();
  if (!known || known.ends - Date.now() > RENEW_BEFORE) return known;
  return renew().catch(() => known);
}

/**
 * Asks in the officer's name.
 * @param {string} path below /v1
 * @param {Wish} [wish]
 * @returns {Promise<Response>}
 */
export async function reachAsOfficer(path, wish = {}) {
  const known = await fresh();
  try {
    return await reach(path, { ...wish, token: known?.token ?? "" });
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== NOT_SIGNED_IN) throw error;
    const again = known && (await renew());
    if (!again) {
      endSession();
      ended();
      throw error;
    }
    return reach(path, { ...wish, token: again.token });
  }
}

/** @param {string} path @param {Wish} [wish] @returns {Promise<any>} */
export async function askAsOfficer(path, wish = {}) {
  return (await reachAsOfficer(path, wish)).json();
}
