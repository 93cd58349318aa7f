/** Why a change cannot be looked at. */

import { Problem } from "../api.js";
import { make } from "../dom.js";
import { say } from "../language.js";
import { failure, notice } from "../parts/notice.js";

const FORBIDDEN = 403;

/** @param {unknown} error @param {(() => unknown) | null} retry */
export function notLooked(error, retry) {
  if (!(error instanceof Problem) || error.status !== FORBIDDEN) return failure(error, retry);
  return notice("wrong", say("plan.not-yours"), make("p", {}, say("plan.not-yours.text")), { role: "alert" });
}
