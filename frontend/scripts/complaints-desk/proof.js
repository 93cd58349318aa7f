/** Photos of what was done, sent while the words are still being written. */

import { Problem } from "../api.js";
import { transfer } from "../documents/transfer.js";
import { prepare } from "../documents/shrink.js";
import { withMoment } from "../complaints/taken.js";
import { fill, make } from "../dom.js";
import { freshKey } from "../memory/attempts.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { wordsOf } from "../parts/notice.js";
import { proofForm } from "./complaints.js";

/** @param {string} reference */
export function proofPart(reference) {
  const tiles = make("ul", { class: "photos" });
  let underway = 0;
  const input = make("input", { type: "file", id: "proof", class: "input proof-input", accept: "image/*", multiple: true, "aria-describedby": "proof-hint" });

  /** @param {File} file @param {string} [key] the same for a photo that is sent again */
  const send = async (file, key = freshKey()) => {
    const state = make("div", { class: "photo-words", role: "status" }, make("span", { class: "spinner" }), say("complaint.proof.sending"));
    const address = URL.createObjectURL(file);
    const forget = () => URL.revokeObjectURL(address);
    tiles.append(make("li", { class: "photo" }, make("img", { class: "photo-picture", src: address, alt: say("complaint.photo"), on: { load: forget, error: forget } }), state));
    underway += 1;
    try {
      // When it was taken stays in it: its absence is shown to the supervisor.
      const photo = await withMoment(file, await prepare(file));
      const form = await proofForm(reference, photo, key);
      await transfer(form, photo, () => {}).done;
      fill(state, make("span", {}, icon("check"), say("complaint.proof.sent")));
    } catch (error) {
      const again = make("button", { class: "icon-button", type: "button", "aria-label": say("failure.retry"), on: { click: () => { state.closest("li")?.remove(); send(file, key); } } }, icon("retry"));
      fill(state, make("span", { class: "is-wrong" }, icon("alert"), say("complaint.proof.not-sent"), error instanceof Problem ? wordsOf(error) : ""), again);
    } finally {
      underway -= 1;
    }
  };
  input.addEventListener("change", () => {
    for (const file of input.files ?? []) send(file);
    input.value = "";
  });
  const box = make("div", { class: "field" }, make("label", { class: "field-label", for: "proof" }, say("complaint.proof"), make("span", { class: "field-optional" }, ` (${say("form.optional")})`)), make("p", { class: "field-hint", id: "proof-hint" }, say("complaint.proof.hint")), input, tiles);
  return { box, isSettled: () => underway === 0 };
}
