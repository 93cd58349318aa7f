/** Who brings it, and what of that the office learns. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { field } from "../parts/field.js";
import { nameFault, phoneFault } from "../rules/citizen.js";
import { contact, draft, note } from "./draft.js";
import { picks } from "./inputs.js";

const LEVELS = ["named", "hidden", "anonymous"];

export function whoPart() {
  const name = field({ id: "contact.name", label: say("complain.name"), value: contact.name, attributes: { autocomplete: "name", autocapitalize: "words", spellcheck: "false", maxlength: 100 } });
  const phone = field({ id: "contact.phone", label: say("complain.phone"), hint: say("complain.phone.hint"), type: "tel", optional: true, value: contact.phone, attributes: { class: "input input-number", autocomplete: "tel", maxlength: 24 } });
  name.input.addEventListener("input", () => (contact.name = name.input.value));
  phone.input.addEventListener("input", () => (contact.phone = phone.input.value));
  const more = make("div", { class: "contact" });
  const hint = /** @type {HTMLElement} */ (phone.box.querySelector(".field-hint"));
  const show = () => {
    const { identity } = draft();
    fill(hint, say(identity === "hidden" ? "complain.phone.hidden" : "complain.phone.hint"));
    if (identity === "anonymous") return fill(more, make("p", { class: "hint-line" }, icon("lock"), make("span", {}, say("complain.anonymous.text"))));
    return fill(more, identity && name.box, identity && phone.box);
  };
  const level = picks({
    id: "identity",
    label: say("complain.identity"),
    hint: say("complain.identity.hint"),
    value: draft().identity,
    choices: LEVELS.map((value) => ({ value, name: say(`complain.identity.${value}`), text: say(`complain.identity.${value}.text`) })),
    chosen: (value) => {
      note({ identity: value });
      show();
    },
  });
  show();
  return { box: make("div", { class: "complain-part" }, level.box, more), fields: [level, name, phone], faults };
}

/** @returns {[string, string][]} */
function faults() {
  const { identity } = draft();
  if (!identity) return [["identity", say("complain.identity.missing")]];
  if (identity === "anonymous") return [];
  const wrong = [["contact.name", contact.name.trim() || identity === "named" ? nameFault(contact.name) : null], ["contact.phone", phoneFault(contact.phone)]];
  return wrong.flatMap(([id, key]) => (key ? [[String(id), say(key)]] : []));
}
