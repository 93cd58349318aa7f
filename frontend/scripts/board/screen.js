/** The board itself: the newest call as large as the screen allows, the others, the next numbers, how long it takes. */

import { fill, make, spoken } from "../dom.js";
import { blossom, icon } from "../icons.js";
import { say } from "../language.js";
import { callBook, families, inOrder } from "./calls.js";
import { voice } from "./voice.js";
import { other, sayOther, twice } from "./words.js";

/** @typedef {import("../board-feed.js").Board} Board */
/** @typedef {import("../board-feed.js").Called} Called */
/** @typedef {ReturnType<typeof families>[number]} Family */

// What does not fit at a size that can be read from eight metres takes turns.
const CALLS_SHOWN = 6;
const FAMILIES_SHOWN = 3;
const NEXT_SHOWN = 3;
// Counters have names of one or two signs, most of them.
const SHORT = 2;
const TURN = 8_000;
const FLASH = 6_000;

/** @param {string} name of the office @param {HTMLElement} clock */
export function screen(name, clock) {
  const speaker = voice();
  const fresh = callBook();
  const newest = make("section", { class: "newest", "aria-labelledby": "newest-title" });
  const others = make("section", { class: "others", "aria-labelledby": "others-title" });
  const queue = make("section", { class: "queue", "aria-labelledby": "queue-title" });
  const lost = make("p", { class: "board-lost", role: "status", hidden: true });
  const told = make("p", { class: "spoken", role: "status" });
  const head = make("header", { class: "board-head" }, blossom(), make("h1", {}, name), soundButton(speaker), clock);
  const body = make("div", { class: "board-body" }, make("div", { class: "board-calls" }, newest, others), queue);
  /** @type {Board | null} */
  let board = null;
  let turn = 0;
  let flashing = 0;

  const draw = () => {
    if (!board) return;
    const [first, ...rest] = inOrder(board.called);
    fill(newest, ...newestCall(first, board.open));
    fill(others, ...otherCalls(rest, turn));
    fill(queue, ...queueLines(families(board), turn));
  };
  const timer = setInterval(() => {
    turn += 1;
    draw();
  }, TURN);
  /** @param {Called[]} calls */
  const flash = (calls) => {
    newest.classList.remove("is-new");
    // Reading a size makes the browser begin the animation anew.
    void newest.offsetWidth;
    newest.classList.add("is-new");
    clearTimeout(flashing);
    flashing = window.setTimeout(() => newest.classList.remove("is-new"), FLASH);
    fill(told, ...calls.map(({ number, counter }) => `${say("board.told", { number, counter })} `));
  };
  return {
    parts: [head, body, lost, told],
    /** @param {Board} next */
    shows: (next) => {
      lost.hidden = true;
      if (next === board) return;
      board = next;
      const calls = fresh(next);
      draw();
      if (!calls.length) return;
      flash(calls);
      speaker.announce(calls);
    },
    /** @param {string | null} since when the last answer came */
    loses: (since) => {
      lost.hidden = false;
      fill(lost, icon("offline"), make("span", {}, ...(since ? twice("board.lost", { time: since }) : twice("board.starting"))));
    },
    stop: () => {
      clearInterval(timer);
      clearTimeout(flashing);
      speaker.turn(false);
    },
  };
}

/** @param {Called | undefined} call @param {boolean} open */
function newestCall(call, open) {
  const title = make("h2", { id: "newest-title" }, twice(call?.state === "serving" ? "board.serving" : "board.called"));
  if (!call) return [title, make("p", { class: "newest-none" }, twice(open ? "board.nobody" : "board.closed"))];
  const number = make("p", { class: "newest-number" }, call.number);
  const counter = make("p", { class: `newest-counter${call.counter.length > SHORT ? " is-long" : ""}` }, make("span", { class: "newest-label" }, twice("board.counter")), make("strong", {}, call.counter));
  return [title, make("div", { class: `newest-call is-${call.state}` }, number, icon("arrow-right"), counter)];
}

/** @param {Called[]} calls @param {number} turn */
function otherCalls(calls, turn) {
  const title = make("h2", { id: "others-title" }, twice("board.others"));
  if (!calls.length) return [title];
  // Who is called now is always there; who is served already takes turns.
  const shown = pageOf(calls, CALLS_SHOWN, calls.some(({ state }) => state === "called") ? 0 : turn);
  const lines = shown.map(({ number, counter, state }) => make("li", { class: `is-${state}` }, make("span", { class: "other-number" }, number), icon("arrow-right"), make("span", { class: "other-counter" }, counter)));
  return [title, make("ul", { class: "other-calls" }, ...lines)];
}

/** @param {Family[]} all @param {number} turn */
function queueLines(all, turn) {
  const title = make("h2", { id: "queue-title" }, twice("board.next"));
  const lines = pageOf(all, FAMILIES_SHOWN, turn).map((one) => make("li", { class: "family" }, make("p", { class: "family-name" }, make("span", { class: "family-letter" }, one.letter), make("span", { class: "family-words" }, one.name)), next(one), wait(one)));
  const pages = Math.ceil(all.length / FAMILIES_SHOWN);
  const dots = pages > 1 && make("p", { class: "dots", "aria-hidden": "true" }, ...Array.from({ length: pages }, (_, at) => make("span", { class: at === turn % pages ? "is-here" : "" })));
  return [title, lines.length ? make("ul", { class: "families" }, ...lines) : make("p", { class: "queue-none" }, twice("board.none-waiting")), dots];
}

/** @param {Family} family */
function next({ next: numbers }) {
  if (!numbers.length) return make("p", { class: "family-none" }, twice("board.none-waiting"));
  return make("p", { class: "family-next" }, ...numbers.slice(0, NEXT_SHOWN).map((number) => make("span", {}, number)));
}

/** @param {Family} family */
function wait({ wait_minutes: minutes, waiting }) {
  const count = waiting > NEXT_SHOWN && make("span", { class: "family-count" }, icon("crowd"), waiting, spoken(say("board.waiting")));
  return make("p", { class: "family-wait" }, icon("clock"), ...(minutes === null ? twice("board.no-counter") : minutesTwice(minutes)), count);
}

/** One line for both languages: the number need not be read twice. @param {number} count */
function minutesTwice(count) {
  return [make("span", {}, say("board.wait", { count })), make("span", { class: "second", lang: other() }, sayOther("board.minutes"))];
}

/** @template One @param {One[]} all @param {number} size @param {number} turn @returns {One[]} */
function pageOf(all, size, turn) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const at = (turn % pages) * size;
  return all.slice(at, at + size);
}

/** @param {ReturnType<typeof voice>} speaker */
function soundButton(speaker) {
  const button = make("button", { class: "sound", type: "button", "aria-pressed": "false" });
  const dress = () => {
    button.setAttribute("aria-pressed", String(speaker.isOn()));
    fill(button, icon(speaker.isOn() ? "sound" : "mute"), make("span", {}, say(speaker.able ? (speaker.isOn() ? "board.sound.off" : "board.sound.on") : "board.sound.unable")));
  };
  button.addEventListener("click", () => {
    speaker.turn(!speaker.isOn());
    dress();
  });
  if (!speaker.able) button.setAttribute("disabled", "");
  dress();
  return button;
}
