/** The language of the page and its messages. Every sentence a citizen reads comes from messages/<language>.json or the server. */

import { lasting } from "./memory/browser-store.js";

/** @typedef {"id" | "en"} Language */
/** @typedef {Record<string, string | number>} Values */

const SHELF = "language";
/** @type {Language[]} */
export const LANGUAGES = ["id", "en"];

/** @type {Record<string, string | string[] | Record<string, string>>} */
let messages = {};

/** @returns {Language} */
export function language() {
  return document.documentElement.lang === "en" ? "en" : "id";
}

/** What the address asks for, then what was chosen before. @returns {Language | undefined} */
export function knownLanguage() {
  const asked = new URLSearchParams(location.search).get("language");
  return LANGUAGES.find((one) => one === asked) ?? LANGUAGES.find((one) => one === lasting.get(SHELF));
}

/** Bahasa Indonesia for who said nothing. @returns {Language} */
export function wantedLanguage() {
  return knownLanguage() ?? "id";
}

/** Catalogues beside the citizens' own, for the pages of the office. @type {string[]} */
const beside = [];

/** @param {string} catalogue for example "desk", for messages/desk.<language>.json */
export function speakAlso(catalogue) {
  beside.push(`${catalogue}.`);
}

/** @param {Language} chosen */
export async function speak(chosen) {
  const read = await Promise.all(["", ...beside].map((name) => wordsIn(`messages/${name}${chosen}.json`)));
  messages = Object.assign({}, ...read);
  document.documentElement.lang = chosen;
}

/** @type {Map<string, typeof messages>} */
const learnt = new Map();

/** Adds the words of a part of the site that few open, in the language of the page. @param {string} part for example "visit" */
export async function learn(part) {
  const file = `messages/${part}.${language()}.json`;
  const words = learnt.get(file) ?? (await wordsIn(file));
  learnt.set(file, words);
  messages = { ...messages, ...words };
}

/** @param {string} file @returns {Promise<typeof messages>} */
export async function wordsIn(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
}

/** The citizen's own choice: kept on the phone, and in the address when it is named there. @param {Language} chosen */
export async function switchLanguage(chosen) {
  await speak(chosen);
  lasting.set(SHELF, chosen);
  const address = new URL(location.href);
  if (!address.searchParams.has("language")) return;
  address.searchParams.set("language", chosen);
  history.replaceState(history.state, "", address);
}

/**
 * A message with its values filled in. A message with plural forms is chosen by `count`.
 * @param {string} key
 * @param {Values} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  return sayIn(messages, language(), key, values);
}

/** The same from any words in any language. @param {typeof messages} words @param {Language} spoken @param {string} key @param {Values} [values] */
export function sayIn(words, spoken, key, values = {}) {
  let message = words[key];
  if (message && typeof message === "object" && !Array.isArray(message)) {
    const form = new Intl.PluralRules(spoken).select(Number(values.count));
    message = message[form] ?? message.other;
  }
  if (typeof message !== "string") return key;
  return message.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** A message that is a list. @param {string} key @returns {string[]} */
export function sayAll(key) {
  const message = messages[key];
  return Array.isArray(message) ? message : [];
}

/** Whether there is a message for a word the server may have invented since. @param {string} key */
export function knows(key) {
  return key in messages;
}
