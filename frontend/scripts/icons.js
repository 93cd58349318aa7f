/** Line icons on a 24-unit grid, drawn for this site. They decorate; the words beside them carry the meaning. */

import { draw } from "./dom.js";

/** @type {Record<string, string>} */
const SHAPES = {
  "arrow-left": "M19 12H5m6-6-6 6 6 6",
  "arrow-right": "M5 12h14m-6-6 6 6-6 6",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 18.5a2 2 0 0 0 4 0M12 5V3.2",
  alert: "M12 3.5 2.5 20h19zM12 10v4.5m0 2.6v.1",
  bag: "M5 8h14l1 12H4zM9 8V6a3 3 0 0 1 6 0v2",
  building: "M4 21V9l8-5 8 5v12M2.5 21h19M8 21v-8m4 8v-8m4 8v-8",
  calendar: "M4 6h16v14H4zM4 10.5h16M8 3.5V8m8-4.5V8",
  camera: "M3 8h4l2-3h6l2 3h4v11.5H3zM12 9.8a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2",
  card: "M3 5h18v14H3zM6 15.5c.4-1.6 1.5-2.4 2.8-2.4s2.4.8 2.8 2.4M8.8 8a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4M14.5 9.5H18m-3.5 4H18",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4.5V12l3.5 2",
  close: "m6 6 12 12M18 6 6 18",
  coin: "M2.5 6h19v12h-19zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M6 9.5v.1m12 4.9v.1",
  crowd: "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M3 19c.5-3.4 2.9-5 6-5s5.5 1.6 6 5M15.5 5.4a3 3 0 0 1 0 5.2M17.5 14.5c2 .6 3.2 2.1 3.5 4.5",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6",
  down: "m6 9.5 6 6 6-6",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M4.5 20h15",
  fit: "M4 9V4h5m6 0h5v5m0 6v5h-5m-6 0H4v-5",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 8v5m0-8.6v.1",
  keep: "M7 2.5h10v19H7zM10.5 18.5h3M9.8 9.5 12 11.7l2.8-3.5",
  list: "M9.5 6.5H20m-10.5 5.5H20m-10.5 5.5H20M4 6.5l1 1L7 5.5M4 12l1 1 2-2m-3 6.5 1 1 2-2",
  lock: "M5.5 10.5h13V20h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3",
  minus: "M5 12h14",
  mute: "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM16 9.5l5 5m0-5-5 5",
  move: "M4 8h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4",
  offline: "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4m5.5-.1A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 6.5-.4M2 9a15 15 0 0 1 4.5-2.8M10.5 5.1A15 15 0 0 1 22 9M12 19.4v.1",
  pen: "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
  person: "M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4M4.5 20.5c.6-4.3 3.5-6.3 7.5-6.3s6.9 2 7.5 6.3",
  phone: "M6 3.5h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4.5 1.5V18a2.5 2.5 0 0 1-2.5 2.5A15.5 15.5 0 0 1 3.5 6 2.5 2.5 0 0 1 6 3.5",
  pin: "M12 21.5s7-6.6 7-12a7 7 0 0 0-14 0c0 5.4 7 12 7 12m0-14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  plus: "M12 5v14M5 12h14",
  print: "M7 8V3.5h10V8M7 17H4V8.5h16V17h-3M7 13.5h10v7H7z",
  retry: "M20 5v5h-5M4 19v-5h5M19.5 10A8 8 0 0 0 5.5 7.5M4.5 14a8 8 0 0 0 14 2.5",
  scales: "M12 3.5V20m-5 0h10M5 6.5l7-1.5 7 1.5M5 6.5l-2.7 6.7a2.9 2.9 0 0 0 5.4 0zm14 0-2.7 6.7a2.9 2.9 0 0 0 5.4 0z",
  search: "M10.5 3.5a7 7 0 1 0 0 14 7 7 0 0 0 0-14m5.2 12.2 5 5",
  sound: "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  star: "m12 3.5 2.6 5.5 6 .8-4.4 4.1 1.1 5.9L12 17l-5.3 2.8 1.1-5.9L3.4 9.8l6-.8z",
  steps: "M4 20v-4.5h5.5V11H15V6.5h5.5M17.5 3.5l3 3-3 3",
  turn: "M19.5 12a7.5 7.5 0 1 1-2.6-5.7L19.5 9m0-5v5h-5",
  ticket: "M3 7h18v3.5a1.8 1.8 0 0 0 0 3.5v3.5H3V14a1.8 1.8 0 0 0 0-3.5zM14.5 7v2m0 2.5v1.5m0 2.5v2",
};

/**
 * @param {string} name one of the shapes above
 * @returns {SVGElement}
 */
export function icon(name) {
  const path = draw("path", { d: SHAPES[name] ?? "" });
  return draw("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, path);
}

/** The sign of the site: a kawung blossom, four leaves around a marigold heart. */
export function blossom() {
  const leaves = [45, 135, 225, 315].map((turn) => draw("ellipse", { cx: 12, cy: 6.6, rx: 2.5, ry: 5, transform: `rotate(${turn} 12 12)` }));
  const heart = draw("circle", { class: "heart", cx: 12, cy: 12, r: 2 });
  return draw("svg", { class: "blossom", viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" }, ...leaves, heart);
}
