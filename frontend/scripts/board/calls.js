/** Which calls are new, and in which order the room needs to see numbers. */

/** @typedef {import("../board-feed.js").Board} Board */
/** @typedef {import("../board-feed.js").Called} Called */

/** A call is one press at a counter; a recall is another. @param {Board} board @param {Called} one */
const nameOf = (board, one) => `${board.day} ${one.number} ${one.counter} ${one.since}`;

/** Remembers what was called; never more than one board's worth. */
export function callBook() {
  /** @type {Set<string> | null} */
  let known = null;
  /**
   * The calls that were not there before, the oldest first; none on the first board, whose calls have been made already.
   * @param {Board} board
   * @returns {Called[]}
   */
  return (board) => {
    const now = board.called.filter((one) => one.state === "called");
    const before = known;
    known = new Set(now.map((one) => nameOf(board, one)));
    return before ? now.filter((one) => !before.has(nameOf(board, one))).reverse() : [];
  };
}

/** Who is called before who is served, the newest first. @param {Called[]} called */
export function inOrder(called) {
  const turn = (/** @type {Called} */ one) => (one.state === "called" ? 0 : 1);
  return [...called].sort((one, other) => turn(one) - turn(other) || other.since.localeCompare(one.since));
}

/** Families at work or waited for. @param {Board} board */
export function families(board) {
  return board.families
    .filter((one) => one.counters || one.waiting)
    .map((one) => ({ ...one, next: board.waiting.filter(({ family }) => family === one.family).map(({ number }) => number) }));
}
