/** The first page: say what you want done; or browse agencies and offices; or open what you already have. */

import { catalogue } from "../catalogue.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say, sayAll } from "../language.js";
import { finder, serviceList } from "../parts/finder.js";
import { later } from "../parts/loading.js";
import { officeCard } from "../parts/office-card.js";
import { referenceForm } from "../parts/reference-form.js";
import { savedList } from "../parts/saved-list.js";

/** @typedef {import("../catalogue.js").Catalogue} Catalogue */

/** @type {import("../router.js").PageMaker} */
export function page({ query }) {
  const search = finder(query.get("q") ?? "");
  document.body.classList.toggle("is-searching", Boolean(query.get("q")));
  const hero = make("div", { class: "hero" }, make("div", { class: "hero-inside" }, make("h1", { class: "hero-title" }, say("home.title")), make("p", { class: "hero-text" }, say("home.text")), search.form));
  const columns = make("div", { class: "home" }, search.results, agencies(), mine(), complain(), offices(), how());
  return { title: say("site.name"), body: [hero, columns] };
}

function agencies() {
  const title = make("h2", { id: "agencies" }, say("home.agencies"));
  const list = later(catalogue, (all) => agencyList(all), { lines: 6 });
  return make("section", { class: "block home-agencies", "aria-labelledby": "agencies" }, title, list);
}

const AGENCIES_SHOWN = 7;

/** @param {Catalogue} all */
function agencyList(all) {
  /** @type {Map<string, import("../catalogue.js").Service[]>} */
  const byAgency = new Map();
  for (const service of all.services.values()) byAgency.set(service.agency, [...(byAgency.get(service.agency) ?? []), service]);
  const sorted = [...byAgency].sort(([one, some], [other, more]) => more.length - some.length || one.localeCompare(other));
  const items = sorted.map(([agency, services]) => make("li", {}, agencyItem(agency, services, all)));
  return [make("ul", { class: "agencies" }, ...items), foldLonger(items)];
}

/** Hides what is beyond the first few, behind a button. @param {HTMLElement[]} items */
function foldLonger(items) {
  const rest = items.slice(AGENCIES_SHOWN);
  if (rest.length < 2) return null;
  const unfold = () => {
    for (const item of rest) item.hidden = false;
    rest[0]?.querySelector("summary")?.focus();
    more.remove();
  };
  for (const item of rest) item.hidden = true;
  const more = make("button", { class: "button button-quiet button-wide more", type: "button", on: { click: unfold } }, icon("down"), say("home.agencies.more", { count: items.length }));
  return more;
}

/** @param {string} agency @param {import("../catalogue.js").Service[]} services @param {Catalogue} all */
function agencyItem(agency, services, all) {
  const count = make("span", { class: "agency-count" }, say("office.services", { count: services.length }));
  const name = make("span", { class: "agency-name" }, agency);
  const head = make("summary", { class: "agency-head" }, make("span", { class: "agency-sign" }, icon("building")), make("span", { class: "agency-words" }, name, count), icon("down"));
  const sorted = [...services].sort((one, other) => one.name.localeCompare(other.name));
  return make("details", { class: "agency" }, head, serviceList(sorted, all));
}

function offices() {
  const title = make("h2", { id: "offices" }, say("home.offices"));
  const cards = later(catalogue, (all) => make("div", { class: "offices" }, ...all.offices.map((office) => officeCard(office))), { lines: 4 });
  return make("section", { class: "block home-offices", "aria-labelledby": "offices" }, title, cards);
}

function mine() {
  const title = make("h2", { id: "mine" }, icon("ticket"), say("home.mine"));
  return make("section", { class: "block home-mine", "aria-labelledby": "mine" }, title, make("p", {}, say("home.mine.text")), referenceForm(), savedList());
}

function complain() {
  const link = (/** @type {string} */ page, looks = "") => make("a", { class: `button ${looks}`, href: `#/${page}` }, say(`site.${page}`));
  return make("section", { class: "block home-complain", "aria-labelledby": "complain" }, make("h2", { id: "complain" }, say("home.complain")), make("p", {}, say("home.complain.text")), make("div", { class: "tools-row" }, link("complain"), link("complaints", "button-quiet")));
}

function how() {
  const steps = sayAll("home.how.steps").map((words) => make("li", {}, make("span", {}, words)));
  return make("section", { class: "block home-how", "aria-labelledby": "how" }, make("h2", { id: "how" }, say("home.how")), make("ol", { class: "how" }, ...steps));
}
