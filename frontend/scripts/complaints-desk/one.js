/** One complaint as an officer sees it: its clock, what was brought, what was said, and every act that is allowed now. */

import { keyCap } from "../desk/shortcuts.js";
import { make } from "../dom.js";
import { icon } from "../icons.js";
import { knows, say } from "../language.js";
import { stateSign, moodOf } from "../complaints/states.js";
import { notice } from "../parts/notice.js";
import { clockTime, dayOf, longDay, shortDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { deskState, levelMark } from "./list.js";

/** @typedef {import("./complaints.js").Complaint} Complaint */
/** @typedef {{act: (act: string) => unknown, identity: () => unknown, questions: Map<string, string>}} Ways `questions` are the words of those of its category, by their ids */

/** In the order shown: act, sign, key. @type {[string, string, string][]} */
export const ACTS = [
  ["verify", "check", "V"],
  ["start", "steps", "S"],
  ["propose", "scales", "P"],
  ["ask", "pen", "A"],
  ["reply", "arrow-right", "R"],
  ["note", "document", "N"],
  ["answer", "phone", "B"],
  ["assign", "person", "G"],
  ["reclassify", "list", "K"],
  ["pass-on", "move", "T"],
  ["merge", "crowd", "M"],
  ["dismiss", "close", "X"],
  ["close", "lock", "C"],
];
/** What is likely to be next. @type {Record<string, string>} */
const NEXT = { received: "verify", verified: "start", assigned: "start", "in-work": "propose", disputed: "propose", proposed: "close" };
const IDENTITY = "open-identity";

/** @param {Complaint} one @param {Ways} ways */
export function complaintView(one, ways) {
  return make("article", { class: "file-view complaint-view" }, head(one), ...flags(one), acts(one, ways), make("div", { class: "file-columns" }, make("div", { class: "view-main" }, brought(one, ways), proposal(one), proofs(one), talk(one)), make("div", { class: "file-side" }, citizen(one, ways), clock(one), steps(one))));
}

/** @param {Complaint} one */
function head(one) {
  const badge = make("p", { class: `state-badge is-${moodOf(one.state)}` }, icon(stateSign(one.state)), deskState(one.state));
  const whose = one.mine ? say("complaint.mine") : one.officer ? say("complaint.others") : say("complaint.nobodys");
  const facts = [say(`complaint.sort.${one.sort}`), whose, one.followers > 0 && say("complaint.followers", { count: one.followers })].filter(Boolean).join(" · ");
  return make("header", { class: "card file-head" }, make("p", { class: "row-marks" }, badge, levelMark(one)), make("h1", { tabindex: "-1" }, one.title || one.category_name), make("p", { class: "file-stage" }, [one.title && one.category_name, facts].filter(Boolean).join(" · ")), make("p", { class: "file-code" }, groups(one.reference).join(" ")));
}

/** @param {Complaint} one */
function flags({ flags: all }) {
  return all.length ? [notice("warning", say("complaint.flags.title"), make("ul", {}, ...all.map((flag) => make("li", {}, flagWords(flag)))))] : [];
}

/** @param {string} flag */
export function flagWords(flag) {
  return knows(`complaint.flag.${flag}`) ? say(`complaint.flag.${flag}`) : flag;
}

/** @param {Complaint} one @param {Ways} ways */
function acts({ may, state }, ways) {
  const first = may.includes(NEXT[state] ?? "") ? NEXT[state] : "";
  const button = ([act, sign, key] = ["", "", ""], looks = "button-quiet") => make("button", { class: `button ${looks} act`, type: "button", "data-key": `act-${act}`, "aria-keyshortcuts": key, on: { click: () => ways.act(act) } }, icon(sign), make("span", {}, say(`complaint.act.${act}`)), keyCap(key));
  const shown = ACTS.filter(([act]) => may.includes(act));
  if (!shown.length) return null;
  const main = shown.find(([act]) => act === first);
  return make("div", { class: "acts file-acts complaint-acts-desk", role: "group", "aria-label": say("complaint.acts") }, main && button(main, "is-first"), ...shown.filter((each) => each !== main).map((each) => button(each)));
}

/** @param {Complaint} one @param {Ways} ways */
function brought(one, { questions }) {
  const place = one.place && [one.place.words, one.place.lat !== null && `${one.place.lat}, ${one.place.long}`].filter(Boolean).join(" · ");
  const rows = [...Object.entries(one.answers).map(([id, words]) => [questions.get(id) ?? id, questions.get(`${id}/${words}`) ?? words]), ...(place ? [[say("complaint.place"), place]] : [])];
  const facts = rows.length > 0 && make("dl", { class: "visitor" }, ...rows.map(([label, words]) => make("div", { class: "visitor-fact" }, make("dt", {}, label), make("dd", {}, words))));
  return make("section", { class: "card brought" }, make("h2", {}, say("complaint.brought")), make("p", { class: "message-text" }, one.text), facts, photos(one.photos));
}

/** @param {import("./complaints.js").Photo[]} all */
function photos(all) {
  const shown = all.filter(({ url }) => url);
  const waits = all.length - shown.length;
  const items = shown.map(({ url, taken, findings }) => make("li", {}, make("a", { class: "proof-link", href: url, target: "_blank", rel: "noopener" }, make("img", { src: url, alt: say("complaint.photo"), loading: "lazy" })), taken && make("p", { class: "hint" }, icon("clock"), say("complaint.photo.taken", { when: moment(taken) })), ...findings.map(({ message, complaint }) => make("p", { class: "finding" }, icon("alert"), make("span", {}, message, complaint && ` (${complaint})`)))));
  return [items.length > 0 && make("ul", { class: "proofs" }, ...items), waits > 0 && make("p", { class: "hint" }, icon("camera"), say("complaint.photos.waiting", { count: waits }))];
}

/** @param {Complaint} one */
function proposal({ proposal: said }) {
  return said && make("section", { class: "card proposal" }, make("h2", {}, say("complaint.proposal")), make("p", { class: "message-head" }, moment(said.at)), make("p", { class: "message-text" }, said.text), said.without_photo && make("p", { class: "hint" }, icon("camera"), say("complaint.without-photo", { why: said.without_photo })), photos(said.photos));
}

/** Photos of what was done that stand in no proposal yet, or stood in one before. @param {Complaint} one */
function proofs({ proofs: all, proposal: said }) {
  const others = all.filter(({ reference }) => !said?.photos.some((one) => one.reference === reference));
  return others.length > 0 && make("section", { class: "card brought" }, make("h2", {}, say("complaint.proofs")), photos(others));
}

/** @param {Complaint} one */
function talk({ messages }) {
  const items = messages.map(({ at, voice, text }) => make("li", { class: `message is-${voice}` }, make("p", { class: "message-head" }, make("strong", {}, say(`complaint.from.${voice}`)), make("span", {}, moment(at))), make("p", { class: "message-text" }, text)));
  return make("section", { class: "block" }, make("h2", {}, say("complaint.talk")), items.length ? make("ol", { class: "messages" }, ...items) : make("p", { class: "hint" }, say("complaint.talk.none")));
}

/** @param {Complaint} one @param {Ways} ways */
function citizen({ identity, citizen: known, may }, ways) {
  const open = may.includes(IDENTITY) && make("button", { class: "button button-quiet", type: "button", "data-key": "identity", on: { click: ways.identity } }, icon("lock"), say("complaint.identity.open"));
  const name = known?.name && make("p", { class: "citizen-name" }, icon("person"), known.name);
  return make("section", { class: "card citizen" }, make("h2", {}, say("complaint.citizen")), name, make("p", { class: "hint" }, icon(identity === "named" ? "info" : "lock"), say(`complaint.identity.${identity}`)), open);
}

/** @param {Complaint} one */
function clock({ due, verify_by: verify, received, days, paused }) {
  const line = (/** @type {string} */ sign, /** @type {string} */ words) => make("li", {}, icon(sign), make("span", {}, words));
  const day = (/** @type {string} */ at) => `${longDay(dayOf(at))}, ${clockTime(at)}`;
  return make("section", { class: "card" }, make("h2", {}, say("complaint.clock")), make("ul", { class: "lines" }, line("calendar", say("complaint.clock.received", { when: day(received) })), verify && line("person", say("complaint.clock.verify", { when: day(verify) })), due && line("clock", say("complaint.clock.due", { when: day(due), count: days })), paused && line("pen", say("complaint.clock.paused"))));
}

/** @param {Complaint} one */
function steps({ steps: all }) {
  const items = [...all].reverse().map(({ act, state, at, reason }) => make("li", { class: "is-done" }, make("span", { class: "step-sign" }, icon(stateSign(state))), make("span", { class: "step-name" }, knows(`complaint.step.${act}`) ? say(`complaint.step.${act}`) : deskState(state)), make("span", { class: "step-at" }, moment(at), reason && make("span", { class: "step-said" }, reason))));
  return make("section", { class: "block" }, make("h2", {}, say("complaint.steps")), make("ol", { class: "timeline" }, ...items));
}

/** @param {string} at */
function moment(at) {
  return `${shortDay(dayOf(at))}, ${clockTime(at)}`;
}
