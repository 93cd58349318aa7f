/** "I have no appointment": which services, found by typing or through their agency. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, sayAll } from "../language.js";
import { find, indexOf } from "../rules/search.js";
import { askNeed } from "./need.js";
import { turnTo } from "./pages.js";
import { office, visit } from "./state.js";

/** @typedef {import("./check-in.js").Ways} Ways */
/** @typedef {import("../desk/state.js").Office["services"][number]} Service */

const MOST = 6;
const SHOWN = 8;

/** @param {Ways} ways */
export function askServices(ways) {
  const services = office()?.services ?? [];
  const index = indexOf(/** @type {any} */ (services), sayAll("search.ignored"));
  const results = make("div", { class: "kiosk-found", role: "region", "aria-label": say("kiosk.services.found") });
  const bar = make("div", { class: "kiosk-bar", role: "status" });
  const input = make("input", { id: "wish", class: "input kiosk-input", type: "search", autocomplete: "off", spellcheck: "false" });
  const redress = () => {
    for (const one of document.querySelectorAll(".kiosk-service")) one.setAttribute("aria-pressed", String(visit.services.includes(/** @type {HTMLElement} */ (one).dataset.service ?? "")));
    fill(bar, ...chosen(ways));
    bar.classList.toggle("is-shown", visit.services.length > 0);
  };
  const toggle = (/** @type {string} */ id) => {
    if (visit.services.includes(id)) visit.services = visit.services.filter((one) => one !== id);
    else if (visit.services.length < MOST) visit.services = [...visit.services, id];
    redress();
  };
  const look = () => {
    const wish = input.value.trim();
    const found = wish ? find(index, wish, SHOWN).map((one) => /** @type {Service} */ (/** @type {unknown} */ (one))) : [];
    fill(results, ...(!wish ? [] : found.length ? [list(found, toggle)] : [make("p", { class: "lead" }, say("kiosk.services.nothing"))]));
    redress();
  };
  input.addEventListener("input", look);
  const search = make("div", { class: "field" }, make("label", { class: "field-label", for: "wish" }, say("kiosk.services.search")), input);
  turnTo({ title: say("kiosk.services.title"), text: say("kiosk.services.text"), body: [search, results, agencies(services, toggle), bar], back: ways.home });
  redress();
}

/** @param {Service[]} services @param {(id: string) => void} toggle */
function list(services, toggle) {
  return make("ul", { class: "kiosk-services" }, ...services.map((one) => make("li", {}, make("button", { class: "kiosk-service", type: "button", "data-service": one.id, "aria-pressed": "false", on: { click: () => toggle(one.id) } }, make("span", { class: "kiosk-tick" }, icon("check")), make("span", {}, one.name)))));
}

/** @param {Service[]} services @param {(id: string) => void} toggle */
function agencies(services, toggle) {
  const names = [...new Set(services.map((one) => one.agency))];
  const part = (/** @type {string} */ name) => {
    const some = services.filter((one) => one.agency === name);
    const head = make("summary", { class: "kiosk-agency" }, icon("building"), make("span", {}, make("strong", {}, name), make("small", {}, say("kiosk.services.count", { count: some.length }))), icon("down"));
    return make("details", { class: "kiosk-part", open: names.length === 1 }, head, list(some, toggle));
  };
  return make("section", { class: "kiosk-agencies" }, make("h2", {}, say("kiosk.services.agencies")), ...names.map(part));
}

/** @param {Ways} ways */
function chosen(ways) {
  if (!visit.services.length) return [];
  const full = visit.services.length === MOST ? ` · ${say("kiosk.services.most", { count: MOST })}` : "";
  const next = make("button", { class: "button kiosk-button", type: "button", on: { click: () => askNeed(ways, () => askServices(ways)) } }, say("kiosk.next"), icon("arrow-right"));
  return [make("p", {}, say("kiosk.services.chosen", { count: visit.services.length }) + full), next];
}
