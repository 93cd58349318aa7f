/** What was just made: its number and its secret, shown once, with the ways to keep them. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { saveReference } from "../memory/saved-references.js";
import { rememberProof } from "../memory/session.js";
import { later } from "../parts/loading.js";
import { notice } from "../parts/notice.js";
import { referenceWords } from "../parts/ticket.js";
import { dayOf, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";

/** @typedef {import("./outbox.js").Made} Made */

/** @param {Made} made @returns {import("../router.js").Page} */
export function sentPage(made) {
  rememberProof(made.reference, made.secret);
  const head = make("header", { class: "page-head done" }, make("span", { class: "done-sign" }, icon("check")), make("div", {}, make("h1", {}, say("complain.sent")), make("p", { class: "lead" }, say("complain.sent.text"))));
  const secret = make("div", { class: "secret-box" }, make("p", { class: "ticket-label" }, say("complain.secret")), make("p", { class: "secret" }, groups(made.secret).join(" ")), make("p", {}, say("complain.secret.text")));
  const card = make("article", { class: "ticket", "aria-label": say("complain.card") }, make("div", { class: "ticket-top" }, make("div", { class: "ticket-code" }, make("p", { class: "ticket-label" }, say("complaints.reference")), referenceWords(made.reference))), secret, facts(made));
  const photos = later(async () => {
    const { photoPart, sendChosen } = await import("./photos.js");
    await sendChosen(made.reference);
    return photoPart(made.reference);
  }, (box) => box, { lines: 2 });
  const on = make("a", { class: "button button-large", href: `#/complaint/${made.reference}` }, say("complain.follow"), icon("arrow-right"));
  const joined = made.state === "duplicate" && notice("info", say("complaints.joined"), make("p", {}, say("complain.sent.joined")));
  const told = (made.flags_told ?? []).map(({ message }) => notice("info", message));
  return { title: say("complain.sent"), body: [make("div", { class: "column column-narrow" }, head, card, tools(made), joined, made.notice && notice("warning", made.notice), ...told, photos, make("p", { class: "next-steps" }, on))] };
}

/** @param {Made} made */
function facts({ category_name: name, due, verify_by: verify }) {
  const fact = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {string} */ words) => make("div", { class: "ticket-fact" }, icon(sign), make("dt", {}, label), make("dd", {}, make("strong", {}, words)));
  return make("dl", { class: "ticket-facts" }, fact("list", say("complaints.category"), name), verify && fact("person", say("complaints.read-by"), longDay(dayOf(verify))), due && fact("clock", say("complaints.due"), longDay(dayOf(due))));
}

/** @param {Made} made */
function tools({ reference, secret }) {
  const told = make("p", { class: "tools-told", role: "status" });
  const copy = async () => {
    const words = say("complain.copy.text", { reference: groups(reference).join(" "), secret });
    // Without TLS there is no clipboard: the number can still be photographed or printed.
    const done = await Promise.resolve(navigator.clipboard?.writeText(words)).then(() => Boolean(navigator.clipboard), () => false);
    fill(told, say(done ? "complain.copied" : "complain.not-copied"));
  };
  const keep = () => fill(told, say(saveReference(reference) ? "tools.kept.told" : "complain.not-kept"));
  const tool = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {() => unknown} */ act) => make("button", { class: "button button-quiet", type: "button", on: { click: act } }, icon(sign), words);
  return make("div", { class: "tools" }, make("div", { class: "tools-row" }, tool("document", say("complain.copy"), copy), tool("print", say("tools.print"), () => window.print()), tool("keep", say("tools.keep"), keep)), told);
}
