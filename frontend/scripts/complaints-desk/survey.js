/** What citizens said in the survey, for those who look after the office: the official report, and their own words. */

import { part } from "../api.js";
import { askAsOfficer } from "../desk/session.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { pressOnce } from "../parts/field.js";
import { failure } from "../parts/notice.js";
import { longDay } from "../rules/moments.js";

/** @typedef {{day: string, service_name: string, text: string}} Remark */

/** @param {string} here the office @param {{from: string, to: string}} span read when a button is pressed */
export function surveyPart(here, span) {
  const told = make("div", { class: "survey-told", role: "status" });
  const asked = (/** @type {"report" | "remarks"} */ what) => askAsOfficer(`/desk/offices/${part(here)}/satisfaction/${what}?from=${span.from}&to=${span.to}`);
  const report = button("report", "download", async () => {
    const { url } = await asked("report");
    fill(told);
    const link = make("a", { href: url, download: "", hidden: true });
    told.append(link);
    link.click();
  });
  const words = button("remarks", "document", async () => fill(told, remarks((await asked("remarks")).remarks)));

  /** @param {"report" | "remarks"} name @param {string} sign @param {() => Promise<unknown>} work */
  function button(name, sign, work) {
    const made = make("button", { class: "button button-quiet", type: "button", "data-survey": name }, icon(sign), say(`survey.${name}`));
    made.addEventListener("click", () => pressOnce(made, say("desk.sending"), () => work().catch((error) => fill(told, failure(error, null)))));
    return made;
  }
  return make("section", { class: "figures-page", "aria-labelledby": "survey" }, make("h2", { id: "survey" }, say("survey.heads")), make("p", {}, say("survey.heads.text")), make("div", { class: "tools-row" }, report, words), told);
}

/** @param {Remark[]} all */
function remarks(all) {
  if (!all.length) return make("p", {}, say("survey.no-remarks"));
  const items = all.map(({ day, service_name, text }) => make("li", { class: "card" }, make("p", { class: "message-head" }, `${longDay(day)} · ${service_name}`), make("p", { class: "message-text" }, text)));
  return make("ul", { class: "figures-page" }, ...items);
}
