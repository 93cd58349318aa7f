/** Rating a visit or a complaint: one or two questions with four answers each, and a few words for those who like. */

import { Problem, ask, part } from "../api.js";
import { make, readFrom, fill, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { forgetProof, proofOf, rememberProof } from "../memory/session.js";
import { keptTickets } from "../memory/tickets.js";
import { field, pressOnce, showFaults } from "../parts/field.js";
import { failure, notice } from "../parts/notice.js";
import { backLink } from "../parts/trail.js";
import { show } from "../router.js";
import { dayOf, longDay } from "../rules/moments.js";
import { groups, tidy } from "../rules/reference.js";
import { question } from "./question.js";

/** @typedef {{for: string, office: string, office_name: string, service_name: string, rated: boolean, until: string, questions: import("./question.js").Question[]}} Sheet */

const WORDS_MOST = 500;
const REFUSED = 409;

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [typed = ""] }) {
  await Promise.all([learn("ratings"), wear("ratings")]);
  const reference = tidy(typed);
  const proof = proofOf(reference) ?? keptTickets().find((one) => one.reference === reference)?.secret;
  if (!proof) return framed(reference, proofForm(reference, null));
  try {
    /** @type {Sheet} */
    const sheet = await ask(`/ratings/${part(reference)}`, { proof });
    return framed(reference, sheet.rated ? thanks(sheet.office) : form(sheet, proof), sheet);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === REFUSED) return framed(reference, notice("info", error.message, make("p", {}, error.detail)));
    forgetProof(reference);
    return framed(reference, proofForm(reference, error));
  }
}

/** @param {string} reference @param {HTMLElement} content @param {Sheet} [sheet] @returns {import("../router.js").Page} */
function framed(reference, content, sheet) {
  const about = sheet ? `${sheet.service_name}, ${sheet.office_name}` : groups(reference).join(" ");
  const head = make("header", { class: "page-head" }, make("h1", {}, say("rate.title")), make("p", { class: "lead" }, about));
  return { title: say("rate.title"), body: [make("div", { class: "column column-narrow rate" }, backLink("#/status", say("back.status")), head, content)] };
}

/** @param {Sheet} sheet @param {string} proof */
function form(sheet, proof) {
  const questions = sheet.questions.map((one) => question(one));
  const words = make("textarea", { id: "rate-words", class: "input rate-words", rows: 3, maxlength: WORDS_MOST, "aria-describedby": "rate-words-hint" });
  const place = make("div", { class: "form-messages" });
  const button = make("button", { class: "button button-large", type: "submit" }, icon("check"), say("rate.send"));
  const send = async () => {
    const answers = Object.fromEntries(questions.flatMap((one) => (one.value() ? [[one.element, one.value()]] : [])));
    const told = words.value.trim();
    try {
      await ask("/ratings", { method: "POST", proof, body: { for: sheet.for, answers, words: told || undefined } });
    } catch (error) {
      // What was counted before is as good as what was sent now.
      if (!(error instanceof Problem && error.code === "already-rated")) return fill(place, failure(error, null, { title: say("rate.failed") }));
    }
    const done = thanks(sheet.office);
    box.replaceWith(done);
    readFrom(done.querySelector("h2"));
  };
  const press = (/** @type {Event} */ event) => {
    event.preventDefault();
    const first = questions[0];
    const missing = first && !questions.some((one) => one.value());
    showFaults(place, questions, missing ? new Map([[first.id, say("rate.missing")]]) : new Map());
    if (!missing) pressOnce(button, say("rate.sending"), send);
  };
  const hint = say("rate.hint", { day: longDay(dayOf(sheet.until)) });
  const box = make("form", { class: "form rate-form", novalidate: true, autocomplete: "off", on: { submit: press } }, make("p", { class: "rate-hint" }, hint), place, ...questions.map((one) => one.box), wordsBox(words), button);
  return box;
}

/** @param {HTMLTextAreaElement} words */
function wordsBox(words) {
  const label = make("label", { for: words.id, class: "field-label" }, say("rate.words"), make("span", { class: "field-optional" }, ` (${say("form.optional")})`));
  return make("div", { class: "field" }, label, make("p", { class: "field-hint", id: "rate-words-hint" }, say("rate.words.hint")), words);
}

/** @param {string} office */
function thanks(office) {
  const link = make("a", { class: "button button-quiet", href: `#/office/${encodeURIComponent(office)}` }, say("rate.figures"));
  return make("div", { class: "rate-thanks" }, notice("good", say("rate.thanks"), [make("p", {}, say("rate.thanks.text")), link], { heading: "h2", role: "status" }));
}

/** @param {string} reference @param {Problem | null} problem */
function proofForm(reference, problem) {
  const proof = field({ id: "proof", label: say("status.proof"), hint: say("status.proof.hint"), attributes: { class: "input input-number", autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: 64 } });
  const place = make("div", { class: "form-messages" }, problem && failure(problem, null, { heading: "h2", title: say("status.refused") }));
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = proof.input.value.trim() ? new Map() : new Map([["proof", say("status.proof.missing")]]);
    showFaults(place, [proof], missing);
    if (missing.size) return;
    rememberProof(reference, proof.input.value.trim());
    show({ focus: true });
  };
  return make("form", { class: "form card", novalidate: true, autocomplete: "off", on: { submit: open } }, place, proof.box, make("button", { class: "button button-large", type: "submit" }, say("status.open")));
}
