/** The day of a visit: what the public board says of a number, and when to come when the day runs late. */

import { dayOf } from "./moments.js";

/** @typedef {import("../board-feed.js").Board} Board */
/** @typedef {import("../api.js").Span} Span */
/** @typedef {{state: "waiting", ahead: number, expected: Span | null} | {state: "called" | "serving", counter: string, calls: number}} Place */

const MINUTE = 60_000;
// Less than this is not worth a changed plan.
const LATE = 10;
// How late a day runs now says little about an appointment further ahead.
const FORESEEABLE = 180;
const ROUND = 5;

/** How far the office's clock is ahead of UTC, as its own times tell. @param {string} moment @returns {number} milliseconds */
function offsetOf(moment) {
  return Date.parse(`${moment.slice(0, 19)}Z`) - Date.parse(moment);
}

/** Whether a moment, written in office time, lies in the office's present day. @param {string} moment @param {Date} now */
export function isToday(moment, now = new Date()) {
  return new Date(now.getTime() + offsetOf(moment)).toISOString().slice(0, 10) === dayOf(moment);
}

/**
 * Where a number stands on the board; null when the board does not show it.
 * @param {Board} board
 * @param {string} number
 * @returns {Place | null}
 */
export function placeOf(board, number) {
  const called = board.called.find((one) => one.number === number);
  if (called) return { state: called.state, counter: called.counter, calls: called.calls };
  const at = board.waiting.findIndex((one) => one.number === number);
  const own = board.waiting[at];
  if (!own) return null;
  const ahead = board.waiting.slice(0, at).filter((one) => one.family === own.family).length;
  return { state: "waiting", ahead, expected: own.expected };
}

/**
 * When to come instead of at the beginning of the window, in office time; null when the window stands. Never so late that
 * the place would be lost.
 * @param {{starts: string, ends: string, family: string}} booking
 * @param {Board} board
 * @param {number} grace minutes after the window in which the place is kept
 * @param {Date} now
 * @returns {string | null}
 */
export function comeInstead(booking, board, grace, now = new Date()) {
  const late = board.families.find((one) => one.family === booking.family)?.late_minutes ?? 0;
  const starts = Date.parse(booking.starts);
  const near = starts - now.getTime() < FORESEEABLE * MINUTE;
  if (late < LATE || !near) return null;
  const latest = Date.parse(booking.ends) + (grace - ROUND) * MINUTE;
  const come = Math.min(starts + late * MINUTE, latest);
  const rounded = Math.floor(come / (ROUND * MINUTE)) * ROUND * MINUTE;
  if (rounded <= now.getTime() || rounded - starts < LATE * MINUTE) return null;
  const local = new Date(rounded + offsetOf(booking.starts)).toISOString().slice(0, 19);
  return `${local}${booking.starts.slice(19)}`;
}
