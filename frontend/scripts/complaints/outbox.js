/**
 * A complaint on its way. It lies on the phone from the moment it is sent until the answer is here, so that a lost connection, a
 * reload or a closed page costs nothing; a repeat bears the same key and finds the first. The answer, with the secret, lies there until it was shown.
 */

import { Problem, ask } from "../api.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { freshKey } from "../memory/attempts.js";
import { lasting } from "../memory/browser-store.js";
import { go } from "../router.js";
import { forgetDraft } from "./draft.js";

/** @typedef {{reference: string, secret: string, public: string, category: string, category_name: string, state: string, due: string, verify_by: string, notice: string | null, flags_told?: {code: string, message: string}[]}} Made */
/** @typedef {{body: Record<string, unknown>, key: string, at: number}} Waiting */

const SHELF = "complaint-outbox";
/** As long as a server remembers a key, and no citizen's words lie about for longer. */
const WEEK = 7 * 24 * 60 * 60 * 1000;
const FORM = "#/complain";

/** @type {{waiting?: Waiting, made?: Made}} for browsers that keep nothing */
let spare = {};
/** @type {Promise<Made> | null} */
let sending = null;
/** @type {Problem | null} what the server said the last time, where it was reached */
let trouble = null;
/** @type {{body: string, key: string} | null} a form that was taken back unchanged finds what it may have made */
let tried = null;
/** @type {Made | null} what was shown already, for as long as this page lives */
let shown = null;

/** @returns {typeof spare} */
function box() {
  try {
    const kept = JSON.parse(lasting.get(SHELF) ?? "null") ?? spare;
    if (!kept.waiting || Date.now() - kept.waiting.at < WEEK) return kept;
  } catch {
    return spare;
  }
  put({});
  return {};
}

/** @param {typeof spare} what */
function put(what) {
  spare = what;
  if (Object.keys(what).length) lasting.set(SHELF, JSON.stringify(what));
  else lasting.drop(SHELF);
}

export function waiting() {
  return box().waiting ?? null;
}

/** Why it still waits, in the server's words; null where the network is to blame. */
export function troubleOf() {
  return trouble;
}

export function takeBack() {
  put({});
}

/** @param {Record<string, unknown>} body @returns {Promise<Made>} */
export function post(body) {
  const before = waiting();
  const last = before ? { body: JSON.stringify(before.body), key: before.key } : tried;
  tried = { body: JSON.stringify(body), key: last?.body === JSON.stringify(body) ? last.key : freshKey() };
  put({ waiting: { body, key: tried.key, at: Date.now() } });
  return sendWaiting();
}

/** One at a time, whoever asks. @returns {Promise<Made>} */
export function sendWaiting() {
  sending ??= sent().finally(() => {
    sending = null;
  });
  return sending;
}

async function sent() {
  const parcel = waiting();
  if (!parcel) throw new Error("nothing waits");
  trouble = null;
  try {
    /** @type {Made} */
    const made = await ask("/complaints", { method: "POST", body: parcel.body, key: parcel.key });
    put({ made });
    tried = null;
    forgetDraft();
    return made;
  } catch (error) {
    if (error instanceof Problem) trouble = error;
    // Refused: it is mended in the form, where everything still stands.
    if (error instanceof Problem && error.status < 500 && error.status !== 429) put({});
    throw error;
  }
}

/** Whether there is a number that nobody has seen yet. */
export function isUnseen() {
  return Boolean(box().made);
}

/** What was just made, to be shown once; afterwards it is in this page only. @returns {Made | null} */
export function takeMade() {
  const { made } = box();
  if (made) {
    put({});
    shown = made;
  }
  return shown;
}

export function forgetMade() {
  shown = null;
}

let watches = false;

/** When something lies here: it is sent as soon as there is a network, whichever page is open, and the citizen is led to its number. */
export function resume() {
  if (box().made) tellSent();
  if (watches) return;
  watches = true;
  const again = () => waiting() && sendWaiting().then(tellSent).catch(() => undefined);
  addEventListener("online", again);
  if (navigator.onLine) again();
}

async function tellSent() {
  if (location.hash.startsWith(FORM)) return go(`${FORM}/sent`);
  await learn("complaints");
  const strip = make("p", {}, icon("check"), say("complaints.sent-meanwhile"), make("a", { href: `${FORM}/sent` }, say("complaints.sent-meanwhile.show")));
  const place = make("div", { class: "connection", role: "status" }, strip);
  document.getElementById("connection")?.after(place);
  addEventListener("hashchange", () => place.remove(), { once: true });
}
