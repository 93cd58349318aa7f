/** QR codes: of a booking's bare reference, so that any reader at a counter understands it, and of addresses. */

import { draw } from "../dom.js";
import { say } from "../language.js";

const QUIET = 4;

/**
 * @param {string} content
 * @param {{label?: string, mode?: "Alphanumeric" | "Byte"}} [form] an address needs "Byte"
 * @returns {Promise<SVGElement>}
 */
export async function qr(content, { label = say("ticket.qr"), mode = "Alphanumeric" } = {}) {
  const { qrcode } = await import("../../vendor/qrcode-generator/qrcode.mjs");
  const code = qrcode(0, "M");
  code.addData(content, mode);
  code.make();
  const size = code.getModuleCount();
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  }
  const whole = size + 2 * QUIET;
  const paper = draw("rect", { width: whole, height: whole, fill: "#fff" });
  return draw("svg", { class: "qr", viewBox: `0 0 ${whole} ${whole}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" }, paper, draw("path", { d: path, fill: "#000" }));
}
