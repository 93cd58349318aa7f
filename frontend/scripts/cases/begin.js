/** A file that somebody hands in at the counter. */

import { Problem } from "../api.js";
import { openDialog } from "../desk/dialog.js";
import { office } from "../desk/state.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { clearDraft, draft } from "../memory/session.js";
import { citizenFields, serverFaults, typedFaults } from "../parts/citizen-fields.js";
import { pressOnce, showFaults } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { groups } from "../rules/reference.js";
import { begin } from "./files.js";

const PURPOSE = "desk:file";

/** @param {string} agency of the officer; "" for who may serve all @param {(reference: string) => unknown} opened */
export function openNew(agency, opened) {
  const here = office();
  if (!here) return;
  // Nobody finds the last citizen in the form.
  clearDraft();
  const { dialog, body, close } = openDialog(say("cases.new.title"), { wide: true });
  dialog.addEventListener("close", clearDraft);
  const told = make("div", {});
  const mine = here.services.filter((one) => !agency || one.agency_id === agency);
  const service = make("select", { id: "service", class: "select" }, ...mine.map((one) => make("option", { value: one.id }, one.name)));
  const fields = citizenFields();
  const button = make("button", { class: "button button-large", type: "submit" }, icon("plus"), say("cases.new.button"));
  const send = async () => {
    const faults = typedFaults(fields);
    showFaults(told, fields.all, faults);
    if (faults.size) return;
    const citizen = { name: draft.name, nik: draft.nik, ...(draft.phone.trim() ? { phone: draft.phone } : {}) };
    const form = { service: service.value, citizen, language: language() };
    // The same form, sent again after a lost answer, finds the file it has opened.
    const purpose = `${PURPOSE}:${service.value}`;
    try {
      const made = await begin(here.id, form, attemptKey(purpose));
      endAttempt(purpose);
      showMade(body, made, () => {
        close();
        opened(made.reference);
      });
    } catch (error) {
      if (error instanceof Problem) endAttempt(purpose);
      const found = error instanceof Problem ? serverFaults(error) : new Map();
      if (found.size) return showFaults(told, fields.all, found);
      fill(told, failure(error, null));
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  fill(body, make("form", { novalidate: true, autocomplete: "off", on: { submit } }, told, make("div", { class: "field" }, make("label", { class: "field-label", for: "service" }, say("cases.service")), make("span", { class: "select-box" }, service, icon("down"))), ...fields.all.map((one) => one.box), button));
  service.focus();
}

/** What the citizen takes along. @param {HTMLElement} body @param {{reference: string, secret?: string}} made @param {() => unknown} on */
function showMade(body, { reference, secret }, on) {
  const more = make("button", { class: "button button-large", type: "button", on: { click: on } }, say("cases.new.look"), icon("arrow-right"));
  fill(body, make("div", { class: "made" }, make("p", {}, say("cases.new.done")), make("p", { class: "made-code" }, groups(reference).join(" ")), make("p", {}, secret ? say("cases.new.secret") : say("cases.new.proof")), secret && make("p", { class: "made-code" }, groups(secret).join(" ")), more));
  more.focus();
}
