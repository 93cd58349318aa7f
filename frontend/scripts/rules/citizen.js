/**
 * The checks of the details form. They answer at once and spare a round trip; the server checks again and decides.
 * Each returns the key of a message, or null.
 */

const NIK_LENGTH = 16;
const WOMAN = 40;
const LONGEST_NAME = 100;

/** @param {string} typed @returns {string} */
export function digitsOf(typed) {
  return typed.replace(/\D/g, "");
}

/** @param {string} typed @returns {string | null} */
export function nameFault(typed) {
  const name = typed.trim();
  if (!name) return "details.name.missing";
  if (name.length > LONGEST_NAME) return "details.name.long";
  return /\p{L}/u.test(name) && /^[\p{L}\p{M}\s.,'’`()/-]+$/u.test(name) ? null : "details.name.letters";
}

/**
 * PP KK CC DDMMYY SSSS; a woman's day of birth is raised by 40; the century is not written.
 * @param {string} typed
 * @param {Date} today
 * @returns {string | null}
 */
export function nikFault(typed, today) {
  const nik = typed.replace(/[\s.-]/g, "");
  if (!nik) return "details.nik.missing";
  if (!/^\d+$/.test(nik)) return "details.nik.digits";
  if (nik.length !== NIK_LENGTH) return "details.nik.length";
  if (nik.endsWith("0000")) return "details.nik.serial";
  const written = Number(nik.slice(6, 8));
  const day = written > WOMAN ? written - WOMAN : written;
  return bornOn(day, Number(nik.slice(8, 10)), Number(nik.slice(10, 12)), today) ? null : "details.nik.date";
}

/**
 * Whether such a day exists in this or the last century and is not in the future.
 * @param {number} day @param {number} month @param {number} year two digits @param {Date} today
 */
function bornOn(day, month, year, today) {
  return [1900 + year, 2000 + year].some((full) => {
    const born = new Date(Date.UTC(full, month - 1, day));
    return born.getUTCMonth() === month - 1 && born.getUTCDate() === day && born <= today;
  });
}

/** @param {string} typed @returns {string | null} */
export function phoneFault(typed) {
  const phone = typed.trim();
  if (!phone) return null;
  if (!/^[+()\d\s.-]+$/.test(phone)) return "details.phone.odd";
  const digits = digitsOf(phone).length;
  return digits >= 8 && digits <= 15 ? null : "details.phone.odd";
}
