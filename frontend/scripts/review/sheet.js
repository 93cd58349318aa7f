/** The image of a document: larger, smaller, turned; moved by scrolling, with the arrow keys or the mouse. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { notice } from "../parts/notice.js";
import { keyCap } from "../desk/shortcuts.js";

const STEP = 1.4;
const MOST = 6;
const PDF = "application/pdf";

/**
 * @param {{url: string}[]} images one for each page
 * @param {{name: string, contentType: string | null, seen: () => void, again: () => void}} ways `seen` once the first one stands there, or cannot
 */
export function sheet(images, { name, contentType, seen, again }) {
  const [first] = images;
  if (!first) return nothing(contentType, seen);
  if (contentType === PDF) return paged(first.url, name, seen);
  const state = { page: 0, zoom: 1, turn: 0 };
  const image = make("img", { class: "sheet-image", alt: say("review.image", { name }), draggable: "false" });
  const paper = make("div", { class: "sheet-paper" }, image);
  const view = make("div", { class: "sheet-view", tabindex: "0", role: "region", "aria-label": say("review.image", { name }) }, paper);
  const told = make("p", { class: "spoken", role: "status" });
  const pages = make("div", { class: "sheet-pages" });

  /** The paper is as large as the turned image, so that scrolling reaches every corner of it. */
  const lay = () => {
    const { naturalWidth: wide, naturalHeight: high } = image;
    if (!wide) return;
    const lies = state.turn % 180 !== 0;
    const [across, down] = lies ? [high, wide] : [wide, high];
    const scale = Math.min(view.clientWidth / across, view.clientHeight / down) * state.zoom;
    const middle = [(view.scrollLeft + view.clientWidth / 2) / (view.scrollWidth || 1), (view.scrollTop + view.clientHeight / 2) / (view.scrollHeight || 1)];
    Object.assign(paper.style, { width: `${across * scale}px`, height: `${down * scale}px` });
    Object.assign(image.style, { width: `${wide * scale}px`, height: `${high * scale}px`, transform: `translate(-50%, -50%) rotate(${state.turn}deg)` });
    view.scrollLeft = (middle[0] ?? 0) * view.scrollWidth - view.clientWidth / 2;
    view.scrollTop = (middle[1] ?? 0) * view.scrollHeight - view.clientHeight / 2;
  };
  const zoomTo = (/** @type {number} */ zoom) => {
    state.zoom = Math.min(MOST, Math.max(1, zoom));
    lay();
    fill(told, say("review.zoom.at", { percent: Math.round(state.zoom * 100) }));
  };
  const turn = () => {
    state.turn = (state.turn + 90) % 360;
    lay();
    fill(told, say("review.turned", { degrees: state.turn }));
  };
  const whole = () => {
    state.turn = 0;
    zoomTo(1);
  };
  const show = (/** @type {number} */ page) => {
    state.page = page;
    image.src = images[page]?.url ?? "";
    fill(pages, ...pageButtons());
  };
  const pageButtons = () => (images.length < 2 ? [] : images.map((_, at) => make("button", { class: "sheet-tool", type: "button", "aria-pressed": String(at === state.page), on: { click: () => show(at) } }, say("review.page", { page: at + 1, count: images.length }))));
  const tool = (/** @type {string} */ sign, /** @type {string} */ words, /** @type {string} */ key, /** @type {() => void} */ act) => make("button", { class: "sheet-tool", type: "button", "data-key": words, "aria-keyshortcuts": key, "aria-label": say(words), title: say(words), on: { click: act } }, icon(sign), keyCap(key));

  image.addEventListener("load", () => {
    lay();
    seen();
  });
  image.addEventListener("error", () => {
    // Its link is good for minutes only.
    fill(paper, notice("warning", say("review.gone"), [make("p", {}, say("review.gone.text")), make("button", { class: "button button-quiet", type: "button", on: { click: again } }, icon("retry"), say("failure.retry"))], { role: "alert" }));
    paper.classList.add("is-gone");
    seen();
  });
  new ResizeObserver(lay).observe(view);
  movable(view);
  const bar = make("div", { class: "sheet-bar", role: "toolbar", "aria-label": say("review.tools") }, tool("plus", "review.larger", "Z", () => zoomTo(state.zoom * STEP)), tool("minus", "review.smaller", "X", () => zoomTo(state.zoom / STEP)), tool("turn", "review.turn", "T", turn), tool("fit", "review.whole", "0", whole), pages);
  show(0);
  return make("div", { class: "sheet" }, bar, view, told);
}

/** @param {string | null} contentType @param {() => void} seen */
function nothing(contentType, seen) {
  seen();
  return make("div", { class: "sheet is-empty" }, make("p", {}, say("review.no-image", { type: contentType ?? "–" })));
}

/** A PDF of pictures, which the browser turns the pages of itself. @param {string} url @param {string} name @param {() => void} seen */
function paged(url, name, seen) {
  const link = make("a", { class: "sheet-tool", href: url, target: "_blank", rel: "noopener", "aria-keyshortcuts": "Z" }, icon("fit"), say("review.tab"), keyCap("Z"));
  return make("div", { class: "sheet" }, make("div", { class: "sheet-bar" }, link), make("iframe", { class: "sheet-pdf", src: url, title: say("review.image", { name }), on: { load: seen } }));
}

/** With the mouse held, the image follows it. @param {HTMLElement} view */
function movable(view) {
  view.addEventListener("pointerdown", (start) => {
    if (start.pointerType !== "mouse" || start.button) return;
    const from = [view.scrollLeft, view.scrollTop];
    const move = (/** @type {PointerEvent} */ now) => {
      view.scrollLeft = (from[0] ?? 0) - now.clientX + start.clientX;
      view.scrollTop = (from[1] ?? 0) - now.clientY + start.clientY;
    };
    const end = () => removeEventListener("pointermove", move);
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  });
}
