/** The three fields about the citizen, and whose fault belongs to which. */

import { make } from "../dom.js";
import { say } from "../language.js";
import { draft } from "../memory/session.js";
import { digitsOf, nameFault, nikFault, phoneFault } from "../rules/citizen.js";
import { field } from "./field.js";

/** @typedef {import("./field.js").Field} Field */
/** @typedef {{name: Field, nik: Field, phone: Field, all: Field[]}} CitizenFields */

const NIK_LENGTH = 16;

/** @returns {CitizenFields} */
export function citizenFields() {
  const name = field({ id: "name", label: say("details.name"), hint: say("details.name.hint"), value: draft.name, attributes: { autocomplete: "name", autocapitalize: "words", spellcheck: "false", required: true } });
  const nik = field({ id: "nik", label: say("details.nik"), hint: say("details.nik.hint"), value: draft.nik, attributes: { class: "input input-number", inputmode: "numeric", autocomplete: "off", spellcheck: "false", maxlength: 24, required: true } });
  const phone = field({ id: "phone", label: say("details.phone"), hint: say("details.phone.hint"), type: "tel", value: draft.phone, optional: true, attributes: { class: "input input-number", autocomplete: "tel", maxlength: 24 } });
  const fields = { name, nik, phone, all: [name, nik, phone] };
  for (const key of /** @type {const} */ (["name", "nik", "phone"])) fields[key].input.addEventListener("input", () => (draft[key] = fields[key].input.value));
  countDigits(nik);
  return fields;
}

/** Shows how many of the sixteen digits are there. Only for the eye: speaking every digit would drown the typing. @param {Field} nik */
function countDigits(nik) {
  const count = make("p", { class: "field-count", "aria-hidden": "true" });
  const tell = () => {
    const digits = digitsOf(nik.input.value).length;
    count.textContent = digits ? say("details.nik.count", { count: digits, all: NIK_LENGTH }) : "";
  };
  nik.input.addEventListener("input", tell);
  nik.box.append(count);
  tell();
}

/** @param {CitizenFields} fields @returns {Map<string, string>} */
export function typedFaults(fields) {
  const found = { name: nameFault(fields.name.input.value), nik: nikFault(fields.nik.input.value, new Date()), phone: phoneFault(fields.phone.input.value) };
  return new Map(Object.entries(found).flatMap(([id, key]) => (key ? [[id, say(key)]] : [])));
}

/** Field ids and the server's sentences; empty when nothing of it belongs to a field shown here. @param {import("../api.js").Problem} problem @returns {Map<string, string>} */
export function serverFaults(problem) {
  /** @type {Map<string, string>} */
  const faults = new Map();
  for (const { field: name, detail } of problem.errors) {
    const id = name.split(".").pop() ?? "";
    if (["name", "nik", "phone"].includes(id) && !faults.has(id)) faults.set(id, detail);
  }
  return faults;
}
