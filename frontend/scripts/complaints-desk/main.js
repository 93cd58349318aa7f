/** Starts the desk page of complaints: the list in the order of the clocks beside the one that is looked at, or the manager's figures. */

import { Problem, ask } from "../api.js";
import { helpButton } from "../desk/frame.js";
import { HEADS, STAFF, deskPage, isHead, main, toDesk } from "../desk/page.js";
import { refill } from "../desk/refill.js";
import { officer, session } from "../desk/session.js";
import { keyCap, watchKeys } from "../desk/shortcuts.js";
import { office } from "../desk/state.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { skeleton } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { groups, tidy } from "../rules/reference.js";
import { askFor } from "./asking.js";
import { complaintsOf, openComplaint, openIdentity, take, takeAll } from "./complaints.js";
import { filterBar } from "./filters.js";
import { showIdentity } from "./identity.js";
import { KEYS } from "./keys.js";
import { bulkBar, complaintList } from "./list.js";
import { complaintView } from "./one.js";

/** @typedef {import("./complaints.js").Complaint} Complaint */
/** @typedef {import("./complaints.js").Line} Line */
/** @typedef {import("./forms.js").City} City */

const CHANGED = "complaint-changed";
const FIGURES = "#figures";
const REFRESH = 60_000;

const places = { list: make("section", { class: "list file-list" }), bulk: make("div", { class: "bulk-place" }), told: make("div", { class: "told", role: "status" }), one: make("div", { class: "file-place" }) };

/** @type {{list: Line[], leftOff: number, open: string, turn: number, chosen: Set<string>, city: City, filters: import("./complaints.js").Filters}} */
const state = { list: [], leftOff: 0, open: "", turn: 0, chosen: new Set(), city: { categories: [], offices: [], agencies: [] }, filters: { state: "", category: "", level: "", mine: "" } };

const page = deskPage(
  {
    words: { name: "complaint.name", title: "complaint.title", signIn: "sign-in.text", refused: "review.staff" },
    roles: STAFF,
    tools: () => [helpButton(KEYS)],
    load: (id) => Promise.all([complaintsOf(id, state.filters), ask("/complaints/categories"), ask("/offices")]),
    view: shown,
    forget: () => {
      state.open = "";
      state.chosen.clear();
    },
  },
  { catalogues: ["complaints", "complaints-desk"] },
);

/** @param {[{complaints: Line[], left_off: number}, {categories: import("./forms.js").Named[]}, {offices: import("./forms.js").Named[]}]} found */
async function shown([{ complaints, left_off: leftOff }, { categories }, { offices }]) {
  const agencies = new Map((office()?.services ?? []).map((one) => [/** @type {{agency_id: string}} */ (/** @type {unknown} */ (one)).agency_id, one.agency]));
  Object.assign(state, { list: complaints, leftOff });
  state.city = { categories, offices: offices.filter(({ id }) => id !== office()?.id), agencies: [...agencies].map(([id, name]) => ({ id, name })) };
  fill(places.told);
  if (location.hash === FIGURES && isHead()) return showFigures();
  fill(main, make("div", { class: "files complaints-desk" }, make("div", { class: "files-left" }, top(false), tools(), filterBar(state.filters, categories, refresh), places.bulk, places.list), make("div", { class: "files-main" }, places.told, places.one)));
  showList();
  const named = tidy(location.hash.slice(1));
  if (state.open || named) return open(state.open || named);
  fill(places.one, make("div", { class: "card file-none" }, icon("pen"), make("h1", { tabindex: "-1" }, say("complaint.choose")), make("p", {}, say("complaint.choose.text"))));
}

/** @param {boolean} figures */
function top(figures) {
  const tab = (/** @type {string} */ href, /** @type {string} */ words, /** @type {boolean} */ here) => make("a", { class: "tab", href, "aria-current": here ? "page" : null }, words);
  return make("div", { class: "complaints-top" }, toDesk("back"), HEADS.includes(officer()?.role ?? "") && make("nav", { class: "tabs", "aria-label": say("complaint.name") }, tab("#", say("complaint.list"), !figures), tab(FIGURES, say("complaint.figures"), figures)));
}

async function showFigures() {
  const { figuresPage } = await import("./figures.js");
  fill(main, make("div", { class: "column figures-page" }, top(true), figuresPage(office()?.id ?? "")));
  readFrom(main.querySelector("h1"));
}

function tools() {
  const below = make("button", { class: "button button-quiet tool", type: "button", "data-key": "below", "aria-keyshortcuts": "J", on: { click: stepDown } }, icon("down"), make("span", {}, say("cases.below")), keyCap("J"));
  const number = make("input", { id: "find", class: "input input-number", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 20 });
  const look = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (tidy(number.value)) open(tidy(number.value));
  };
  return make("div", { class: "files-tools" }, make("form", { class: "files-find", role: "search", on: { submit: look } }, make("label", { class: "field-label", for: "find" }, say("complaint.find")), make("span", { class: "find-box" }, number, make("button", { class: "icon-button", type: "submit", "aria-label": say("complaint.find") }, icon("search")))), below);
}

