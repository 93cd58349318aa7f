/** Who is behind a complaint, shown once, after a reason was given. */

import { openDialog } from "../desk/dialog.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

/** @param {{name: string | null, phone_masked?: string | null, phone?: string | null}} known */
export function showIdentity(known) {
  const { body, close } = openDialog(say("complaint.identity.shown"));
  const fact = (/** @type {string} */ label, /** @type {string | null | undefined} */ words) => make("div", { class: "visitor-fact" }, make("dt", {}, label), make("dd", {}, words || "–"));
  const done = make("button", { class: "button", type: "button", on: { click: close } }, icon("check"), say("complaint.identity.close"));
  fill(body, make("dl", { class: "visitor" }, fact(say("visitor.name"), known.name), fact(say("visitor.phone"), known.phone ?? known.phone_masked)), make("p", { class: "hint" }, icon("info"), say("complaint.identity.told")), done);
  done.focus();
}
