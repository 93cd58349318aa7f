/** A row of days, each with its state in words; every day can be opened, so that its reason can be read. */

import { make } from "../dom.js";
import { say } from "../language.js";
import { dayParts, longDay } from "../rules/moments.js";

/** @typedef {import("../api.js").Day} Day */

/**
 * @param {Day[]} days
 * @param {string} chosen date
 * @param {(date: string) => void} choose
 */
export function dayStrip(days, chosen, choose) {
  const strip = make("div", { class: "days", role: "group", "aria-label": say("times.days") });
  const press = (/** @type {string} */ date) => {
    for (const button of strip.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.date === date));
    choose(date);
  };
  strip.append(...days.map((day) => dayButton(day, day.date === chosen, press)));
  requestAnimationFrame(() => reveal(strip));
  return strip;
}

/** Scrolls the strip, not the page. @param {HTMLElement} strip */
function reveal(strip) {
  const chosen = /** @type {HTMLElement | null} */ (strip.querySelector("[aria-pressed=true]"));
  if (chosen) strip.scrollLeft = chosen.offsetLeft - strip.offsetLeft - 16;
}

/** @param {Day} day @param {boolean} chosen @param {(date: string) => void} press */
function dayButton(day, chosen, press) {
  const parts = dayParts(day.date);
  const words = stateWords(day);
  const inside = [
    make("span", { class: "day-week" }, parts.weekday),
    make("span", { class: "day-date" }, parts.day),
    make("span", { class: "day-month" }, parts.month),
    make("span", { class: "day-state" }, words),
  ];
  const label = `${longDay(day.date)}: ${words}`;
  return make("button", { class: `day is-${day.state}`, type: "button", "data-date": day.date, "aria-pressed": String(chosen), "aria-label": label, on: { click: () => press(day.date) } }, ...inside);
}

/** @param {Day} day */
function stateWords(day) {
  return day.state === "open" ? say("times.places", { count: day.places_left }) : say(`times.day.${day.state}`);
}
