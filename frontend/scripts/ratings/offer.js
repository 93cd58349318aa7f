/** The way to rate what is over. */

import { make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";

/** @param {string} reference */
export function rateOffer(reference) {
  return make("p", { class: "rate-offer tools" }, make("a", { class: "button button-large", href: `#/rate/${encodeURIComponent(reference)}` }, icon("star"), say("rate.offer")));
}
