/**
 * Sending a document: the form is asked for, the file goes up, and what was lost on the way is sent again, by itself once there
 * is a connection, and after a reload. Errands go on while other pages are looked at; whoever shows one listens.
 */

import { Problem, ask } from "../api.js";
import { attemptKey } from "../memory/attempts.js";
import { proofOf } from "../memory/session.js";
import { SEVERAL } from "../rules/documents.js";
import { drop, keep, keptFor } from "./keeper.js";
import { NotArrived, transfer } from "./transfer.js";

/** @typedef {import("./keeper.js").Parcel} Parcel */
/** @typedef {"chosen" | "sending" | "lost" | "refused" | "sent" | "gone"} Stage */
/** @typedef {{parcel: Parcel, stage: Stage, share: number, error: unknown, reference: string, tries: number, listener: (errand: Errand) => void, stop: () => void}} Errand */

const FIRST_RETRY = 4_000;
const SLOWEST_RETRY = 60_000;
/** The form was good for minutes only; or the store could not, this time. */
const FORM_OVER = 403;
const OURS = 500;

/** @type {Map<string, Errand>} */
const errands = new Map();

/** @param {string} record @param {string} slot */
const nameOf = (record, slot) => `${record}/${slot}`;

/** @param {Parcel} parcel @returns {Errand} */
function begin(parcel) {
  const errand = { parcel, stage: /** @type {Stage} */ ("chosen"), share: 0, error: null, reference: "", tries: 0, listener: () => {}, stop: () => {} };
  errands.set(nameOf(parcel.record, parcel.slot), errand);
  return errand;
}

/** A file has been chosen; nothing is sent yet. @param {string} record @param {string} slot @param {string} kind @param {Blob} file */
export function choose(record, slot, kind, file) {
  const parcel = { record, slot, kind, file, going: false, at: Date.now() };
  keep(parcel);
  return begin(parcel);
}

/** What is under way for a record, of this page or of one that was closed. @param {string} record @returns {Promise<Map<string, Errand>>} by slot */
export async function underway(record) {
  for (const parcel of await keptFor(record)) {
    if (errands.has(nameOf(record, parcel.slot))) continue;
    const errand = begin(parcel);
    if (parcel.going) send(errand);
  }
  return new Map([...errands.values()].filter((one) => one.parcel.record === record && one.stage !== "gone").map((one) => [one.parcel.slot, one]));
}

/** @param {Errand} errand @param {Partial<Errand>} changes */
function change(errand, changes) {
  if (errand.stage === "gone") return;
  Object.assign(errand, changes);
  errand.listener(errand);
}

/** @param {Errand} errand */
export async function send(errand) {
  if (errand.stage === "sending" || errand.stage === "gone") return;
  const { parcel } = errand;
  change(errand, { stage: "sending", share: 0, error: null });
  parcel.going = true;
  keep(parcel);
  try {
    const form = await formFor(parcel);
    if (errand.stage !== "sending") return;
    errand.reference = form.reference;
    const way = transfer(form, parcel.file, (share) => change(errand, { share }));
    errand.stop = way.stop;
    await way.done;
    arrived(errand, form.reference);
  } catch (error) {
    failed(errand, error);
  }
}

/** The same document is given the same reference each time, and a fresh form. @param {Parcel} parcel */
function formFor({ record, kind, slot, file }) {
  const key = SEVERAL.includes(kind) ? attemptKey(`upload/${record}/${slot}`) : undefined;
  return ask("/uploads", { method: "POST", proof: proofOf(record), key, body: { for: record, kind, content_type: file.type, size: file.size } });
}

/** @param {Errand} errand @param {string} reference */
function arrived(errand, reference) {
  if (errand.stage === "gone") return;
  forget(errand);
  change(errand, { stage: "sent", share: 1, reference });
}

/** @param {Errand} errand @param {unknown} error */
function failed(errand, error) {
  if (errand.stage === "gone") return;
  // It had arrived, and only the answer was lost.
  if (error instanceof Problem && error.code === "document-there" && error.reference) return arrived(errand, error.reference);
  const final = error instanceof Problem ? error.status < OURS : error instanceof NotArrived && error.status > 0 && error.status < OURS && error.status !== FORM_OVER;
  if (final) {
    forget(errand);
    return change(errand, { stage: "refused", error });
  }
  const pause = Math.min(SLOWEST_RETRY, FIRST_RETRY * 2 ** errand.tries);
  change(errand, { stage: "lost", error, tries: errand.tries + 1 });
  setTimeout(() => errand.stage === "lost" && navigator.onLine && send(errand), pause);
}

/** @param {Errand} errand */
function forget({ parcel }) {
  errands.delete(nameOf(parcel.record, parcel.slot));
  drop(parcel);
}

/** Taken back by the citizen: nothing of it stays on the phone. @param {Errand} errand */
export function takeBack(errand) {
  const { stop } = errand;
  change(errand, { stage: "gone" });
  stop();
  forget(errand);
}

addEventListener("online", () => {
  for (const errand of errands.values()) if (errand.stage === "lost") send(errand);
});
