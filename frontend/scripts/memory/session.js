/** What this page alone remembers, in variables: gone when it is closed or reloaded, written nowhere. */

/** @typedef {{name: string, nik: string, phone: string}} Draft */

/** @type {Map<string, string>} reference → proof */
const proofs = new Map();

/** @type {Map<string, import("../api.js").Booking>} */
const bookings = new Map();

/** What was typed into the details form, so that choosing another time does not lose it. @type {Draft} */
export const draft = { name: "", nik: "", phone: "" };

export function clearDraft() {
  draft.name = draft.nik = draft.phone = "";
}

/** @param {string} reference @param {string} proof */
export function rememberProof(reference, proof) {
  proofs.set(reference, proof);
}

/** @param {string} reference */
export function proofOf(reference) {
  return proofs.get(reference);
}

/** @param {string} reference */
export function forgetProof(reference) {
  proofs.delete(reference);
  bookings.delete(reference);
}

/** @param {import("../api.js").Booking} booking */
export function rememberBooking(booking) {
  bookings.set(booking.reference, { ...bookings.get(booking.reference), ...booking });
}

/** @param {string} reference */
export function bookingOf(reference) {
  return bookings.get(reference);
}

let flash = "";

/** A sentence to show once, on the next page. @param {string} words */
export function leaveWord(words) {
  flash = words;
}

/** @returns {string} */
export function takeWord() {
  const words = flash;
  flash = "";
  return words;
}
