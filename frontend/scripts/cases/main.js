/** Starts the page of files: who has signed in, the office, then the list beside the one that is looked at. */

import { Problem, ask, part } from "../api.js";
import { officeChoice } from "../desk/choose.js";
import { helpButton, showFrame } from "../desk/frame.js";
import { refill } from "../desk/refill.js";
import { endSession, officer, session, whenEnded } from "../desk/session.js";
import { keyCap, watchKeys } from "../desk/shortcuts.js";
import { signInForm } from "../desk/sign-in.js";
import { chosenOffice, leaveDesk, office, setOffice } from "../desk/state.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { say, speak, speakAlso, wantedLanguage } from "../language.js";
import { passes, watchConnection } from "../parts/connection.js";
import { skeleton, skeletonPage } from "../parts/loading.js";
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

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const STAFF = ["officer", "manager", "admin"];
const CHANGED = "case-changed";
const REFRESH = 60_000;

const ways = { turned: show, left };
const frame = () => showFrame(ways, { name: say("cases.name"), tools: () => [helpButton(KEYS)] });
const places = { list: make("section", { class: "list file-list" }), told: make("div", { class: "told", role: "status" }), file: make("div", { class: "file-place" }) };

/** @type {{list: Line[], open: string, turn: number}} */
const state = { list: [], open: "", turn: 0 };

async function show() {
  frame();
  document.title = say("cases.title");
  if (!session()) return showSignIn();
  if (!STAFF.includes(officer()?.role ?? "")) return fill(main, make("div", { class: "column column-narrow" }, notice("info", say("review.staff"), toDesk("button"), { heading: "h1" })));
  const id = officer()?.office || chosenOffice();
  if (!id) return fill(main, officeChoice(show));
  fill(main, ...skeletonPage());
  try {
    const [found, list] = await Promise.all([ask(`/offices/${part(id)}`), openFiles(id)]);
    setOffice(found);
    frame();
    state.list = list;
    fill(places.told);
    fill(main, make("div", { class: "files" }, make("div", { class: "files-left" }, toDesk("back"), tools(), places.list), make("div", { class: "files-main" }, places.told, places.file)));
    showList();
    if (state.open) await open(state.open);
    else fill(places.file, make("div", { class: "card file-none" }, icon("document"), make("h1", { tabindex: "-1" }, say("cases.choose")), make("p", {}, say("cases.choose.text"))));
  } catch (error) {
    if (session()) fill(main, make("div", { class: "column" }, failure(error, show, { heading: "h1" })));
  }
}

function showSignIn() {
  fill(main, signInForm(show, { title: say("sign-in.title"), text: say("sign-in.text") }));
  /** @type {HTMLElement | null} */ (main.querySelector("#email"))?.focus();
}

/** @param {string} look */
function toDesk(look) {
  return make("a", { class: look, href: `desk.html${location.search}` }, look === "back" && icon("arrow-left"), say("plan.desk"));
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

function left() {
  endSession();
  leaveDesk();
  state.open = "";
  show();
}

async function start() {
  speakAlso("desk");
  await speak(wantedLanguage()).catch(() => speak("id"));
  watchConnection();
  watchKeys();
  setInterval(() => !document.hidden && refresh(), REFRESH);
  whenEnded(() => {
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
    show();
  });
  await show();
}

start().catch(() => passes(false));
