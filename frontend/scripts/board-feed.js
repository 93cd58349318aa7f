/**
 * The public board of an office, asked again every few seconds. One answer serves everybody who looks, so it can be kept
 * between here and the office; what has not changed does not come again.
 */

import { language } from "./language.js";

/** @typedef {import("./api.js").Span} Span */
/** @typedef {{number: string, counter: string, state: "called" | "serving", calls: number, since: string}} Called */
/** @typedef {{number: string, family: string, expected: Span | null}} Waiting */
/** @typedef {{family: string, letter: string, name: string, counters: number, waiting: number, wait_minutes: number | null, late_minutes: number | null}} Family */
/** @typedef {{office: string, name: string, day: string, open: boolean, called: Called[], waiting: Waiting[], families: Family[]}} Board */
/** @typedef {{shows: (board: Board, at: Date) => void, loses?: (since: Date | null, status: number | null) => void, goesOn?: () => boolean, pace?: number, hidden?: number}} Watcher */

export const PACE = 3_000;
const HIDDEN = 15_000;
// With the doors closed and nobody at a counter, nothing is about to happen.
const CLOSED = 15_000;
const LONGEST = 60_000;
const PATIENCE = 10_000;

/**
 * `shows` is told every answer, changed or not, with the time of it; `loses` that none comes, and when the last one did.
 * @param {string} office
 * @param {Watcher} watcher
 * @returns {() => void} ends it
 */
export function follow(office, { shows, loses = () => {}, goesOn = () => true, pace = PACE, hidden = HIDDEN }) {
  /** @type {{board: Board | null, tag: string, at: Date | null}} */
  const last = { board: null, tag: "", at: null };
  let failed = 0;
  let timer = 0;
  let asking = false;
  let over = false;

  const wait = () => {
    if (failed) return Math.min(pace * 2 ** (failed - 1), LONGEST) * (0.8 + Math.random() * 0.4);
    const idle = last.board && !last.board.open && !last.board.called.length;
    return Math.max(pace, document.hidden ? hidden : 0, idle ? CLOSED : 0);
  };
  const turn = async () => {
    if (asking || over) return;
    if (!goesOn()) return end();
    asking = true;
    clearTimeout(timer);
    try {
      const answer = await askOnce(office, last.tag);
      if (over) return;
      Object.assign(last, answer.board ? answer : { at: answer.at });
      failed = 0;
      if (last.board) shows(last.board, answer.at);
    } catch (error) {
      failed += 1;
      if (!over) loses(last.at, error instanceof Refused ? error.status : null);
    } finally {
      asking = false;
      if (!over) timer = window.setTimeout(turn, wait());
    }
  };
  const wake = () => document.hidden || turn();
  const cut = () => loses(last.at, null);
  const end = () => {
    over = true;
    clearTimeout(timer);
    removeEventListener("online", wake);
    removeEventListener("offline", cut);
    document.removeEventListener("visibilitychange", wake);
  };
  addEventListener("online", wake);
  addEventListener("offline", cut);
  document.addEventListener("visibilitychange", wake);
  turn();
  return end;
}

class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/** @param {string} path below /v1 @param {{tag?: string, cache?: RequestCache}} [how] */
function reach(path, { tag, cache = "default" } = {}) {
  const headers = { Accept: "application/json", ...(tag ? { "If-None-Match": tag } : {}) };
  return fetch(`/v1${path}?language=${language()}`, { headers, cache, signal: AbortSignal.timeout?.(PATIENCE) });
}

/** @param {string} office @param {string} tag @returns {Promise<{board: Board | null, tag: string, at: Date}>} */
async function askOnce(office, tag) {
  const answer = await reach(`/offices/${encodeURIComponent(office)}/board`, { tag });
  const at = new Date();
  if (answer.status === 304) return { board: null, tag, at };
  if (!answer.ok) throw new Refused(answer.status);
  return { board: await answer.json(), tag: answer.headers.get("ETag") ?? "", at };
}

/**
 * What the API says of something that seldom changes; `kept: false` asks it anew.
 * @param {string} path below /v1 @param {{kept?: boolean}} [how] @returns {Promise<any>}
 */
export async function read(path, { kept = true } = {}) {
  const answer = await reach(path, { cache: kept ? "default" : "no-cache" });
  if (!answer.ok) throw new Refused(answer.status);
  return answer.json();
}
