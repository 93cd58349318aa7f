/** An office: hours, days closed, address, services. */

import { ask, part } from "../api.js";
import { catalogue, officeOf } from "../catalogue.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { serviceList } from "../parts/finder.js";
import { address, openSign } from "../parts/office-card.js";
import { backLink } from "../parts/trail.js";
import { clockRange, longDay, wallClock, weekdayName } from "../rules/moments.js";
import { page as missing } from "./missing.js";

/** @typedef {import("../api.js").Office} Office */

const CLOSURES_SHOWN = 6;

/** @type {import("../router.js").PageMaker} */
export async function page(visit) {
  const all = await catalogue();
  const office = officeOf(all, visit.parameters[0] ?? "");
  if (!office) return missing(visit);
  const head = make("header", { class: "page-head" }, openSign(office), make("h1", {}, office.name), address(office.address), office.phone && call(office.phone), make("p", {}, make("a", { href: `#/complain?office=${part(office.id)}` }, say("site.complain"))), promise(office));
  const here = [...all.services.values()].filter((service) => service.offices.includes(office.id)).sort((one, other) => one.name.localeCompare(other.name));
  const services = make("section", { class: "block split-main" }, make("h2", {}, say("office.list")), serviceList(here, all));
  const times = make("aside", { class: "split-side", "aria-labelledby": "hours" }, make("h2", { id: "hours" }, say("office.hours")), hours(office.hours), ...seasons(office), closures(office));
  return { title: office.name, body: [make("div", { class: "column" }, backLink("#/", say("back.home")), head, make("div", { class: "split split-turned" }, services, times), survey(office))] };
}

/** How many were called when they were told; fills itself when there is something to tell. @param {Office} office */
function promise({ id }) {
  const place = make("div", {});
  const show = async () => {
    const kept = await ask(`/offices/${part(id)}/promise`);
    if (kept.rate === null) return;
    await Promise.all([learn("visit"), wear("visit")]);
    fill(place, make("p", { class: "promise" }, icon("check"), make("strong", {}, say("visit.promise", { rate: kept.rate })), make("span", {}, say("visit.promise.text", { count: kept.called }))));
  };
  // Without it the page is as good as before.
  show().catch(() => undefined);
  return place;
}

/** How content citizens were; loaded after the rest, and left out where there is nothing to tell. @param {Office} office */
function survey({ id }) {
  const place = make("div", {});
  const show = async () => fill(place, await (await import("../ratings/satisfaction.js")).satisfaction(id));
  show().catch(() => undefined);
  return place;
}

/** @param {string} number */
function call(number) {
  return make("p", { class: "call" }, make("a", { href: `tel:${number.replace(/[^\d+]/g, "")}` }, icon("phone"), number));
}

/** @param {import("../api.js").Hours[]} week */
function hours(week) {
  const rows = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const open = week.filter((one) => one.weekday === weekday);
    const breaks = open.flatMap((one) => one.breaks ?? []).map((one) => make("small", {}, say("office.pause", { time: clockRange(one.starts, one.ends) })));
    const words = open.length ? [open.map((one) => clockRange(one.opens, one.closes)).join(", "), ...breaks] : [say("office.shut")];
    return make("tr", { class: open.length ? "" : "is-shut" }, make("th", { scope: "row" }, weekdayName(weekday)), make("td", {}, ...words));
  });
  return make("table", { class: "hours" }, make("caption", { class: "spoken" }, say("office.hours")), make("tbody", {}, ...rows));
}

/** Days with other hours, such as Ramadan. @param {Office} office */
function seasons(office) {
  return (office.seasons ?? []).map((season) => {
    const when = say("office.season", { first: longDay(season.first), last: longDay(season.last) });
    const head = make("summary", {}, icon("clock"), season.reason, icon("down"));
    return make("details", { class: "basis season" }, head, make("p", {}, when), hours(season.hours));
  });
}

/** @param {Office} office */
function closures(office) {
  const today = wallClock(new Date(), office.time_zone).date;
  const coming = office.closures.filter((one) => one.date >= today).sort((one, other) => one.date.localeCompare(other.date)).slice(0, CLOSURES_SHOWN);
  if (!coming.length) return null;
  const items = coming.map((one) => make("li", {}, make("strong", {}, longDay(one.date)), make("span", {}, one.reason)));
  return make("div", {}, make("h3", {}, say("office.closures")), make("ul", { class: "closures" }, ...items));
}
