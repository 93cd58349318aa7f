/** The sign-in form of the office's pages; the invitation's password leads to choosing one's own, a second factor to its code. */

import { Problem } from "../api.js";
import { fill, make } from "../dom.js";
import { say } from "../language.js";
import { field, pressOnce, showFaults } from "../parts/field.js";
import { failure, wordsOf } from "../parts/notice.js";
import { signIn } from "./session.js";

/** @typedef {import("../parts/field.js").Field} Field */

/** Which refusal asks for which field. @type {Record<string, "new-password" | "code">} */
const ASKED = { "new-password-needed": "new-password", "code-needed": "code" };
/** The server's names of fields. @type {Record<string, string>} */
const NAMED = { new_password: "new-password" };

/**
 * @param {() => unknown} done what happens when somebody has signed in
 * @param {{title: string, text: string}} words
 */
export function signInForm(done, { title, text }) {
  const told = make("div", {});
  const email = field({ id: "email", label: say("sign-in.email"), type: "email", attributes: { autocomplete: "username", autocapitalize: "none", spellcheck: "false" } });
  const password = field({ id: "password", label: say("sign-in.password"), type: "password", attributes: { autocomplete: "current-password" } });
  const fresh = field({ id: "new-password", label: say("sign-in.new"), hint: say("sign-in.new.hint"), type: "password", attributes: { autocomplete: "new-password" } });
  const code = field({ id: "code", label: say("sign-in.code"), hint: say("sign-in.code.hint"), attributes: { autocomplete: "one-time-code", inputmode: "numeric", maxlength: 6 } });
  const extra = make("div", {});
  const button = make("button", { class: "button button-large button-wide", type: "submit" }, say("sign-in.button"));
  /** @type {Field[]} */
  const asked = [email, password];
  const more = (/** @type {Field} */ one, /** @type {string} */ words) => {
    if (!asked.includes(one)) asked.push(one);
    fill(extra, ...asked.slice(2).map((other) => other.box));
    showFaults(told, asked, new Map([[one.id, words]]));
    one.input.focus();
  };
  const send = async () => {
    const missing = new Map(asked.filter((one) => !one.input.value.trim()).map((one) => [one.id, say(`sign-in.${one.id}.missing`)]));
    showFaults(told, asked, missing);
    if (missing.size) return;
    try {
      await signIn(loginOf(asked));
      await done();
    } catch (error) {
      refused(error, { told, asked, ask: (name, words) => more(name === "code" ? code : fresh, words) });
    }
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("sign-in.sending"), send);
  };
  const form = make("form", { class: "form sign-in-form", novalidate: true, on: { submit } }, told, email.box, password.box, extra, button);
  const head = make("div", { class: "page-head" }, make("h1", {}, title), make("p", { class: "lead" }, text));
  return make("div", { class: "sign-in" }, make("div", { class: "card sign-in-card" }, head, form));
}

/** @param {Field[]} asked */
function loginOf(asked) {
  const typed = Object.fromEntries(asked.map((one) => [one.id, one.input.value]));
  return { email: (typed.email ?? "").trim(), password: typed.password ?? "", new_password: typed["new-password"] || undefined, code: typed.code?.trim() || undefined };
}

/**
 * @param {unknown} error
 * @param {{told: HTMLElement, asked: Field[], ask: (name: string, words: string) => void}} place
 */
function refused(error, { told, asked, ask }) {
  if (!(error instanceof Problem)) return fill(told, failure(error, null));
  const wanted = ASKED[error.code];
  if (wanted) return ask(wanted, error.detail);
  const faults = new Map(error.errors.map((one) => [NAMED[one.field] ?? one.field, one.detail]));
  // Which of the two is wrong is told to nobody; the password is what is typed again.
  if (error.code === "wrong-login") faults.set("password", error.detail);
  if (asked.some((one) => faults.has(one.id))) return showFaults(told, asked, faults);
  return fill(told, failure(error, null, { title: wordsOf(error) ? say("sign-in.refused") : undefined }));
}