function stepDown() {
  const at = state.list.findIndex((one) => one.reference === state.open);
  const next = state.list[at + 1] ?? state.list[0];
  if (next) open(next.reference);
}

function showList() {
  const known = new Set(state.list.map((one) => one.reference));
  for (const one of state.chosen) if (!known.has(one)) state.chosen.delete(one);
  refill(places.list, ...complaintList(state, { open, chose: showBulk }));
  showBulk();
}

function showBulk() {
  const none = () => {
    state.chosen.clear();
    showList();
  };
  bulkBar(places.bulk, state.chosen.size, (act) => (act === "merge" ? askFor("merge", blank(), state.city, (body) => bulk(act, body)) : bulk(act, act === "assign" ? { officer: "me" } : {}).catch(tell)), none);
}

/** The first that is ticked stands for all in the form. */
function blank() {
  return /** @type {Complaint} */ (/** @type {unknown} */ ({ ...state.list.find((one) => state.chosen.has(one.reference)), templates: [] }));
}

/** @param {string} act @param {Record<string, unknown>} more */
async function bulk(act, more) {
  const outcome = await takeAll(act, state.list.filter((one) => state.chosen.has(one.reference)), more);
  const refused = outcome.refused.map(({ reference, code }) => make("li", {}, `${groups(reference).join(" ")}: ${knows(`complaint.refused.${code}`) ? say(`complaint.refused.${code}`) : code}`));
  state.chosen.clear();
  fill(places.told, notice(refused.length ? "warning" : "good", say("complaint.bulk.done", { count: outcome.done.length }), refused.length > 0 && [make("p", {}, say("complaint.bulk.refused", { count: refused.length })), make("ul", {}, ...refused)]));
  await refresh();
  if (state.open) await open(state.open, { quietly: true });
}

/** @param {unknown} error */
function tell(error) {
  if (session()) fill(places.told, failure(error, null));
}

/** @param {string} reference @param {{quietly?: boolean}} [manner] */
async function open(reference, { quietly = false } = {}) {
  state.open = reference;
  state.turn += 1;
  const mine = state.turn;
  showList();
  if (!quietly) {
    fill(places.told);
    fill(places.one, skeleton(8));
  }
  try {
    const one = await openComplaint(reference);
    if (mine === state.turn) showOne(one);
  } catch (error) {
    if (mine === state.turn && session()) fill(places.one, failure(error, () => open(reference), { heading: "h1" }));
  }
}

/** @param {Complaint} one @param {string} [key] of what the keyboard was on; else the reader begins at the top */
function showOne(one, key = "") {
  const act = (/** @type {string} */ name) => (name === "start" ? carryOut(one, name, {}).catch(tell) : askFor(name, one, state.city, (body) => carryOut(one, name, body)));
  const identity = () => askFor("identity", one, state.city, async (body) => {
    const known = await openIdentity(one, body);
    await open(one.reference, { quietly: true });
    setTimeout(() => showIdentity(known));
  });
  const view = complaintView(one, { act, identity, questions: questionsOf(one) });
  fill(places.one, view);
  const back = key && /** @type {HTMLElement | null} */ (view.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (back) return back.focus();
  readFrom(view.querySelector("h1"));
  scrollTo(0, 0);
}

/** The words of its category's questions and of their choices, by their ids. @param {Complaint} one */
function questionsOf({ category }) {
  const all = state.city.categories.find(({ id }) => id === category)?.questions ?? [];
  return new Map(all.flatMap(({ id, name, choices = [] }) => [/** @type {[string, string]} */ ([id, name]), ...choices.map((one) => /** @type {[string, string]} */ ([`${id}/${one.id}`, one.name]))]));
}

/** @param {Complaint} one @param {string} act @param {Record<string, unknown>} body */
async function carryOut(one, act, body) {
  try {
    const after = await take(one, act, body);
    fill(places.told, make("p", { class: "done-words" }, icon("check"), say(`complaint.done.${act}`)));
    showOne(after, `act-${act}`);
    refresh();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== CHANGED) throw error;
    // Somebody else, or the citizen, was quicker: what is true now is shown instead.
    await refresh();
    await open(one.reference, { quietly: true });
    fill(places.told, notice("warning", say("complaint.changed"), make("p", {}, wordsOf(error)), { role: "alert" }));
    throw error;
  }
}

async function refresh() {
  const here = office();
  if (!here || !session()) return;
  const found = await complaintsOf(here.id, state.filters).catch(() => null);
  if (!found || office()?.id !== here.id) return;
  Object.assign(state, { list: found.complaints, leftOff: found.left_off });
  if (main.contains(places.list)) showList();
}

watchKeys();
setInterval(() => !document.hidden && refresh(), REFRESH);
addEventListener("hashchange", page.show);
page.start();
