/**
 * Days and times as the office says them. The server writes every time with the office's own offset, so a clock time is
 * read from the text and never converted to the zone of the phone.
 */

import { language, say } from "../language.js";

const MINUTES = 60_000;

const LOCALES = { id: "id-ID", en: "en-GB" };

/** @param {string} moment RFC 3339, or HH:MM @returns {string} 08.00 or 08:00 */
export function clockTime(moment) {
  const time = moment.includes("T") ? moment.slice(11, 16) : moment;
  return time.replace(":", say("time.separator"));
}

/** @param {string} starts @param {string} ends */
export function clockRange(starts, ends) {
  return `${clockTime(starts)}–${clockTime(ends)}`;
}

/** The name of the office's zone: WIB, WITA or WIT. @param {string} moment @returns {string} */
export function zoneName(moment) {
  const offset = moment.slice(19).replace(/^\.\d+/, "");
  return { "+07:00": "WIB", "+08:00": "WITA", "+09:00": "WIT" }[offset] ?? offset;
}

/** @param {string} moment @returns {string} YYYY-MM-DD at the office */
export function dayOf(moment) {
  return moment.slice(0, 10);
}

/**
 * @param {string} date YYYY-MM-DD
 * @param {Intl.DateTimeFormatOptions} form
 */
function spell(date, form) {
  return new Intl.DateTimeFormat(LOCALES[language()], { timeZone: "UTC", ...form }).format(new Date(`${date}T00:00:00Z`));
}

/** Senin, 24 November 2025 @param {string} date */
export function longDay(date) {
  return spell(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** Sen, 24 Nov @param {string} date */
export function shortDay(date) {
  return spell(date, { weekday: "short", day: "numeric", month: "short" });
}

/** @param {string} date @returns {{weekday: string, day: string, month: string}} */
export function dayParts(date) {
  return { weekday: spell(date, { weekday: "short" }), day: spell(date, { day: "numeric" }), month: spell(date, { month: "short" }) };
}

/** @param {number} weekday 1 is Monday */
export function weekdayName(weekday) {
  return spell(`2024-01-0${weekday}`, { weekday: "long" });
}

/** @param {string} date @param {number} days @returns {string} YYYY-MM-DD */
export function daysLater(date, days) {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** today, tomorrow, in 3 days @param {string} date @param {string} today */
export function fromToday(date, today) {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / (24 * 60 * MINUTES));
  return new Intl.RelativeTimeFormat(LOCALES[language()], { numeric: "auto" }).format(days, "day");
}

/** Senin, 24 November 2025, 08.00–08.30 WITA @param {string} starts @param {string} [ends] */
export function whenWords(starts, ends) {
  const time = ends ? clockRange(starts, ends) : clockTime(starts);
  return `${longDay(dayOf(starts))}, ${time} ${zoneName(starts)}`;
}

/** The wall clock in a zone. @param {Date} now @param {string} zone @returns {{date: string, time: string, weekday: number}} */
export function wallClock(now, zone) {
  const form = { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const parts = new Intl.DateTimeFormat("en-GB", /** @type {Intl.DateTimeFormatOptions} */ (form)).formatToParts(now);
  const part = (/** @type {string} */ type) => parts.find((one) => one.type === type)?.value ?? "";
  const date = `${part("year")}-${part("month")}-${part("day")}`;
  return { date, time: `${part("hour")}:${part("minute")}`, weekday: weekdayOf(date) };
}

/** The same moment written with the clock and offset of a zone. @param {string} moment @param {string} zone @returns {string} */
export function inZone(moment, zone) {
  const { date, time } = wallClock(new Date(moment), zone);
  const offset = Math.round((Date.parse(`${date}T${time}:00Z`) - Date.parse(moment)) / (15 * MINUTES)) * 15;
  const sign = offset < 0 ? "-" : "+";
  const two = (/** @type {number} */ count) => String(Math.floor(Math.abs(count))).padStart(2, "0");
  return `${date}T${time}:00${sign}${two(offset / 60)}:${two(offset % 60)}`;
}

/** @param {string} date @returns {number} 1 is Monday */
export function weekdayOf(date) {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}
