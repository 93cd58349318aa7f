/** The finished letter: chosen, sent, stamped; looked at; taken back. */

import { openDialog } from "../desk/dialog.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure, notice } from "../parts/notice.js";
import { clockTime, dayOf, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";
import { letterLink, sendLetter } from "./files.js";

/** @typedef {import("./files.js").File} File */

const MOST_BYTES = 5 * 1024 * 1024;

/** @param {File} file @param {() => Promise<unknown>} issue */
export function openLetter(file, issue) {
  const { body, close } = openDialog(say("cases.letter.title"));
  const told = make("div", {});
  const chosen = make("input", { id: "letter-file", type: "file", accept: "application/pdf", class: "input" });
  const button = make("button", { class: "button button-large", type: "submit" }, icon("check"), say("cases.letter.issue"));
  const wrong = (/** @type {string} */ key) => {
    fill(told, notice("wrong", say(key), null, { role: "alert" }));
    chosen.focus();
  };
  const send = async () => {
    const pdf = chosen.files?.[0];
    if (!pdf) return wrong("cases.letter.missing");
    if (pdf.size > MOST_BYTES) return wrong("cases.letter.large");
    try {
      // What the form asks for is the type that it is sent as, whatever the machine calls the file.
      await sendLetter(file, pdf.slice(0, pdf.size, "application/pdf"));
      await issue();
      close();
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("cases.letter.sending"), send);
  };
  fill(body, make("form", { novalidate: true, on: { submit } }, make("p", {}, say("cases.letter.text")), told, make("div", { class: "field" }, make("label", { class: "field-label", for: "letter-file" }, say("cases.letter.file")), make("p", { class: "field-hint" }, say("cases.letter.hint")), chosen), button));
  chosen.focus();
}

/** The letter that was issued. @param {File} file @param {() => Promise<unknown>} revoke */
export function letterBox(file, revoke) {
  const { letter } = file;
  if (!letter) return null;
  const told = make("div", {});
  const look = make("button", { class: "button button-quiet", type: "button", "data-key": "letter-look" }, icon("document"), say("cases.letter.look"));
  look.addEventListener("click", () => pressOnce(look, say("desk.sending"), () => show(file, told)));
  const back = make("button", { class: "button button-quiet", type: "button", "data-key": "letter-revoke", on: { click: () => askRevoke(revoke) } }, icon("close"), say("cases.letter.revoke"));
  return make("section", { class: "block letter-box" }, make("h2", {}, say("cases.letter.issued")), make("p", {}, say("cases.letter.at", { day: longDay(dayOf(letter.issued)), time: clockTime(letter.issued) })), make("p", { class: "made-code" }, groups(letter.code).join(" ")), letter.kept ? null : make("p", { class: "hint" }, say("cases.letter.gone")), told, make("div", { class: "tools-row" }, letter.kept && look, back));
}

/** @param {File} file @param {HTMLElement} told */
async function show(file, told) {
  try {
    const link = make("a", { class: "button", href: await letterLink(file), target: "_blank", rel: "noopener noreferrer" }, icon("arrow-right"), say("cases.letter.open"));
    fill(told, link);
    link.focus();
  } catch (error) {
    fill(told, failure(error, null));
  }
}

/** @param {() => Promise<unknown>} revoke */
function askRevoke(revoke) {
  const { body, close } = openDialog(say("cases.letter.revoke"));
  const told = make("div", {});
  const button = make("button", { class: "button button-danger", type: "button" }, say("cases.letter.revoke.yes"));
  const send = async () => {
    try {
      await revoke();
      close();
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  button.addEventListener("click", () => pressOnce(button, say("desk.sending"), send));
  fill(body, make("p", {}, say("cases.letter.revoke.text")), told, make("div", { class: "tools-row" }, button, make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("review.leave"))));
  button.focus();
}
