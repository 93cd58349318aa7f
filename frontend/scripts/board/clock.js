/** The time of the office, whatever the clock of the television's zone. */

import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { clockTime, longDay, wallClock } from "../rules/moments.js";

const SECOND = 1_000;

/** @param {string} zone */
export function clock(zone) {
  const time = make("span", { class: "clock-time" });
  const day = make("span", { class: "clock-day" });
  const box = make("p", { class: "clock" }, time, day);
  let shown = "";
  const tick = () => {
    const now = wallClock(new Date(), zone);
    const looks = `${now.date} ${now.time}`;
    if (looks === shown) return;
    shown = looks;
    fill(time, clockTime(now.time));
    fill(day, longDay(now.date));
  };
  tick();
  const timer = setInterval(tick, SECOND);
  /** @param {Date} moment */
  const spell = (moment) => `${clockTime(wallClock(moment, zone).time)}${say("time.separator")}${String(moment.getSeconds()).padStart(2, "0")}`;
  return { box, spell, stop: () => clearInterval(timer) };
}
