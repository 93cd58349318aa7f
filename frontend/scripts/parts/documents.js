/** The place of the documents that can be checked before the visit. What they need is loaded where a record asks for some. */

import { later } from "./loading.js";

/** @typedef {{box: HTMLElement, open: (kind: string) => void}} Documents */

/** A document by its own reference. @param {string} reference @param {string} proof */
export function oneDocument(reference, proof) {
  return later(async () => (await import("../documents/one.js")).oneDocument(reference, proof), (made) => made, { lines: 3 });
}

/** @param {string} record a booking's or a file's reference @param {string} [starts] when the visit begins @returns {Documents} */
export function documents(record, starts) {
  /** @type {Documents | null} */
  let shown = null;
  let wanted = "";
  const load = async () => {
    shown = await (await import("../documents/section.js")).section(record, starts);
    return shown;
  };
  const show = (/** @type {Documents | null} */ made) => {
    // Pressed before it was there.
    if (made && wanted) setTimeout(() => made.open(wanted));
    return made?.box;
  };
  const box = later(load, show, { lines: 3 });
  const open = (/** @type {string} */ kind) => {
    wanted = kind;
    shown?.open(kind);
  };
  return { box, open };
}
