/** A complaint of one's own: how it stands, when it must be answered, what was said, and what the citizen can do. */

import { Problem, part, reach } from "../api.js";
import { fill, make, wear } from "../dom.js";
import { learn, say } from "../language.js";
import { forgetProof, proofOf } from "../memory/session.js";
import { failure } from "../parts/notice.js";
import { backLink } from "../parts/trail.js";
import { tidy } from "../rules/reference.js";
import { lookUp } from "../pages/status.js";
import { actsOf, proposalOf } from "./acts.js";
import { clockOf, factsOf, headOf, sentenceOf, stepsOf, toldOf } from "./standing.js";
import { talk } from "./talk.js";

/** @typedef {{act: string, state: string, at: string, said: string}} Step */
/** @typedef {{at: string, from: "citizen" | "office", text: string}} Message */
/** @typedef {{level: string, paused: boolean, left_days: number | null, explained: string[]}} Clock */
/** @typedef {{url: string | null, findings?: {code: string, message: string}[]}} Photo */
/** @typedef {{reference: string, public: string, state: string, state_name: string, sort: string, identity: string, category: string, category_name: string, office: string, office_name?: string, agency: string, agency_name?: string, reopen_until?: string | null, text: string | null, received: string, verify_by: string | null, due: string, clock: Clock, steps: Step[], messages: Message[], proposal: {at: string, text: string, photos: Photo[]} | null, may: string[], photos: {reference: string, state: string}[], joined_to: string | null, version: number, identity_opened: {at: string, reason: string}[]}} Complaint */

const REFRESH = 60_000;
const NOT_NEWER = 304;

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [typed = ""] }) {
  const reference = tidy(typed);
  await Promise.all([learn("complaints"), wear("complaints"), wear("visit")]);
  const proof = proofOf(reference);
  if (!proof) return lookUp(reference, null);
  try {
    const answer = await reach(address(reference), { proof });
    return { title: say("complaints.yours"), body: [live(await answer.json(), answer.headers.get("ETag") ?? "", proof)] };
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    forgetProof(reference);
    return lookUp(reference, error);
  }
}

/** @param {string} reference */
const address = (reference) => `/complaints/${part(reference)}`;

/** @param {Complaint} first @param {string} tag @param {string} proof */
function live(first, tag, proof) {
  const place = make("div", { class: "complaint" });
  const voice = make("p", { class: "spoken", role: "status" });
  const photos = make("div", {});
  const box = make("div", { class: "column column-narrow" }, backLink("#/status", say("back.status")), place, photos, voice);
  let [known, now] = [tag, first];

  /** @param {Complaint} next */
  const show = (next) => {
    const turned = next.state !== now.state;
    now = next;
    if (turned) fill(voice, sentenceOf(next));
    const ways = { complaint: next, proof, done: show, again: refresh };
    fill(place, ...headOf(next), proposalOf(ways), clockOf(next), talk(ways), actsOf(ways), ...factsOf(next), stepsOf(next), ...toldOf(next));
  };
  const refresh = async () => {
    const answer = await reach(address(first.reference), { proof, tag: known });
    if (answer.status === NOT_NEWER) return;
    known = answer.headers.get("ETag") ?? "";
    show(await answer.json());
  };
  show(first);
  addPhotos(photos, first);
  watchOver(box, refresh);
  return box;
}

/** @param {HTMLElement} place @param {Complaint} complaint */
async function addPhotos(place, { reference, photos, joined_to: joined }) {
  if (joined) return;
  try {
    fill(place, await (await import("./photos.js")).photoPart(reference, photos));
  } catch (error) {
    fill(place, failure(error, null));
  }
}

/** Asks again while somebody looks and types nothing. @param {HTMLElement} box @param {() => Promise<void>} refresh */
function watchOver(box, refresh) {
  let wasShown = false;
  const look = () => {
    wasShown ||= box.isConnected;
    if (wasShown && !box.isConnected) return stop();
    const typing = [...box.querySelectorAll("textarea")].some((one) => one.value.trim());
    if (!document.hidden && !typing && navigator.onLine) refresh().catch(() => undefined);
  };
  const timer = setInterval(look, REFRESH);
  const stop = () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
  document.addEventListener("visibilitychange", look);
}
