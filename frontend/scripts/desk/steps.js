/**
 * A press of a button that changes the day. It has a key of its own, kept for the tab until an answer came: a second click
 * changes nothing, and a press whose answer was lost is sent again with the same key, after a reload too.
 */

import { part, Problem, Unreachable } from "../api.js";
import { freshKey } from "../memory/attempts.js";
import { passing } from "../memory/browser-store.js";
import { passes } from "../parts/connection.js";
import { pollNow } from "./polling.js";
import { askAsOfficer } from "./session.js";
import { office, setOwnCounter, sitAt } from "./state.js";

/** @typedef {{step: string, number?: string, service?: string, counter?: string}} Step */
/** @typedef {{office: string, counter: string, step: Step, key: string}} Press */

const SHELF = "desk:press";
const FIRST_RETRY = 1_500;
const SLOWEST_RETRY = 15_000;
/** The server is there but cannot say; whether the step was taken is as unknown as after a lost answer. */
const UNSURE = [500, 502, 503, 504];

/** @type {Press | null} */
let under = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @type {{busy: (press: Press | null, lost: boolean) => void, refused: (problem: unknown) => void, done: (press: Press) => void}} */
let listener = { busy: () => {}, refused: () => {}, done: () => {} };

/** @param {typeof listener} told */
export function whenPressed(told) {
  listener = told;
}

/** Whether a step is on its way, so that nothing else may be pressed. */
export function isPressing() {
  return under !== null;
}

/** @param {string} counter @param {Step} step */
export function press(counter, step) {
  const here = office();
  if (!here || under) return;
  send({ office: here.id, counter, step, key: freshKey() }, 0);
}

/** A press that had no answer before the page was loaded again. */
export function resumePress() {
  try {
    const left = JSON.parse(passing.get(SHELF) ?? "null");
    if (left && left.office === office()?.id) send(left, 0);
  } catch {
    passing.drop(SHELF);
  }
}

/** Sends what waits for the connection at once. */
export function retryNow() {
  if (!under || timer === undefined) return;
  clearTimeout(timer);
  send(under, 0);
}

/** Nobody is told to wait for an answer for ever: how things stand is asked instead. */
export function giveUp() {
  clearTimeout(timer);
  end();
  pollNow();
}

function end() {
  under = null;
  timer = undefined;
  passing.drop(SHELF);
  listener.busy(null, false);
}

/** @param {Press} wish @param {number} tries */
async function send(wish, tries) {
  under = wish;
  timer = undefined;
  passing.set(SHELF, JSON.stringify(wish));
  listener.busy(wish, tries > 0);
  try {
    const after = await askAsOfficer(`/desk/${part(wish.office)}/counters/${part(wish.counter)}/steps`, { method: "POST", body: wish.step, key: wish.key });
    if (under !== wish) return;
    end();
    setOwnCounter(after);
    sitAt(after.mode === "closed" ? null : after.counter);
    listener.done(wish);
  } catch (error) {
    if (under !== wish) return;
    if (isUnsure(error)) return again(wish, tries, error);
    end();
    listener.refused(error);
  }
  pollNow();
}

/** @param {unknown} error */
function isUnsure(error) {
  return error instanceof Unreachable || (error instanceof Problem && UNSURE.includes(error.status));
}

/** @param {Press} wish @param {number} tries @param {unknown} error */
function again(wish, tries, error) {
  if (error instanceof Unreachable) passes(false);
  listener.busy(wish, true);
  timer = setTimeout(() => send(wish, tries + 1), Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** tries));
}

export function watchReturn() {
  addEventListener("online", retryNow);
}
