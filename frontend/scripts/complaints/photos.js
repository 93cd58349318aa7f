/** Photos of a complaint: chosen before it is sent and sent after it, one tile each. */

import { fill, make, readFrom, spoken, wear } from "../dom.js";
import { choose, send, takeBack, underway } from "../documents/errands.js";
import { Unreadable, prepare } from "../documents/shrink.js";
import { watch } from "../documents/watch.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { notice, wordsOf } from "../parts/notice.js";
import { told } from "../rules/documents.js";
import { withMoment } from "./taken.js";

/** @typedef {import("../documents/errands.js").Errand} Errand */
/** @typedef {{reference: string, state: string}} Known */

/** The name under which photos lie until their complaint has a number. */
const BEFORE = "complaint";
const KIND = "photo";
const MOST = 5;
/** @type {Record<string, string>} */
const SIGNS = { accepted: "check", rejected: "alert", "needs-officer": "person" };

/** @param {string} [record] the complaint's reference; before it has one its photos only wait @param {Known[]} [known] */
export async function photoPart(record = BEFORE, known = []) {
  await Promise.all([learn("documents"), wear("documents")]);
  const tiles = make("ul", { class: "photos" });
  const voice = make("p", { class: "spoken", role: "status" });
  const trouble = make("div", {});
  const title = make("h2", { id: "photos" }, icon("camera"), say("complaints.photos"));
  const ways = { record, tell: (/** @type {string} */ words) => fill(voice, words), changed: () => dress(), back: () => readFrom(title) };
  const buttons = make("div", { class: "tools-row" });
  const many = make("p", { class: "field-hint" });

  /** @param {File} file */
  const take = async (file) => {
    try {
      const errand = choose(record, `${KIND}-${Date.now()}-${tiles.children.length}`, KIND, await withMoment(file, await prepare(file)));
      tiles.append(sentTile(errand, ways));
      if (record !== BEFORE) send(errand);
    } catch (error) {
      const reason = error instanceof Unreadable ? error.reason : "damaged";
      fill(trouble, notice("warning", say(`documents.unreadable.${reason}`), make("p", {}, say(`documents.unreadable.${reason}.text`)), { role: "alert" }));
    }
  };
  const dress = () => {
    const full = tiles.children.length >= MOST;
    buttons.hidden = full;
    fill(many, full ? say("complaints.photos.full", { count: MOST }) : say("complaints.photos.hint", { count: MOST }));
  };
  const picker = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {Record<string, unknown>} */ more) => {
    const input = make("input", { type: "file", hidden: true, accept: "image/*", "data-photo": sign, ...more });
    input.addEventListener("change", async () => {
      const chosen = [...(input.files ?? [])].slice(0, MOST - tiles.children.length);
      input.value = "";
      fill(trouble);
      ways.tell(say("documents.preparing"));
      for (const file of chosen) await take(file);
      ways.tell(say("complaints.photos.count", { count: tiles.children.length }));
      dress();
    });
    return [make("button", { class: "button button-quiet", type: "button", on: { click: () => input.click() } }, icon(sign), words), input];
  };
  const handy = matchMedia("(pointer: coarse)").matches;
  fill(buttons, ...(handy ? picker("camera", say("documents.camera"), { capture: "environment" }) : []), ...picker("plus", say("documents.file.picture"), { multiple: true }));
  fill(tiles, ...known.map((one) => knownTile(one, ways)), ...[...(await underway(record)).values()].map((one) => sentTile(one, ways)));
  dress();
  return make("section", { class: "block photo-part", "aria-labelledby": "photos" }, title, tiles, trouble, buttons, many, voice);
}

/** The complaint has its number now: what was chosen for it is sent. @param {string} reference */
export async function sendChosen(reference) {
  for (const before of (await underway(BEFORE)).values()) {
    const errand = choose(reference, before.parcel.slot, KIND, before.parcel.file);
    takeBack(before);
    send(errand);
  }
}

export async function dropChosen() {
  for (const one of (await underway(BEFORE)).values()) takeBack(one);
}

/** @typedef {{record: string, tell: (words: string) => void, changed: () => void, back: () => void}} Ways */

/** @param {Known} one @param {Ways} ways */
function knownTile({ reference, state }, ways) {
  const words = make("div", { class: "photo-words" });
  const tile = make("li", { class: "photo" }, make("span", { class: "photo-picture is-known" }, icon("camera")), words);
  follow(reference, state, words, tile, ways);
  return tile;
}

/** @param {Errand} errand @param {Ways} ways */
function sentTile(errand, ways) {
  const address = URL.createObjectURL(errand.parcel.file);
  const picture = make("img", { class: "photo-picture", src: address, alt: say("complaints.photo"), on: { load: () => URL.revokeObjectURL(address) } });
  const words = make("div", { class: "photo-words" });
  const tile = make("li", { class: "photo" }, picture, words);
  const drop = () => {
    takeBack(errand);
    tile.remove();
    ways.tell(say("complaints.photo.gone"));
    ways.changed();
    ways.back();
  };
  const act = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => unknown} */ work) => make("button", { class: "icon-button", type: "button", on: { click: work } }, icon(sign), spoken(name));
  const remove = act("close", say("complaints.photo.remove"), drop);
  const bar = make("progress", { max: 1, "aria-label": say("complaints.photo.sending") });
  /** @param {Errand} now */
  const show = (now) => {
    bar.value = now.share;
    if (now.stage === "sending" && words.contains(bar)) return;
    if (now.stage === "sent") return follow(now.reference, "checking", words, tile, ways);
    if (now.stage === "refused") ways.tell(wordsOf(now.error));
    const parts = {
      chosen: [ways.record !== BEFORE && act("retry", say("documents.lost.now"), () => send(errand)), remove],
      sending: [bar, remove],
      lost: [make("span", {}, icon("offline"), say("complaints.photo.lost")), act("retry", say("documents.lost.now"), () => send(errand)), remove],
      refused: [make("span", { class: "is-wrong" }, icon("alert"), wordsOf(now.error)), remove],
      gone: [],
    };
    fill(words, ...parts[now.stage]);
  };
  errand.listener = show;
  show(errand);
  return tile;
}

/** How it stands, until it is decided. @param {string} reference @param {string} state @param {HTMLElement} place @param {HTMLElement} tile @param {Ways} ways */
function follow(reference, state, place, tile, ways) {
  const show = (/** @type {string} */ now, /** @type {string[]} */ words = []) => fill(place, make("span", { class: now === "rejected" ? "is-wrong" : "" }, icon(SIGNS[now] ?? "clock"), [say(`complaints.photo.${now}`), ...words].join(" ")));
  show(state);
  if (state !== "checking" && state !== "waiting") return;
  let wasShown = false;
  watch(reference, ways.record, {
    goesOn: () => {
      wasShown ||= tile.isConnected;
      return !wasShown || tile.isConnected;
    },
    shows: (document) => show(document.state, document.state === "rejected" ? told(document.findings) : []),
    takesLong: () => {},
    fails: () => {},
  });
}
