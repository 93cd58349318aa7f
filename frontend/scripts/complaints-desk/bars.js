/** Bars beside the numbers they draw: a table for the ear, lengths for the eye. */

import { draw, make } from "../dom.js";
import { say } from "../language.js";

/** @typedef {{name: string, parts: {value: number, look: string}[], numbers: (number | string)[]}} Row parts stand one after another in the bar */

const WIDE = 100;

/** @param {{title: string, text: string, columns: string[], rows: Row[]}} plan the first column names, the others are numbers */
export function barTable({ title, text, columns, rows }) {
  const [name = "", ...numbers] = columns;
  const most = Math.max(1, ...rows.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, name), ...numbers.map((words) => make("th", { scope: "col", class: "is-number" }, words))));
  const lines = rows.map((one) => make("tr", {}, make("th", { scope: "row" }, one.name, bar(one, most)), ...one.numbers.map((count) => make("td", { class: "is-number" }, count))));
  const table = rows.length ? make("table", { class: "bars" }, make("caption", { class: "spoken" }, title), head, make("tbody", {}, ...lines)) : make("p", { class: "hint" }, say("complaint.figures.none"));
  return make("section", { class: "card chart" }, make("h2", {}, title), make("p", { class: "hint" }, text), table);
}

/** @param {Row} row @param {number} most */
function bar({ parts }, most) {
  let from = 0;
  const drawn = parts.map(({ value, look }) => {
    const width = (value / most) * WIDE;
    const piece = draw("rect", { class: `bar-part ${look}`, x: from, width, height: 10 });
    from += width;
    return piece;
  });
  return draw("svg", { class: "bar-svg", viewBox: `0 0 ${WIDE} 10`, preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" }, draw("rect", { class: "bar-back", width: WIDE, height: 10 }), ...drawn);
}
