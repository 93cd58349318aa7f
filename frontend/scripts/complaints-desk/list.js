/** The complaints of the office in the order of their clocks, what of them is shown, and steps for several at once. */

import { fill, make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { stateSign } from "../complaints/states.js";
import { clockTime, dayOf, shortDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";

/** @typedef {import("./complaints.js").Line} Line */
/** @typedef {{list: Line[], leftOff: number, open: string, chosen: Set<string>}} Shown */

/** @param {Shown} shown @param {{open: (reference: string) => unknown, chose: () => unknown}} ways */
export function complaintList({ list, leftOff, open, chosen }, ways) {
  const head = make("h2", { class: "rows-title" }, say("complaint.list"), make("span", { class: "count" }, list.length));
  if (!list.length) return [head, make("p", { class: "rows-none" }, say("complaint.none"))];
  return [head, make("ul", { class: "file-rows" }, ...list.map((one) => make("li", { class: "complaint-row" }, tick(one, chosen, ways.chose), row(one, one.reference === open, ways.open)))), leftOff > 0 && make("p", { class: "rows-none" }, say("complaint.left-off", { count: leftOff }))];
}

/** @param {Line} one @param {Set<string>} chosen @param {() => unknown} chose */
function tick({ reference }, chosen, chose) {
  const box = make("input", { type: "checkbox", "data-key": `tick-${reference}`, checked: chosen.has(reference) });
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(reference);
    else chosen.delete(reference);
    chose();
  });
  return make("label", { class: "row-tick" }, box, spoken(say("complaint.choose-one", { reference: groups(reference).join(" ") })));
}

/** @param {Line} one @param {boolean} isOpen @param {(reference: string) => unknown} choose */
function row(one, isOpen, choose) {
  const more = [one.followers > 0 && say("complaint.followers", { count: one.followers }), one.mine && say("complaint.mine")].filter(Boolean).join(" · ");
  return make("button", { class: "file-row", type: "button", "data-key": `row-${one.reference}`, "aria-current": isOpen ? "true" : null, on: { click: () => choose(one.reference) } },
    make("span", { class: "row-marks" }, levelMark(one), one.flags.length > 0 && make("span", { class: "mark is-priority" }, icon("alert"), say("complaint.flags", { count: one.flags.length }))),
    make("strong", {}, one.category_name),
    one.excerpt && make("span", { class: "row-excerpt" }, one.excerpt),
    make("span", { class: "file-stage row-state" }, icon(stateSign(one.state)), deskState(one.state)),
    make("span", { class: "file-code" }, [groups(one.reference).join(" "), more].filter(Boolean).join(" · ")));
}

/** @param {string} state */
export function deskState(state) {
  return knows(`complaint.state.${state}`) ? say(`complaint.state.${state}`) : state;
}

/** How near the end of its time is, and when that is. @param {{level: string, paused: boolean, state: string, due: string, verify_by?: string | null}} one */
export function levelMark({ level, paused, state, due, verify_by: verify }) {
  const name = paused ? "paused" : level.startsWith("escalated") ? "escalated" : level;
  const until = state === "received" && verify ? verify : due;
  if (!until) return null;
  const when = `${shortDay(dayOf(until))}, ${clockTime(until)}`;
  const sign = { fine: "clock", paused: "clock", warning: "bell" }[name] ?? "alert";
  return make("span", { class: `mark level is-${name}` }, icon(sign), say(state === "received" && verify ? `complaint.read-by.${name === "fine" ? "fine" : "late"}` : `complaint.level.${name}`, { when }));
}

/**
 * What can be done with those that are ticked.
 * @param {HTMLElement} place @param {number} count
 * @param {(act: "verify" | "assign" | "start" | "merge") => unknown} act @param {() => unknown} none
 */
export function bulkBar(place, count, act, none) {
  if (!count) return fill(place);
  const button = (/** @type {"verify" | "assign" | "start" | "merge"} */ name, /** @type {string} */ sign) => make("button", { class: "button button-quiet", type: "button", "data-key": `bulk-${name}`, on: { click: () => act(name) } }, icon(sign), say(`complaint.bulk.${name}`));
  const out = make("button", { class: "button button-quiet", type: "button", "data-key": "bulk-none", on: { click: none } }, icon("close"), say("complaint.bulk.none"));
  fill(place, make("div", { class: "bulk", role: "group", "aria-label": say("complaint.bulk") }, make("p", { role: "status" }, say("complaint.bulk.count", { count })), make("div", { class: "tools-row" }, button("verify", "check"), button("assign", "person"), button("start", "steps"), button("merge", "crowd"), out)));
}
