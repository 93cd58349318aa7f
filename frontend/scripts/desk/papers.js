/** How the documents stand that a visitor sent ahead: each in words and with a sign. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { SIGNS } from "../rules/documents.js";

/** @typedef {{reference: string, kind: string, name: string, state: import("../rules/documents.js").State}} SentPaper */

/** @param {SentPaper[]} papers */
export function paperMarks(papers) {
  if (!papers.length) return [];
  const marks = papers.map(({ name, state }) => make("li", { class: `paper-mark is-${state}` }, icon(SIGNS[state]), make("span", {}, `${name}: ${say(`paper.state.${state}`)}`)));
  return [make("h3", {}, say("paper.marks")), make("ul", { class: "paper-marks" }, ...marks)];
}
