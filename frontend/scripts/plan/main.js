/** Starts the managers' page for changes of days: who has signed in, the office, then the form and what was decided. */

import { ask, part } from "../api.js";
import { officeChoice } from "../desk/choose.js";
import { showFrame } from "../desk/frame.js";
import { endSession, officer, session, whenEnded } from "../desk/session.js";
import { signInForm } from "../desk/sign-in.js";
import { chosenOffice, leaveDesk, office, setOffice } from "../desk/state.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, speak, speakAlso, wantedLanguage } from "../language.js";
import { passes, watchConnection } from "../parts/connection.js";
import { pressOnce } from "../parts/field.js";
import { skeletonPage } from "../parts/loading.js";
import { failure, notice } from "../parts/notice.js";
import { wallClock } from "../rules/moments.js";
import { leftOpen } from "./carry-out.js";
import { changeForm } from "./change-form.js";
import { decidedDays, preview } from "./changes.js";
import { decidedList } from "./decided.js";
import { notLooked } from "./refused.js";
import { carry, showOutlook } from "./result.js";

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const HEADS = ["manager", "admin"];
const ways = { turned: show, left };
const frame = () => showFrame(ways, { name: say("plan.name"), tools: () => [] });

const places = { form: make("div", {}), result: make("div", { class: "result" }), decided: make("section", { class: "list" }) };
/** While a change is carried out, nothing else is looked at. */
let underway = false;

async function show() {
  frame();
  document.title = say("plan.title");
  if (!session()) return showSignIn();
  if (!HEADS.includes(officer()?.role ?? "")) return fill(main, make("div", { class: "column column-narrow" }, notice("info", say("plan.heads"), [make("p", {}, say("plan.heads.text")), toDesk("button")], { heading: "h1" })));
  const id = officer()?.office || chosenOffice();
  if (!id) return fill(main, officeChoice(show));
  fill(main, ...skeletonPage());
  try {
    const [found, decided] = await Promise.all([ask(`/offices/${part(id)}`), decidedDays(id)]);
    setOffice(found);
    frame();
    showPlan(decided);
  } catch (error) {
    if (session()) fill(main, make("div", { class: "column" }, failure(error, show, { heading: "h1" })));
  }
}

function showSignIn() {
  fill(main, signInForm(show, { title: say("sign-in.title"), text: say("plan.sign-in") }));
  /** @type {HTMLElement | null} */ (main.querySelector("#email"))?.focus();
}

/** @param {string} look */
function toDesk(look) {
  return make("a", { class: look, href: `desk.html${location.search}` }, look === "back" && icon("arrow-left"), say("plan.desk"));
}

/** @param {import("./changes.js").DecidedDays} decided */
function showPlan(decided) {
  const here = office();
  if (!here) return;
  const { date: today } = wallClock(new Date(), here.time_zone);
  const changed = () => {
    if (!underway) fill(places.result);
  };
  const head = make("div", { class: "page-head" }, toDesk("back"), make("h1", {}, say("plan.head")), make("p", { class: "lead" }, say("plan.lead")));
  fill(places.form, changeForm({ today, counters: decided.counters, look, changed }));
  if (!underway) fill(places.result);
  fill(places.decided, ...decidedList(decided.days, backToUsual));
  fill(main, make("div", { class: "plan" }, head, make("div", { class: "plan-columns" }, make("div", { class: "card plan-card" }, places.form), places.decided), places.result));
  busy(underway);
  const open = leftOpen(here.id);
  // Another language does not begin again what is under way.
  if (open && !underway) carry(places.result, open, null, resultWays());
}

/** @param {import("./changes.js").Wish} wish */
async function look(wish) {
  const here = office();
  if (!here || underway) return;
  fill(places.result);
  const change = await preview(here.id, wish);
  showOutlook(places.result, change, wish, resultWays());
}

function resultWays() {
  const again = (/** @type {import("./changes.js").Wish} */ wish) => look(wish).catch((error) => fill(places.result, notLooked(error, () => again(wish))));
  return { office: office()?.id ?? "", look: again, busy, done: refreshDecided };
}

/** @param {boolean} now */
function busy(now) {
  underway = now;
  main.classList.toggle("is-underway", now);
  for (const one of main.querySelectorAll(".plan-columns")) one.toggleAttribute("inert", now);
}

/** @param {string} first @param {string} last @param {HTMLButtonElement} button */
function backToUsual(first, last, button) {
  pressOnce(button, say("desk.sending"), () => resultWays().look({ kind: "usual", first, last }));
}

async function refreshDecided() {
  const here = office();
  if (!here) return;
  try {
    const { days } = await decidedDays(here.id);
    fill(places.decided, ...decidedList(days, backToUsual));
  } catch (error) {
    fill(places.decided, failure(error, refreshDecided));
  }
}

function left() {
  endSession();
  leaveDesk();
  show();
}

async function start() {
  speakAlso("desk");
  await speak(wantedLanguage()).catch(() => speak("id"));
  watchConnection();
  whenEnded(() => {
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    underway = false;
    show();
  });
  await show();
}

start().catch(() => passes(false));
