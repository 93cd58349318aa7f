/** Starts the desk: language, who has signed in, the office, then counter and queue side by side. */

import { ask, part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, speak, speakAlso, wantedLanguage } from "../language.js";
import { passes, watchConnection } from "../parts/connection.js";
import { skeleton, skeletonPage } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { openCheckIn } from "./check-in.js";
import { counterChoice, officeChoice } from "./choose.js";
import { counterPanel } from "./counter-panel.js";
import { openDay } from "./day.js";
import { forgetAlarm, showAlarm, showFrame } from "./frame.js";
import { keepElapsedTrue } from "./marks.js";
import { forgetTag, pollNow, stopPolling, watchVisibility } from "./polling.js";
import { parkedList, waitingList } from "./queue-lists.js";
import { openRecord } from "./record.js";
import { refill } from "./refill.js";
import { endSession, officer, session, whenEnded } from "./session.js";
import { keyCap, watchKeys } from "./shortcuts.js";
import { signInForm } from "./sign-in.js";
import { chosenOffice, counters, leaveDesk, myCounter, office, queue, setOffice, sitAt, whenChanged } from "./state.js";
import { giveUp, isPressing, resumePress, retryNow, watchReturn, whenPressed } from "./steps.js";
import { openWalkIn } from "./walk-in.js";

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const ways = { turned, left };

/** The parts of the desk that are filled again and again. */
const places = { panel: make("section", { class: "panel card" }), told: make("div", { class: "told", role: "status" }), waiting: make("section", { class: "list" }), parked: make("section", { class: "list list-parked" }) };

/** What the address of the page shows of itself: nothing; where one is, the tab knows. */
async function show() {
  showFrame(ways);
  document.title = say("desk.title");
  if (!session()) return showSignIn();
  if (officer()?.role === "kiosk") return fill(main, make("div", { class: "column column-narrow" }, notice("info", say("desk.kiosk"), make("a", { class: "button", href: `kiosk.html${location.search}` }, say("desk.kiosk.link")), { heading: "h1" })));
  const id = officer()?.office || chosenOffice();
  if (!id) return fill(main, officeChoice(show));
  fill(main, ...skeletonPage());
  try {
    setOffice(await ask(`/offices/${part(id)}`));
    if (office()?.id !== id) return;
    await pollNow();
  } catch (error) {
    return fill(main, make("div", { class: "column" }, failure(error, show, { heading: "h1" })));
  }
  if (session()) showDesk();
}

function showSignIn() {
  stopPolling();
  fill(main, signInForm(show, { title: say("sign-in.title"), text: say("sign-in.text") }));
  /** @type {HTMLElement | null} */ (main.querySelector("#email"))?.focus();
}

function showDesk() {
  showFrame(ways);
  const mine = counters().find((one) => one.mine && one.mode !== "closed");
  if (!myCounter() && mine) sitAt(mine.counter);
  if (!queue()) fill(places.panel, skeleton(6));
  fill(main, make("div", { class: "desk" }, make("div", { class: "desk-main" }, places.told, places.panel), make("div", { class: "desk-side" }, tools(), places.waiting, places.parked)));
  render();
  resumePress();
}

function tools() {
  const heads = ["manager", "admin"].includes(officer()?.role ?? "");
  const tool = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {string} */ key, /** @type {() => void} */ act) => make("button", { class: "button button-quiet tool", type: "button", "data-key": words, "aria-keyshortcuts": key || null, on: { click: act } }, icon(sign), make("span", {}, say(words)), key && keyCap(key));
  return make("div", { class: "desk-actions", role: "group", "aria-label": say("desk.tools") }, tool("ticket", "walk-in.open", "W", openWalkIn), tool("check", "check-in.open", "I", openCheckIn), tool("calendar", "day.open", "T", openDay), link("document", "review.open", "review", "K"), link("list", "cases.go", "cases", "L"), link("pen", "complaints.go", "complaints", "Q"), heads && tool("list", "record.open", "", openRecord), heads && link("calendar", "plan.open", "plan", ""));
}

/** Another page of the office. @param {string} sign @param {string} words @param {string} page @param {string} key */
function link(sign, words, page, key) {
  return make("a", { class: "button button-quiet tool", href: `${page}.html${location.search}`, "data-key": words, "aria-keyshortcuts": key || null }, icon(sign), make("span", {}, say(words)), key && keyCap(key));
}

let shown = "";

/** Fills what has changed since; nothing moves under the officer's hand otherwise. */
function render() {
  if (!main.contains(places.panel) || !queue()) return;
  showAlarm();
  const counter = myCounter();
  const now = JSON.stringify([document.documentElement.lang, counter ?? counters(), queue(), Boolean(counter?.ticket)]);
  if (now === shown) return;
  shown = now;
  refill(places.panel, ...(counter ? counterPanel(counter) : counterChoice()));
  refill(places.waiting, queue()?.open ? null : notice("info", say("queue.closed")), ...waitingList());
  refill(places.parked, ...parkedList());
  lock();
}

/** Buttons of steps rest while one is on its way. */
function lock() {
  const locked = isPressing();
  document.body.classList.toggle("is-pressing", locked);
  for (const one of main.querySelectorAll("[data-step]")) {
    if (locked) one.setAttribute("aria-disabled", "true");
    else one.removeAttribute("aria-disabled");
  }
}

/** @param {import("./steps.js").Press | null} press @param {boolean} lost */
function busy(press, lost) {
  lock();
  if (!press) return fill(places.told);
  if (!lost) return;
  const again = make("button", { class: "button button-quiet", type: "button", on: { click: retryNow } }, icon("retry"), say("lost.now"));
  const stop = make("button", { class: "button button-quiet", type: "button", on: { click: giveUp } }, say("lost.stop"));
  fill(places.told, notice("warning", say("lost.title", { step: say(`step.${press.step.step}`) }), [make("p", {}, say("lost.text")), make("div", { class: "tools-row" }, again, stop)]));
}

/** @param {import("./steps.js").Press} press */
function done({ step }) {
  const counter = myCounter();
  const none = step.step === "call" && !counter?.ticket;
  const words = none ? say("done.nobody") : say(`done.${step.step}`, { number: counter?.ticket?.number ?? "", counter: counter?.counter ?? "" });
  fill(places.told, make("p", { class: none ? "done-words is-none" : "spoken" }, words));
  // The next key press belongs to what can be done now, wherever the last one came from.
  if (document.activeElement === document.body) /** @type {HTMLElement | null} */ (places.panel.querySelector(".is-first"))?.focus({ preventScroll: true });
}

/** @param {unknown} error */
function refused(error) {
  fill(places.told, notice("warning", wordsOf(error)));
}

async function turned() {
  forgetTag();
  forgetAlarm();
  await show();
}

function left() {
  endSession();
  leaveDesk();
  forgetTag();
  forgetAlarm();
  fill(/** @type {HTMLElement} */ (document.getElementById("alarm")));
  show();
}

async function start() {
  speakAlso("desk");
  await speak(wantedLanguage()).catch(() => speak("id"));
  watchConnection();
  watchVisibility();
  watchReturn();
  watchKeys();
  keepElapsedTrue();
  whenChanged(render);
  whenPressed({ busy, refused, done });
  whenEnded(() => {
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    forgetTag();
    show();
  });
  await show();
}

start().catch(() => passes(false));
