/** The citizen in front: name, masked NIK, files. Opened by a button, because each look is in the access record. */

import { part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, knows } from "../language.js";
import { later } from "../parts/loading.js";
import { longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { openDialog } from "./dialog.js";
import { paperMarks } from "./papers.js";
import { askAsOfficer } from "./session.js";
import { office } from "./state.js";

/** @typedef {{ticket: import("./state.js").Ticket, name: string | null, nik: string | null, phone: string | null, files: {reference: string, service_name: string, status: string, due: string | null}[], documents?: import("./papers.js").SentPaper[]}} Visitor */

/** @param {string} number */
export function openVisitor(number) {
  const here = office();
  if (!here) return;
  const { body } = openDialog(say("visitor.title", { number }));
  const load = () => askAsOfficer(`/desk/${part(here.id)}/tickets/${part(number)}`);
  fill(body, later(load, show, { lines: 4 }), make("p", { class: "hint" }, icon("info"), say("visitor.noted")));
}

/** @param {Visitor} visitor */
function show(visitor) {
  if (!visitor.name) return [make("p", {}, say("visitor.unknown")), make("p", { class: "row-service" }, visitor.ticket.service_name)];
  const fact = (/** @type {string} */ label, /** @type {string | null} */ words) => words && make("div", { class: "visitor-fact" }, make("dt", {}, say(label)), make("dd", {}, words));
  const facts = make("dl", { class: "visitor" }, fact("visitor.name", visitor.name), fact("visitor.nik", visitor.nik), fact("visitor.phone", visitor.phone), fact("visitor.booking", visitor.ticket.booking && groups(visitor.ticket.booking).join(" ")));
  const files = visitor.files.map((one) => make("li", { class: "row" }, make("div", { class: "row-words" }, make("p", { class: "row-service" }, one.service_name), make("p", { class: "marks" }, make("span", { class: "mark" }, groups(one.reference).join(" ")), make("span", { class: "mark" }, fileState(one.status)), one.due && make("span", { class: "mark" }, say("visitor.due", { day: longDay(one.due) }))))));
  return [facts, ...paperMarks(visitor.documents ?? []), make("h3", {}, say("visitor.files")), files.length ? make("ul", { class: "rows" }, ...files) : make("p", { class: "rows-none" }, say("visitor.files.none"))];
}

/** A milestone that has a word here, or its own key. @param {string} status */
function fileState(status) {
  return knows(`file.${status}`) ? say(`file.${status}`) : status;
}
