/** What a manager fills in: which days, what becomes of them, and why. */

import { Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { field, pressOnce, showFaults } from "../parts/field.js";
import { notLooked } from "./refused.js";

/** @typedef {import("./changes.js").Kind} Kind */
/** @typedef {import("./changes.js").Wish} Wish */
/** @typedef {import("../parts/field.js").Field} Field */

/** What each kind asks for beside the days. @type {Record<Kind, string[]>} */
const ASKS = {
  close: ["reason", "reason-en"],
  hours: ["starts", "ends", "break-starts", "break-ends", "reason", "reason-en"],
  "counters-out": ["counters", "starts", "ends", "reason", "reason-en"],
  "counters-back": ["counters"],
  usual: [],
  "as-is": [],
};
/** What it cannot do without. @type {Record<Kind, string[]>} */
const NEEDS = { close: ["reason", "reason-en"], hours: ["starts", "ends"], "counters-out": ["counters"], "counters-back": ["counters"], usual: [], "as-is": [] };
/** @type {Kind[]} */
const KINDS = ["close", "hours", "counters-out", "counters-back", "usual", "as-is"];
const LONGEST_REASON = 200;

/**
 * @param {{today: string, counters: string[], look: (wish: Wish) => Promise<unknown>, changed: () => void}} plan `changed`: what was looked at no longer is what stands here
 */
export function changeForm({ today, counters, look, changed }) {
  const told = make("div", {});
  const fields = allFields(today, counters);
  const rest = make("div", {});
  const kinds = KINDS.map((kind) => kindChoice(kind));
  const kind = () => /** @type {Kind} */ (kinds.find((one) => one.input.checked)?.input.value ?? "close");
  const asked = () => ["first", "last", ...ASKS[kind()]].map((id) => fields[id]).filter((one) => one !== undefined);
  const turn = () => {
    showFaults(told, Object.values(fields), new Map());
    markOptional(kind(), fields);
    fill(rest, ...pairs(ASKS[kind()], fields), kind() === "counters-out" && make("p", { class: "hint plan-hint" }, icon("info"), say("plan.hours.all-day")));
  };
  const button = make("button", { class: "button button-large", type: "submit" }, icon("search"), say("plan.look"));
  const send = async () => {
    const wish = wishOf(kind(), fields);
    const faults = missing(kind(), fields);
    showFaults(told, asked(), faults);
    if (faults.size) return;
    await look(wish).catch((error) => refused(error, told, asked()));
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  for (const one of kinds) one.input.addEventListener("change", turn);
  turn();
  const legend = make("legend", { class: "field-label" }, say("plan.what"));
  const days = make("div", { class: "plan-pair" }, fields.first?.box, fields.last?.box);
  return make("form", { class: "plan-form", novalidate: true, on: { submit, input: changed } }, told, days, make("fieldset", { class: "kinds" }, legend, make("div", { class: "kind-choices" }, ...kinds.map((one) => one.label))), rest, button);
}

/** What one kind needs, another can do without. @param {Kind} kind @param {Record<string, Field>} fields */
function markOptional(kind, fields) {
  for (const [id, { box }] of Object.entries(fields)) box.querySelector(".field-optional")?.toggleAttribute("hidden", NEEDS[kind].includes(id));
}

/** @param {Kind} kind */
function kindChoice(kind) {
  const input = make("input", { type: "radio", name: "kind", value: kind, "aria-describedby": `kind-${kind}` });
  input.checked = kind === "close";
  return { input, label: make("label", { class: "kind" }, input, make("span", { class: "kind-dot" }), make("span", { class: "kind-words" }, make("strong", {}, say(`plan.kind.${kind}`)), make("small", { id: `kind-${kind}` }, say(`plan.hint.${kind}`)))) };
}

/** @param {string} today @param {string[]} counters @returns {Record<string, Field>} */
function allFields(today, counters) {
  const day = (/** @type {string} */ id, more = {}) => field({ id, label: say(`plan.field.${id}`), type: "date", attributes: { min: today }, ...more });
  const hour = (/** @type {string} */ id) => field({ id, label: say(`plan.field.${id}`), type: "time", optional: true });
  const why = (/** @type {string} */ id) => field({ id, optional: true, label: say(`plan.field.${id}`), hint: say(`plan.field.${id}.hint`), attributes: { maxlength: LONGEST_REASON, autocomplete: "off", lang: id === "reason" ? "id" : "en" } });
  const all = [day("first", { value: today }), day("last", { optional: true }), hour("starts"), hour("ends"), hour("break-starts"), hour("break-ends"), why("reason"), why("reason-en"), counterField(counters)];
  return Object.fromEntries(all.map((one) => [one.id, one]));
}

/** The counters to tick, which behave like one field. @param {string[]} names @returns {Field} */
function counterField(names) {
  const boxes = names.map((name) => make("input", { type: "checkbox", name: "counter", value: name }));
  const error = make("p", { class: "field-error", id: "counters-error", hidden: true });
  const ticks = boxes.map((one) => make("label", { class: "tick counter-tick" }, one, make("span", {}, one.value)));
  const box = make("fieldset", { class: "field counters", "aria-describedby": "counters-error" }, make("legend", { class: "field-label" }, say("plan.field.counters")), error, make("div", { class: "counter-ticks" }, ...ticks));
  const fault = (/** @type {string | null} */ words) => {
    box.classList.toggle("is-wrong", Boolean(words));
    error.hidden = !words;
    fill(error, ...(words ? [icon("alert"), words] : []));
  };
  return { box, input: boxes[0] ?? make("input"), id: "counters", fault };
}

/** Hours stand side by side. @param {string[]} ids @param {Record<string, Field>} fields */
function pairs(ids, fields) {
  const ends = new Map([["starts", "ends"], ["break-starts", "break-ends"]]);
  return ids.filter((id) => ![...ends.values()].includes(id)).map((id) => (ends.has(id) ? make("div", { class: "plan-pair" }, fields[id]?.box, fields[ends.get(id) ?? ""]?.box) : fields[id]?.box));
}

/** @param {Record<string, Field>} fields */
function ticked(fields) {
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (fields.counters?.box.querySelectorAll("input:checked"));
  return [...boxes].map((one) => one.value);
}

/** @param {Kind} kind @param {Record<string, Field>} fields @returns {Map<string, string>} */
function missing(kind, fields) {
  const empty = (/** @type {string} */ id) => (id === "counters" ? !ticked(fields).length : !fields[id]?.input.value.trim());
  const needed = ["first", ...NEEDS[kind]];
  // Half of a break says nothing.
  if (kind === "hours" && empty("break-starts") !== empty("break-ends")) needed.push("break-starts", "break-ends");
  return new Map(needed.filter(empty).map((id) => [id, say(`plan.field.${id}.missing`)]));
}

/** @param {Kind} kind @param {Record<string, Field>} fields @returns {Wish} */
function wishOf(kind, fields) {
  const typed = (/** @type {string} */ id) => (ASKS[kind].includes(id) && fields[id]?.input.value.trim()) || undefined;
  const [starts, ends] = [typed("break-starts"), typed("break-ends")];
  const reason = { id: typed("reason"), en: typed("reason-en") };
  return {
    kind,
    first: fields.first?.input.value ?? "",
    last: fields.last?.input.value || undefined,
    starts: typed("starts"),
    ends: typed("ends"),
    breaks: starts && ends ? [{ starts, ends }] : undefined,
    counters: ASKS[kind].includes("counters") ? ticked(fields) : undefined,
    reason: reason.id || reason.en ? reason : undefined,
  };
}

/** @param {unknown} error @param {HTMLElement} told @param {Field[]} asked */
function refused(error, told, asked) {
  const faults = new Map(error instanceof Problem ? error.errors.map((one) => [one.field, one.detail]) : []);
  if (asked.some((one) => faults.has(one.id))) return showFaults(told, asked, faults);
  fill(told, notLooked(error, null));
  told.scrollIntoView({ block: "nearest" });
}
