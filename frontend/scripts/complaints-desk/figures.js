/** The manager's figures: how many, how old, about what, where, and how many were solved in their citizens' eyes. */

import { fill, make } from "../dom.js";
import { office } from "../desk/state.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { field, pressOnce } from "../parts/field.js";
import { later } from "../parts/loading.js";
import { failure } from "../parts/notice.js";
import { daysLater, wallClock } from "../rules/moments.js";
import { barTable } from "./bars.js";
import { exported, figuresOf } from "./complaints.js";
import { surveyPart } from "./survey.js";

/** @typedef {{id: string, name: string, open: number, overdue: number}} Age */
/** @typedef {{id: string, name: string, received: number, open: number, overdue: number, confirmed_percent: number | null}} Kind */
/** @typedef {{lat: number, long: number, count: number, category_name?: string}} Spot */
/** @typedef {{received: number, confirmed: number, open: number, overdue: number, confirmed_percent: number | null, late: number, reopened: number, disputed: number, median_days: number | null, ageing: Age[], categories: Kind[], spots: Spot[]}} Figures */

const SPAN = 90;

/** @param {string} here the office */
export function figuresPage(here) {
  const { date: today } = wallClock(new Date(), office()?.time_zone ?? "UTC");
  const span = { from: daysLater(today, 1 - SPAN), to: today };
  const results = make("div", { class: "figures-page" });
  const look = () => fill(results, later(() => figuresOf(here, span), (found) => make("div", { class: "figures-page" }, ...charts(found)), { lines: 8 }));
  const day = (/** @type {"from" | "to"} */ name) => {
    const made = field({ id: `span-${name}`, label: say(`complaint.figures.${name}`), type: "date", value: span[name], attributes: { required: true, max: today } });
    made.input.addEventListener("change", () => {
      if (!made.input.value) return;
      span[name] = made.input.value;
      look();
    });
    return made.box;
  };
  look();
  const head = make("div", { class: "page-head" }, make("h1", { tabindex: "-1" }, say("complaint.figures.title")), make("p", { class: "lead" }, say("complaint.figures.text")));
  return make("div", { class: "figures-page" }, head, make("div", { class: "span-form" }, day("from"), day("to"), downloads(span)), results, surveyPart(here, span));
}

/** @param {{from: string, to: string}} span */
function downloads(span) {
  const told = make("div", {});
  const button = (/** @type {"csv" | "xlsx"} */ format) => {
    const made = make("button", { class: "button button-quiet", type: "button", "data-export": format }, icon("download"), say(`complaint.export.${format}`));
    const load = async () => {
      try {
        const { url } = await exported(format, span);
        fill(told);
        const link = make("a", { href: url, download: "", hidden: true });
        told.append(link);
        link.click();
      } catch (error) {
        fill(told, failure(error, null));
      }
    };
    made.addEventListener("click", () => pressOnce(made, say("desk.sending"), load));
    return made;
  };
  return make("div", {}, make("div", { class: "tools-row" }, button("xlsx"), button("csv")), told);
}

/** @param {Figures} all */
function charts({ received, confirmed, open, overdue, confirmed_percent: percent, late, reopened, disputed, median_days: median, ageing, categories, spots }) {
  const tile = (/** @type {string} */ name, /** @type {number | string} */ count, more = "") => make("div", { class: `figure is-${name}` }, make("dt", {}, say(`complaint.figure.${name}`)), make("dd", {}, count, more && make("small", {}, more)));
  const tiles = make("dl", { class: "figures" }, tile("received", received), tile("confirmed", confirmed, percent === null ? "" : say("complaint.percent", { count: percent })), tile("open", open), tile("overdue", overdue), tile("late", late), tile("disputed", disputed), tile("reopened", reopened), tile("median", median === null ? "–" : new Intl.NumberFormat(language(), { maximumFractionDigits: 1 }).format(median)));
  const age = barTable({ title: say("complaint.figures.ageing"), text: say("complaint.figures.ageing.text"), columns: [say("complaint.figures.age"), say("complaint.figure.open"), say("complaint.figure.overdue")], rows: ageing.map((one) => ({ name: one.name, parts: [{ value: one.overdue, look: "is-late" }, { value: one.open - one.overdue, look: "" }], numbers: [one.open, one.overdue] })) });
  const about = barTable({ title: say("complaint.figures.categories"), text: say("complaint.figures.categories.text"), columns: [say("complaint.category"), say("complaint.figure.received"), say("complaint.figure.confirmed")], rows: categories.map((one) => ({ name: one.name, parts: [{ value: one.received, look: "" }], numbers: [one.received, one.confirmed_percent === null ? "–" : say("complaint.percent", { count: one.confirmed_percent })] })) });
  const where = barTable({ title: say("complaint.figures.spots"), text: say("complaint.figures.spots.text"), columns: [say("complaint.place"), say("complaint.figure.received")], rows: spots.map((one) => ({ name: [one.category_name, `${one.lat}, ${one.long}`].filter(Boolean).join(" · "), parts: [{ value: one.count, look: "" }], numbers: [one.count] })) });
  return [tiles, make("div", { class: "chart-columns" }, age, about, where)];
}
