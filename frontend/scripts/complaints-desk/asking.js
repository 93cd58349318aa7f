/** The dialog in which an act is filled in and sent. */

import { Problem } from "../api.js";
import { openDialog } from "../desk/dialog.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce, showFaults } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { formOf } from "./forms.js";
import { proofPart } from "./proof.js";

/** @typedef {import("./complaints.js").Complaint} Complaint */

const GRAVE = ["dismiss", "close", "identity"];
const CHANGED = "complaint-changed";

/**
 * @param {string} act @param {Complaint} one @param {import("./forms.js").City} city
 * @param {(body: Record<string, unknown>) => Promise<unknown>} send
 */
export function askFor(act, one, city, send) {
  const { body, close } = openDialog(say(`complaint.act.${act}`), { wide: act === "propose" });
  const told = make("div", {});
  const form = formOf(act, one, city);
  const proof = act === "propose" ? proofPart(one.reference) : null;
  const button = make("button", { class: `button ${GRAVE.includes(act) ? "button-danger " : ""}is-full`, type: "submit" }, icon("arrow-right"), say(`complaint.do.${act}`));
  const work = async () => {
    const missing = form.fields.filter(({ id, input }) => form.needs.includes(id) && !input.value.trim());
    showFaults(told, form.fields, new Map(missing.map(({ id }) => [id, say("complaint.missing")])));
    if (missing.length) return;
    if (proof && !proof.isSettled()) return fill(told, make("p", { class: "field-error", role: "alert" }, icon("camera"), say("complaint.proof.wait")));
    try {
      await send(form.body());
      close();
    } catch (error) {
      if (error instanceof Problem && error.code === CHANGED) return close();
      refused(error, form, told);
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("desk.sending"), work);
  };
  const out = make("button", { class: "button button-quiet", type: "button", on: { click: close } }, say("review.leave"));
  fill(body, make("form", { class: "complaint-form", novalidate: true, autocomplete: "off", on: { submit } }, make("p", { class: "hint" }, say(`complaint.about.${act}`)), told, ...form.shown, proof && proof.box, ...(form.last ?? []), make("div", { class: "tools-row" }, button, out)));
  /** @type {HTMLElement | null} */ (body.querySelector("input, textarea, select"))?.focus();
}

/** @param {unknown} error @param {import("./forms.js").Form} form @param {HTMLElement} told */
function refused(error, form, told) {
  const found = error instanceof Problem ? error.errors.flatMap((fault) => form.fields.filter(({ id }) => fault.field === id || fault.field.endsWith(`.${id}`)).map(({ id }) => /** @type {[string, string]} */ ([id, fault.detail]))) : [];
  if (found.length) return showFaults(told, form.fields, new Map(found));
  fill(told, failure(error, null));
}
