/** The emergency button: asks once, then tells the manager and everybody else who has signed in. */

import { part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { openDialog } from "./dialog.js";
import { pollNow } from "./polling.js";
import { askAsOfficer } from "./session.js";
import { myCounter, office, queue, setQueue } from "./state.js";

export function alarmButton() {
  return make("button", { class: "language alarm-button", type: "button", on: { click: question } }, icon("bell"), make("span", {}, say("alarm.button")));
}

function question() {
  const counter = myCounter()?.counter;
  const { dialog, body, close } = openDialog(say("alarm.title"));
  if (!counter) return fill(body, make("p", {}, say("alarm.no-counter")));
  const told = make("div", {});
  const yes = make("button", { class: "button button-danger is-full", type: "button", autofocus: true }, icon("bell"), say("alarm.yes"));
  const no = make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("alarm.no"));
  const send = async () => {
    try {
      await sound(counter);
      dialog.close();
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  yes.addEventListener("click", () => pressOnce(yes, say("desk.sending"), send));
  fill(body, make("p", {}, say("alarm.text", { counter })), told, make("div", { class: "tools-row" }, yes, no));
  yes.focus();
}

/** @param {string | null} counter null ends it */
async function sound(counter) {
  const here = office();
  if (!here) return;
  const alarm = await askAsOfficer(`/desk/${part(here.id)}/alarm`, { method: "POST", body: { counter } });
  const now = queue();
  if (now) setQueue({ ...now, alarm });
  setTimeout(pollNow, 3_000);
}

/** @param {HTMLButtonElement} button */
export function endAlarm(button) {
  return pressOnce(button, say("desk.sending"), () => sound(null).catch(() => pollNow()));
}
