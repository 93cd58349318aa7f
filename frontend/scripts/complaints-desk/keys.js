/** What the keys of the page of complaints do. */

import { ACTS } from "./one.js";

/** @type {[string, string][]} the key, and the message that names the action */
export const KEYS = [...ACTS.map(([act, , key]) => /** @type {[string, string]} */ ([key, `complaint.act.${act}`])), ["J", "cases.below"], ["?", "desk.help"]];
