/** The ticket: to be read, scanned or printed; then the kiosk is free for the next. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { slip } from "../desk/slip.js";
import { turnTo } from "./pages.js";

const SHOWN_FOR = 40;

/** @param {import("../desk/slip.js").TicketPage} ticket @param {() => void} home */
export function showTicket(ticket, home) {
  const left = make("p", { class: "kiosk-left" });
  const tell = (/** @type {number} */ seconds) => fill(left, say("kiosk.returns", { count: seconds }));
  tell(SHOWN_FOR);
  const print = make("button", { class: "button button-quiet kiosk-button", type: "button", on: { click: () => window.print() } }, icon("print"), say("kiosk.print"));
  const done = make("button", { class: "button kiosk-button", type: "button", on: { click: home } }, icon("check"), say("kiosk.done"));
  turnTo({ title: say("kiosk.ticket.title"), text: say("kiosk.ticket.hint"), body: [make("div", { class: "kiosk-slip" }, slip(ticket), make("div", { class: "tools-row" }, print, done, left))], seconds: SHOWN_FOR, told: tell });
}
