/** What the citizen decides: whether it is solved, whether it is taken up again, and how they were served. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { notice } from "../parts/notice.js";
import { shortMoment } from "./standing.js";
import { carryOut, words } from "./talk.js";

/** @typedef {import("./talk.js").Ways} Ways */

const RATED = ["confirmed", "closed"];

/** What the office proposes as solved, with its photos, and the two answers. @param {Ways} ways */
export function proposalOf(ways) {
  const { proposal, may } = ways.complaint;
  if (!proposal) return null;
  const photos = proposal.photos.map(({ url, findings = [] }) => make("li", {}, url && make("img", { src: url, alt: say("complaints.proof"), loading: "lazy" }), ...findings.map(({ code, message }) => make("p", { class: "finding" }, icon("info"), knows(`complaints.finding.${code}`) ? say(`complaints.finding.${code}`) : message))));
  const asks = may.includes("confirm") || may.includes("dispute");
  return make("section", { class: "card proposal", "aria-labelledby": "proposal" }, make("h2", { id: "proposal" }, say("complaints.proposal")), make("p", { class: "message-head" }, shortMoment(proposal.at)), make("p", { class: "message-text" }, proposal.text), photos.length > 0 && make("ul", { class: "proofs" }, ...photos), asks && answers(ways));
}

/** @param {Ways} ways */
function answers(ways) {
  const { may } = ways.complaint;
  const told = make("div", {});
  const yes = make("button", { class: "button button-large", type: "button", "data-act": "confirm" }, icon("check"), say("complaints.confirm"));
  yes.addEventListener("click", () => pressOnce(yes, say("complain.sending"), () => carryOut(ways, "confirm", {}, told)));
  const form = make("div", { hidden: true }, words(ways, "dispute", "dispute"));
  const no = make("button", { class: "button button-quiet", type: "button", "data-act": "dispute", "aria-expanded": "false" }, icon("turn"), say("complaints.disagree"));
  no.addEventListener("click", () => {
    form.hidden = !form.hidden;
    no.setAttribute("aria-expanded", String(!form.hidden));
    form.querySelector("textarea")?.focus();
  });
  return make("div", { class: "answers" }, make("p", { class: "answers-question" }, say("complaints.question")), told, make("div", { class: "tools-row" }, may.includes("confirm") && yes, may.includes("dispute") && no), form);
}

/** @param {Ways} ways */
export function actsOf(ways) {
  const { may, state, reference, proposal, joined_to: joined } = ways.complaint;
  const told = make("div", {});
  // After a supervisor closed it, the citizen can still say that it is solved.
  const late = may.includes("confirm") && !proposal && make("button", { class: "button", type: "button", "data-act": "confirm" }, icon("check"), say("complaints.confirm"));
  if (late) late.addEventListener("click", () => pressOnce(late, say("complain.sending"), () => carryOut(ways, "confirm", {}, told)));
  // The office is rated for the complaint that it worked on, by who brought it.
  const rate = RATED.includes(state) && !joined && notice("good", say("complaints.rate"), [make("p", {}, say("complaints.rate.text")), make("a", { class: "button", href: `#/rate/${reference}` }, icon("star"), say("complaints.rate.open"))]);
  const again = may.includes("reopen") && make("details", { class: "basis" }, make("summary", {}, icon("turn"), say("complaints.reopen.open"), icon("down")), make("div", { class: "basis-inside" }, words(ways, "reopen", "reopen")));
  return make("div", { class: "complaint-acts" }, told, late, rate, again);
}
