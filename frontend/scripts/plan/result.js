/** What follows a look: the list, the one question, how far it has come, and what became of everybody. */

import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { openDialog } from "../desk/dialog.js";
import { pressOnce } from "../parts/field.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { carryOut } from "./carry-out.js";
import { bookingRows, countsOf, daysWords } from "./outlook.js";

/** @typedef {import("./changes.js").Change} Change */
/** @typedef {import("./changes.js").Wish} Wish */
/** @typedef {import("./carry-out.js").Errand} Errand */
/** @typedef {{office: string, look: (wish: Wish) => Promise<unknown>, busy: (busy: boolean) => void, done: () => unknown}} Ways */

/** @param {HTMLElement} place @param {Change} change @param {Wish} wish @param {Ways} ways */
export function showOutlook(place, change, wish, ways) {
  const nothing = change.kind === "as-is" && !change.bookings.length;
  const confirm = make("button", { class: "button button-large", type: "button", "data-key": "confirm" }, icon("check"), say("plan.confirm"));
  confirm.addEventListener("click", () => ask(change, () => carry(place, { office: ways.office, token: change.token, wish }, change, ways)));
  fill(place, make("section", { class: "card outlook" }, head(change), countsOf(change), bookingRows(change), nothing ? null : make("div", { class: "outlook-confirm" }, make("p", { class: "hint" }, icon("info"), say("plan.not-yet")), confirm)));
  readHead(place);
}

/** Reads on from the title, with what follows it in sight. @param {HTMLElement} place */
function readHead(place) {
  readFrom(place.querySelector("h2"));
  place.scrollIntoView({ block: "start" });
}

/** @param {Change} change */
function head(change) {
  const words = make("p", { class: "lead" }, say(`plan.kind.${change.kind}`), ["close", "hours", "counters-out"].includes(change.kind) && `: ${change.reason}`);
  return make("div", { class: "outlook-head" }, make("h2", {}, daysWords(change.first, change.last)), words);
}

/** @param {Change} change @param {() => void} yes */
function ask(change, yes) {
  const going = change.bookings.filter((one) => one.to).length;
  const staying = change.bookings.length - going;
  const { body, close } = openDialog(say("plan.ask"));
  const sure = make("button", { class: "button", type: "button", on: { click: () => { close(); yes(); } } }, icon("check"), say("plan.ask.yes"));
  const no = make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("plan.ask.no"));
  fill(body, make("p", {}, make("strong", {}, `${daysWords(change.first, change.last)}: ${say(`plan.kind.${change.kind}`)}.`)), make("p", {}, say("plan.ask.moves", { count: going })), staying ? make("p", {}, say("plan.ask.left", { count: staying })) : null, make("div", { class: "tools-row" }, sure, no));
  no.focus();
}

/** @param {HTMLElement} place @param {Errand} errand @param {Change | null} looked what was looked at; null after a reload @param {Ways} ways */
export function carry(place, errand, looked, ways) {
  const all = looked?.bookings.length ?? 0;
  const bar = make("progress", { class: "outlook-bar", "aria-label": say("plan.going"), max: Math.max(all, 1) });
  const words = make("p", { role: "status" });
  const again = (/** @type {Wish} */ wish) => make("button", { class: "button", type: "button", on: { click: (event) => pressOnce(/** @type {HTMLButtonElement} */ (event.currentTarget), say("desk.sending"), () => ways.look(wish)) } }, icon("search"), say("plan.again"));
  const stop = (/** @type {HTMLElement} */ box) => {
    ways.busy(false);
    fill(place, box);
    place.scrollIntoView({ block: "start" });
  };
  ways.busy(true);
  carryOut(errand, {
    going: (change) => {
      const done = change?.bookings.filter((one) => one.outcome).length ?? 0;
      if (change) bar.max = Math.max(change.bookings.length, 1);
      bar.value = done;
      fill(words, say("plan.progress", { done, count: change?.bookings.length ?? all }));
      if (!place.contains(bar)) fill(place, make("section", { class: "card outlook" }, make("h2", { tabindex: "-1" }, say("plan.going")), bar, words, make("p", { class: "hint" }, icon("info"), say("plan.going.text"))));
      if (!change) readHead(place);
    },
    lost: (error) => {
      const resume = make("button", { class: "button", type: "button", on: { click: () => carry(place, errand, looked, ways) } }, icon("retry"), say("plan.lost.again"));
      stop(notice("warning", say("plan.lost"), [make("p", {}, wordsOf(error)), make("p", {}, say("plan.lost.text")), resume], { heading: "h2", role: "alert" }));
    },
    stale: (error) => stop(notice("warning", say("plan.stale"), [make("p", {}, wordsOf(error)), again(errand.wish)], { heading: "h2", role: "alert" })),
    refused: (error) => stop(failure(error, null, { heading: "h2" })),
    done: (change) => {
      ways.busy(false);
      showOutcome(place, change, again({ kind: "as-is", first: change.first, last: change.last }));
      ways.done();
    },
  });
}

/** @param {HTMLElement} place @param {Change} change @param {HTMLElement} again */
function showOutcome(place, change, again) {
  const told = notice(change.left ? "warning" : "good", say("plan.done"), [make("p", {}, say("plan.done.moved", { count: change.moved })), change.left ? make("p", {}, say("plan.done.left", { count: change.left })) : null, change.left ? again : null], { role: "status" });
  fill(place, make("section", { class: "card outlook is-done" }, head(change), told, change.bookings.length ? bookingRows(change) : null));
  readHead(place);
}
