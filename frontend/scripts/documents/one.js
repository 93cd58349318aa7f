/** One document by its own reference: how it stands, what was sent before, and the way to what it belongs to. */

import { ask, part } from "../api.js";
import { make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { rememberProof } from "../memory/session.js";
import { whenWords } from "../rules/moments.js";
import { card } from "./card.js";

/** @typedef {import("../rules/documents.js").Document} Document */

/** @param {string} reference @param {string} proof which is that of the booking or file */
export async function oneDocument(reference, proof) {
  /** @type {[Document, unknown, unknown]} */
  const [document] = await Promise.all([ask(`/documents/${part(reference)}`, { proof }), learn("documents"), wear("documents")]);
  rememberProof(document.for, proof);
  const { box } = card(document.for, document, { slot: `${document.kind}-0`, decided: () => {}, heading: "h2" });
  const before = document.history.filter((one) => one.sent !== document.sent);
  const past = before.map((one) => make("li", {}, make("strong", {}, `${whenWords(one.sent)}: ${say(`documents.state.${one.state}`)}`), ...one.findings.map(({ message }) => make("p", {}, message))));
  const owner = make("a", { class: "button button-quiet", href: `#/status/${document.for}` }, icon("ticket"), say("documents.owner"));
  return [make("ul", { class: "doc-cards" }, box), before.length ? make("section", { class: "block" }, make("h2", {}, say("documents.history")), make("ul", { class: "doc-past" }, ...past)) : null, make("p", { class: "tools-row doc-owner" }, owner)];
}
