/** Until when an appointment can be changed. The server decides; this is so that nobody is sent there in vain. */

const MINUTE = 60_000;

/** @param {{status: string, move_until: string}} booking */
export function movable(booking) {
  return booking.status === "confirmed" && Date.parse(booking.move_until) > Date.now();
}

/** @param {{status: string, cancel_until: string}} booking */
export function cancellable(booking) {
  return booking.status === "confirmed" && Date.parse(booking.cancel_until) > Date.now();
}

/** Whether an appointment made now could never be changed. @param {string} starts @param {import("../api.js").Rules | undefined} rules */
export function final(starts, rules) {
  if (!rules) return false;
  const shortest = Math.min(rules.move_cutoff_minutes, rules.cancel_cutoff_minutes);
  return Date.parse(starts) - shortest * MINUTE <= Date.now();
}
