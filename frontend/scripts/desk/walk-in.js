/** A ticket for somebody who came without an appointment, from the officer's hand. */

import { part, Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { attemptKey, endAttempt } from "../memory/attempts.js";
import { pressOnce } from "../parts/field.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { answer, openDialog } from "./dialog.js";
import { freeTimes } from "./free-times.js";
import { NEEDS } from "./needs.js";
import { pollNow } from "./polling.js";
import { askAsOfficer } from "./session.js";
import { slip } from "./slip.js";
import { office } from "./state.js";

const PURPOSE = "desk:walk-in";
const MOST = 6;

export function openWalkIn() {
  const here = office();
  if (!here) return;
  const { body } = openDialog(say("walk-in.open"), { wide: true });
  const told = make("div", {});
  const boxes = here.services.map((one) => serviceBox(one));
  const filter = make("input", { id: "walk-in-filter", class: "input", type: "search", autocomplete: "off", placeholder: say("walk-in.filter.hint") });
  filter.addEventListener("input", () => narrow(boxes, filter.value));
  const need = make("select", { id: "need", class: "select" }, make("option", { value: "" }, say("priority.none")), ...NEEDS.map((one) => make("option", { value: one }, say(`priority.${one}`))));
  const button = make("button", { class: "button button-large", type: "submit" }, icon("ticket"), say("walk-in.button"));
  const send = async () => {
    const services = boxes.filter((one) => one.box.checked).map((one) => one.box.value);
    if (!services.length || services.length > MOST) return answer(told, notice("wrong", say(services.length ? "walk-in.many" : "walk-in.missing", { count: MOST }), null, { role: "alert" }));
    await give({ services, priority: need.value || null, language: language() }, body, told, here.id);
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  fill(body, make("form", { novalidate: true, on: { submit } }, told, make("div", { class: "field" }, make("label", { class: "field-label", for: "walk-in-filter" }, say("walk-in.filter")), filter), make("fieldset", { class: "walk-in-services" }, make("legend", { class: "spoken" }, say("walk-in.services")), ...boxes.map((one) => one.label)), make("div", { class: "field" }, make("label", { class: "field-label", for: "need" }, say("walk-in.need")), make("span", { class: "select-box" }, need, icon("down"))), button));
  filter.focus();
}

/** @param {{id: string, name: string, agency: string, aliases: string[]}} service */
function serviceBox(service) {
  const box = make("input", { type: "checkbox", name: "service", value: service.id });
  const label = make("label", { class: "tick walk-in-service" }, box, make("span", {}, service.name, make("small", {}, ` ${service.agency}`)));
  return { box, label, words: [service.name, service.agency, ...(service.aliases ?? [])].join(" ").toLowerCase() };
}

/** @param {ReturnType<typeof serviceBox>[]} boxes @param {string} typed */
function narrow(boxes, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of boxes) one.label.hidden = !one.box.checked && !words.every((word) => one.words.includes(word));
}

/** @param {{services: string[], priority: string | null, language: string}} wish @param {HTMLElement} body @param {HTMLElement} told @param {string} here */
async function give(wish, body, told, here) {
  // The same wish, sent again after a lost answer, gives the same ticket.
  const purpose = `${PURPOSE}:${JSON.stringify(wish)}`;
  try {
    const ticket = await askAsOfficer(`/desk/${part(here)}/tickets`, { method: "POST", body: wish, key: attemptKey(purpose) });
    endAttempt(purpose);
    showSlip(body, ticket);
  } catch (error) {
    if (error instanceof Problem) endAttempt(purpose);
    const times = error instanceof Problem && error.alternatives.length ? freeTimes(error.alternatives) : null;
    answer(told, times ? notice("warning", wordsOf(error), times, { role: "alert" }) : failure(error, null));
  }
  pollNow();
}

/** @param {HTMLElement} body @param {import("./slip.js").TicketPage} ticket */
export function showSlip(body, ticket) {
  const print = make("button", { class: "button", type: "button", on: { click: () => window.print() } }, icon("print"), say("tools.print"));
  fill(body, make("div", { class: "slip-place" }, slip(ticket)), make("div", { class: "tools-row" }, print));
  print.focus();
}
