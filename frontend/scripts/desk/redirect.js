/** Sends the citizen at the counter on: to another service, or to a counter where they are expected. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { openDialog } from "./dialog.js";
import { counters, office } from "./state.js";
import { press } from "./steps.js";

/** @param {import("./state.js").Counter} counter */
export function openRedirect(counter) {
  const { body, close } = openDialog(say("step.redirect"));
  const service = choice("to-service", say("redirect.service"), serviceOptions());
  const others = counters().filter((one) => one.counter !== counter.counter);
  const place = choice("to-counter", say("redirect.counter"), others.map((one) => make("option", { value: one.counter }, say("redirect.counter.option", { counter: one.counter, mode: say(`mode.${one.mode}`) }))));
  const send = (/** @type {import("./steps.js").Step} */ step) => {
    close();
    press(counter.counter, step);
  };
  const toService = make("button", { class: "button", type: "button", on: { click: () => send({ step: "redirect", service: service.select.value }) } }, icon("move"), say("redirect.send"));
  const toCounter = make("button", { class: "button", type: "button", on: { click: () => send({ step: "redirect", counter: place.select.value }) } }, icon("move"), say("redirect.send"));
  fill(body, make("p", {}, say("redirect.text", { number: counter.ticket?.number ?? "" })), make("div", { class: "redirect" }, service.box, toService), others.length ? make("div", { class: "redirect" }, place.box, toCounter) : null);
  service.select.focus();
}

/** @param {string} id @param {string} label @param {HTMLElement[]} options */
function choice(id, label, options) {
  const select = make("select", { id, class: "select" }, ...options);
  return { select, box: make("div", { class: "field" }, make("label", { class: "field-label", for: id }, label), make("span", { class: "select-box" }, select, icon("down"))) };
}

function serviceOptions() {
  const services = office()?.services ?? [];
  const agencies = [...new Set(services.map((one) => one.agency))];
  return agencies.map((agency) => make("optgroup", { label: agency }, ...services.filter((one) => one.agency === agency).map((one) => make("option", { value: one.id }, one.name))));
}
