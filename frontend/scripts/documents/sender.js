/** Choosing a document with the camera or from the files, looking at it once more, and sending it. */

import { Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { PICTURES, sizeWords } from "../rules/documents.js";
import { choose, send, takeBack, underway } from "./errands.js";
import { framing } from "./framing.js";
import { Unreadable, prepare } from "./shrink.js";

/** @typedef {import("./errands.js").Errand} Errand */
/** @typedef {{record: string, slot: string, kind: string, name: string, title: string, tell: (words: string) => void, sent: (reference: string) => void, closed: () => void}} Plan */

/** Said aloud at these shares of the way only. */
const QUARTER = 25;

/** @param {HTMLElement} place @param {Plan} plan */
export async function showSender(place, plan) {
  const errand = (await underway(plan.record)).get(plan.slot);
  if (errand) follow(place, errand, plan, null);
  else fill(place, chooser(place, plan, null));
}

/** @param {HTMLElement} place @param {Plan} plan @param {HTMLElement | null} refused why the last choice was none */
function chooser(place, plan, refused) {
  const onlyPictures = PICTURES.includes(plan.kind);
  const accept = onlyPictures ? "image/*" : "image/*,application/pdf";
  // Where there is no camera to hold over a card, the button would open the same window as the other one.
  const handy = matchMedia("(pointer: coarse)").matches;
  const camera = handy && picker(place, plan, { sign: "camera", words: "documents.camera", look: "button", attributes: { accept: "image/*", capture: "environment" } });
  const file = picker(place, plan, { sign: "document", words: onlyPictures ? "documents.file.picture" : "documents.file", look: handy ? "button button-quiet" : "button", attributes: { accept } });
  const close = make("button", { class: "button button-quiet", type: "button", on: { click: plan.closed } }, say("documents.later"));
  return make("div", { class: "chooser" }, refused, framing(), make("div", { class: "tools-row" }, camera, file, close), make("p", { class: "doc-hint" }, say("documents.shrinks")));
}

/** @param {HTMLElement} place @param {Plan} plan @param {{sign: string, words: string, look: string, attributes: Record<string, string>}} looks */
function picker(place, plan, { sign, words, look, attributes }) {
  const input = make("input", { type: "file", hidden: true, ...attributes });
  const button = make("button", { class: look, type: "button", "aria-describedby": plan.title, on: { click: () => input.click() } }, icon(sign), say(words));
  input.addEventListener("change", () => {
    const chosen = input.files?.[0];
    // The same file may be chosen again after it was refused.
    input.value = "";
    if (chosen) take(place, plan, chosen);
  });
  return [button, input];
}

/** @param {HTMLElement} place @param {Plan} plan @param {File} file */
async function take(place, plan, file) {
  fill(place, make("p", { class: "doc-busy" }, make("span", { class: "spinner" }), say("documents.preparing")));
  plan.tell(say("documents.preparing"));
  try {
    const small = await prepare(file);
    follow(place, choose(plan.record, plan.slot, plan.kind, small), plan, file.size);
    plan.tell(say(question(small)));
    focusFirst(place);
  } catch (error) {
    const reason = error instanceof Unreadable ? error.reason : "damaged";
    fill(place, chooser(place, plan, notice("warning", say(`documents.unreadable.${reason}`), make("p", {}, say(`documents.unreadable.${reason}.text`)), { role: "alert" })));
    focusFirst(place);
  }
}

/** @param {HTMLElement} place */
function focusFirst(place) {
  place.querySelector("button")?.focus({ preventScroll: true });
}

/** Shows an errand through its stages. @param {HTMLElement} place @param {Errand} errand @param {Plan} plan @param {number | null} before bytes as chosen */
function follow(place, errand, plan, before) {
  const picture = preview(errand.parcel.file);
  const bar = make("progress", { class: "doc-bar", max: 100, "aria-label": say("documents.sending", { name: plan.name }) });
  const share = make("p", { class: "doc-share", "aria-hidden": "true" });
  let [stage, quarter] = ["", 0];

  /** @param {Errand} now */
  const show = (now) => {
    if (now.stage === "sending" && stage === "sending") return moves(now);
    const hadFocus = place.contains(document.activeElement);
    stage = now.stage;
    quarter = 0;
    if (now.stage === "sent") return plan.sent(now.reference);
    if (now.stage === "gone") return fill(place, chooser(place, plan, null));
    if (now.stage === "refused") return fill(place, chooser(place, plan, refusal(now.error)));
    fill(place, make("div", { class: "parcel" }, picture, make("div", { class: "parcel-words" }, ...(STAGES[now.stage]?.(now) ?? []))));
    if (now.stage === "sending") moves(now);
    if (hadFocus) focusFirst(place);
  };

  /** @param {Errand} now */
  const moves = (now) => {
    const percent = Math.round(now.share * 100);
    bar.value = percent;
    fill(share, percent < 100 ? `${percent} %` : say("documents.arriving"));
    if (percent < quarter + QUARTER) return;
    quarter = percent - (percent % QUARTER);
    plan.tell(say("documents.progress", { percent: quarter }));
  };

  const undo = () => {
    takeBack(errand);
    plan.tell(say("documents.gone"));
    focusFirst(place);
  };
  const back = (/** @type {string} */ words, sign = "close") => make("button", { class: "button button-quiet doc-back", type: "button", on: { click: undo } }, icon(sign), say(words));
  const go = (/** @type {string} */ words) => make("button", { class: "button doc-go", type: "button", "aria-describedby": plan.title, on: { click: () => send(errand) } }, icon("arrow-right"), say(words));

  /** @type {Record<string, (now: Errand) => import("../dom.js").Leaf[]>} */
  const STAGES = {
    chosen: () => [make("p", { class: "parcel-title" }, say(question(errand.parcel.file))), make("p", { class: "doc-hint" }, sizes(errand.parcel.file.size, before)), make("div", { class: "tools-row" }, go("documents.send"), back("documents.other", "retry"))],
    sending: () => [make("p", { class: "parcel-title" }, say("documents.sending", { name: plan.name })), make("div", { class: "doc-way" }, bar, share), make("div", { class: "tools-row" }, back("documents.cancel"))],
    lost: (now) => [notice("warning", say(now.error instanceof Problem ? "failure.title" : "documents.lost"), [now.error instanceof Problem && make("p", {}, wordsOf(now.error)), make("p", {}, say("documents.lost.text")), make("div", { class: "tools-row" }, go("documents.lost.now"), back("documents.cancel"))], { role: "alert" })],
  };
  errand.listener = show;
  show(errand);
}

/** @param {unknown} error */
function refusal(error) {
  const box = failure(error, null, { title: say("documents.refused") });
  const faults = /** @type {{errors?: {detail: string}[]}} */ (error).errors ?? [];
  box.querySelector(".notice-inside")?.append(...faults.map((one) => make("p", {}, one.detail)));
  return box;
}

/** @param {number} bytes @param {number | null} before */
function sizes(bytes, before) {
  const locale = language() === "en" ? "en-GB" : "id-ID";
  const size = sizeWords(bytes, locale);
  return before && before > bytes ? say("documents.size.shrunk", { size, before: sizeWords(before, locale) }) : say("documents.size", { size });
}

/** What to look at once more; a PDF is not shown here. @param {Blob} file */
function question(file) {
  return file.type.startsWith("image/") ? "documents.look" : "documents.look.file";
}

/** @param {Blob} file */
function preview(file) {
  if (!file.type.startsWith("image/")) return make("div", { class: "parcel-picture is-paper" }, icon("document"), make("span", {}, "PDF"));
  const address = URL.createObjectURL(file);
  const picture = make("img", { class: "parcel-picture", src: address, alt: say("documents.preview"), on: { load: () => URL.revokeObjectURL(address), error: () => URL.revokeObjectURL(address) } });
  return picture;
}
