/** Why a document is sent back: reasons from a list, and words where the list does not say it. */

import { fill, make } from "../dom.js";
import { openDialog } from "../desk/dialog.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure } from "../parts/notice.js";

const REASONS = ["unreadable", "incomplete", "other-document", "other-person", "expired", "not-genuine"];
const IN_WORDS = "words";
const LONGEST = 300;

/** @param {(reasons: string[], words: string | undefined) => Promise<unknown>} reject */
export function askReasons(reject) {
  const { body, close } = openDialog(say("review.reject.title"));
  const told = make("div", {});
  const boxes = REASONS.map((reason) => make("input", { type: "checkbox", value: reason, id: `reason-${reason}` }));
  const ticks = boxes.map((box) => make("label", { class: "tick" }, box, make("span", {}, say(`review.reason.${box.value}`))));
  const words = make("textarea", { id: "reject-words", class: "input review-words", rows: 3, maxlength: LONGEST, "aria-describedby": "reject-hint" });
  const button = make("button", { class: "button button-danger is-full", type: "submit" }, icon("close"), say("review.reject.send"));
  const send = async () => {
    const typed = words.value.trim();
    const reasons = [...boxes.filter((box) => box.checked).map((box) => box.value), ...(typed ? [IN_WORDS] : [])];
    if (!reasons.length) {
      fill(told, make("p", { class: "field-error", role: "alert" }, icon("alert"), say("review.reject.missing")));
      return boxes[0]?.focus();
    }
    try {
      await reject(reasons, typed || undefined);
      close();
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), send);
  };
  fill(body, make("form", { class: "reject", novalidate: true, on: { submit } }, make("p", {}, say("review.reject.text")), told, make("fieldset", { class: "reasons" }, make("legend", { class: "field-label" }, say("review.reject.reasons")), ...ticks), make("div", { class: "field" }, make("label", { class: "field-label", for: "reject-words" }, say("review.reject.words"), make("span", { class: "field-optional" }, ` (${say("form.optional")})`)), make("p", { class: "field-hint", id: "reject-hint" }, say("review.reject.words.hint")), words), make("div", { class: "tools-row" }, button, make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("review.leave")))));
  boxes[0]?.focus();
}
