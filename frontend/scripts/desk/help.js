/** What the keys do, and the switch that silences them. */

import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { openDialog } from "./dialog.js";
import { areOn, switchShortcuts } from "./shortcuts.js";

/** @type {[string, string][]} the key, and the message that names the action */
export const KEYS = [
  ["N", "step.call"],
  ["G", "step.call-number"],
  ["R", "step.recall"],
  ["S", "step.start"],
  ["F", "step.finish"],
  ["P", "step.park"],
  ["D", "step.redirect"],
  ["X", "step.no-show"],
  ["U", "step.undo"],
  ["O", "step.open"],
  ["B", "step.pause"],
  ["V", "visitor.open"],
  ["W", "walk-in.open"],
  ["I", "check-in.open"],
  ["T", "day.open"],
  ["K", "review.open"],
  ["L", "cases.go"],
  ["Q", "complaints.go"],
  ["?", "desk.help"],
];

export function openHelp(keys = KEYS) {
  const { body } = openDialog(say("help.title"));
  const rows = keys.map(([key, words]) => make("div", { class: "help-row" }, make("dt", {}, make("kbd", { class: "key" }, key)), make("dd", {}, say(words))));
  const box = make("input", { type: "checkbox", id: "keys-on" });
  box.checked = areOn();
  box.addEventListener("change", () => switchShortcuts(box.checked));
  const on = make("label", { class: "tick help-switch" }, box, make("span", {}, say("help.on")));
  fill(body, make("p", {}, say("help.text")), make("dl", { class: "help-keys" }, ...rows), on);
}
