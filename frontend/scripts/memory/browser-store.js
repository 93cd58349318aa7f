/** What the browser may keep. A browser that refuses (private window, full disk) behaves like one that forgets. */

/** @typedef {{get: (name: string) => string | null, set: (name: string, value: string) => boolean, drop: (name: string) => void}} Shelf */

/**
 * @param {() => Storage} open
 * @returns {Shelf}
 */
function shelf(open) {
  return {
    get: (name) => attempt(() => open().getItem(name), null),
    set: (name, value) => attempt(() => (open().setItem(name, value), true), false),
    drop: (name) => attempt(() => open().removeItem(name), undefined),
  };
}

/**
 * @template Value
 * @param {() => Value} action
 * @param {Value} otherwise
 * @returns {Value}
 */
function attempt(action, otherwise) {
  try {
    return action();
  } catch {
    return otherwise;
  }
}

/**
 * Kept until the citizen clears it: the language, references they chose to save, and for a day the ticket of a visit with its
 * secret, which opens a number and its place in the queue and nothing else. Never a NIK. A complaint alone lies here with the
 * name that was given, from the press of "send" until it has arrived (complaints/outbox.js), for a week at most.
 */
export const lasting = shelf(() => localStorage);

/** Kept until the tab closes: the keys of attempts under way. */
export const passing = shelf(() => sessionStorage);
