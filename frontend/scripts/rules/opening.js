/** Whether an office is open at this moment, and when it opens next. */

import { daysLater, wallClock, weekdayOf } from "./moments.js";

/** @typedef {import("../api.js").Office} Office */
/** @typedef {{state: "open", until: string} | {state: "break", until: string} | {state: "closed", date: string | null, opens: string | null, today: string}} Opening */

const FURTHEST = 21;

/**
 * @param {Office} office
 * @param {Date} now
 * @returns {Opening}
 */
export function openingNow(office, now) {
  const { date, time } = wallClock(now, office.time_zone);
  const hours = hoursOn(office, date);
  if (hours && hours.opens <= time && time < hours.closes) {
    const pause = hours.breaks.find((one) => one.starts <= time && time < one.ends);
    return pause ? { state: "break", until: pause.ends } : { state: "open", until: hours.closes };
  }
  const next = hours && time < hours.opens ? date : nextOpenDay(office, daysLater(date, 1));
  return { state: "closed", date: next, opens: (next && hoursOn(office, next)?.opens) ?? null, today: date };
}

/** @param {Office} office @param {string} date */
function hoursOn(office, date) {
  if (office.closures.some((closure) => closure.date === date)) return null;
  const season = office.seasons?.find((one) => one.first <= date && date <= one.last);
  const hours = (season ?? office).hours.find((one) => one.weekday === weekdayOf(date));
  return hours ? { ...hours, breaks: hours.breaks ?? [] } : null;
}

/** @param {Office} office @param {string} from @returns {string | null} */
function nextOpenDay(office, from) {
  for (let days = 0; days < FURTHEST; days += 1) {
    const date = daysLater(from, days);
    if (hoursOn(office, date)) return date;
  }
  return null;
}
