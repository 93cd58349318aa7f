/** What the office's pages begin with alike: language, who has signed in, the office, and the way out. */

import { ask, part } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say, speak, speakAlso, wantedLanguage } from "../language.js";
import { passes, watchConnection } from "../parts/connection.js";
import { skeletonPage } from "../parts/loading.js";
import { failure, notice } from "../parts/notice.js";
import { officeChoice } from "./choose.js";
import { showFrame } from "./frame.js";
import { endSession, officer, session, whenEnded } from "./session.js";
import { signInForm } from "./sign-in.js";
import { chosenOffice, leaveDesk, setOffice } from "./state.js";

/** @typedef {{name: string, title: string, signIn: string, refused: string, why?: string}} Words keys of messages; `why` says more than `refused` */
/**
 * @template Data
 * @typedef {{
 *   words: Words,
 *   roles: string[],
 *   tools: () => import("../dom.js").Leaf[],
 *   load: (office: string) => Promise<Data>,
 *   view: (data: Data) => unknown,
 *   forget: () => unknown,
 * }} Plan `forget` is called when another person may sit down
 */

export const STAFF = ["officer", "manager", "admin"];
export const HEADS = ["manager", "admin"];

export const main = /** @type {HTMLElement} */ (document.getElementById("main"));

/** @param {string} look */
export function toDesk(look) {
  return make("a", { class: look, href: `desk.html${location.search}` }, look === "back" && icon("arrow-left"), say("plan.desk"));
}

export function isHead() {
  return HEADS.includes(officer()?.role ?? "");
}

/**
 * @template Data
 * @param {Plan<Data>} plan
 * @param {{catalogues?: string[]}} [more] messages beside the desk's own
 * @returns {{show: () => Promise<void>, start: () => Promise<void>}}
 */
export function deskPage({ words, roles, tools, load, view, forget }, { catalogues = [] } = {}) {
  const left = () => {
    endSession();
    leaveDesk();
    forget();
    show();
  };
  const frame = () => showFrame({ turned: show, left }, { name: say(words.name), tools });

  const signIn = () => {
    fill(main, signInForm(show, { title: say("sign-in.title"), text: say(words.signIn) }));
    /** @type {HTMLElement | null} */ (main.querySelector("#email"))?.focus();
  };

  async function show() {
    frame();
    document.title = say(words.title);
    if (!session()) return signIn();
    if (!roles.includes(officer()?.role ?? "")) return fill(main, make("div", { class: "column column-narrow" }, notice("info", say(words.refused), [words.why ? make("p", {}, say(words.why)) : null, toDesk("button")], { heading: "h1" })));
    const id = officer()?.office || chosenOffice();
    if (!id) return fill(main, officeChoice(show));
    fill(main, ...skeletonPage());
    try {
      const [found, data] = await Promise.all([ask(`/offices/${part(id)}`), load(id)]);
      setOffice(found);
      frame();
      await view(data);
    } catch (error) {
      if (session()) fill(main, make("div", { class: "column" }, failure(error, show, { heading: "h1" })));
    }
  }

  async function begin() {
    for (const one of ["desk", ...catalogues]) speakAlso(one);
    await speak(wantedLanguage()).catch(() => speak("id"));
    watchConnection();
    whenEnded(() => {
      for (const dialog of document.querySelectorAll("dialog")) dialog.close();
      forget();
      show();
    });
    await show();
  }

  return { show, start: () => begin().catch(() => passes(false)) };
}
