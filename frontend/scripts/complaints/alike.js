/** What others have brought already: one of them can be joined instead of being brought again. */

import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { dayOf, shortDay } from "../rules/moments.js";
import { stateName } from "./states.js";
import { draft, note } from "./draft.js";

/** @typedef {{id: string, title: string, category: string, category_name: string, state: string, received: string, followers: number, metres: number | null}} Alike */

/** @param {Alike[]} all */
export function alikeList(all) {
  const chosen = draft().join;
  if (!all.length && !chosen) return null;
  // The one that is joined stays, whatever is typed after it.
  const shown = all.some((one) => one.id === chosen) || !chosen ? all : [{ id: chosen, title: draft().joined, category: "", category_name: "", state: "", received: "", followers: 0, metres: null }, ...all];
  const told = make("p", { class: "alike-told", role: "status" });
  const buttons = shown.map((one) => button(one));
  const dress = () => {
    shown.forEach((one, at) => {
      const is = draft().join === one.id;
      buttons[at]?.setAttribute("aria-pressed", String(is));
      fill(/** @type {HTMLElement} */ (buttons[at]), icon(is ? "check" : "plus"), say(is ? "complain.alike.joined" : "complain.alike.join"));
    });
    fill(told, draft().join ? say("complain.alike.told") : "");
  };
  shown.forEach((one, at) => buttons[at]?.addEventListener("click", () => {
    const is = draft().join === one.id;
    note({ join: is ? "" : one.id, joined: is ? "" : one.title });
    dress();
  }));
  dress();
  const items = shown.map((one, at) => make("li", { class: "alike" }, make("div", { class: "alike-words" }, make("strong", { id: `alike-${at}` }, one.title || one.category_name), make("span", {}, facts(one))), buttons[at]));
  return make("section", { class: "alikes", "aria-labelledby": "alikes" }, make("h2", { id: "alikes" }, say("complain.alike")), make("p", {}, say("complain.alike.text")), make("ul", {}, ...items), told);

  /** @param {Alike} one */
  function button(one) {
    return make("button", { class: "button button-quiet", type: "button", "aria-describedby": `alike-${shown.indexOf(one)}` });
  }
}

/** @param {Alike} one */
function facts({ state, received, followers, metres }) {
  const near = metres !== null && say("complain.alike.metres", { count: Math.max(10, Math.round(metres / 10) * 10) });
  return [state && stateName(state), received && shortDay(dayOf(received)), near, followers > 0 && say("complaints.followers", { count: followers })].filter(Boolean).join(" · ");
}
