/** How to hold the phone: a small drawing of a card between four corners. The tips beside it say the same in words. */

import { draw, make } from "../dom.js";
import { icon } from "../icons.js";
import { sayAll } from "../language.js";

/** The four corners of the frame. */
const CORNERS = ["M14 34V18a6 6 0 0 1 6-6h16", "M144 12h16a6 6 0 0 1 6 6v16", "M166 86v16a6 6 0 0 1-6 6h-16", "M36 108H20a6 6 0 0 1-6-6V86"];

export function framing() {
  const lines = [46, 57, 68].map((y, at) => draw("path", { d: `M86 ${y}h${[48, 40, 44][at]}`, class: "frame-line" }));
  const face = [draw("circle", { cx: 58, cy: 50, r: 8, class: "frame-line" }), draw("path", { d: "M44 76c2-10 8-14 14-14s12 4 14 14", class: "frame-line" })];
  const drawing = draw("svg", { class: "frame", viewBox: "0 0 180 120", "aria-hidden": "true", focusable: "false" }, draw("rect", { x: 30, y: 27, width: 120, height: 66, rx: 7, class: "frame-card" }), ...face, ...lines, ...CORNERS.map((d) => draw("path", { d, class: "frame-corner" })));
  const tips = sayAll("documents.tips").map((words) => make("li", {}, icon("check"), make("span", {}, words)));
  return make("div", { class: "framing" }, drawing, make("ul", { class: "tips" }, ...tips));
}
