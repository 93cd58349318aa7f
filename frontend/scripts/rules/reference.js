/** References as they are said and typed: ten characters, the first names the kind, the last is the check character. */

export const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 10;

/** Upper case, without spaces, hyphens or dots. @param {string} typed @returns {string} */
export function tidy(typed) {
  return typed.toUpperCase().replace(/[\s.\-‐-―]/g, "");
}

/** Whether the check character agrees. @param {string} reference tidied @returns {boolean} */
export function isWellFormed(reference) {
  if (reference.length !== LENGTH) return false;
  let sum = 0;
  for (let place = 0; place < LENGTH; place += 1) {
    const value = ALPHABET.indexOf(reference[place] ?? "");
    if (value < 0) return false;
    sum += (place + 1) * value;
  }
  return sum % ALPHABET.length === 0;
}

/**
 * What is odd about a typed reference, as the key of a message; null when nothing is.
 * @param {string} typed
 * @returns {"reference.missing" | "reference.letters" | "reference.length" | "reference.typo" | null}
 */
export function oddity(typed) {
  const reference = tidy(typed);
  if (!reference) return "reference.missing";
  if ([...reference].some((letter) => !ALPHABET.includes(letter))) return "reference.letters";
  if (reference.length !== LENGTH) return "reference.length";
  return isWellFormed(reference) ? null : "reference.typo";
}

/** Grouped for the eye: B7KM 2QXR 9T. @param {string} reference @returns {string[]} */
export function groups(reference) {
  return reference.match(/.{1,4}/g) ?? [];
}
