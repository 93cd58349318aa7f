/** Whether a letter is genuine: asked by its code, for anybody; its file is compared on this machine and sent nowhere. */

import { ask, part } from "../api.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { field, showFaults } from "../parts/field.js";
import { notice } from "../parts/notice.js";
import { backLink } from "../parts/trail.js";
import { go } from "../router.js";
import { clockTime, dayOf, longDay } from "../rules/moments.js";
import { groups, isWellFormed, tidy } from "../rules/reference.js";

/** @typedef {{valid: boolean, office_name: string | null, service_name: string | null, issued: string | null, sha256: string | null, revoked: string | null}} Verified */

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [typed = ""] }) {
  await Promise.all([learn("letters"), wear("letters")]);
  const code = tidy(typed);
  /** @type {Verified | null} */
  const found = code ? await ask(`/letters/${part(code)}`) : null;
  const head = make("header", { class: "page-head" }, make("h1", {}, say("verify.title")), make("p", { class: "lead" }, say("verify.text")));
  return { title: say("verify.title"), body: [make("div", { class: "column column-narrow" }, backLink("#/", say("back.home")), head, found && answer(code, found), question(found ? "" : code))] };
}

/** @param {string} code @param {Verified} found */
function answer(code, found) {
  const words = make("p", { class: "letter-code" }, groups(code).join(" "));
  if (found.revoked) return make("section", { class: "card verify-card", "aria-live": "polite" }, notice("wrong", say("verify.revoked"), [make("p", {}, say("verify.revoked.text", { day: longDay(dayOf(found.revoked)) }))], { heading: "h2" }), words, facts(found));
  if (!found.valid) return make("section", { class: "card verify-card", "aria-live": "polite" }, notice("wrong", say("verify.unknown"), [make("p", {}, say(isWellFormed(code) ? "verify.unknown.text" : "verify.typo"))], { heading: "h2" }), words);
  return make("section", { class: "card verify-card", "aria-live": "polite" }, notice("good", say("verify.valid"), [make("p", {}, say("verify.valid.text"))], { heading: "h2" }), words, facts(found), compare(found.sha256 ?? ""));
}

/** @param {Verified} found */
function facts({ office_name, service_name, issued }) {
  const fact = (/** @type {string} */ label, /** @type {string | null} */ words) => words && make("div", { class: "verify-fact" }, make("dt", {}, say(label)), make("dd", {}, words));
  return make("dl", { class: "verify-facts" }, fact("verify.service", service_name), fact("verify.office", office_name), fact("verify.issued", issued && `${longDay(dayOf(issued))}, ${clockTime(issued)}`));
}

/** The file in hand against the one that was issued. @param {string} wanted */
function compare(wanted) {
  const told = make("div", { role: "status" });
  const chosen = make("input", { id: "letter-file", type: "file", accept: "application/pdf", class: "input" });
  chosen.addEventListener("change", async () => {
    const file = chosen.files?.[0];
    if (!file) return fill(told);
    const same = (await fingerprint(file)) === wanted;
    fill(told, notice(same ? "good" : "wrong", say(same ? "verify.same" : "verify.differs"), make("p", {}, say(same ? "verify.same.text" : "verify.differs.text"))));
  });
  // Browsers compute fingerprints only on pages served with TLS, or from this machine.
  if (!crypto.subtle) return null;
  return make("div", { class: "block" }, make("h3", {}, say("verify.compare")), make("div", { class: "field" }, make("label", { class: "field-label", for: "letter-file" }, say("verify.file")), make("p", { class: "field-hint" }, icon("lock"), say("verify.file.hint")), chosen), told);
}

/** @param {Blob} file SHA-256 in hexadecimal digits */
async function fingerprint(file) {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} typed */
function question(typed) {
  const code = field({ id: "code", label: say("verify.code"), hint: say("verify.code.hint"), value: typed, attributes: { class: "input input-number", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 20 } });
  const place = make("div", {});
  const look = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = tidy(code.input.value) ? new Map() : new Map([["code", say("verify.code.missing")]]);
    showFaults(place, [code], missing);
    if (!missing.size) go(`#/verify/${encodeURIComponent(tidy(code.input.value))}`);
  };
  return make("form", { class: "form card", novalidate: true, autocomplete: "off", on: { submit: look } }, place, code.box, make("button", { class: "button button-large", type: "submit" }, icon("search"), say("verify.look")));
}
