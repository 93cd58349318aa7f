/** One document: how it stands, what to mend, and what can be done about it. */

import { ask, part } from "../api.js";
import { fill, make, readFrom } from "../dom.js";
import { icon } from "../icons.js";
import { language, say } from "../language.js";
import { proofOf } from "../memory/session.js";
import { pressOnce } from "../parts/field.js";
import { failure, notice } from "../parts/notice.js";
import { SIGNS, inLanguage, told } from "../rules/documents.js";
import { watch } from "./watch.js";

/** @typedef {import("../rules/documents.js").Listed} Listed */
/** @typedef {import("../rules/documents.js").Document} Document */
/** @typedef {import("./errands.js").Errand} Errand */
/** @typedef {{kind: string, slot: string, box: HTMLElement, isAsked: () => boolean, open: (manner: {quietly: boolean}) => Promise<void>}} Card */

/**
 * @param {string} record @param {Listed | Document} first
 * @param {{slot: string, decided: () => unknown, heading?: "h2" | "h3"}} ways
 * @returns {Card}
 */
export function card(record, first, { slot, decided, heading = "h3" }) {
  const name = inLanguage(first.kind_name, language());
  const title = make(heading, { id: `doc-${slot}`, tabindex: "-1" }, name);
  const badge = make("p", {});
  const body = make("div", { class: "doc-body" });
  const sender = make("div", { class: "doc-sender" });
  const voice = make("p", { class: "spoken", role: "status" });
  const box = make("li", { class: "doc", "data-kind": first.kind, "aria-labelledby": title.id }, make("div", { class: "doc-head" }, title, badge), body, sender, voice);
  const state = { now: first, sending: false };
  let watched = "";

  /** @param {Listed | Document} now @param {HTMLElement | null} [more] */
  const show = (now, more = null) => {
    const hadFocus = box.contains(document.activeElement);
    state.now = now;
    box.className = `doc is-${now.state}`;
    badge.className = `doc-state is-${now.state}`;
    fill(badge, icon(SIGNS[now.state]), say(`documents.state.${now.state}`));
    fill(body, more, words(now), state.sending ? null : actions(now));
    if (hadFocus && !box.contains(document.activeElement)) readFrom(title);
  };

  /** @param {Listed | Document} now */
  const actions = (now) => {
    const again = now.state === "rejected";
    const send = ["missing", "waiting", "rejected"].includes(now.state) && make("button", { class: "button doc-send", type: "button", "aria-describedby": title.id, on: { click: () => open({ quietly: false }) } }, icon(again ? "retry" : "camera"), say(again ? "documents.again" : "documents.check"));
    const officer = again && officerButton(now);
    return send || officer ? make("div", { class: "tools-row" }, send, officer) : null;
  };

  /** @param {Listed | Document} now */
  const officerButton = (now) => {
    if ("may_ask_officer" in now && !now.may_ask_officer) return null;
    const button = make("button", { class: "button button-quiet doc-officer", type: "button", "aria-describedby": title.id }, icon("person"), say("documents.officer"));
    const askOfficer = async () => {
      try {
        const after = await ask(`/documents/${part(now.reference ?? "")}/officer`, { method: "POST", body: {}, proof: proofOf(record) });
        fill(voice, say("documents.officer.done"));
        show(after);
        decided();
      } catch (error) {
        show(now, failure(error, null));
      }
    };
    button.addEventListener("click", () => pressOnce(button, say("documents.asking"), askOfficer));
    return button;
  };

  /** @param {string} reference */
  const follow = (reference) => {
    if (watched) return;
    watched = reference;
    let wasShown = false;
    watch(reference, record, {
      goesOn: () => {
        wasShown ||= box.isConnected;
        return (!wasShown || box.isConnected) && !state.sending;
      },
      shows: (now) => {
        const before = state.now.state;
        show(now);
        if (now.state === before) return;
        fill(voice, `${name}: ${say(`documents.state.${now.state}`)}. ${told(now.findings).join(" ")}`);
        if (now.state !== "checking" && now.state !== "waiting") decided();
      },
      takesLong: () => show(state.now, notice("info", say("documents.long"), make("p", {}, say("documents.long.text")))),
      fails: (error) => show(state.now, failure(error, () => { watched = ""; follow(reference); })),
    }).finally(() => {
      watched = "";
    });
  };

  /** The part that chooses and sends, which is loaded only now. @param {{quietly: boolean}} manner */
  const open = async ({ quietly }) => {
    if (state.sending) return readFrom(title);
    state.sending = true;
    show(state.now);
    try {
      const { showSender } = await import("./sender.js");
      await showSender(sender, { record, slot, kind: first.kind, name, title: title.id, tell: (text) => fill(voice, text), sent, closed });
    } catch (error) {
      closed();
      return show(state.now, failure(error, () => open({ quietly })));
    }
    if (!quietly) readFrom(title);
  };

  const closed = () => {
    state.sending = false;
    fill(sender);
    show(state.now);
  };

  /** @param {string} reference */
  const sent = (reference) => {
    state.sending = false;
    const hadFocus = sender.contains(document.activeElement);
    fill(sender);
    show({ ...state.now, reference, state: "checking", findings: [] });
    if (hadFocus) readFrom(title);
    follow(reference);
  };

  show(first);
  if (first.state === "checking" && first.reference) follow(first.reference);
  return { kind: first.kind, slot, box, open, isAsked: () => ["missing", "waiting", "rejected"].includes(state.now.state) };
}

/** What there is to say of a state. @param {Listed | Document} now */
function words(now) {
  const key = "served_by_earlier" in now && now.served_by_earlier ? "documents.text.earlier" : `documents.text.${now.state}`;
  const text = now.state === "missing" ? null : make("p", { class: "doc-text" }, say(key));
  const findings = now.findings.length ? make("ul", { class: "doc-findings" }, ...told(now.findings).map((one) => make("li", {}, icon(now.state === "rejected" ? "alert" : "info"), make("span", {}, one)))) : null;
  return make("div", { class: "doc-words" }, text, findings);
}
