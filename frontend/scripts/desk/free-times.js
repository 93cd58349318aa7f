/** The times that are still free, to be read: who stands at the kiosk or the counter books on a phone. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { clockTime, dayOf, shortDay, zoneName } from "../rules/moments.js";

/** @param {import("../api.js").Alternative[]} alternatives */
export function freeTimes(alternatives) {
  return make("ul", { class: "free-times" }, ...alternatives.map((one) => make("li", {}, icon("calendar"), make("strong", {}, `${shortDay(dayOf(one.starts))}, ${clockTime(one.starts)} ${zoneName(one.starts)}`), make("span", {}, one.office_name))));
}
