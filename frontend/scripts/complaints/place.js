/** Where it is: an office or none known, words, and the phone's position, which is asked for by a button only. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { field } from "../parts/field.js";
import { draft, note } from "./draft.js";
import { list, option } from "./inputs.js";

const LONGEST = 200;
const PATIENCE = 20_000;
const REFUSED = 1;

/** @param {import("../api.js").Office[]} offices @param {() => unknown} changed */
export function placePart(offices, changed) {
  const office = list({ id: "office", label: say("complain.office"), hint: say("complain.office.hint"), value: draft().office, options: [option("", say("complain.office.unknown")), ...offices.map((one) => option(one.id, one.name))] });
  office.input.addEventListener("change", () => {
    note({ office: office.input.value });
    changed();
  });
  const words = field({ id: "place.words", label: say("complain.place"), hint: say("complain.place.hint"), value: draft().words, optional: true, attributes: { maxlength: LONGEST, autocomplete: "off" } });
  words.input.addEventListener("input", () => note({ words: words.input.value }));
  const position = make("div", { class: "position" });
  showPosition(position, changed);
  return { box: make("div", { class: "complain-part" }, office.box, words.box, position), fields: [office, words] };
}

/** @param {HTMLElement} place @param {() => unknown} changed @param {string} [trouble] */
function showPosition(place, changed, trouble = "") {
  const told = (/** @type {import("../dom.js").Child[]} */ ...words) => make("p", { class: "position-words", role: "status" }, ...words);
  const { position } = draft();
  const drop = () => {
    note({ position: null });
    showPosition(place, changed);
    place.querySelector("button")?.focus();
    changed();
  };
  if (position) {
    const spell = (/** @type {number} */ degrees) => new Intl.NumberFormat(language() === "en" ? "en-GB" : "id-ID", { minimumFractionDigits: 5, maximumFractionDigits: 5 }).format(degrees);
    const button = make("button", { class: "button button-quiet", type: "button", on: { click: drop } }, icon("close"), say("complain.position.drop"));
    return fill(place, told(icon("pin"), make("span", {}, say("complain.position.is", { lat: spell(position.lat), long: spell(position.long), metres: Math.round(position.within) }))), button);
  }
  const button = make("button", { class: "button button-quiet", type: "button" }, icon("pin"), say("complain.position.use"));
  const found = (/** @type {GeolocationPosition} */ { coords }) => {
    note({ position: { lat: coords.latitude, long: coords.longitude, within: coords.accuracy } });
    showPosition(place, changed);
    place.querySelector("button")?.focus();
    changed();
  };
  button.addEventListener("click", () => {
    if (!("geolocation" in navigator)) return showPosition(place, changed, "none");
    fill(place, told(make("span", { class: "spinner" }), say("complain.position.looking")));
    navigator.geolocation.getCurrentPosition(found, (error) => showPosition(place, changed, error.code === REFUSED ? "refused" : "none"), { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 });
  });
  fill(place, button, make("p", { class: "field-hint" }, say("complain.position.hint")), trouble && told(icon("alert"), say(`complain.position.${trouble}`)));
}
