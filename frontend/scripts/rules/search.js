/**
 * Finds services by everyday words: every word typed is compared with every word of a service's name, other names,
 * summary and agency. Whole words count most, then beginnings and endings, abbreviations, slips of the finger and likeness
 * of letters; rare words weigh more than common ones.
 */

/** @typedef {import("../catalogue.js").Service} Service */
/** @typedef {{word: string, pieces: Set<string>}} Token */
/** @typedef {{service: Service, words: Map<string, number>, called: Set<string>}} Entry */
/** @typedef {{entries: Entry[], tokens: Token[], rarity: Map<string, number>, ignored: Set<string>}} Index */

const WEIGHTS = { name: 1, aliases: 0.95, agency: 0.6, summary: 0.5 };
const BEGINNING = 0.85;
const ENDING = 0.9;
const SKELETON = 0.75;
const SLIP = 0.8;
const ALIKE = 0.45;
// A typed word that nothing here knows says little about what is not wanted.
const STRANGER = 0.25;
const GOOD_ENOUGH = 0.2;
const NEAR_THE_BEST = 0.5;

/** @param {string} text @returns {string[]} */
export function wordsOf(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replace(/e-ktp|ktp-el\b/g, "ktp").split(/[^a-z0-9]+/).filter(Boolean);
}

/** @param {string} word @returns {Set<string>} */
function piecesOf(word) {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}

/** @param {Service[]} services @param {string[]} ignored words that say nothing, such as "want" @returns {Index} */
export function indexOf(services, ignored) {
  const entries = services.map((service) => ({ service, words: weigh(service), called: namesOf(service) }));
  /** @type {Map<string, number>} */
  const rarity = new Map();
  for (const { words } of entries) for (const word of words.keys()) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  for (const [word, count] of rarity) rarity.set(word, Math.log(1 + entries.length / count));
  const tokens = [...rarity.keys()].map((word) => ({ word, pieces: piecesOf(word) }));
  return { entries, tokens, rarity, ignored: new Set(ignored) };
}

/** Everything it is called, spelled alike. @param {Service} service @returns {Set<string>} */
function namesOf({ name, aliases = [] }) {
  return new Set([name, ...aliases].map((one) => wordsOf(one).join(" ")));
}

/** @param {Service} service @returns {Map<string, number>} word → weight of the best field it stands in */
function weigh(service) {
  /** @type {Map<string, number>} */
  const words = new Map();
  for (const [field, weight] of Object.entries(WEIGHTS)) {
    const text = [service[/** @type {keyof typeof WEIGHTS} */ (field)]].flat().join(" ");
    for (const word of wordsOf(text)) words.set(word, Math.max(words.get(word) ?? 0, weight));
  }
  return words;
}

/**
 * @param {Index} index
 * @param {string} query
 * @param {number} most
 * @returns {Service[]} best first
 */
export function find(index, query, most = 8) {
  const all = wordsOf(query);
  const telling = all.filter((word) => !index.ignored.has(word));
  // A letter that says nothing finds nothing.
  const asked = (telling.length ? telling : all.filter((word) => word.length > 1)).map((word) => matches(index, word));
  if (!asked.length) return [];
  const whole = asked.reduce((sum, word) => sum + word.weight, 0);
  const scored = index.entries.map((entry) => ({ service: entry.service, called: isCalled(entry, all, telling), score: score(entry, asked) / whole }));
  const best = Math.max(...scored.map((one) => one.score));
  return scored
    .filter((one) => one.score >= GOOD_ENOUGH && one.score >= NEAR_THE_BEST * best)
    .sort((one, other) => Number(other.called) - Number(one.called) || other.score - one.score || one.service.name.length - other.service.name.length)
    .slice(0, most)
    .map((one) => one.service);
}

/** What bears the very name that was typed comes first. @param {Entry} entry @param {string[]} all @param {string[]} telling */
function isCalled({ called }, all, telling) {
  return called.has(all.join(" ")) || called.has(telling.join(" "));
}

/** @typedef {{weight: number, near: Map<string, number>}} Asked known words near a typed one, and how much it tells */

/** @param {Index} index @param {string} word @returns {Asked} */
function matches(index, word) {
  // A word that is known is no slip for another: "ilang" (lost) has nothing to do with "tilang" (a traffic fine).
  const typed = { word, pieces: piecesOf(word), known: index.rarity.has(word) };
  /** @type {Map<string, number>} */
  const near = new Map();
  let weight = 0;
  for (const token of index.tokens) {
    const value = likeness(typed, token) * (index.rarity.get(token.word) ?? 1);
    if (!value) continue;
    near.set(token.word, value);
    weight = Math.max(weight, value);
  }
  return { weight: weight || STRANGER * Math.log(1 + index.entries.length), near };
}

/** @param {Token & {known: boolean}} typed @param {Token} known @returns {number} 0 to 1 */
function likeness({ word, pieces, known: isKnown }, known) {
  if (known.word === word) return 1;
  if (word.length > 1 && known.word.startsWith(word)) return BEGINNING;
  if (known.word.length > 2 && word.startsWith(known.word) && /^(nya|an|kan|i|s|es)$/.test(word.slice(known.word.length))) return ENDING;
  if (word.length < 3 || known.word.length < 3) return 0;
  if (isAbbreviation(word, known.word)) return SKELETON;
  if (isKnown) return 0;
  if (word.length > 3 && isSlip(word, known.word)) return SLIP;
  let shared = 0;
  for (const piece of pieces) if (known.pieces.has(piece)) shared += 1;
  const value = (1.6 * shared) / (pieces.size + known.pieces.size);
  return word.length > 4 && value >= ALIKE ? value : 0;
}

/** As in text messages: the consonants alone, srt for surat. @param {string} word @param {string} known */
function isAbbreviation(word, known) {
  const consonants = word.replace(/[aeiou]/g, "");
  return consonants.length > 2 && word.length < known.length && consonants === known.replace(/[aeiou]/g, "");
}

/** One letter too many, too few, wrong, or two changed about. @param {string} word @param {string} known */
function isSlip(word, known) {
  if (Math.abs(word.length - known.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === known[start]) start += 1;
  const [left, right] = [word.slice(start), known.slice(start)];
  if (left.slice(2) === right.slice(2) && left[0] === right[1] && left[1] === right[0]) return true;
  return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1);
}

/** @param {Entry} entry @param {Asked[]} asked @returns {number} */
function score(entry, asked) {
  return asked.reduce((sum, { near }) => {
    let best = 0;
    for (const [word, value] of near) best = Math.max(best, value * (entry.words.get(word) ?? 0));
    return sum + best;
  }, 0);
}
