/** What the desk page knows: office, counter, and the day as the server last told it. Whoever shows a part of it listens. */

import { passing } from "../memory/browser-store.js";

/** @typedef {{number: string, state: string, came: string, priority: string | null, service: string, service_name: string, more_stops: number, arrived: string, due: string, counter: string | null, calls: number, since: string, booking: string | null}} Ticket */
/** @typedef {{counter: string, family: string, services: string[], mode: "closed" | "open" | "paused", mine: boolean, since: string | null, can_undo: boolean, ticket: Ticket | null}} Counter */
/** @typedef {{office: string, open: boolean, counters: Counter[], waiting: Ticket[], parked: Ticket[], alarm: {counter: string | null, at: string | null}}} Queue */
/** @typedef {import("../api.js").Office & {services: {id: string, name: string, agency: string, agency_id: string, minutes: number, aliases: string[], summary: string}[]}} Office */

const COUNTER = "desk:counter";
const OFFICE = "desk:office";
// A warm function answers from what it read up to two seconds ago, so a poll may be older than one's own step.
const OWN_STEP_HOLDS = 3_000;

/** @type {{office: Office | null, queue: Queue | null, own: {counter: Counter, until: number} | null}} */
const known = { office: null, queue: null, own: null };

/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {() => void} listener */
export function whenChanged(listener) {
  listeners.add(listener);
}

function tell() {
  for (const listener of listeners) listener();
}

export function office() {
  return known.office;
}

/** @param {Office | null} office */
export function setOffice(office) {
  if (office?.id !== known.office?.id) known.queue = known.own = null;
  known.office = office;
}

export function queue() {
  return known.queue;
}

/** @param {Queue} queue as just told */
export function setQueue(queue) {
  known.queue = queue;
  if (known.own && known.own.until < Date.now()) known.own = null;
  tell();
}

/** The counter after a step of one's own, which holds until the queue can know of it. @param {Counter} counter */
export function setOwnCounter(counter) {
  known.own = { counter, until: Date.now() + OWN_STEP_HOLDS };
  tell();
}

/** @param {string} name @returns {Counter | undefined} */
function counterOf(name) {
  if (known.own?.counter.counter === name) return known.own.counter;
  return known.queue?.counters.find((one) => one.counter === name);
}

/** Every counter that the officer may serve. @returns {Counter[]} */
export function counters() {
  return (known.queue?.counters ?? []).map((one) => counterOf(one.counter) ?? one);
}

/** The counter that the officer sits at, as far as anybody knows. @returns {Counter | undefined} */
export function myCounter() {
  const chosen = passing.get(COUNTER);
  return chosen ? counterOf(chosen) : undefined;
}

/** @param {string | null} name */
export function sitAt(name) {
  if (name) passing.set(COUNTER, name);
  else passing.drop(COUNTER);
  tell();
}

/** Those who wait, without whom one's own counter has just called. @returns {Ticket[]} */
export function waiting() {
  const held = known.own?.counter.ticket?.number;
  return (known.queue?.waiting ?? []).filter((one) => one.number !== held);
}

/** @returns {Ticket[]} */
export function parked() {
  const held = known.own?.counter.ticket?.number;
  return (known.queue?.parked ?? []).filter((one) => one.number !== held);
}

/** The office that an administrator chose on this tab. */
export function chosenOffice() {
  return passing.get(OFFICE);
}

/** @param {string} id */
export function chooseOffice(id) {
  passing.set(OFFICE, id);
}

/** Everything forgotten, as somebody else may sit down here. */
export function leaveDesk() {
  passing.drop(COUNTER);
  passing.drop(OFFICE);
  setOffice(null);
}
