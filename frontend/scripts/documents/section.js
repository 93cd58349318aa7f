/** The documents of a booking or a file that can be checked before the visit: what is cleared, what is missing, one card for each. */

import { Problem, ask, part } from "../api.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { language, learn, say } from "../language.js";
import { proofOf } from "../memory/session.js";
import { notice } from "../parts/notice.js";
import { inLanguage } from "../rules/documents.js";
import { dayOf, longDay } from "../rules/moments.js";
import { card } from "./card.js";
import { keptFor } from "./keeper.js";

/** @typedef {import("../rules/documents.js").DocumentList} DocumentList */

const NOT_FOUND = 404;

/** @param {string} record @param {string} [starts] when the visit begins @returns {Promise<{box: HTMLElement, open: (kind: string) => void} | null>} null where nothing is asked for */
export async function section(record, starts) {
  const [list, kept] = await Promise.all([documentsOf(record), keptFor(record), learn("documents"), wear("documents")]);
  if (!list?.documents.length) return null;
  const top = make("div", { class: "docs-top" });
  const refresh = async () => {
    const now = await documentsOf(record).catch(() => null);
    if (now) fill(top, standing(now, starts));
  };
  const cards = list.documents.map((one, at) => card(record, one, { slot: slotOf(list, at), decided: refresh }));
  fill(top, standing(list, starts));
  const box = make("section", { class: "block docs", "aria-labelledby": "docs" }, make("h2", { id: "docs" }, icon("document"), say("documents.title")), make("p", { class: "docs-lead" }, say("documents.lead")), top, make("ul", { class: "doc-cards" }, ...cards.map((one) => one.box)), make("p", { class: "docs-kept" }, icon("lock"), make("span", {}, say("documents.kept"))));
  // Only now: what sends is loaded where something is sent.
  if (kept.length) for (const one of cards) if (kept.some(({ slot }) => slot === one.slot)) one.open({ quietly: true });
  return { box, open: (kind) => (cards.find((one) => one.kind === kind && one.isAsked()) ?? cards.find((one) => one.kind === kind))?.open({ quietly: false }) };
}

/** @param {string} record @returns {Promise<DocumentList | null>} */
async function documentsOf(record) {
  try {
    return await ask(`/records/${part(record)}/documents`, { proof: proofOf(record) });
  } catch (error) {
    if (error instanceof Problem && error.status === NOT_FOUND) return null;
    throw error;
  }
}

/** Tells two documents of one kind apart, the same after a reload. @param {DocumentList} list @param {number} at */
function slotOf({ documents }, at) {
  const { kind } = documents[at] ?? { kind: "" };
  return `${kind}-${documents.slice(0, at).filter((one) => one.kind === kind).length}`;
}

/** @param {DocumentList} list @param {string} [starts] */
function standing({ cleared, missing, remind, documents }, starts) {
  if (cleared) return notice("good", say("documents.cleared"), make("p", {}, say("documents.cleared.text")), { heading: "h3" });
  if (!remind) return null;
  const names = documents.filter((one) => missing.includes(one.kind)).map((one) => make("li", {}, inLanguage(one.kind_name, language())));
  const title = starts ? say("documents.remind.on", { day: longDay(dayOf(starts)) }) : say("documents.remind");
  return notice("warning", title, [make("p", {}, say("documents.remind.text")), make("ul", { class: "docs-missing" }, ...names)], { heading: "h3" });
}
