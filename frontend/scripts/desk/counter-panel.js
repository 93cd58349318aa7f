/** The counter in front of the officer: who is called or served, and the steps that can be taken now. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { clockTime } from "../rules/moments.js";
import { openCallNumber } from "./call-number.js";
import { elapsed, ticketMarks } from "./marks.js";
import { openRedirect } from "./redirect.js";
import { officer } from "./session.js";
import { keyCap } from "./shortcuts.js";
import { office, parked, sitAt, waiting } from "./state.js";
import { press } from "./steps.js";
import { openVisitor } from "./visitor.js";

/** @typedef {import("./state.js").Counter} Counter */
/** @typedef {import("./state.js").Ticket} Ticket */
/** @typedef {{name: string, key: string, sign?: string, look?: string, act?: () => unknown}} Action */

/** What can be done where a visit stands, the usual step first. @type {Record<string, Action[]>} */
const ACTIONS = {
  closed: [{ name: "open", key: "O", look: "first" }],
  paused: [{ name: "open", key: "O", look: "first" }],
  free: [{ name: "call", key: "N", sign: "bell", look: "first" }, { name: "call-number", key: "G" }],
  called: [{ name: "start", key: "S", sign: "check", look: "first" }, { name: "recall", key: "R", sign: "bell", look: "second" }, { name: "park", key: "P" }, { name: "redirect", key: "D" }, { name: "no-show", key: "X", look: "danger" }],
  serving: [{ name: "finish", key: "F", sign: "check", look: "first" }, { name: "park", key: "P", look: "second" }, { name: "redirect", key: "D" }],
};

/** @param {Counter} counter */
export function counterPanel(counter) {
  if (counter.mode !== "closed" && !counter.mine) return takenPanel(counter);
  const state = counter.mode === "open" ? (counter.ticket?.state ?? "free") : counter.mode;
  const actions = ACTIONS[state] ?? [];
  const first = actions.filter((one) => one.look === "first" || one.look === "second");
  const others = actions.filter((one) => !first.includes(one));
  const rows = [make("div", { class: "acts acts-first" }, ...first.map((one) => actionButton(counter, one, state))), make("div", { class: "acts" }, ...others.map((one) => actionButton(counter, one, state)), counter.can_undo && counter.mode === "open" && actionButton(counter, { name: "undo", key: "U", sign: "retry" }, state))];
  return [panelHead(counter), middle(counter, state), ...rows, counter.ticket ? null : rest(counter)];
}

/** @param {Counter} counter */
function panelHead(counter) {
  return make("div", { class: "panel-head" }, make("h1", { class: "panel-title" }, say("panel.title", { counter: counter.counter })), make("span", { class: `mode is-${counter.mode}` }, say(`mode.${counter.mode}`)));
}

/** @param {Counter} counter @param {string} state */
function middle(counter, state) {
  if (counter.ticket) return presentTicket(counter.ticket);
  const servable = waiting().filter((one) => one.counter === counter.counter || (!one.counter && counter.services.includes(one.service)));
  const words = state === "free" ? say(servable.length ? "panel.next" : "panel.nobody", { number: servable[0]?.number ?? "" }) : say(`panel.${state}`);
  return make("div", { class: "present is-empty" }, make("p", { class: "present-words" }, words), state === "free" && servable.length > 0 && make("p", { class: "present-more" }, say("panel.waiting", { count: servable.length })));
}

/** @param {Ticket} ticket */
function presentTicket(ticket) {
  const head = make("p", { class: "present-state" }, say(`state.${ticket.state}`), ticket.state === "called" && ` · ${say("panel.calls", { count: ticket.calls })}`, " · ", elapsed(ticket.since));
  const number = make("p", { class: "present-number" }, ticket.number);
  const more = ticket.more_stops ? make("p", { class: "present-more" }, icon("steps"), say("panel.more-stops", { count: ticket.more_stops })) : null;
  const visitor = make("button", { class: "button button-quiet", type: "button", "data-key": "visitor", "aria-keyshortcuts": "V", on: { click: () => openVisitor(ticket.number) } }, icon("card"), say("visitor.open"), keyCap("V"));
  return make("div", { class: `present is-${ticket.state}` }, head, number, make("p", { class: "present-service" }, ticket.service_name), ticketMarks(ticket), more, visitor);
}

/** @param {Counter} counter @param {Action} action @param {string} state */
function actionButton(counter, action, state) {
  const looks = { first: "button is-first", second: "button button-quiet is-second", danger: "button button-danger" };
  const look = looks[/** @type {keyof typeof looks} */ (action.look)] ?? "button button-quiet";
  const act = (/** @type {Event} */ event) => {
    // The second click of a double click would hit whatever the first one brought to this place.
    if (/** @type {MouseEvent} */ (event).detail > 1) return;
    if (action.name === "call-number") openCallNumber(counter);
    else if (action.name === "redirect") openRedirect(counter);
    else press(counter.counter, { step: action.name });
  };
  const words = state === "paused" && action.name === "open" ? say("step.work-on") : say(`step.${action.name}`);
  return make("button", { class: `${look} act`, type: "button", "data-step": action.name, "data-key": `step-${action.name}`, "aria-keyshortcuts": action.key, on: { click: act } }, action.sign && icon(action.sign), make("span", {}, words), keyCap(action.key));
}

/** A break and the end of work, which wait until nobody is at the counter. @param {Counter} counter */
function rest(counter) {
  if (counter.mode === "closed") return make("div", { class: "acts acts-rest" }, elsewhere());
  const pause = counter.mode === "open" && make("button", { class: "button button-quiet act", type: "button", "data-step": "pause", "data-key": "step-pause", "aria-keyshortcuts": "B", on: { click: () => press(counter.counter, { step: "pause" }) } }, make("span", {}, say("step.pause")), keyCap("B"));
  const close = make("button", { class: "button button-quiet act", type: "button", "data-step": "close", "data-key": "step-close", on: { click: () => press(counter.counter, { step: "close" }) } }, make("span", {}, say("step.close")));
  const left = parked().length && counter.mode === "open" ? make("p", { class: "rest-hint" }, say("panel.parked", { count: parked().length })) : null;
  return make("div", { class: "rest" }, left, make("div", { class: "acts acts-rest" }, pause, close));
}

function elsewhere() {
  return make("button", { class: "button button-quiet act", type: "button", "data-key": "elsewhere", on: { click: () => sitAt(null) } }, say("choose.other"));
}

/** @param {Counter} counter */
function takenPanel(counter) {
  const heads = ["manager", "admin"].includes(officer()?.role ?? "");
  const take = heads && make("button", { class: "button act", type: "button", "data-key": "step-open", on: { click: () => press(counter.counter, { step: "open" }) } }, say("choose.take-over"));
  return [panelHead(counter), make("div", { class: "present is-empty" }, make("p", { class: "present-words" }, say("panel.taken")), counter.since && make("p", { class: "present-more" }, say("panel.taken.since", { time: clockTime(counter.since) }), ` ${office()?.name ?? ""}`)), make("div", { class: "acts" }, take, elsewhere())];
}
