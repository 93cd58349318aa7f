/**
 * Finds services by everyday words: every word typed is compared with every word of a service's name, other names,
 * summary and agency; whole words count most, then beginnings, then likeness of letters (typos). Rare words weigh more.
 */

/** @typedef {import("../catalogue.js").Service} Service */
/** @typedef {{word: string, pieces: Set<string>}} Token */
/** @typedef {{service: Service, words: Map<string, number>}} Entry */
/** @typedef {{entries: Entry[], tokens: Token[], rarity: Map<string, number>, ignored: Set<string>}} Index */

const WEIGHTS = { name: 1, aliases: 0.95, agency: 0.6, summary: 0.5 };
const BEGINNING = 0.85;
const ALIKE = 0.42;
const GOOD_ENOUGH = 0.5;

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
  const entries = services.map((service) => ({ service, words: weigh(service) }));
  /** @type {Map<string, number>} */
  const rarity = new Map();
  for (const { words } of entries) for (const word of words.keys()) rarity.set(word, (rarity.get(word) ?? 0) + 1);
  for (const [word, count] of rarity) rarity.set(word, Math.log(1 + entries.length / count));
  const tokens = [...rarity.keys()].map((word) => ({ word, pieces: piecesOf(word) }));
  return { entries, tokens, rarity, ignored: new Set(ignored) };
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
  const asked = (telling.length ? telling : all).map((word) => matches(index, word));
  if (!asked.length) return [];
  const whole = asked.reduce((sum, word) => sum + word.weight, 0);
  const scored = index.entries.map((entry) => ({ service: entry.service, score: score(entry, asked) / whole }));
  return scored
    .filter(({ score: value }) => value >= GOOD_ENOUGH)
    .sort((one, other) => other.score - one.score || one.service.name.length - other.service.name.length)
    .slice(0, most)
    .map(({ service }) => service);
}

/** @typedef {{weight: number, near: Map<string, number>}} Asked */

/** How like each known word is to one typed word, and how much the typed word tells. @param {Index} index @param {string} word @returns {Asked} */
function matches(index, word) {
  const pieces = piecesOf(word);
  /** @type {Map<string, number>} */
  const near = new Map();
  let weight = 0;
  for (const token of index.tokens) {
    const value = likeness(word, pieces, token);
    if (value < ALIKE) continue;
    near.set(token.word, value);
    weight = Math.max(weight, value * (index.rarity.get(token.word) ?? 1));
  }
  return { weight: weight || Math.log(1 + index.entries.length), near };
}

/** @param {string} word @param {Set<string>} pieces @param {Token} token @returns {number} 0 to 1 */
function likeness(word, pieces, token) {
  if (token.word === word) return 1;
  if (word.length > 1 && token.word.startsWith(word)) return BEGINNING;
  if (word.length < 4 || token.word.length < 3) return 0;
  let shared = 0;
  for (const piece of pieces) if (token.pieces.has(piece)) shared += 1;
  return (1.6 * shared) / (pieces.size + token.pieces.size);
}

/** @param {Entry} entry @param {Asked[]} asked @returns {number} */
function score(entry, asked) {
  return asked.reduce((sum, { weight, near }) => {
    let best = 0;
    for (const [word, value] of near) best = Math.max(best, value * (entry.words.get(word) ?? 0));
    return sum + weight * best;
  }, 0);
}
