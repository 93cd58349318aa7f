/** Managers: who of the officers did what today, and whose record was opened. */

import { part } from "../api.js";
import { fill, make } from "../dom.js";
import { knows, say } from "../language.js";
import { later } from "../parts/loading.js";
import { clockTime, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { openDialog } from "./dialog.js";
import { askAsOfficer, officer } from "./session.js";
import { office } from "./state.js";

/** @typedef {{at: string, officer: string, what: string, reference: string | null}} Entry */

// The pool's ids are long, and their beginning tells officers of one office apart.
const SHOWN_OF_ID = 8;

export function openRecord() {
  const here = office();
  if (!here) return;
  const { body } = openDialog(say("record.open"), { wide: true });
  const load = (/** @type {string} */ date) => askAsOfficer(`/desk/${part(here.id)}/access-record${date ? `?date=${date}` : ""}`);
  const list = make("div", {});
  const day = make("input", { id: "record-day", class: "input record-day", type: "date" });
  const look = () => fill(list, later(() => load(day.value), (read) => show(read, day), { lines: 8 }));
  day.addEventListener("change", look);
  fill(body, make("div", { class: "field" }, make("label", { class: "field-label", for: "record-day" }, say("record.day")), day), list);
  look();
}

/** @param {{date: string, entries: Entry[]}} read @param {HTMLInputElement} day */
function show({ date, entries }, day) {
  day.value = date;
  const head = make("p", { class: "lead" }, say("record.head", { day: longDay(date), count: entries.length }));
  if (!entries.length) return [head];
  const columns = ["record.at", "record.what", "record.who", "record.reference"].map((one) => make("th", { scope: "col" }, say(one)));
  const newest = [...entries].reverse().map((one) => make("tr", {}, make("td", {}, clockTime(one.at)), make("td", {}, what(one.what)), make("td", {}, one.officer === officer()?.id ? say("record.me") : one.officer.slice(0, SHOWN_OF_ID)), make("td", {}, one.reference ? groups(one.reference).join(" ") : "–")));
  return [head, make("div", { class: "record-table", tabindex: "0", role: "region", "aria-label": say("record.open") }, make("table", { class: "record" }, make("thead", {}, make("tr", {}, ...columns)), make("tbody", {}, ...newest)))];
}

/** "call@A1" and its like in words. @param {string} noted */
function what(noted) {
  const [act = "", counter = ""] = noted.split("@");
  const [name = "", date = ""] = act.split(" ");
  const key = `record.did.${noted === "alarm ended" ? "alarm-ended" : name}`;
  return knows(key) ? say(key, { counter, date }) : noted;
}
