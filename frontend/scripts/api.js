/** The office's API: one way in, with a time limit, one quiet retry of what only reads, and errors that say what happened. */

import { language } from "./language.js";
import { passes } from "./parts/connection.js";

/** @typedef {{weekday: number, opens: string, closes: string, breaks?: {starts: string, ends: string}[]}} Hours */
/** @typedef {{first: string, last: string, reason: string, hours: Hours[]}} Season days with other hours, first and last included */
/** @typedef {{horizon_days: number, move_cutoff_minutes: number, cancel_cutoff_minutes: number, grace_before_minutes: number, grace_after_minutes: number}} Rules */
/** @typedef {{id: string, name: string, agency: string, minutes: number, aliases?: string[], summary?: string}} Listed */
/** @typedef {{id: string, name: string, address: string, time_zone: string, phone?: string, hours: Hours[], closures: {date: string, reason: string}[], seasons?: Season[], rules?: Rules, services: Listed[]}} Office */
/** @typedef {{id: string, office: string, name: string, agency: string, minutes: number, requirements: string[], procedure: string[], time: string, fee: string, product: string, legal_basis: string[], offices: {id: string, name: string}[]}} Standard */
/** @typedef {{starts: string, ends: string, places_left: number, recommended: boolean}} Slot */
/** @typedef {{office: string, office_name: string, starts: string, ends: string, places_left?: number}} Alternative */
/** @typedef {{date: string, state: string, reason: string | null, places_left: number}} Day */
/** @typedef {{slots: Slot[], alternatives: Alternative[], lead_time_days: number | null, days: Day[]}} SlotList */
/** @typedef {{reference: string, status: string, office: string, office_name: string, address: string, service: string, service_name: string, family: string, starts: string, ends: string, minutes: number, checklist: {text: string, document?: string | null}[], move_until: string, cancel_until: string, secret?: string, moved_by_office?: {starts: string, office: string, reason: string, at: string}}} Booking */
/** @typedef {{reference: string, kind: string, status: string, summary: string, steps: {name: string, at: string | null}[], due: string | null, case?: {pauses: {reason: string, told: string, since: string, until: string | null}[], refused: {reason: string, told: string, at: string} | null, letter: {code: string, issued: string, sha256: string, kept: boolean} | null, permit: {risk: string, name: string, consists: string[], basis: string[], may_operate: boolean, says: string | null} | null}}} Status */
/** @typedef {{starts: string, ends: string}} Span */
/** @typedef {{reference: string, number: string, office: string, office_name: string, state: string, counter: string | null, calls: number, arrived: string, promised: Span, expected: Span | null, ahead: number | null, stops: {service: string, name: string, done: boolean}[], secret?: string}} Ticket */
/** @typedef {{method?: string, body?: unknown, proof?: string, key?: string, token?: string, tag?: string}} Wish `tag` is the ETag of what is known */

const PATIENCE = { GET: 12_000, POST: 25_000 };
const BEFORE_RETRY = 900;
const NOT_NEWER = 304;
const GATEWAY_TROUBLE = [502, 503, 504];

/** The server understood and refused, or failed and said so. */
export class Problem extends Error {
  /** @param {number} status @param {any} body @param {number | null} wait seconds */
  constructor(status, body, wait) {
    super(body?.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = String(body?.type ?? "").split("/").pop() || "unknown";
    /** @type {string} */ this.detail = body?.detail ?? "";
    /** @type {{field: string, code: string, detail: string}[]} */ this.errors = body?.errors ?? [];
    /** @type {Alternative[]} */ this.alternatives = body?.alternatives ?? [];
    /** @type {string | undefined} */ this.reference = body?.reference;
    /** @type {string | undefined} */ this.request = body?.request_id;
    this.wait = wait;
  }
}

/** No answer came. `reason` is "offline", "slow" or "lost". */
export class Unreachable extends Error {
  /** @param {"offline" | "slow" | "lost"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {string} path below /v1
 * @param {Wish} [wish]
 * @returns {Promise<any>} the JSON of the answer
 */
export async function ask(path, wish = {}) {
  return (await reach(path, wish)).json();
}

/**
 * @param {string} path
 * @param {Wish} [wish]
 * @returns {Promise<Blob>}
 */
export async function askFile(path, wish = {}) {
  return (await reach(path, wish)).blob();
}

/**
 * The whole answer; one that is not newer than the wish's tag has status 304 and no body.
 * @param {string} path
 * @param {Wish} wish
 * @returns {Promise<Response>}
 */
export async function reach(path, wish) {
  if ((wish.method ?? "GET") !== "GET") return once(path, wish);
  try {
    return await once(path, wish);
  } catch (error) {
    const again = error instanceof Problem ? GATEWAY_TROUBLE.includes(error.status) && (error.wait ?? 0) <= 2 : navigator.onLine;
    if (!again) throw error;
    await new Promise((resolve) => setTimeout(resolve, BEFORE_RETRY));
    return once(path, wish);
  }
}

/** @param {string} path @param {Wish} wish @returns {Promise<Response>} */
async function once(path, wish) {
  const method = wish.method ?? "GET";
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), method === "GET" ? PATIENCE.GET : PATIENCE.POST);
  try {
    const answer = await fetch(addressOf(path), { ...envelope(method, wish), signal: stop.signal });
    // What was kept answers without a network too, and is no sign of one.
    if (navigator.onLine) passes(true);
    if (!answer.ok && answer.status !== NOT_NEWER) throw await problemOf(answer);
    return answer;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const reason = stop.signal.aborted ? "slow" : navigator.onLine ? "lost" : "offline";
    if (reason === "offline") passes(false);
    throw new Unreachable(reason);
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} path */
function addressOf(path) {
  return `/v1${path}${path.includes("?") ? "&" : "?"}language=${language()}`;
}

/** @param {string} method @param {Wish} wish @returns {RequestInit} */
function envelope(method, wish) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, application/problem+json, text/calendar" };
  if (wish.body !== undefined) headers["Content-Type"] = "application/json";
  if (wish.proof) headers["X-Proof"] = wish.proof;
  if (wish.key) headers["Idempotency-Key"] = wish.key;
  if (wish.token) headers.Authorization = `Bearer ${wish.token}`;
  if (wish.tag) headers["If-None-Match"] = wish.tag;
  return { method, headers, body: wish.body === undefined ? undefined : JSON.stringify(wish.body) };
}

/** @param {Response} answer */
async function problemOf(answer) {
  const body = await answer.json().catch(() => null);
  const wait = Number(answer.headers.get("Retry-After")) || null;
  return new Problem(answer.status, body, wait);
}

/** Spells a path part. @param {string} part */
export const part = encodeURIComponent;
