/** Starts the review of documents: who has signed in, the office, then what waits beside the one that is looked at. */

import { Problem } from "../api.js";
import { helpButton } from "../desk/frame.js";
import { STAFF, deskPage, main, toDesk } from "../desk/page.js";
import { refill } from "../desk/refill.js";
import { session } from "../desk/session.js";
import { watchKeys } from "../desk/shortcuts.js";
import { office } from "../desk/state.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { skeleton } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { inLanguage } from "../rules/documents.js";
import { KEYS } from "./help.js";
import { paperView } from "./paper.js";
import { decide, openPaper, waitingPapers } from "./papers.js";
import { queueList } from "./queue.js";

/** @typedef {import("./papers.js").Paper} Paper */
/** @typedef {import("./papers.js").Waiting} Waiting */

const CHANGED = 409;
const GONE = 404;
const REFRESH = 30_000;
const OPEN = "needs-officer";

const places = { list: make("section", { class: "list review-list" }), told: make("div", { class: "told", role: "status" }), paper: make("div", { class: "review-place" }) };

/** @type {{list: Waiting[], open: string, turn: number}} */
const state = { list: [], open: "", turn: 0 };

const page = deskPage({
  words: { name: "review.name", title: "review.title", signIn: "sign-in.text", refused: "review.staff" },
  roles: STAFF,
  tools: () => [helpButton(KEYS)],
  load: waitingPapers,
  view: shown,
  forget: () => (state.open = ""),
});

/** @param {Waiting[]} list */
async function shown(list) {
  state.list = list;
  fill(places.told);
  fill(main, make("div", { class: "review" }, make("div", { class: "review-left" }, toDesk("back"), places.list), make("div", { class: "review-main" }, places.told, places.paper)));
  await open(list.some((one) => one.reference === state.open) ? state.open : (list[0]?.reference ?? ""));
}

/** @param {string} reference "" when nothing waits */
async function open(reference) {
  state.open = reference;
  state.turn += 1;
  const mine = state.turn;
  showList();
  if (!reference) return showNothing();
  fill(places.paper, skeleton(8));
  try {
    const paper = await openPaper(office()?.id ?? "", reference);
    if (mine === state.turn) showPaper(paper);
  } catch (error) {
    if (mine !== state.turn || !session()) return;
    if (error instanceof Problem && error.status === GONE) return changed(error);
    fill(places.paper, failure(error, () => open(reference), { heading: "h1" }));
  }
}

function showList() {
  refill(places.list, ...queueList(state.list, state.open, open));
}

function showNothing() {
  const again = make("button", { class: "button button-quiet", type: "button", on: { click: page.show } }, icon("retry"), say("review.look-again"));
  fill(places.paper, make("div", { class: "card review-done" }, icon("check"), make("h1", { tabindex: "-1" }, say("review.all-done")), make("p", {}, say("review.all-done.text")), again));
  readFrom(places.paper.querySelector("h1"));
}

/** @param {Paper} paper @param {string} [key] of what the keyboard was on; else the reader begins at the top */
function showPaper(paper, key = "") {
  const here = office()?.id ?? "";
  const decided = async (/** @type {"accept" | "reject"} */ act, /** @type {Record<string, unknown>} */ more = {}) => {
    try {
      await decide(here, paper, act, more);
    } catch (error) {
      if (error instanceof Problem && error.status === CHANGED) return changed(error);
      if (act === "reject") throw error;
      return fill(places.told, failure(error, null));
    }
    fill(places.told, make("p", { class: "done-words" }, icon("check"), say(`review.done.${act}`, { name: inLanguage(paper.kind_name, language()) })));
    await onward(paper.reference);
  };
  const correct = async (/** @type {string} */ field, /** @type {string} */ value) => {
    try {
      const after = await decide(here, paper, "correct", { field, value });
      fill(places.told, make("p", { class: "done-words" }, icon("check"), say("review.done.correct")));
      showPaper(after, `edit-${field}`);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== CHANGED) throw error;
      await changed(error);
    }
  };
  const view = paperView(paper, { accept: () => decided("accept"), reject: (reasons, words) => decided("reject", { reasons, words }), correct, next: () => onward(paper.reference, { stays: true }), again: () => open(paper.reference) }, { isOpen: !paper.state || paper.state === OPEN });
  fill(places.paper, view);
  const back = key && /** @type {HTMLElement | null} */ (view.querySelector(`[data-key="${CSS.escape(key)}"]`));
  if (back) return back.focus();
  readFrom(view.querySelector("h1"));
  scrollTo(0, 0);
}

/** Somebody else, or the citizen, was quicker: what is true now is shown instead. @param {Problem} error */
async function changed(error) {
  const before = state.open;
  await refresh();
  const still = state.list.some((one) => one.reference === before);
  fill(places.told, notice("warning", say("review.changed"), [make("p", {}, wordsOf(error)), make("p", {}, say(still ? "review.changed.again" : "review.changed.gone"))], { role: "alert" }));
  await open(still ? before : (state.list[0]?.reference ?? ""));
}

/** The one after it opens, and the list forgets what was decided. @param {string} reference @param {{stays?: boolean}} [manner] */
async function onward(reference, { stays = false } = {}) {
  const at = state.list.findIndex((one) => one.reference === reference);
  const others = state.list.filter((one) => one.reference !== reference);
  const next = state.list[at + 1] ?? others[0];
  if (stays && !others.length) return fill(places.told, make("p", { class: "done-words" }, say("review.last")));
  if (stays) fill(places.told);
  else state.list = others;
  await open(next?.reference ?? "");
  refresh();
}

/** What has come in since; the document that is looked at stays. */
async function refresh() {
  const here = office();
  if (!here || !session()) return;
  const list = await waitingPapers(here.id).catch(() => null);
  if (!list || office()?.id !== here.id) return;
  state.list = list;
  if (main.contains(places.list)) showList();
}

watchKeys();
setInterval(() => !document.hidden && refresh(), REFRESH);
page.start();
