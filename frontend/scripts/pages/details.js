/** Who comes: name, NIK and, if wanted, a phone number. Typed text stays in this page's memory and goes only to the server. */

import { Problem, Unreachable, ask } from "../api.js";
import { catalogue, officeOf } from "../catalogue.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { clearDraft, draft, rememberBooking, rememberProof } from "../memory/session.js";
import { pressOnce, showFaults } from "../parts/field.js";
import { failure, notice } from "../parts/notice.js";
import { citizenFields, serverFaults, typedFaults } from "../parts/citizen-fields.js";
import { refusal } from "../parts/refusal.js";
import { backLink, trail } from "../parts/trail.js";
import { replace } from "../router.js";
import { final } from "../rules/changes.js";
import { digitsOf } from "../rules/citizen.js";
import { whenWords } from "../rules/moments.js";
import { page as missing } from "./missing.js";

/** @typedef {{office: string, service: string, starts: string}} Wish */

/** @type {import("../router.js").PageMaker} */
export async function page(visit) {
  const [officeId = "", serviceId = ""] = visit.parameters;
  const starts = visit.query.get("starts") ?? "";
  const all = await catalogue();
  const office = officeOf(all, officeId);
  const service = all.services.get(serviceId);
  if (!office || !service || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(starts)) return missing(visit);
  const back = `#/book/${encodeURIComponent(officeId)}/${encodeURIComponent(serviceId)}?day=${starts.slice(0, 10)}`;
  const head = make("header", { class: "page-head" }, make("h1", {}, say("details.title")), make("p", { class: "lead" }, say("details.text")));
  const body = make("div", { class: "split" }, form({ office: officeId, service: serviceId, starts }), summary(service.name, office, starts, back));
  return { title: `${say("details.title")}: ${service.name}`, body: [make("div", { class: "column" }, backLink(back, say("back.times")), trail("details"), head, body)] };
}

/** @param {string} service @param {import("../api.js").Office} office @param {string} starts @param {string} back */
function summary(service, office, starts, back) {
  const line = (/** @type {string} */ sign, /** @type {import("../dom.js").Child} */ words) => make("li", {}, icon(sign), make("span", {}, words));
  const list = make("ul", { class: "lines" }, line("document", service), line("calendar", whenWords(starts)), line("pin", [make("strong", {}, office.name), make("br"), office.address]));
  const soon = final(starts, office.rules) && notice("info", say("details.final"));
  return make("aside", { class: "split-side summary", "aria-labelledby": "chosen" }, make("h2", { id: "chosen" }, say("details.chosen")), list, soon, make("a", { href: back }, say("details.change")));
}

/** @param {Wish} wish */
function form(wish) {
  const fields = citizenFields();
  const place = make("div", { class: "form-messages" });
  const button = make("button", { class: "button button-large", type: "submit" }, icon("check"), say("details.send"));
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const faults = typedFaults(fields);
    showFaults(place, fields.all, faults);
    if (!faults.size) pressOnce(button, say("details.sending"), () => book(wish, fields, place));
  };
  return make("form", { class: "split-main form", novalidate: true, autocomplete: "on", on: { submit: send } }, place, ...fields.all.map((one) => one.box), consent(), button);
}

function consent() {
  const more = make("details", { class: "basis" }, make("summary", {}, icon("lock"), say("details.consent.more"), icon("down")), make("p", {}, say("details.consent.text")));
  return make("div", { class: "consent" }, make("p", {}, say("details.consent")), more);
}

/**
 * @param {Wish} wish
 * @param {import("../parts/citizen-fields.js").CitizenFields} fields
 * @param {HTMLElement} place
 */
async function book(wish, fields, place) {
  try {
    finish(wish, await send(wish));
  } catch (error) {
    const faults = error instanceof Problem ? serverFaults(error) : new Map();
    if (faults.size) return showFaults(place, fields.all, faults);
    const box = error instanceof Problem ? refusal(error, wish) : lost(error);
    fill(place, box);
    readFrom(box);
  }
}

/** @param {unknown} error */
function lost(error) {
  const box = failure(error, null, { heading: "h2", title: say("details.lost") });
  const known = error instanceof Unreachable;
  box.querySelector(".notice-inside")?.append(known ? make("p", {}, say("details.lost.again")) : "");
  return box;
}

/**
 * A key that was used for other details means that an earlier press came through after all: ask afresh, and the answer
 * says what stands.
 * @param {Wish} wish
 * @returns {Promise<import("../api.js").Booking>}
 */
async function send(wish) {
  const purpose = `${wish.office}/${wish.service}/${wish.starts}`;
  const phone = draft.phone.trim();
  const citizen = { name: draft.name.trim(), nik: draft.nik.replace(/[\s.-]/g, ""), ...(phone ? { phone } : {}) };
  const body = { ...wish, citizen, language: language() };
  const attempt = () => ask("/bookings", { method: "POST", body, key: attemptKey(purpose) });
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "key-reused") throw error;
    endAttempt(purpose);
    return attempt();
  }
}

/** @param {Wish} wish @param {import("../api.js").Booking} booking */
function finish(wish, booking) {
  endAttempt(`${wish.office}/${wish.service}/${wish.starts}`);
  rememberBooking(booking);
  rememberProof(booking.reference, booking.secret ?? digitsOf(draft.phone).slice(-4));
  clearDraft();
  replace(`#/booked/${booking.reference}`);
}
