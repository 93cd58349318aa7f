/** One file: whose it is, what is promised, its milestones, and what can be done now. */

import { keyCap } from "../desk/shortcuts.js";
import { make, spoken } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { notice } from "../parts/notice.js";
import { clockTime, dayOf, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { letterBox } from "./letter.js";

/** @typedef {import("./files.js").File} File */
/** @typedef {{advance: (milestone: string) => unknown, pause: () => unknown, resume: () => unknown, refuse: () => unknown, letter: () => unknown, revoke: () => Promise<unknown>}} Acts */

/** @param {File} file @param {Acts} acts */
export function fileView(file, acts) {
  const waits = file.pauses.find((one) => !one.until);
  return make("article", { class: "file-view" }, head(file), banner(file, waits), make("div", { class: "acts file-acts", role: "group", "aria-label": say("cases.acts") }, ...buttons(file, acts, Boolean(waits))), make("div", { class: "file-columns" }, milestones(file, acts, Boolean(waits)), make("div", { class: "file-side" }, holder(file), permit(file), letterBox(file, acts.revoke))));
}

/** @param {File} file */
function head(file) {
  const due = file.due && make("li", {}, icon("calendar"), say("cases.promised", { day: longDay(file.due) }));
  const law = file.deemed && make("li", {}, icon("scales"), say("cases.deemed", { day: longDay(file.deemed), basis: file.deemed_basis ?? "" }));
  const still = file.pauses.some((one) => !one.until) && make("li", {}, icon("clock"), say("cases.still"));
  return make("header", { class: "card file-head" }, make("p", { class: "file-code" }, groups(file.reference).join(" ")), make("h1", { tabindex: "-1" }, file.service_name), file.open && !file.ready && make("ul", { class: "lines" }, still, due, law));
}

/** What must not be missed. @param {File} file @param {import("./files.js").Pause | undefined} waits */
function banner(file, waits) {
  if (file.refused) return notice("wrong", say("cases.refused", { day: longDay(dayOf(file.refused.at)) }), make("p", {}, file.refused.told));
  if (waits) return notice("warning", say("cases.waiting", { day: longDay(dayOf(waits.since)) }), make("p", {}, waits.told));
  if (file.alarm) return notice(file.alarm === "granted" ? "wrong" : "warning", say(`cases.alarm.${file.alarm}`), make("p", {}, say(`cases.alarm.${file.alarm}.text`)));
  if (!file.open) return notice("good", say("cases.ended"));
  return file.ready ? notice("good", say("cases.ready")) : null;
}

/** The next milestone; null when none is left. @param {File} file */
function next({ milestones: all }) {
  const last = all.map((one) => Boolean(one.at)).lastIndexOf(true);
  return all[last + 1] ?? null;
}

/** @param {File} file @param {Acts} acts @param {boolean} waits */
function buttons(file, acts, waits) {
  const act = (/** @type {string} */ key, /** @type {string} */ sign, /** @type {string} */ words, /** @type {() => unknown} */ work, look = "button-quiet") => make("button", { class: `button ${look} act`, type: "button", "data-key": `act-${key}`, "aria-keyshortcuts": key, on: { click: work } }, icon(sign), make("span", {}, words), keyCap(key));
  if (file.refused) return [];
  const step = next(file);
  const onward = step && !waits && act("A", "check", say("cases.next.to", { name: step.name }), () => acts.advance(step.key), "is-first");
  const letter = !file.letter && !waits && act("L", "document", say("cases.letter"), acts.letter);
  if (!file.open) return [letter];
  return [onward, waits && act("R", "retry", say("cases.resume"), acts.resume, "is-first"), letter, !file.ready && !waits && act("P", "clock", say("cases.pause"), acts.pause), !file.ready && act("X", "close", say("cases.refuse"), acts.refuse)];
}

/** @param {File} file @param {Acts} acts @param {boolean} waits */
function milestones(file, acts, waits) {
  const step = next(file);
  const reachable = file.open && !waits && step ? file.milestones.slice(file.milestones.indexOf(step)) : [];
  // What lies before a milestone that was noted is passed, though nobody noted when.
  const last = file.milestones.map((one) => Boolean(one.at)).lastIndexOf(true);
  const items = file.milestones.map((one, place) => {
    const note = reachable.includes(one) && one !== step && make("button", { class: "link-button", type: "button", "data-key": `note-${one.key}`, on: { click: () => acts.advance(one.key) } }, say("cases.note"), spoken(` ${one.name}`));
    return make("li", { class: place <= last ? "is-done" : "is-ahead" }, make("span", { class: "step-sign" }, place <= last ? icon("check") : null), make("span", { class: "step-name" }, one.name), make("span", { class: "step-at" }, one.at ? `${longDay(dayOf(one.at))}, ${clockTime(one.at)}` : "", note));
  });
  const past = file.pauses.filter((one) => one.until).map((one) => make("li", {}, make("strong", {}, span(one)), make("span", {}, one.told)));
  return make("section", { class: "block" }, make("h2", {}, say("cases.milestones")), make("ol", { class: "timeline" }, ...items), past.length > 0 && make("h3", {}, say("cases.waits.past")), past.length > 0 && make("ul", { class: "waits" }, ...past));
}

/** From which day to which. @param {import("./files.js").Pause} pause */
function span({ since, until }) {
  const [from, to] = [dayOf(since), dayOf(until ?? since)];
  return from === to ? longDay(from) : say("cases.waited", { from: longDay(from), to: longDay(to) });
}

/** @param {File} file */
function holder({ citizen }) {
  const fact = (/** @type {string} */ label, /** @type {string | null} */ words) => words && make("div", { class: "visitor-fact" }, make("dt", {}, say(label)), make("dd", {}, words));
  const inside = citizen ? make("dl", { class: "visitor" }, fact("visitor.name", citizen.name), fact("visitor.nik", citizen.nik), fact("visitor.phone", citizen.phone)) : make("p", {}, say("cases.erased"));
  return make("section", { class: "block" }, make("h2", {}, say("cases.holder")), inside, make("p", { class: "hint" }, icon("info"), say("visitor.noted")));
}

/** @param {File} file */
function permit({ permit: one }) {
  if (!one) return null;
  return make("section", { class: "block" }, make("h2", {}, one.name), make("p", {}, one.consists.join(" + ")), one.says && make("p", { class: `may ${one.may_operate ? "is-yes" : "is-no"}` }, icon(one.may_operate ? "check" : "alert"), one.says), make("p", { class: "hint" }, one.basis.join(", ")));
}
