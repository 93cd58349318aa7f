/** The frame around the desk: office and counter, language, help, emergency, the way out, and the alarm while it sounds. */

import { fill, make, readFrom } from "../dom.js";
import { blossom, icon } from "../icons.js";
import { LANGUAGES, language, say, switchLanguage } from "../language.js";
import { clockTime } from "../rules/moments.js";
import { alarmButton, endAlarm } from "./alarm.js";
import { openHelp } from "./help.js";
import { officer } from "./session.js";
import { keyCap } from "./shortcuts.js";
import { myCounter, office, queue } from "./state.js";

/** @typedef {{turned: () => unknown, left: () => unknown}} Ways what follows a change of language, and signing out */

/**
 * @param {Ways} ways
 * @param {{name?: string, tools?: () => import("../dom.js").Leaf[]}} [looks] the page's name, and what is at hand beside language and the way out
 */
export function showFrame(ways, { name = say("desk.name"), tools = () => [alarmButton(), helpButton()] } = {}) {
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    readFrom(document.getElementById("main"));
  };
  const skip = make("a", { class: "skip", href: "#main", on: { click: jump } }, say("site.skip"));
  const place = office() ? make("span", { class: "desk-place" }, office()?.name ?? "") : null;
  const brand = make("p", { class: "brand" }, blossom(), make("span", {}, name), place);
  const inside = officer() ? [...tools(), languageSwitch(ways), leave(ways)] : [languageSwitch(ways)];
  fill(/** @type {HTMLElement} */ (document.getElementById("top")), skip, make("div", { class: "bar desk-bar" }, brand, make("div", { class: "desk-tools" }, ...inside)));
}

/** @param {[string, string][]} [keys] those of another page than the desk */
export function helpButton(keys) {
  return make("button", { class: "language", type: "button", "aria-keyshortcuts": "?", on: { click: () => openHelp(keys) } }, make("span", {}, say("desk.help")), keyCap("?"));
}

/** @param {Ways} ways */
function languageSwitch(ways) {
  const other = LANGUAGES.find((one) => one !== language()) ?? "id";
  const turn = async () => {
    await switchLanguage(other);
    await ways.turned();
    /** @type {HTMLElement | null} */ (document.querySelector(".language-switch"))?.focus();
  };
  return make("button", { class: "language language-switch", type: "button", on: { click: turn } }, make("span", { lang: other }, say("site.other-language")));
}

/** @param {Ways} ways */
function leave(ways) {
  return make("button", { class: "language", type: "button", on: { click: ways.left } }, say("desk.leave"));
}

let sounding = "";

/** The banner of everybody who has signed in; said once when it begins. */
export function showAlarm() {
  const place = /** @type {HTMLElement} */ (document.getElementById("alarm"));
  const { counter, at } = queue()?.alarm ?? { counter: null, at: null };
  const heads = ["manager", "admin"].includes(officer()?.role ?? "");
  const now = counter ? `${counter} ${at} ${language()}` : "";
  if (now === sounding) return;
  sounding = now;
  document.body.classList.toggle("is-alarm", Boolean(counter));
  if (!counter) return fill(place);
  const words = make("p", {}, make("strong", {}, say("alarm.sounding", { counter })), " ", say(counter === myCounter()?.counter ? "alarm.own" : "alarm.go", { time: clockTime(at ?? "") }));
  const end = heads && make("button", { class: "button", type: "button" }, say("alarm.end"));
  if (end) end.addEventListener("click", () => endAlarm(end));
  fill(place, make("div", { class: "alarm-inside", role: "alert" }, icon("bell"), words, end));
}

export function forgetAlarm() {
  sounding = "-";
}
