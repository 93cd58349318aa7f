/** An office at a glance: open or not, where, and the way to its page. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockTime, fromToday, weekdayName, weekdayOf } from "../rules/moments.js";
import { openingNow } from "../rules/opening.js";

/** @typedef {import("../api.js").Office} Office */

/** @param {Office} office */
export function officeCard(office) {
  const name = make("h3", { class: "office-name" }, make("a", { href: `#/office/${encodeURIComponent(office.id)}` }, office.name));
  const count = make("p", { class: "office-count" }, icon("list"), say("office.services", { count: office.services.length }));
  return make("article", { class: "office" }, openSign(office), name, address(office.address), count);
}

/** @param {string} words */
export function address(words) {
  return make("address", { class: "address" }, icon("pin"), make("span", {}, words));
}

/** @param {Office} office */
export function openSign(office) {
  const now = openingNow(office, new Date());
  return make("p", { class: `open-sign is-${now.state}` }, make("span", { class: "open-dot" }), openWords(now));
}

/** @param {import("../rules/opening.js").Opening} now */
function openWords(now) {
  if (now.state === "open") return say("office.open", { time: clockTime(now.until) });
  if (now.state === "break") return say("office.break", { time: clockTime(now.until) });
  if (!now.date || !now.opens) return say("office.closed");
  const near = Date.parse(now.date) - Date.parse(now.today) <= 24 * 60 * 60 * 1000;
  const day = near ? fromToday(now.date, now.today) : weekdayName(weekdayOf(now.date));
  return say("office.closed.until", { day, time: clockTime(now.opens) });
}
