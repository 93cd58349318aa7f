/** Choosing the time of a new appointment. */

import { catalogue, officeOf } from "../catalogue.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { timeChoice } from "../parts/time-choice.js";
import { backLink, trail } from "../parts/trail.js";
import { wallClock } from "../rules/moments.js";
import { page as missing } from "./missing.js";

/** @param {string} office @param {string} service */
const bookAddress = (office, service) => `#/book/${encodeURIComponent(office)}/${encodeURIComponent(service)}`;

/** @type {import("../router.js").PageMaker} */
export async function page(visit) {
  const [officeId = "", serviceId = ""] = visit.parameters;
  const all = await catalogue();
  const office = officeOf(all, officeId);
  const service = all.services.get(serviceId);
  if (!office || !service) return missing(visit);
  const others = service.offices.filter((id) => id !== officeId).map((id) => ({ name: officeOf(all, id)?.name ?? id, href: bookAddress(id, serviceId) }));
  const link = (/** @type {{starts: string, office?: string}} */ slot) => `${bookAddress(slot.office ?? officeId, serviceId)}/details?starts=${encodeURIComponent(slot.starts)}`;
  const choice = timeChoice({ office: officeId, officeName: office.name, service: serviceId, elsewhere: true, others, horizon: office.rules?.horizon_days ?? 30, today: wallClock(new Date(), office.time_zone).date, query: visit.query, link });
  const head = make("header", { class: "page-head" }, make("p", { class: "over" }, service.name), make("h1", {}, say("times.title")), where(office.name, others));
  return { title: `${say("times.title")}: ${service.name}`, body: [make("div", { class: "column" }, backLink(`#/service/${encodeURIComponent(serviceId)}`, say("back.service")), trail("time"), head, choice)] };
}

/** @param {string} name @param {{name: string, href: string}[]} others */
function where(name, others) {
  const links = others.map((other) => make("a", { href: other.href }, say("times.switch", { office: other.name })));
  return make("div", { class: "where" }, make("p", { class: "address" }, icon("pin"), make("strong", {}, name)), ...links);
}
