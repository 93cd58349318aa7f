/** What of the list is shown. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { list, option } from "../complaints/inputs.js";
import { STATES } from "../complaints/states.js";
import { deskState } from "./list.js";

/** @typedef {import("./complaints.js").Filters} Filters */

const LEVELS = ["fine", "warning", "overdue", "escalated-1", "escalated-2", "escalated-3"];

/** @param {Filters} filters @param {{id: string, name: string}[]} categories @param {() => unknown} changed */
export function filterBar(filters, categories, changed) {
  const choose = (/** @type {"state" | "category" | "level"} */ name, /** @type {string} */ label, /** @type {HTMLElement[]} */ options, any = "complaints.filter.any") => {
    const made = list({ id: `filter-${name}`, label, value: filters[name], options: [option("", say(any)), ...options] });
    made.input.addEventListener("change", () => {
      filters[name] = made.input.value;
      changed();
    });
    return made.box;
  };
  const mine = make("input", { type: "checkbox", id: "filter-mine", checked: filters.mine === "true" });
  mine.addEventListener("change", () => {
    filters.mine = mine.checked ? "true" : "";
    changed();
  });
  const used = [filters.state, filters.category, filters.level, filters.mine].filter(Boolean).length;
  const inside = make("div", { class: "desk-filters" },
    choose("state", say("complaint.filter.state"), STATES.map((one) => option(one, deskState(one))), "complaint.filter.open"),
    choose("level", say("complaint.filter.level"), LEVELS.map((one) => option(one, say(`complaint.filter.level.${one}`)))),
    choose("category", say("complaint.category"), categories.map((one) => option(one.id, one.name))),
    make("label", { class: "tick" }, mine, make("span", {}, say("complaint.filter.mine"))));
  return make("details", { class: "basis filter-box", open: used > 0 || matchMedia("(min-width: 62rem)").matches }, make("summary", {}, icon("search"), say("complaint.filter"), icon("down")), inside);
}
