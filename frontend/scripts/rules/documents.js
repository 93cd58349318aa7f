/** What the pages know of documents by themselves; the server decides. */

/** Kinds of which a record may hold several. */
export const SEVERAL = ["paper", "photo"];
/** Kinds that are pictures, never a PDF. */
export const PICTURES = ["photo"];
/** Not decided yet: asked for again. */
export const OPEN = ["waiting", "checking"];

/** @typedef {"missing" | "waiting" | "checking" | "accepted" | "needs-officer" | "rejected"} State */
/** @typedef {{code: string, message: string}} Finding */
/** @typedef {{kind: string, kind_name: Words, reference: string | null, state: State, findings: Finding[], served_by_earlier?: boolean}} Listed */
/** @typedef {{reference: string, documents: Listed[], cleared: boolean, missing: string[], remind: boolean}} DocumentList */
/** @typedef {{reference: string, for: string, kind: string, kind_name: Words, state: State, findings: Finding[], fields: Record<string, string>, may_send_again: boolean, may_ask_officer: boolean, sent: string | null, history: {sent: string, state: State, findings: Finding[]}[]}} Document */
/** @typedef {string | {id: string, en: string}} Words */

/** Signs of the states: never told by colour alone. @type {Record<State, string>} */
export const SIGNS = { missing: "camera", waiting: "clock", checking: "clock", accepted: "check", "needs-officer": "person", rejected: "alert" };

/** What was found, each sentence once: several fields can have the same to say. @param {Finding[]} findings @returns {string[]} */
export function told(findings) {
  return [...new Set(findings.map(({ message, code }) => message || code))];
}

/** @param {Words} words @param {"id" | "en"} spoken */
export function inLanguage(words, spoken) {
  return typeof words === "string" ? words : words[spoken];
}

/**
 * The size that a picture is shrunk to: its long side at most `longest`, its shape kept.
 * @param {number} width @param {number} height @param {number} longest
 */
export function shrunk(width, height, longest) {
  const share = Math.min(1, longest / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

/** 412 KB, 3,8 MB @param {number} bytes @param {string} locale */
export function sizeWords(bytes, locale) {
  const big = bytes >= 1_000_000;
  const form = new Intl.NumberFormat(locale, { maximumFractionDigits: big ? 1 : 0 });
  return big ? `${form.format(bytes / 1_000_000)} MB` : `${form.format(Math.max(1, bytes / 1_000))} KB`;
}
