/** The frame around every page: name, way to one's own bookings, language, footer. */

import { fill, make, readFrom } from "../dom.js";
import { blossom, icon } from "../icons.js";
import { LANGUAGES, language, say, switchLanguage } from "../language.js";
import { show } from "../router.js";

export function showFrame() {
  fill(/** @type {HTMLElement} */ (document.getElementById("top")), skip(), bar());
  fill(/** @type {HTMLElement} */ (document.getElementById("foot")), ...foot());
}

function skip() {
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    readFrom(document.getElementById("main"));
  };
  return make("a", { class: "skip", href: "#main", on: { click: jump } }, say("site.skip"));
}

function bar() {
  const brand = make("a", { class: "brand", href: "#/" }, blossom(), make("span", {}, say("site.name")));
  const status = make("a", { class: "bar-link", href: "#/status" }, icon("ticket"), make("span", {}, say("site.status")));
  const complain = make("a", { class: "bar-link bar-wide", href: "#/complain" }, icon("pen"), make("span", {}, say("site.complain")));
  const nav = make("nav", { class: "bar-links", "aria-label": say("site.menu") }, status, complain);
  return make("div", { class: "bar" }, brand, nav, languageSwitch());
}

function languageSwitch() {
  const other = LANGUAGES.find((one) => one !== language()) ?? "id";
  const turn = async () => {
    await switchLanguage(other);
    showFrame();
    await show({ focus: false });
    /** @type {HTMLElement | null} */ (document.querySelector(".language"))?.focus();
  };
  const label = make("span", { lang: other }, say("site.other-language"));
  return make("button", { class: "language", type: "button", on: { click: turn } }, label);
}

function foot() {
  const lines = [say("foot.about"), say("foot.privacy"), say("foot.free")];
  const link = (/** @type {string} */ page) => make("a", { href: `#/${page}` }, say(`site.${page}`));
  const links = make("p", { class: "foot-links" }, link("status"), link("complain"), link("complaints"));
  return [make("div", { class: "foot-inside" }, make("p", { class: "foot-name" }, blossom(), say("site.name")), ...lines.map((line) => make("p", {}, line)), links)];
}
