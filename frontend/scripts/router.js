/**
 * Pages live behind the # of the address: the server only ever sees static files, and what stands there (a reference,
 * a search) is never sent to it.
 */

import { fill, readFrom } from "./dom.js";
import { say } from "./language.js";
import { skeletonPage } from "./parts/loading.js";
import { failure } from "./parts/notice.js";

/** @typedef {{parameters: string[], query: URLSearchParams}} Visit */
/** @typedef {{title: string, body: Node[]}} Page */
/** @typedef {(visit: Visit) => Promise<Page> | Page} PageMaker */

/** @type {[RegExp, () => Promise<{page: PageMaker}>][]} */
const ROUTES = [
  [/^\/?$/, () => import("./pages/home.js")],
  [/^\/service\/([^/]+)$/, () => import("./pages/service.js")],
  [/^\/office\/([^/]+)$/, () => import("./pages/office.js")],
  [/^\/book\/([^/]+)\/([^/]+)$/, () => import("./pages/times.js")],
  [/^\/book\/([^/]+)\/([^/]+)\/details$/, () => import("./pages/details.js")],
  [/^\/booked\/([^/]+)$/, () => import("./pages/booked.js")],
  [/^\/status(?:\/([^/]+))?$/, () => import("./pages/status.js")],
  [/^\/move\/([^/]+)$/, () => import("./pages/move.js")],
  [/^\/ticket\/([^/]+)$/, () => import("./pages/ticket.js")],
  [/^\/rate\/([^/]+)$/, () => import("./ratings/rate.js")],
  [/^\/verify(?:\/([^/]+))?$/, () => import("./pages/verify.js")],
  [/^\/complain(?:\/(sent))?$/, () => import("./complaints/form.js")],
  [/^\/complaint\/([^/]+)$/, () => import("./complaints/follow.js")],
  [/^\/complaints(?:\/([^/]+))?$/, () => import("./complaints/public.js")],
];

const missing = () => import("./pages/missing.js");

let turn = 0;

/** @returns {{path: string, query: URLSearchParams}} */
function here() {
  const [path = "/", query = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path || "/", query: new URLSearchParams(query) };
}

/**
 * Shows the page that the address names.
 * @param {{focus: boolean}} manner whether the reading position moves to the new page's heading
 */
export async function show({ focus }) {
  turn += 1;
  const mine = turn;
  const main = /** @type {HTMLElement} */ (document.getElementById("main"));
  main.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => mine === turn && fill(main, ...skeletonPage()), 160);
  const { title, body } = await pageHere().catch((error) => brokenPage(error));
  clearTimeout(waiting);
  if (mine !== turn) return;
  main.removeAttribute("aria-busy");
  document.title = title === say("site.name") ? title : `${title} – ${say("site.name")}`;
  fill(main, ...body);
  if (!focus) return;
  readFrom(main.querySelector("h1"));
  scrollTo(0, 0);
}

/** @returns {Promise<Page>} */
async function pageHere() {
  const { path, query } = here();
  for (const [pattern, load] of ROUTES) {
    const match = pattern.exec(path);
    if (!match) continue;
    const { page } = await load();
    return page({ parameters: match.slice(1).map((one) => (one ? decodeURIComponent(one) : "")), query });
  }
  return (await missing()).page({ parameters: [], query });
}

/** @param {unknown} error @returns {Page} */
function brokenPage(error) {
  return { title: say("failure.title"), body: [failure(error, () => show({ focus: true }), { heading: "h1" })] };
}

/** @param {string} address for example "#/status" */
export function go(address) {
  if (location.hash === address) show({ focus: true });
  else location.hash = address;
}

/** Goes on without leaving a step to come back to. @param {string} address */
export function replace(address) {
  location.replace(address);
}

/** Notes a choice in the address without turning the page. @param {Record<string, string>} changes */
export function note(changes) {
  const { path, query } = here();
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const rest = query.toString();
  history.replaceState(history.state, "", `#${path}${rest ? `?${rest}` : ""}`);
}

export function startRouter() {
  addEventListener("hashchange", () => show({ focus: true }));
  return show({ focus: false });
}
