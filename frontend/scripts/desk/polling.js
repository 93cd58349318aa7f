/** Asks for the queue again and again: every three seconds while somebody looks, seldom when not, more seldom when it fails. */

import { part, Unreachable } from "../api.js";
import { passes } from "../parts/connection.js";
import { reachAsOfficer, session } from "./session.js";
import { office, setQueue } from "./state.js";

const LOOKED_AT = 3_000;
const HIDDEN = 30_000;
const SLOWEST = 30_000;
const NOT_NEWER = 304;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let failures = 0;
let tag = "";
let tagOf = "";
let turn = 0;

/** Asks now, and from now on. @returns {Promise<void>} settles when this answer is shown */
export async function pollNow() {
  turn += 1;
  const mine = turn;
  clearTimeout(timer);
  await look();
  if (mine === turn) timer = setTimeout(pollNow, pause());
}

export function stopPolling() {
  turn += 1;
  clearTimeout(timer);
}

function pause() {
  const usual = document.hidden ? HIDDEN : LOOKED_AT;
  return Math.max(usual, Math.min(SLOWEST, LOOKED_AT * 2 ** failures * Number(failures > 0)));
}

async function look() {
  const here = office();
  if (!here || !session()) return;
  const address = `/desk/${part(here.id)}/queue`;
  const what = `${address} ${document.documentElement.lang}`;
  try {
    const answer = await reachAsOfficer(address, { tag: what === tagOf ? tag : "" });
    failures = 0;
    if (answer.status === NOT_NEWER) return;
    const read = await answer.json();
    [tag, tagOf] = [answer.headers.get("ETag") ?? "", what];
    if (office()?.id === here.id) setQueue(read);
  } catch (error) {
    failures += 1;
    if (error instanceof Unreachable) passes(false);
  }
}

/** What is known is shown anew in full, as after a change of language. */
export function forgetTag() {
  tag = "";
}

export function watchVisibility() {
  document.addEventListener("visibilitychange", () => !document.hidden && session() && pollNow());
  addEventListener("online", () => session() && pollNow());
}
