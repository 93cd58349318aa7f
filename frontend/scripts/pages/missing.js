/** An address that leads nowhere. */

import { make } from "../dom.js";
import { blossom } from "../icons.js";
import { say } from "../language.js";

/** @type {import("../router.js").PageMaker} */
export function page() {
  const home = make("a", { class: "button", href: "#/" }, say("missing.home"));
  const box = make("div", { class: "column lost" }, blossom(), make("h1", {}, say("missing.title")), make("p", {}, say("missing.text")), home);
  return { title: say("missing.title"), body: [box] };
}
