/** Choosing a day and a time: for a new appointment and for moving one. */

import { ask, part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { note } from "../router.js";
import { daysLater } from "../rules/moments.js";
import { dayStrip } from "./day-strip.js";
import { later } from "./loading.js";
import { notice } from "./notice.js";
import { alternatives, timeList } from "./time-list.js";

/** @typedef {import("../api.js").SlotList} SlotList */
/**
 * @typedef {object} Plan
 * @property {string} office
 * @property {string} officeName
 * @property {string} service
 * @property {boolean} elsewhere whether times in other offices may be offered
 * @property {{name: string, href: string}[]} others other offices that serve it
 * @property {number} horizon days ahead that can be booked
 * @property {string} today YYYY-MM-DD at the office
 * @property {URLSearchParams} query what the address remembers: from, near, day
 * @property {(slot: {starts: string, office?: string}) => string} link where choosing a time leads
 */

const SHOWN = 14;
const NEAR = { any: "", morning: "08:00", midday: "11:00", afternoon: "14:00" };

/** @param {Plan} plan */
export function timeChoice(plan) {
  const day = plan.query.get("day") ?? "";
  const wish = { from: plan.query.get("from") ?? firstShown(day, plan), near: plan.query.get("near") ?? "", day };
  const place = make("div", { class: "times" });
  const load = () => fill(place, later(() => fetchTimes(plan, wish), (list) => show(list, plan, wish, turn), { lines: 6 }));
  const turn = (/** @type {Partial<typeof wish>} */ change) => {
    Object.assign(wish, change);
    note(wish);
    load();
  };
  load();
  return make("div", {}, nearness(wish.near, (near) => turn({ near })), place);
}

/** The day that the strip begins with, where it would otherwise end before the day asked for. @param {string} day @param {Plan} plan */
function firstShown(day, { today, horizon }) {
  // Further ahead than can be booked there is nothing to show.
  return day >= daysLater(today, SHOWN) && day <= daysLater(today, horizon) ? day : "";
}

/** @param {string} chosen @param {(near: string) => void} choose */
function nearness(chosen, choose) {
  const options = Object.entries(NEAR).map(([name, time]) => make("option", { value: time, selected: time === chosen }, say(`times.near.${name}`)));
  const select = make("select", { id: "near", class: "select" }, ...options);
  select.addEventListener("change", () => choose(select.value));
  return make("div", { class: "near" }, make("label", { for: "near" }, say("times.near")), make("span", { class: "select-box" }, select, icon("down")));
}

/** @param {Plan} plan @param {{from: string, near: string}} wish @returns {Promise<SlotList>} */
function fetchTimes(plan, wish) {
  const query = new URLSearchParams({ days: String(SHOWN) });
  if (wish.from) query.set("from", wish.from);
  if (wish.near) query.set("near", wish.near);
  return ask(`/offices/${part(plan.office)}/services/${part(plan.service)}/slots?${query}`);
}

/**
 * @param {SlotList} list
 * @param {Plan} plan
 * @param {{from: string, day: string}} wish
 * @param {(change: {from: string, day: string}) => void} turn
 */
function show(list, plan, wish, turn) {
  const days = list.days.filter((day) => day.state !== "past" && day.state !== "beyond-horizon");
  const chosen = days.find((day) => day.date === wish.day) ?? days.find((day) => day.state === "open") ?? days[0];
  if (!chosen) return [notice("info", say("times.none")), list.alternatives.length ? alternatives(list.alternatives, plan) : null];
  const panel = make("div", { class: "times-panel" });
  const choose = (/** @type {string} */ date) => {
    const day = days.find((one) => one.date === date) ?? chosen;
    wish.day = date;
    note({ day: date });
    fill(panel, ...timeList(list, day, plan).flat());
  };
  fill(panel, ...timeList(list, chosen, plan).flat());
  return [leadTime(list), dayStrip(days, chosen.date, choose), pager(list, wish, plan, turn), panel];
}

/** @param {SlotList} list */
function leadTime({ lead_time_days: days }) {
  if (days === null || days === undefined) return null;
  return make("p", { class: "lead-time" }, icon("clock"), days === 0 ? say("times.lead.today") : say("times.lead", { count: days }));
}

/**
 * @param {SlotList} list
 * @param {{from: string}} wish
 * @param {Plan} plan
 * @param {(change: {from: string, day: string}) => void} turn
 */
function pager(list, wish, plan, turn) {
  const first = list.days[0]?.date ?? "";
  const more = list.days.length > 0 && !list.days.some((day) => day.state === "beyond-horizon");
  const button = (/** @type {string} */ words, /** @type {string} */ sign, /** @type {string} */ from) =>
    make("button", { class: "button button-quiet", type: "button", on: { click: () => turn({ from, day: "" }) } }, sign === "arrow-left" && icon(sign), words, sign === "arrow-right" && icon(sign));
  const earlier = wish.from ? button(say("times.earlier"), "arrow-left", earlierThan(first, plan.today)) : null;
  const after = more ? button(say("times.later"), "arrow-right", daysLater(first, SHOWN)) : null;
  return earlier || after ? make("div", { class: "pager" }, earlier ?? make("span"), after) : null;
}

/** Nothing before today is offered, so the first page is the one without a day. @param {string} first @param {string} today */
function earlierThan(first, today) {
  const before = daysLater(first, -SHOWN);
  return before <= today ? "" : before;
}
