/** What the keys of the review page do. */

/** @type {[string, string][]} the key, and the message that names the action */
export const KEYS = [
  ["A", "review.accept"],
  ["E", "review.correct"],
  ["R", "review.reject"],
  ["N", "review.next"],
  ["Z", "review.larger"],
  ["X", "review.smaller"],
  ["T", "review.turn"],
  ["0", "review.whole"],
  ["?", "desk.help"],
];
