/** Starts the managers' page for changes of days: who has signed in, the office, then the form and what was decided. */

import { HEADS, deskPage, main, toDesk } from "../desk/page.js";
import { office } from "../desk/state.js";
import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { wallClock } from "../rules/moments.js";
import { leftOpen } from "./carry-out.js";
import { changeForm } from "./change-form.js";
import { decidedDays, preview } from "./changes.js";
import { decidedList } from "./decided.js";
import { notLooked } from "./refused.js";
import { carry, showOutlook } from "./result.js";

const places = { form: make("div", {}), result: make("div", { class: "result" }), decided: make("section", { class: "list" }) };
/** While a change is carried out, nothing else is looked at. */
let underway = false;

const page = deskPage({
  words: { name: "plan.name", title: "plan.title", signIn: "plan.sign-in", refused: "plan.heads", why: "plan.heads.text" },
  roles: HEADS,
  tools: () => [],
  load: decidedDays,
  view: showPlan,
  forget: () => (underway = false),
});

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

page.start();
