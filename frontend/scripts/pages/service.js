/** What a service asks for, takes and costs, and where it can be booked. */

import { ask, part } from "../api.js";
import { catalogue } from "../catalogue.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { later } from "../parts/loading.js";
import { notice } from "../parts/notice.js";
import { backLink, trail } from "../parts/trail.js";
import { dayOf, fromToday, longDay, clockTime, zoneName } from "../rules/moments.js";

/** @typedef {import("../api.js").Standard} Standard */

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [id = ""] }) {
  const listed = (await catalogue()).services.get(id);
  if (!listed) return unknown();
  /** @type {Standard} */
  const standard = await ask(`/offices/${part(listed.offices[0] ?? "")}/services/${part(id)}`);
  const head = make("header", { class: "page-head" }, make("p", { class: "over" }, standard.agency), make("h1", {}, standard.name), listed.summary && make("p", { class: "lead" }, listed.summary));
  const body = make("div", { class: "split" }, make("div", { class: "split-main" }, facts(standard), needs(standard), steps(standard), basis(standard)), booking(standard));
  return { title: standard.name, body: [make("div", { class: "column" }, backLink("#/", say("back.search")), trail("service"), head, body)] };
}

function unknown() {
  const link = make("a", { class: "button", href: "#/" }, say("missing.home"));
  return { title: say("service.unknown"), body: [make("div", { class: "column" }, notice("warning", say("service.unknown"), [make("p", {}, say("service.unknown.text")), link], { heading: "h1" }))] };
}

/** @param {Standard} standard */
function facts(standard) {
  const fact = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {string} */ value) =>
    value && make("div", { class: "fact" }, icon(sign), make("dt", {}, say(label)), make("dd", {}, value));
  return make("dl", { class: "facts" }, fact("clock", "service.time", standard.time), fact("coin", "service.fee", standard.fee), fact("document", "service.product", standard.product), fact("card", "service.minutes", say("minutes", { count: standard.minutes })));
}

/** @param {Standard} standard */
function needs(standard) {
  if (!standard.requirements.length) return null;
  const items = standard.requirements.map((words) => make("li", {}, icon("check"), make("span", {}, words)));
  return make("section", { class: "block" }, make("h2", {}, say("service.requirements")), make("ul", { class: "ticks" }, ...items));
}

/** @param {Standard} standard */
function steps(standard) {
  if (!standard.procedure.length) return null;
  const items = standard.procedure.map((words) => make("li", {}, make("span", {}, words)));
  return make("section", { class: "block" }, make("h2", {}, say("service.procedure")), make("ol", { class: "how" }, ...items));
}

/** @param {Standard} standard */
function basis(standard) {
  if (!standard.legal_basis.length) return null;
  const items = standard.legal_basis.map((words) => make("li", {}, words));
  return make("details", { class: "basis" }, make("summary", {}, icon("scales"), say("service.basis"), icon("down")), make("ul", {}, ...items));
}

/** @param {Standard} standard */
function booking(standard) {
  const offices = standard.offices.length ? standard.offices : [{ id: standard.office, name: standard.office }];
  const title = make("h2", { id: "where" }, say(offices.length > 1 ? "service.where" : "service.book"));
  const cards = offices.map((office) => make("li", { class: "choice" }, make("h3", {}, icon("pin"), office.name), later(() => nextFree(office.id, standard.id), (words) => words, { lines: 2 }), bookLink(office, standard)));
  return make("aside", { class: "split-side", "aria-labelledby": "where" }, title, make("ul", { class: "choices" }, ...cards));
}

/** @param {{id: string, name: string}} office @param {Standard} standard */
function bookLink(office, standard) {
  const href = `#/book/${encodeURIComponent(office.id)}/${encodeURIComponent(standard.id)}`;
  const label = standard.offices.length > 1 ? say("service.choose-at", { office: office.name }) : null;
  return make("a", { class: "button button-wide", href, "aria-label": label }, icon("calendar"), say("service.choose"));
}

/** @param {string} office @param {string} service */
async function nextFree(office, service) {
  /** @type {import("../api.js").SlotList} */
  const list = await ask(`/offices/${part(office)}/services/${part(service)}/slots?days=7`);
  const free = list.slots.find((slot) => slot.places_left > 0) ?? list.alternatives.find((other) => other.office === office);
  if (!free) return make("p", { class: "next is-full" }, say("service.next.none"));
  const today = list.days[0]?.date ?? dayOf(free.starts);
  const when = say("service.next.when", { day: longDay(dayOf(free.starts)), time: clockTime(free.starts), zone: zoneName(free.starts) });
  return [make("p", { class: "next" }, make("span", {}, say("service.next")), make("strong", {}, fromToday(dayOf(free.starts), today))), make("p", { class: "next-when" }, when)];
}
