/** A board in a room speaks to everybody at once: the page's language large, the other one beside it. */

import { make } from "../dom.js";
import { LANGUAGES, language, say, sayIn, wordsIn } from "../language.js";

/** @typedef {import("../language.js").Values} Values */

/** @type {Record<string, any>} */
let others = {};

export function other() {
  return LANGUAGES.find((one) => one !== language()) ?? "id";
}

export async function learnOther() {
  others = await wordsIn(`messages/board.${other()}.json`);
}

/** In the other language. @param {string} key @param {Values} [values] */
export function sayOther(key, values) {
  return sayIn(others, other(), key, values);
}

/** Both, the second smaller. @param {string} key @param {Values} [values] */
export function twice(key, values) {
  return [make("span", { class: "first" }, say(key, values)), make("span", { class: "second", lang: other() }, sayOther(key, values))];
}

/** The ten digits as they are said. @param {"id" | "en"} spoken @returns {string[]} */
export function digits(spoken) {
  const key = "board.voice.digits";
  return (spoken === language() ? say(key) : sayOther(key)).split(" ");
}
