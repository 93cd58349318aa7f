/** What a citizen's file tells beside its steps: a wait, a refusal, a permit, the finished letter. */

import { ask, part } from "../api.js";
import { fill, make, wear } from "../dom.js";
import { icon } from "../icons.js";
import { learn, say } from "../language.js";
import { pressOnce } from "./field.js";
import { failure, notice } from "./notice.js";
import { dayOf, longDay } from "../rules/moments.js";
import { groups } from "../rules/reference.js";

/** @typedef {NonNullable<import("../api.js").Status["case"]>} Details */

/** @param {import("../api.js").Status} status @param {Details} details @param {string} proof */
export async function fileDetails({ reference, summary }, details, proof) {
  await Promise.all([learn("letters"), wear("letters")]);
  const waits = details.pauses.find((one) => !one.until);
  return [
    details.refused && notice("wrong", say("file.refused", { day: longDay(dayOf(details.refused.at)) }), [make("p", {}, summary), make("p", {}, say("file.refused.text"))], { heading: "h2" }),
    waits && notice("warning", say("file.waits", { day: longDay(dayOf(waits.since)) }), [make("p", {}, summary)], { heading: "h2" }),
    permit(details),
    letter(reference, details, proof),
  ];
}

/** @param {Details} details */
function permit({ permit: one, refused }) {
  if (!one || refused) return null;
  const consists = make("p", {}, say("file.permit.consists", { what: one.consists.join(" + ") }));
  return notice(one.may_operate ? "good" : "info", one.says ?? one.name, [make("p", {}, one.name), consists], { heading: "h2" });
}

/** @param {string} reference @param {Details} details @param {string} proof */
function letter(reference, { letter: one }, proof) {
  if (!one) return null;
  const told = make("div", { role: "status" });
  const button = make("button", { class: "button button-large", type: "button" }, icon("download"), say("file.letter.download"));
  const save = async () => {
    try {
      const { url } = await ask(`/cases/${part(reference)}/letter`, { proof });
      // The server names the file and has the browser save it; this page stays.
      make("a", { href: url, rel: "noopener noreferrer" }).click();
      fill(told, make("p", { class: "hint" }, say("file.letter.saved")));
    } catch (error) {
      fill(told, failure(error, null));
    }
  };
  button.addEventListener("click", () => pressOnce(button, say("file.letter.fetching"), save));
  const code = make("p", {}, say("file.letter.code"), " ", make("a", { href: `#/verify/${one.code}` }, groups(one.code).join(" ")));
  return make("section", { class: "card letter-card" }, make("h2", {}, say("file.letter")), make("p", {}, say(one.kept ? "file.letter.text" : "file.letter.gone")), one.kept && button, told, code);
}
