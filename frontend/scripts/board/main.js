/** Starts the board for a television: `board.html#/<office>`, or the choice of an office. Made to run for days. */

import { follow, read } from "../board-feed.js";
import { fill, make } from "../dom.js";
import { blossom } from "../icons.js";
import { learn, say, wantedLanguage } from "../language.js";
import { clock } from "./clock.js";
import { learnOther, twice } from "./words.js";
import { screen } from "./screen.js";

const AGAIN = 5_000;
// An office that was published just now takes a minute to be known everywhere.
const UNKNOWN_AGAIN = 15_000;

/** Ends what the last address started. */
let leave = () => {};
let turn = 0;

async function start() {
  document.documentElement.lang = wantedLanguage();
  await Promise.all([learn("board"), learnOther()]);
  addEventListener("hashchange", show);
  await show();
  keepShell();
}

function office() {
  return decodeURIComponent(location.hash.replace(/^#\/?/, "").split("?")[0] ?? "");
}

async function show() {
  turn += 1;
  const mine = turn;
  leave();
  leave = () => {};
  const page = /** @type {HTMLElement} */ (document.getElementById("board"));
  page.setAttribute("aria-busy", "true");
  const wanted = office();
  const offices = await listed(() => mine === turn);
  if (mine !== turn) return;
  const found = offices.find((one) => one.id === wanted);
  page.removeAttribute("aria-busy");
  if (!found) return missing(page, offices, wanted);
  document.title = `${say("board.title")} – ${found.name}`;
  leave = watch(page, found);
}

/** The offices, asked for until they come: a television that starts before its network must get there by itself. @param {() => boolean} goesOn */
async function listed(goesOn) {
  for (;;) {
    try {
      /** @type {{offices: {id: string, name: string, time_zone: string}[]}} */
      const answer = await read("/offices", { kept: false });
      return answer.offices;
    } catch {
      const page = /** @type {HTMLElement} */ (document.getElementById("board"));
      fill(page, make("div", { class: "board-choice" }, make("h1", {}, say("board.title")), make("p", { role: "status" }, twice("board.starting"))));
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      if (!goesOn()) return [];
    }
  }
}

/**
 * The offices to choose from. A wanted one may yet come: a television that was set up early must get there by itself.
 * @param {HTMLElement} page @param {{id: string, name: string}[]} offices @param {string} wanted
 */
function missing(page, offices, wanted) {
  fill(page, ...choice(offices, wanted));
  if (!wanted) return;
  // Looked for beside the page: whoever chooses by keyboard meanwhile keeps their place.
  const timer = setInterval(async () => {
    const known = await read("/offices", { kept: false }).catch(() => null);
    if (known?.offices.some((/** @type {{id: string}} */ { id }) => id === wanted) && office() === wanted) show();
  }, UNKNOWN_AGAIN);
  leave = () => clearInterval(timer);
}

/** @param {{id: string, name: string}[]} offices @param {string} wanted */
function choice(offices, wanted) {
  document.title = say("board.title");
  const links = offices.map(({ id, name }) => make("li", {}, make("a", { href: `#/${encodeURIComponent(id)}` }, name)));
  const odd = wanted && make("p", { role: "alert" }, say("board.unknown", { office: wanted }));
  return [make("div", { class: "board-choice" }, blossom(), make("h1", {}, say("board.choose")), odd, make("ul", {}, ...links))];
}

/** @param {HTMLElement} page @param {{id: string, name: string, time_zone: string}} where @returns {() => void} ends it */
function watch(page, where) {
  const time = clock(where.time_zone);
  const shown = screen(where.name, time.box);
  fill(page, ...shown.parts);
  const stop = follow(where.id, {
    hidden: 0,
    shows: (board) => shown.shows(board),
    loses: (since) => shown.loses(since && time.spell(since)),
  });
  return () => {
    stop();
    time.stop();
    shown.stop();
  };
}

/** Beside the shell of the site, so that the board comes up again after a power cut without a network. */
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("service-worker.js");
    await navigator.serviceWorker.ready;
    const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
    const ours = loaded.filter(({ origin, pathname }) => origin === location.origin && !pathname.endsWith("/board"));
    for (const { href } of [new URL(location.pathname, location.href), ...ours]) await fetch(href, { cache: "force-cache" });
  } catch {
    // A browser without a keeper of the shell shows the board all the same.
  }
}

start().catch(() => setTimeout(() => location.reload(), 2 * AGAIN));
