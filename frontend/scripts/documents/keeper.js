/**
 * Keeps a chosen photo on the phone until it has arrived, so that a lost connection or a reload does not cost another
 * one. It goes when it has arrived, when the citizen takes it back, and after a day at the latest.
 */

import { lasting } from "../memory/browser-store.js";

/** @typedef {{record: string, slot: string, kind: string, file: Blob, going: boolean, at: number}} Parcel `going` once the citizen has pressed send */

const NAME = "documents";
const SHELF = "parcels";
/** Says without opening anything that there is something to look after. */
const SIGN = "parcels";
const DAY = 24 * 60 * 60 * 1000;

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const wish = indexedDB.open(NAME, 1);
    wish.onupgradeneeded = () => wish.result.createObjectStore(SHELF, { keyPath: ["record", "slot"] });
    wish.onsuccess = () => resolve(wish.result);
    wish.onerror = () => reject(wish.error);
  });
}

/**
 * A browser that keeps nothing (private window, full disk) behaves like one that forgets.
 * @template Value
 * @param {IDBTransactionMode} mode @param {(shelf: IDBObjectStore) => IDBRequest} act @param {Value} otherwise
 * @returns {Promise<Value>}
 */
async function attempt(mode, act, otherwise) {
  /** @type {IDBDatabase | undefined} */
  let base;
  try {
    base = await open();
    const work = base.transaction(SHELF, mode);
    const wish = act(work.objectStore(SHELF));
    await new Promise((resolve, reject) => {
      work.oncomplete = resolve;
      work.onabort = work.onerror = () => reject(work.error);
    });
    return wish.result ?? otherwise;
  } catch {
    return otherwise;
  } finally {
    base?.close();
  }
}

/** @param {Parcel} parcel */
export async function keep(parcel) {
  lasting.set(SIGN, "1");
  await attempt("readwrite", (shelf) => shelf.put(parcel), null);
}

/** @param {{record: string, slot: string}} parcel */
export async function drop({ record, slot }) {
  await attempt("readwrite", (shelf) => shelf.delete([record, slot]), null);
  if (!(await all()).length) lasting.drop(SIGN);
}

/** @returns {Promise<Parcel[]>} */
function all() {
  return attempt("readonly", (shelf) => shelf.getAll(), /** @type {Parcel[]} */ ([]));
}

/** What waits for a record. @param {string} record @returns {Promise<Parcel[]>} */
export async function keptFor(record) {
  if (!lasting.get(SIGN)) return [];
  await sweep();
  return (await all()).filter((one) => one.record === record);
}

/** Drops what is older than a day. */
export async function sweep() {
  for (const parcel of await all()) if (Date.now() - parcel.at > DAY) await drop(parcel);
}
