/** The search field and what it finds, as one types. */

import { catalogue, officeOf } from "../catalogue.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, sayAll } from "../language.js";
import { note } from "../router.js";
import { find, indexOf } from "../rules/search.js";
import { failure } from "./notice.js";

/** @typedef {import("../catalogue.js").Catalogue} Catalogue */
/** @typedef {import("../catalogue.js").Service} Service */

const PAUSE = 120;

/** @param {string} query what the address already asks for */
export function finder(query) {
  const input = make("input", { id: "wish", class: "finder-input", type: "search", name: "q", autocomplete: "off", enterkeyhint: "search", spellcheck: "false", placeholder: say("home.search.placeholder") });
  input.value = query;
  const told = make("p", { class: "finder-told", role: "status" });
  const results = make("div", { class: "finder-results" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const look = () => search(input.value, told, results);
  const soon = () => {
    clearTimeout(pause);
    pause = setTimeout(look, PAUSE);
  };
  const enter = async (/** @type {Event} */ event) => {
    event.preventDefault();
    clearTimeout(pause);
    await look();
    /** @type {HTMLElement | null} */ (results.querySelector("a"))?.focus();
  };
  const form = make("form", { class: "finder-form", role: "search", on: { submit: enter } }, label(), row(input));
  input.addEventListener("input", soon);
  if (query) look();
  return { form: make("div", { class: "finder" }, form, examples(input, look)), results: make("section", { class: "found", "aria-label": say("home.search.results") }, told, results) };
}

function label() {
  return make("label", { class: "finder-label", for: "wish" }, say("home.search.label"));
}

/** @param {HTMLInputElement} input */
function row(input) {
  const button = make("button", { class: "finder-button", type: "submit" }, icon("search"), make("span", {}, say("home.search.button")));
  return make("div", { class: "finder-row" }, input, button);
}

/** @param {HTMLInputElement} input @param {() => unknown} look */
function examples(input, look) {
  const chip = (/** @type {string} */ words) => {
    const choose = () => {
      input.value = words;
      look();
    };
    return make("li", {}, make("button", { class: "chip", type: "button", on: { click: choose } }, words));
  };
  return make("div", { class: "examples" }, make("p", { id: "examples" }, say("home.search.examples")), make("ul", { class: "chips", "aria-labelledby": "examples" }, ...sayAll("search.examples").map(chip)));
}

/**
 * @param {string} query
 * @param {HTMLElement} told
 * @param {HTMLElement} results
 */
async function search(query, told, results) {
  const wish = query.trim();
  note({ q: wish });
  document.body.classList.toggle("is-searching", Boolean(wish));
  if (!wish) return fill(told), fill(results);
  try {
    const all = await catalogue();
    const found = find(indexFor(all), wish);
    fill(told, found.length ? say("home.found", { count: found.length }) : say("home.found.none", { wish }));
    fill(results, found.length ? serviceList(found, all) : nothing());
  } catch (error) {
    fill(told);
    fill(results, failure(error, () => search(query, told, results)));
  }
}

/** @type {WeakMap<Catalogue, import("../rules/search.js").Index>} */
const indexes = new WeakMap();

/** @param {Catalogue} all */
function indexFor(all) {
  const index = indexes.get(all) ?? indexOf([...all.services.values()], sayAll("search.ignored"));
  indexes.set(all, index);
  return index;
}

function nothing() {
  return make("div", { class: "empty" }, icon("search"), make("p", {}, say("home.found.none.hint")));
}

/** @param {Service[]} services @param {Catalogue} all */
export function serviceList(services, all) {
  return make("ul", { class: "services" }, ...services.map((service) => make("li", {}, serviceLink(service, all))));
}

/** @param {Service} service @param {Catalogue} all */
function serviceLink(service, all) {
  const places = service.offices.map((id) => officeOf(all, id)?.name ?? id);
  const where = make("span", { class: "service-where" }, icon("pin"), make("span", {}, places.join(" · ")));
  const words = make("span", { class: "service-words" }, make("span", { class: "service-name" }, service.name), make("span", { class: "service-agency" }, service.agency), where);
  return make("a", { class: "service", href: `#/service/${encodeURIComponent(service.id)}` }, words, icon("arrow-right"));
}
