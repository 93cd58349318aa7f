/** Which office, for who may work in all of them; which counter. */

import { ask } from "../api.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { later } from "../parts/loading.js";
import { officer } from "./session.js";
import { chooseOffice, counters, office, sitAt } from "./state.js";
import { press } from "./steps.js";

/** @typedef {import("./state.js").Counter} Counter */

/** @param {() => unknown} chosen */
export function officeChoice(chosen) {
  const card = (/** @type {{id: string, name: string, address: string}} */ one) => {
    const take = () => {
      chooseOffice(one.id);
      chosen();
    };
    return make("li", {}, make("button", { class: "pick", type: "button", on: { click: take } }, icon("building"), make("span", { class: "pick-words" }, make("strong", {}, one.name), make("span", {}, one.address)), icon("arrow-right")));
  };
  const list = later(() => ask("/offices"), ({ offices }) => make("ul", { class: "picks" }, ...offices.map(card)));
  return make("div", { class: "column column-narrow" }, make("div", { class: "page-head" }, make("h1", {}, say("choose.office"))), list);
}

/** The counters that the officer may serve, each with the one thing that can be done there. */
export function counterChoice() {
  const heads = ["manager", "admin"].includes(officer()?.role ?? "");
  const all = counters();
  const families = [...new Set(all.map((one) => one.family))];
  const parts = families.map((family) => {
    const some = all.filter((one) => one.family === family);
    return make("section", { class: "family" }, make("h2", { class: "family-name" }, nameOf(some[0])), make("ul", { class: "counter-picks" }, ...some.map((one) => make("li", {}, counterPick(one, heads)))));
  });
  const none = all.length ? null : make("p", { class: "empty" }, say("choose.none"));
  return [make("h1", { class: "panel-title" }, say("choose.counter")), make("p", { class: "lead" }, say("choose.text")), none, ...parts];
}

/** The agency whose services a family has. @param {Counter | undefined} counter */
function nameOf(counter) {
  const service = office()?.services.find((one) => counter?.services.includes(one.id));
  return service?.agency ?? counter?.family ?? "";
}

/** @param {Counter} counter @param {boolean} heads */
function counterPick(counter, heads) {
  const taken = counter.mode !== "closed" && !counter.mine;
  const mine = counter.mode !== "closed" && counter.mine;
  const state = taken ? "choose.taken" : mine ? "choose.mine" : "choose.free";
  const words = taken ? (heads ? "choose.take-over" : "choose.taken.short") : mine ? "choose.back" : "step.open";
  const act = () => (mine ? sitAt(counter.counter) : press(counter.counter, { step: "open" }));
  const disabled = taken && !heads;
  return make("button", { class: `counter-pick${taken ? " is-taken" : ""}`, type: "button", "data-key": `pick-${counter.counter}`, "data-pick": true, "aria-disabled": disabled ? "true" : null, on: { click: disabled ? () => {} : act } }, make("span", { class: "counter-name" }, counter.counter), make("span", { class: "counter-state" }, say(state)), make("span", { class: "counter-act" }, say(words)));
}
