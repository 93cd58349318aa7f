/** How the documents of who is at the counter stand: each in words and with a sign. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { SIGNS, inLanguage } from "../rules/documents.js";

/** @typedef {{kind: string, kind_name: import("../rules/documents.js").Words, state: import("../rules/documents.js").State}} TicketPaper */

/** @param {TicketPaper[] | null | undefined} papers null where the service asks for none */
export function paperMarks(papers) {
  if (!papers?.length) return null;
  const marks = papers.map(({ kind_name: name, state }) => make("li", { class: `paper-mark is-${state}` }, icon(SIGNS[state]), make("span", {}, `${inLanguage(name, language())}: ${say(`paper.state.${state}`)}`)));
  return make("ul", { class: "paper-marks", "aria-label": say("paper.marks") }, ...marks);
}
