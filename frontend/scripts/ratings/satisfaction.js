/** How content citizens were with an office: the index with what it stands on, and what is missing said as such. */

import { ask, part } from "../api.js";
import { make, spoken, wear } from "../dom.js";
import { icon } from "../icons.js";
import { language, learn, say } from "../language.js";
import { longDay } from "../rules/moments.js";

/** @typedef {{low: number, high: number}} Interval */
/** @typedef {{id: string, name: string, mean: number | null, sample: number}} Element */
/** @typedef {{service: string | null, name: string, index: number | null, band: string | null, sample: number, small: boolean}} Service */
/** @typedef {{first: string, last: string, index: number | null, band: string | null, band_name: string | null, sample: number, interval: Interval | null, few: boolean, small: boolean, missing: string[], elements: Element[], services: Service[]}} Survey */

/** The section of an office's page; null where nobody has answered. @param {string} office */
export async function satisfaction(office) {
  /** @type {Survey} */
  const survey = await ask(`/offices/${part(office)}/satisfaction`);
  if (!survey.sample) return null;
  await Promise.all([learn("ratings"), wear("ratings")]);
  const since = make("p", { class: "survey-sample" }, say("survey.sample", { count: survey.sample, first: longDay(survey.first), last: longDay(survey.last) }));
  return make("section", { class: "block survey", "aria-labelledby": "survey" }, make("h2", { id: "survey" }, say("survey.title")), standing(survey), since, ...remarks(survey), survey.few ? null : details(survey));
}

/** @param {Survey} survey */
function standing({ index, band, band_name, interval }) {
  if (index === null) return null;
  const range = interval && make("p", { class: "survey-range" }, say("survey.interval", { low: decimals(interval.low), high: decimals(interval.high) }));
  return make("div", { class: `survey-index survey-${band}` }, make("p", { class: "survey-value" }, spoken(`${say("survey.index")}: `), decimals(index)), make("div", {}, make("p", { class: "survey-band" }, say("survey.band", { band: band ?? "", name: band_name ?? "" })), range));
}

/** What keeps the figures from saying more. @param {Survey} survey */
function remarks({ few, small, missing, index, elements }) {
  const note = (/** @type {string} */ words) => make("p", { class: "survey-note" }, icon("info"), words);
  if (few) return [note(say("survey.few"))];
  const names = elements.filter((one) => missing.includes(one.id)).map((one) => one.name);
  return [index === null && note(say("survey.missing", { names: names.join("; ") })), small && note(say("survey.small"))];
}

/** @param {Survey} survey */
function details({ elements, services }) {
  const rows = elements.map(({ name, mean, sample }) => row(name, mean === null ? say("survey.none") : decimals(mean), sample));
  const rated = services.map(({ name, index, band, sample }) => row(name, index === null ? say("survey.none") : `${decimals(index)} (${band})`, sample));
  const head = make("summary", {}, icon("list"), say("survey.details"), icon("down"));
  return make("details", { class: "basis" }, head, table(say("survey.elements"), say("survey.mean"), rows), table(say("survey.services"), say("survey.index"), rated));
}

/** @param {string} caption @param {string} figure @param {HTMLElement[]} rows */
function table(caption, figure, rows) {
  const heads = [say("survey.what"), figure, say("survey.answers")].map((words) => make("th", { scope: "col" }, words));
  return make("table", { class: "survey-table" }, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
}

/** @param {string} name @param {string} figure @param {number} sample */
function row(name, figure, sample) {
  return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, figure), make("td", {}, sample));
}

/** @param {number} value */
function decimals(value) {
  return value.toLocaleString(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
