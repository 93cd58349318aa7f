/** Asks how a document stands, with growing pauses, until it is decided or nobody looks any more. */

import { Problem, part, reach } from "../api.js";
import { proofOf } from "../memory/session.js";
import { OPEN } from "../rules/documents.js";

/** @typedef {import("../rules/documents.js").Document} Document */

const FIRST_PAUSE = 1_000;
const GROWS = 1.4;
const SLOWEST = 15_000;
const HIDDEN = 30_000;
/** After this the citizen is told that it may take longer, and that nobody has to wait here. */
const LONG = 60_000;
const NOT_NEWER = 304;
const REFUSED = [401, 403, 404, 429];

/**
 * @param {string} reference @param {string} record whose proof opens it
 * @param {{goesOn: () => boolean, shows: (document: Document) => void, takesLong: () => void, fails: (error: unknown) => void}} listener
 */
export async function watch(reference, record, listener) {
  const began = Date.now();
  let [tag, pause, told] = ["", FIRST_PAUSE, false];
  while (listener.goesOn()) {
    try {
      const answer = await reach(`/documents/${part(reference)}`, { proof: proofOf(record), tag });
      if (answer.status !== NOT_NEWER) {
        tag = answer.headers.get("ETag") ?? "";
        /** @type {Document} */
        const document = await answer.json();
        if (!listener.goesOn()) return;
        listener.shows(document);
        if (!OPEN.includes(document.state)) return;
      }
    } catch (error) {
      if (error instanceof Problem && REFUSED.includes(error.status)) return listener.fails(error);
    }
    if (!told && Date.now() - began > LONG) {
      told = true;
      listener.takesLong();
    }
    await waitFor(document.hidden ? HIDDEN : pause);
    pause = Math.min(SLOWEST, pause * GROWS);
  }
}

/** Until the pause is over, or somebody looks again. @param {number} pause */
function waitFor(pause) {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", over);
      removeEventListener("online", over);
      resolve(undefined);
    };
    const timer = setTimeout(over, pause);
    document.addEventListener("visibilitychange", over);
    addEventListener("online", over);
  });
}
