/** What the keys of the page of files do. */

/** @type {[string, string][]} the key, and the message that names the action */
export const KEYS = [
  ["N", "cases.new"],
  ["A", "cases.next"],
  ["P", "cases.pause"],
  ["R", "cases.resume"],
  ["X", "cases.refuse"],
  ["L", "cases.letter"],
  ["J", "cases.below"],
  ["?", "desk.help"],
];
