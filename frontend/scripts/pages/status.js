/** One's own appointment or file: opened by the reference and its proof. */

import { Problem, ask, part } from "../api.js";
import { catalogue, officeOf } from "../catalogue.js";
import { make } from "../dom.js";
import { learn, say } from "../language.js";
import { bookingOf, forgetProof, proofOf, rememberBooking, rememberProof, takeWord } from "../memory/session.js";
import { keepTicket } from "../memory/tickets.js";
import { field, showFaults } from "../parts/field.js";
import { failure, notice } from "../parts/notice.js";
import { referenceField } from "../parts/reference-form.js";
import { savedList } from "../parts/saved-list.js";
import { backLink } from "../parts/trail.js";
import { go } from "../router.js";
import { oddity, tidy } from "../rules/reference.js";
import { bookingView, documentView, fileView, numberView } from "../parts/record-views.js";

/** @typedef {import("../api.js").Status} Status */

const BOOKING = "B";
const COMPLAINT = "A";

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [typed = ""] }) {
  const reference = tidy(typed);
  const proof = proofOf(reference);
  if (!proof) return lookUp(reference, null);
  if (reference.startsWith(COMPLAINT)) return (await import("../complaints/follow.js")).page({ parameters: [reference], query: new URLSearchParams() });
  try {
    return await found(reference, proof);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    forgetProof(reference);
    return lookUp(reference, error);
  }
}

/** @param {string} reference @param {string} proof @returns {Promise<import("../router.js").Page>} */
async function found(reference, proof) {
  /** @type {Promise<Status>} */
  const asked = ask(`/status/${part(reference)}`, { proof });
  const booking = reference.startsWith(BOOKING) ? ask(`/bookings/${part(reference)}`, { proof }) : Promise.resolve(null);
  const city = catalogue().catch(() => undefined);
  const [status, own, all] = await Promise.all([asked, booking, city]);
  const zone = all && (officeOf(all, own?.office ?? "") ?? all.offices[0])?.time_zone;
  if (own) rememberBooking(own);
  const kept = own ? bookingOf(reference) : null;
  const isTicket = status.kind === "ticket";
  if (isTicket) {
    await learn("visit");
    keepTicket(reference, proof);
  }
  const word = takeWord();
  const told = word ? notice("good", word, null, { role: "status" }) : null;
  const title = say(kept ? "status.booking" : isTicket ? "visit.title" : "status.file");
  const other = () => (status.kind === "document" ? documentView(status, proof) : isTicket ? numberView(status, zone) : fileView(status, zone, proof));
  const view = kept ? bookingView(kept, status, zone) : other();
  return { title, body: [make("div", { class: "column column-narrow" }, backLink("#/status", say("back.status")), make("header", { class: "page-head" }, make("h1", {}, title)), told, ...view)] };
}

/** @param {string} reference @param {Problem | null} problem @returns {import("../router.js").Page} */
export function lookUp(reference, problem) {
  const number = referenceField(reference);
  const proof = field({ id: "proof", label: say("status.proof"), hint: say("status.proof.hint"), attributes: { class: "input input-number", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 64 } });
  const place = make("div", { class: "form-messages" }, problem && failure(problem, null, { heading: "h2", title: say("status.refused") }));
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    const faults = faultsOf(number.input.value, proof.input.value);
    showFaults(place, [number, proof], faults);
    if (faults.size) return;
    rememberProof(tidy(number.input.value), proof.input.value.trim());
    go(`#/status/${tidy(number.input.value)}`);
  };
  const form = make("form", { class: "form card", novalidate: true, autocomplete: "off", on: { submit: open } }, place, number.box, proof.box, make("button", { class: "button button-large", type: "submit" }, say("status.open")));
  const head = make("header", { class: "page-head" }, make("h1", {}, say("status.title")), make("p", { class: "lead" }, say("status.text")));
  return { title: say("status.title"), body: [make("div", { class: "column column-narrow" }, backLink("#/", say("back.home")), head, form, savedList("h2"))] };
}

/** @param {string} reference @param {string} proof @returns {Map<string, string>} */
function faultsOf(reference, proof) {
  const odd = oddity(reference);
  const faults = new Map(odd ? [["reference", say(odd)]] : []);
  if (!proof.trim()) faults.set("proof", say("status.proof.missing"));
  return faults;
}
