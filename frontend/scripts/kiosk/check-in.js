/** "I have an appointment": its reference, then what only its citizen knows. */

import { ask, part, Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { field, pressOnce } from "../parts/field.js";
import { failure, wordsOf } from "../parts/notice.js";
import { oddity, tidy } from "../rules/reference.js";
import { DIGITS, keypad, LETTERS } from "./keypad.js";
import { turnTo } from "./pages.js";
import { visit } from "./state.js";

/** @typedef {{home: () => void, ticket: (ticket: import("../desk/slip.js").TicketPage) => void}} Ways */

const REFERENCE_LENGTH = 10;
const PROOF_LENGTH = 8;
// Room for the spaces with which people group a reference.
const ROOM = 14;

/** @param {Ways} ways */
export function askReference(ways) {
  // A kiosk's own keys are on the page; the system's keyboard would cover it.
  const reference = field({ id: "reference", label: say("visitor.booking"), value: visit.reference, attributes: { class: "input input-reference kiosk-input", autocomplete: "off", inputmode: "none", autocapitalize: "characters", spellcheck: "false", maxlength: ROOM } });
  const next = (/** @type {Event} */ event) => {
    event.preventDefault();
    const odd = oddity(reference.input.value);
    reference.fault(odd && say(odd));
    if (odd) return reference.input.focus();
    visit.reference = tidy(reference.input.value);
    askProof(ways);
  };
  const button = make("button", { class: "button kiosk-button", type: "submit" }, say("kiosk.next"), icon("arrow-right"));
  const form = make("form", { class: "kiosk-form", novalidate: true, on: { submit: next } }, make("div", { class: "kiosk-field" }, reference.box, button), keypad(reference.input, LETTERS, REFERENCE_LENGTH));
  turnTo({ title: say("kiosk.reference.title"), text: say("kiosk.reference.text"), body: [form], back: ways.home });
  reference.input.focus();
}

/** @param {Ways} ways */
function askProof(ways) {
  const told = make("div", { class: "kiosk-told" });
  const proof = field({ id: "proof", label: say("status.proof"), attributes: { class: "input input-reference kiosk-input", autocomplete: "off", inputmode: "none", spellcheck: "false", maxlength: PROOF_LENGTH } });
  const button = make("button", { class: "button kiosk-button", type: "submit" }, icon("check"), say("kiosk.check-in"));
  const keys = make("div", { class: "kiosk-pad" });
  let letters = false;
  const turn = make("button", { class: "button button-quiet kiosk-way", type: "button" });
  const dress = () => {
    fill(turn, say(letters ? "kiosk.proof.digits" : "kiosk.proof.letters"));
    fill(keys, keypad(proof.input, letters ? LETTERS : DIGITS, PROOF_LENGTH));
  };
  turn.addEventListener("click", () => {
    letters = !letters;
    proof.input.value = "";
    dress();
  });
  dress();
  const send = async () => {
    const typed = tidy(proof.input.value);
    proof.fault(typed ? null : say("kiosk.proof.missing"));
    if (!typed) return proof.input.focus();
    try {
      ways.ticket(await ask(`/bookings/${part(visit.reference)}/check-in`, { method: "POST", body: {}, proof: typed }));
    } catch (error) {
      if (!(error instanceof Problem)) return fill(told, failure(error, null));
      fill(told);
      proof.fault(wordsOf(error));
      proof.input.focus();
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("kiosk.sending"), send);
  };
  const form = make("form", { class: "kiosk-form is-digits", novalidate: true, on: { submit } }, make("div", { class: "kiosk-field" }, proof.box, button, told), keys, turn);
  turnTo({ title: say("kiosk.proof.title"), text: say("kiosk.proof.text"), body: [form], back: () => askReference(ways), home: ways.home });
  proof.input.focus();
}
