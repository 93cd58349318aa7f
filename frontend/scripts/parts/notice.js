/** Boxes that say something important, and errors turned into words. */

import { Problem, Unreachable } from "../api.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

/** @typedef {"info" | "good" | "warning" | "wrong"} Mood */

const SIGNS = { info: "info", good: "check", warning: "info", wrong: "alert" };

/**
 * @param {Mood} mood
 * @param {string} title
 * @param {import("../dom.js").Child} [content]
 * @param {{heading?: keyof HTMLElementTagNameMap, role?: string}} [form]
 */
export function notice(mood, title, content = null, { heading = "p", role } = {}) {
  const head = make(heading, { class: "notice-title" }, title);
  const inside = make("div", { class: "notice-inside" }, head, ...[content].flat());
  return make("div", { class: `notice notice-${mood}`, role }, icon(SIGNS[mood]), inside);
}

/**
 * @param {unknown} error
 * @param {(() => unknown) | null} retry
 * @param {{heading?: keyof HTMLElementTagNameMap, title?: string}} [form]
 */
export function failure(error, retry, { heading = "p", title = say("failure.title") } = {}) {
  const again = retry && make("button", { class: "button button-quiet", type: "button", on: { click: retry } }, icon("retry"), say("failure.retry"));
  // Without a network a page's own module may be what is missing.
  if (error instanceof Unreachable ? error.reason === "offline" : !navigator.onLine) {
    return notice("warning", say("failure.offline.title"), [make("p", {}, say("failure.offline.text")), again], { heading, role: "alert" });
  }
  return notice("wrong", title, [make("p", {}, wordsOf(error)), again], { heading, role: "alert" });
}

/** What went wrong in the citizen's language: the server's own sentence where it gave one. @param {unknown} error @returns {string} */
export function wordsOf(error) {
  if (error instanceof Unreachable) return say(`failure.${error.reason}.text`);
  if (!(error instanceof Problem)) return say("failure.page");
  // The server's own sentence says how long to wait, where that is known.
  if (error.detail) return error.detail;
  const wait = error.wait && error.wait > 5 ? ` ${say("failure.wait", { count: Math.ceil(error.wait / 60) })}` : "";
  return `${say("failure.server")}${wait}`;
}
