/** What everybody may see: the complaints that an officer has read, with nobody named, and how many were solved in their citizens' eyes. */

import { Problem, ask, part } from "../api.js";
import { catalogue } from "../catalogue.js";
import { fill, make, wear } from "../dom.js";
import { blossom, icon } from "../icons.js";
import { learn, say } from "../language.js";
import { later } from "../parts/loading.js";
import { failure } from "../parts/notice.js";
import { pressOnce } from "../parts/field.js";
import { backLink } from "../parts/trail.js";
import { note } from "../router.js";
import { dayOf, longDay } from "../rules/moments.js";
import { list, option } from "./inputs.js";
import { STATES, moodOf, stateName, stateSign } from "./states.js";

/** @typedef {{id: string, title: string, category: string, category_name: string, sort: string, state: string, state_name: string, received: string, due: string | null, ended: string | null, followers: number, place: {lat: number, long: number} | null}} Public */
/** @typedef {{received: number, confirmed: number, open: number, overdue: number, confirmed_percent: number | null}} Figures */
/** @typedef {{complaints: Public[], next: string | null, figures: Figures}} Answer */

const FILTERS = ["office", "category", "state", "from"];
const HIDDEN = ["received"];
const PERIODS = [30, 90, 365];
const NOT_FOUND = 404;
const DAY = 24 * 60 * 60 * 1000;

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [id = ""], query }) {
  await Promise.all([learn("complaints"), wear("complaints")]);
  return id ? knownPage(id) : listPage(query);
}

/** @param {string} id @returns {Promise<import("../router.js").Page>} */
async function knownPage(id) {
  try {
    return onePage(await ask(`/public/complaints/${part(id)}`));
  } catch (error) {
    if (error instanceof Problem && error.status === NOT_FOUND) return unknownPage();
    throw error;
  }
}

/** @returns {import("../router.js").Page} */
function unknownPage() {
  const title = say("complaints.unknown");
  const back = make("a", { class: "button", href: "#/complaints" }, say("complaints.unknown.list"));
  return { title, body: [make("div", { class: "column lost" }, blossom(), make("h1", {}, title), make("p", {}, say("complaints.unknown.text")), back)] };
}

/** @param {URLSearchParams} query @returns {Promise<import("../router.js").Page>} */
async function listPage(query) {
  const [all, { categories }] = await Promise.all([catalogue().catch(() => null), ask("/complaints/categories")]);
  const wish = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? ""]));
  const results = make("div", {});
  const look = () => fill(results, later(() => ask(`/public/complaints?${asked(wish)}`), (found) => shown(found, wish), { lines: 6 }));
  const filter = (/** @type {string} */ name, /** @type {string} */ label, /** @type {HTMLElement[]} */ options) => {
    const made = list({ id: `filter-${name}`, label, value: wish[name], options });
    made.input.addEventListener("change", () => {
      wish[name] = made.input.value;
      note({ [name]: made.input.value });
      look();
    });
    return made.box;
  };
  const any = option("", say("complaints.filter.any"));
  const filters = make("form", { class: "filters", role: "search", "aria-label": say("complaints.filters"), on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
    filter("office", say("complaints.office"), [any, ...(all?.offices ?? []).map((one) => option(one.id, one.name))]),
    filter("category", say("complaints.category"), [any.cloneNode(true), ...categories.map((/** @type {{id: string, name: string}} */ one) => option(one.id, one.name))].map(element)),
    filter("state", say("complaints.state"), [any.cloneNode(true), ...STATES.filter((one) => !HIDDEN.includes(one)).map((one) => option(one, stateName(one)))].map(element)),
    filter("from", say("complaints.period"), [any.cloneNode(true), ...PERIODS.map((days) => option(String(days), say("complaints.period.days", { count: days })))].map(element)));
  look();
  const add = make("a", { class: "button", href: "#/complain" }, icon("plus"), say("complaints.add"));
  const head = make("header", { class: "page-head" }, make("h1", {}, say("complaints.title")), make("p", { class: "lead" }, say("complaints.lead")), make("p", {}, add));
  return { title: say("complaints.title"), body: [make("div", { class: "column" }, backLink("#/", say("back.home")), head, filters, results)] };
}

/** @param {Node} node */
const element = (node) => /** @type {HTMLElement} */ (node);

