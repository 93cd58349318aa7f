/** The times of one day, or a kind word and other ways where there are none. */

import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockRange, clockTime, dayOf, fromToday, longDay, shortDay, zoneName } from "../rules/moments.js";
import { notice } from "./notice.js";

/** @typedef {import("../api.js").Slot} Slot */
/** @typedef {import("../api.js").Day} Day */
/** @typedef {import("../api.js").SlotList} SlotList */
/** @typedef {import("./time-choice.js").Plan} Plan */

/** As the day is divided in Indonesian: pagi until eleven, siang until three, sore after. @type {[string, string][]} */
const PARTS_OF_DAY = [["11:00", "morning"], ["15:00", "midday"], ["24:00", "afternoon"]];
const NEAR_SHOWN = 3;

/** @param {SlotList} list @param {Day} day @param {Plan} plan */
export function timeList(list, day, plan) {
  const slots = list.slots.filter((slot) => dayOf(slot.starts) === day.date);
  const title = make("h2", { class: "times-title" }, longDay(day.date), " ", make("span", { class: "times-near" }, fromToday(day.date, plan.today)));
  const free = slots.some((slot) => slot.places_left > 0);
  if (free) return [title, zoneLine(slots), ...grouped(slots, plan)];
  return [title, sorry(day), otherWays(list, day, plan), free || !slots.length ? null : make("div", {}, ...grouped(slots, plan))];
}

/** @param {Slot[]} slots */
function zoneLine(slots) {
  const star = slots.some((slot) => slot.recommended) && make("span", { class: "legend" }, icon("star"), say("times.recommended.why"));
  return make("p", { class: "times-hint" }, make("span", {}, say("times.zone", { zone: zoneName(slots[0]?.starts ?? "") })), star);
}

/** @param {Slot[]} slots @param {Plan} plan */
function grouped(slots, plan) {
  let from = "00:00";
  return PARTS_OF_DAY.map(([until, name]) => {
    const some = slots.filter((slot) => from <= slot.starts.slice(11, 16) && slot.starts.slice(11, 16) < until);
    from = until;
    if (!some.length) return null;
    return make("section", { class: "times-part" }, make("h3", {}, say(`times.part.${name}`)), make("ul", { class: "slots" }, ...some.map((slot) => make("li", {}, slotItem(slot, plan)))));
  });
}

/** @param {Slot} slot @param {Plan} plan */
function slotItem(slot, plan) {
  const time = make("span", { class: "slot-time" }, clockRange(slot.starts, slot.ends));
  if (slot.places_left < 1) return make("span", { class: "slot is-full" }, time, make("span", { class: "slot-places" }, say("times.day.full")));
  const star = slot.recommended && make("span", { class: "slot-star" }, icon("star"), say("times.recommended"));
  const places = make("span", { class: "slot-places" }, say("times.places", { count: slot.places_left }));
  return make("a", { class: `slot${slot.recommended ? " is-recommended" : ""}`, href: plan.link(slot) }, time, spoken(", "), places, star && spoken(", "), star);
}

/** @param {Day} day */
function sorry(day) {
  const reason = day.reason ? make("p", {}, day.reason) : null;
  if (day.state === "closed") return notice("info", say("times.closed"), reason);
  if (day.state === "full") return notice("info", say("times.full"), make("p", {}, say("times.full.text")));
  return notice("info", say("times.none"), reason);
}

/** The nearest free times of the days already fetched, then what the server suggests. @param {SlotList} list @param {Day} day @param {Plan} plan */
function otherWays(list, day, plan) {
  const distance = (/** @type {Slot} */ slot) => Math.abs(Date.parse(dayOf(slot.starts)) - Date.parse(day.date));
  const free = list.slots.filter((slot) => slot.places_left > 0).sort((one, other) => distance(one) - distance(other));
  const nearest = free.filter((slot, at) => free.findIndex((other) => dayOf(other.starts) === dayOf(slot.starts)) === at).slice(0, NEAR_SHOWN);
  const here = nearest.map((slot) => ({ ...slot, office: plan.office, office_name: plan.officeName }));
  const suggestions = [...here, ...list.alternatives.filter((other) => plan.elsewhere || other.office === plan.office)];
  const links = suggestions.length ? alternatives(suggestions, plan) : null;
  const offices = plan.others.map((office) => make("li", {}, make("a", { class: "alternative", href: office.href }, icon("building"), make("span", {}, say("times.try-office", { office: office.name })))));
  return [links, offices.length ? make("ul", { class: "alternatives" }, ...offices) : null];
}

/**
 * Other times, each with its office.
 * @param {import("../api.js").Alternative[]} suggestions
 * @param {Pick<Plan, "link">} plan
 */
export function alternatives(suggestions, plan) {
  const items = suggestions.map((other) => {
    const when = make("strong", {}, `${shortDay(dayOf(other.starts))}, ${clockTime(other.starts)} ${zoneName(other.starts)}`);
    return make("li", {}, make("a", { class: "alternative", href: plan.link(other) }, icon("calendar"), make("span", {}, when, make("span", { class: "alternative-where" }, other.office_name)), icon("arrow-right")));
  });
  return make("div", {}, make("h3", {}, say("times.alternatives")), make("ul", { class: "alternatives" }, ...items));
}
