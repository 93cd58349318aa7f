/** The way of a file to the office's store: a form that only this file fits, filled in with XMLHttpRequest, which tells how far it has come. */

/** @typedef {{url: string, fields: Record<string, string>}} Form */
/** @typedef {{done: Promise<void>, stop: () => void}} Transfer */

// A connection on which nothing moves for so long is lost, whatever the phone believes.
const STANDSTILL = 40_000;
const OK = 300;

/** The file did not arrive. `status` is the store's, or 0 where no answer came. */
export class NotArrived extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

/**
 * @param {Form} form
 * @param {Blob} file
 * @param {(share: number) => void} moves from 0 to 1
 * @returns {Transfer}
 */
export function transfer({ url, fields }, file, moves) {
  const wish = new XMLHttpRequest();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let still;
  const done = new Promise((resolve, reject) => {
    const lost = () => reject(new NotArrived(wish.status));
    const watch = () => {
      clearTimeout(still);
      still = setTimeout(() => wish.abort(), STANDSTILL);
    };
    wish.upload.onprogress = (event) => {
      watch();
      if (event.lengthComputable) moves(event.loaded / event.total);
    };
    wish.onload = () => (wish.status > 0 && wish.status < OK ? resolve(undefined) : lost());
    wish.onerror = wish.onabort = lost;
    wish.onloadend = () => clearTimeout(still);
    wish.open("POST", url);
    wish.send(filledIn(fields, file));
    watch();
  });
  return { done, stop: () => wish.abort() };
}

/** The store reads the fields in this order, and nothing after the file. @param {Record<string, string>} fields @param {Blob} file */
function filledIn(fields, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // Its own name, which may tell whose document it is, stays on the phone.
  form.append("file", file, "document");
  return form;
}
