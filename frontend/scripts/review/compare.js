/** Where what was read and what was typed differ, sign by sign. */

/** @typedef {{text: string, differs: boolean}} Piece */

/** Whether they say the same, whatever the case, spaces and dots. @param {string} one @param {string} other */
export function sameWords(one, other) {
  const bare = (/** @type {string} */ text) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, "");
  return bare(one) === bare(other);
}

/**
 * Both texts in pieces; the signs that the longest common row of signs leaves out differ.
 * @param {string} read @param {string} typed
 * @returns {{read: Piece[], typed: Piece[], count: number}} `count` of differing signs, of the longer side
 */
export function compared(read, typed) {
  const common = commonSigns([...read.toUpperCase()], [...typed.toUpperCase()]);
  const [inRead, inTyped] = [pieces([...read], common.first), pieces([...typed], common.second)];
  const odd = (/** @type {string} */ text, /** @type {Set<number>} */ kept) => [...text].length - kept.size;
  return { read: inRead, typed: inTyped, count: Math.max(odd(read, common.first), odd(typed, common.second)) };
}

/** Of two numbers of one length, place by place; else the longest common subsequence. @param {string[]} one @param {string[]} other */
function commonSigns(one, other) {
  /** @type {Set<number>} */
  const first = new Set();
  /** @type {Set<number>} */
  const second = new Set();
  const keep = (/** @type {number} */ at, /** @type {number} */ beside) => {
    first.add(at);
    second.add(beside);
  };
  if (one.length === other.length) one.forEach((sign, at) => sign === other[at] && keep(at, at));
  else walk(one, other, keep);
  return { first, second };
}

/** @param {string[]} one @param {string[]} other @param {(at: number, beside: number) => void} keep */
function walk(one, other, keep) {
  const long = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0));
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let beside = other.length - 1; beside >= 0; beside -= 1) {
      long[at][beside] = one[at] === other[beside] ? long[at + 1][beside + 1] + 1 : Math.max(long[at + 1][beside], long[at][beside + 1]);
    }
  }
  for (let at = 0, beside = 0; at < one.length && beside < other.length; ) {
    if (one[at] === other[beside]) keep(at++, beside++);
    else if (long[at + 1][beside] >= long[at][beside + 1]) at += 1;
    else beside += 1;
  }
}

/** @param {string[]} signs @param {Set<number>} kept @returns {Piece[]} */
function pieces(signs, kept) {
  /** @type {Piece[]} */
  const found = [];
  signs.forEach((sign, at) => {
    const differs = !kept.has(at);
    const last = found[found.length - 1];
    if (last?.differs === differs) last.text += sign;
    else found.push({ text: sign, differs });
  });
  return found;
}
