/** Announces calls with the browser's own voice, in Indonesian and then in English, one call after the other. */

import { LANGUAGES, language, say } from "../language.js";
import { digits, sayOther } from "./words.js";

/** @typedef {import("../board-feed.js").Called} Called */

const ACCENT = { id: "id-ID", en: "en-GB" };
// A voice that never says that it has finished must not silence the next call.
const LONGEST = 20_000;
// More than these at once are shown, but nobody could follow them any more.
const MOST = 6;
const PACE = 0.9;

/** A001 → "A nol nol satu". @param {string} name @param {"id" | "en"} spoken */
export function spell(name, spoken) {
  const words = digits(spoken);
  return [...name].map((sign) => words[Number(sign)] ?? sign).join(" ");
}

/** @param {Called} call @param {"id" | "en"} spoken */
export function sentence({ number, counter }, spoken) {
  const values = { number: spell(number, spoken), counter: spell(counter, spoken) };
  return spoken === language() ? say("board.voice.call", values) : sayOther("board.voice.call", values);
}

export function voice() {
  const able = "speechSynthesis" in window;
  let on = false;
  let speaking = false;
  /** @type {Called[]} */
  let queue = [];

  const next = async () => {
    if (speaking) return;
    speaking = true;
    for (let call = queue.shift(); call && on; call = queue.shift()) {
      for (const spoken of LANGUAGES) if (on) await utter(sentence(call, spoken), spoken);
    }
    speaking = false;
  };
  return {
    able,
    isOn: () => on,
    /** Browsers speak only after somebody touched the page; this is called from that touch. @param {boolean} wanted */
    turn: async (wanted) => {
      on = wanted && able;
      queue = [];
      if (!able) return;
      speechSynthesis.cancel();
      if (on) await utter(say("board.voice.on"), language());
    },
    /** @param {Called[]} calls */
    announce: (calls) => {
      if (!on) return;
      queue = [...queue, ...calls].slice(-MOST);
      next();
    },
  };
}

/** @param {string} words @param {"id" | "en"} spoken @returns {Promise<void>} when it is said, or has taken too long */
function utter(words, spoken) {
  return new Promise((resolve) => {
    const one = new SpeechSynthesisUtterance(words);
    const tooLong = setTimeout(() => (speechSynthesis.cancel(), resolve()), LONGEST);
    const done = () => (clearTimeout(tooLong), resolve());
    one.lang = ACCENT[spoken];
    one.voice = speechSynthesis.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(spoken)) ?? null;
    one.rate = PACE;
    one.onend = done;
    one.onerror = done;
    speechSynthesis.speak(one);
  });
}
