/** Starts the page of files: who has signed in, the office, then the list beside the one that is looked at. */

import { Problem } from "../api.js";
import { helpButton } from "../desk/frame.js";
import { STAFF, deskPage, main, toDesk } from "../desk/page.js";
import { refill } from "../desk/refill.js";
import { officer, session } from "../desk/session.js";
import { keyCap, watchKeys } from "../desk/shortcuts.js";
import { office } from "../desk/state.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { skeleton } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { tidy } from "../rules/reference.js";
import { openNew } from "./begin.js";
import { fileView } from "./file.js";
import { openFile, openFiles, take } from "./files.js";
import { KEYS } from "./help.js";
import { openLetter } from "./letter.js";
import { fileList } from "./list.js";
import { askWhy } from "./why.js";

/** @typedef {import("./files.js").File} File */
/** @typedef {import("./files.js").Line} Line */
/** @typedef {import("./files.js").Step} Step */

const CHANGED = "case-changed";
const REFRESH = 60_000;

const places = { list: make("section", { class: "list file-list" }), told: make("div", { class: "told", role: "status" }), file: make("div", { class: "file-place" }) };

/** @type {{list: Line[], open: string, turn: number}} */
const state = { list: [], open: "", turn: 0 };

const page = deskPage({
  words: { name: "cases.name", title: "cases.title", signIn: "sign-in.text", refused: "review.staff" },
  roles: STAFF,
  tools: () => [helpButton(KEYS)],
  load: openFiles,
  view: shown,
  forget: () => (state.open = ""),
});

/** @param {Line[]} list */
async function shown(list) {
  state.list = list;
  fill(places.told);
  fill(main, make("div", { class: "files" }, make("div", { class: "files-left" }, toDesk("back"), tools(), places.list), make("div", { class: "files-main" }, places.told, places.file)));
  showList();
  if (state.open) return open(state.open);
  fill(places.file, make("div", { class: "card file-none" }, icon("document"), make("h1", { tabindex: "-1" }, say("cases.choose")), make("p", {}, say("cases.choose.text"))));
}

/** A new file, a file by its number, and the way down the list for the keyboard. */
function tools() {
  const begin = make("button", { class: "button button-quiet tool", type: "button", "data-key": "new", "aria-keyshortcuts": "N", on: { click: () => openNew(officer()?.agency ?? "", (reference) => settle(reference)) } }, icon("plus"), make("span", {}, say("cases.new")), keyCap("N"));
  const below = make("button", { class: "button button-quiet tool", type: "button", "data-key": "below", "aria-keyshortcuts": "J", on: { click: stepDown } }, icon("down"), make("span", {}, say("cases.below")), keyCap("J"));
  const number = make("input", { id: "find", class: "input input-number", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 20 });
  const look = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (tidy(number.value)) open(tidy(number.value));
  };
  return make("div", { class: "files-tools" }, make("div", { class: "tools-row" }, begin, below), make("form", { class: "files-find", role: "search", on: { submit: look } }, make("label", { class: "field-label", for: "find" }, say("cases.find")), make("span", { class: "find-box" }, number, make("button", { class: "icon-button", type: "submit", "aria-label": say("cases.find") }, icon("search")))));
}

function stepDown() {
  const at = state.list.findIndex((one) => one.reference === state.open);
  const next = state.list[at + 1] ?? state.list[0];
  if (next) open(next.reference);
}

/** @param {string} reference */
async function open(reference) {
  state.open = reference;
  state.turn += 1;
  const mine = state.turn;
  showList();
  fill(places.file, skeleton(8));
  try {
    const file = await openFile(office()?.id ?? "", reference);
    if (mine === state.turn) showFile(file);
  } catch (error) {
    if (mine === state.turn && session()) fill(places.file, failure(error, () => open(reference), { heading: "h1" }));
  }
}

function showList() {
  refill(places.list, ...fileList(state.list, state.open, open));
}

/** @param {File} file @param {string} [key] of what the keyboard was on; else the reader begins at the top */
function showFile(file, key = "") {
  const done = (/** @type {Step} */ step, /** @type {Record<string, unknown>} */ more = {}) => carryOut(file, step, more);
  const quietly = (/** @type {Step} */ step, /** @type {Record<string, unknown>} */ more = {}) => done(step, more).catch((error) => session() && fill(places.told, failure(error, null)));
  const view = fileView(file, {
    advance: (milestone) => quietly("advance", { milestone }),
    pause: () => askWhy("pause", (wish) => done("pause", wish)),
    resume: () => quietly("resume"),
    refuse: () => askWhy("refuse", (wish) => done("refuse", wish)),
    letter: () => openLetter(file, () => done("letter/issue")),
    revoke: () => done("letter/revoke"),
  });
  fill(places.file, view);
  const back = key && /** @type {HTMLElement | null} */ (view.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (back) return back.focus();
  readFrom(view.querySelector("h1"));
  scrollTo(0, 0);
}

/** @param {File} file @param {Step} step @param {Record<string, unknown>} more */
async function carryOut(file, step, more) {
  const key = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.key ?? "";
  try {
    const after = await take(file, step, more);
    fill(places.told, make("p", { class: "done-words" }, icon("check"), say(`cases.done.${step.replace("/", "-")}`)));
    showFile(after, key);
    refresh();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== CHANGED) throw error;
    // Somebody else was quicker: what is true now is shown instead.
    await refresh();
    await open(file.reference);
    fill(places.told, notice("warning", say("cases.changed"), make("p", {}, wordsOf(error)), { role: "alert" }));
  }
}

/** A new file is looked at, and the list knows it. @param {string} reference */
async function settle(reference) {
  await refresh();
  await open(reference);
}

async function refresh() {
  const here = office();
  if (!here || !session()) return;
  const list = await openFiles(here.id).catch(() => null);
  if (!list || office()?.id !== here.id) return;
  state.list = list;
  if (main.contains(places.list)) showList();
}

watchKeys();
setInterval(() => !document.hidden && refresh(), REFRESH);
page.start();