/** The period stands in the address in days, so that it means the same tomorrow. @param {Record<string, string>} wish */
function asked(wish) {
  const from = wish.from && new Date(Date.now() - Number(wish.from) * DAY).toISOString().slice(0, 10);
  return new URLSearchParams(Object.entries({ ...wish, from: from ?? "" }).filter(([, value]) => value)).toString();
}

/** @param {Answer} found @param {Record<string, string>} wish */
function shown(found, wish) {
  const rows = make("ul", { class: "public-list" }, ...found.complaints.map((one) => make("li", {}, card(one))));
  const foot = make("div", {});
  const more = (/** @type {string | null} */ next) => {
    if (!next) return fill(foot);
    const button = make("button", { class: "button button-quiet button-wide", type: "button" }, icon("down"), say("complaints.more"));
    const load = async () => {
      try {
        const following = await ask(`/public/complaints?${asked({ ...wish, after: next })}`);
        const items = following.complaints.map((/** @type {Public} */ one) => make("li", {}, card(one)));
        rows.append(...items);
        more(following.next);
        items[0]?.querySelector("a")?.focus();
      } catch (error) {
        fill(foot, failure(error, load));
      }
    };
    button.addEventListener("click", () => pressOnce(button, say("loading"), load));
    fill(foot, button);
  };
  more(found.next);
  const none = make("p", { class: "empty" }, icon("search"), make("span", {}, say("complaints.none")));
  return [figures(found.figures), make("h2", { class: "spoken" }, say("complaints.list")), found.complaints.length ? rows : none, foot];
}

/** @param {Figures} all */
function figures({ received, confirmed, open, overdue, confirmed_percent: percent }) {
  const tile = (/** @type {string} */ name, /** @type {number} */ count, /** @type {string} */ more = "") => make("div", { class: `figure is-${name}` }, make("dt", {}, say(`complaints.figure.${name}`)), make("dd", {}, count, more && make("small", {}, more)));
  return make("dl", { class: "figures" }, tile("received", received), tile("confirmed", confirmed, percent === null ? "" : say("complaints.percent", { count: percent })), tile("open", open), tile("overdue", overdue));
}

/** @param {Public} one */
function card(one) {
  return make("article", { class: "public-card" }, state(one), make("h3", {}, make("a", { href: `#/complaints/${part(one.id)}` }, one.title || one.category_name)), make("p", { class: "public-facts" }, facts(one)));
}

/** @param {Public} one */
function state(one) {
  return make("p", { class: `state-badge is-${moodOf(one.state)}` }, icon(stateSign(one.state)), stateName(one.state, one.state_name));
}

/** @param {Public} one */
function facts({ title, category_name: name, received, followers }) {
  return [title && title !== name && name, longDay(dayOf(received)), followers > 0 && say("complaints.followers", { count: followers })].filter(Boolean).join(" · ");
}

/** @param {Public} one @returns {import("../router.js").Page} */
function onePage(one) {
  const title = one.title || one.category_name;
  const fact = (/** @type {string} */ label, /** @type {string | null} */ words) => words && make("div", {}, make("dt", {}, label), make("dd", {}, words));
  const place = one.place && `${one.place.lat}, ${one.place.long}`;
  const rows = make("dl", { class: "complaint-facts" }, fact(say("complaints.category"), one.category_name), fact(say("complaints.received"), longDay(dayOf(one.received))), fact(say("complaints.due"), one.due && !one.ended ? longDay(dayOf(one.due)) : null), fact(say("complaints.ended"), one.ended && longDay(dayOf(one.ended))), fact(say("complaints.near"), place), fact(say("complaints.joining"), one.followers ? say("complaints.followers", { count: one.followers }) : null));
  const join = !one.ended && make("a", { class: "button button-large", href: `#/complain?join=${part(one.id)}&title=${part(title)}` }, icon("plus"), say("complaints.join"));
  return { title, body: [make("div", { class: "column column-narrow" }, backLink("#/complaints", say("complaints.title")), make("header", { class: "page-head" }, state(one), make("h1", {}, title), make("p", { class: "lead" }, say(`complaints.public.${moodOf(one.state)}`))), make("article", { class: "card" }, rows), join && make("p", { class: "next-steps" }, join))] };
}
