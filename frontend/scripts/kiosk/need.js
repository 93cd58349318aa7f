/** Whether somebody is called earlier; the answer is the last thing asked, so it brings the ticket. */

import { part, Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { language, say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { later } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { qr } from "../parts/qr.js";
import { freeTimes } from "../desk/free-times.js";
import { askAsOfficer } from "../desk/session.js";
import { NEEDS } from "../desk/needs.js";
import { turnTo } from "./pages.js";
import { office, visit } from "./state.js";

/** @typedef {import("./check-in.js").Ways} Ways */

/** @param {Ways} ways @param {() => void} back */
export function askNeed(ways, back) {
  const told = make("div", { class: "kiosk-told" });
  let sending = false;
  const take = async (/** @type {string | null} */ priority) => {
    if (sending) return;
    sending = true;
    document.body.classList.add("is-pressing");
    await give(priority, ways, told);
    document.body.classList.remove("is-pressing");
    sending = false;
  };
  const choice = (/** @type {string | null} */ need, /** @type {string} */ words) => make("li", {}, make("button", { class: `kiosk-choice${need ? "" : " is-none"}`, type: "button", "data-need": need ?? "none", on: { click: () => take(need) } }, words));
  const choices = make("ul", { class: "kiosk-needs" }, choice(null, say("kiosk.need.no")), ...NEEDS.map((one) => choice(one, say(`priority.${one}`))));
  turnTo({ title: say("kiosk.need.title"), text: say("kiosk.need.text"), body: [told, choices], back, home: ways.home });
}

/** @param {string | null} priority @param {Ways} ways @param {HTMLElement} told */
async function give(priority, ways, told) {
  const here = office()?.id ?? "";
  const wish = { services: visit.services, priority, language: language() };
  // The same answer, sent again after a lost one, gives the same ticket.
  const purpose = `kiosk:${JSON.stringify(wish)}`;
  fill(told, make("p", { class: "lead", role: "status" }, say("kiosk.sending")));
  try {
    const ticket = await askAsOfficer(`/desk/${part(here)}/tickets`, { method: "POST", body: wish, key: attemptKey(purpose) });
    endAttempt(purpose);
    ways.ticket(ticket);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) endAttempt(purpose);
    if (error instanceof Problem && error.code === "no-walk-ins-left") return gone(error, ways);
    if (error instanceof Problem && error.status < 500) return fill(told, notice("warning", say("kiosk.refused"), make("p", {}, wordsOf(error)), { role: "alert" }));
    fill(told, failure(error, null));
  }
  return undefined;
}

/** Walk-ins are gone: the times that are free, and the way to book one on a phone. @param {Problem} problem @param {Ways} ways */
function gone(problem, ways) {
  const first = problem.alternatives[0];
  const address = new URL(`./#/book/${part(first?.office ?? office()?.id ?? "")}/${part(visit.services[0] ?? "")}`, location.href).href;
  const times = problem.alternatives.length ? [make("h2", {}, say("kiosk.gone.times")), freeTimes(problem.alternatives)] : [];
  const code = make("div", { class: "slip-code" }, later(() => qr(address, { label: say("kiosk.gone.qr"), mode: "Byte" }), (drawn) => drawn), make("p", { class: "slip-code-words" }, say("kiosk.gone.qr")));
  turnTo({ title: say("kiosk.gone.title"), text: wordsOf(problem), body: [make("div", { class: "kiosk-gone" }, make("div", {}, ...times), code)], home: ways.home });
}
