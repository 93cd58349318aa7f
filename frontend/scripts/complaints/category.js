/** What it is about: suggested from the words, always changeable; with what the category asks and says, and what was brought already. */

import { ask } from "../api.js";
import { fill, make } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../language.js";
import { notice } from "../parts/notice.js";
import { field } from "../parts/field.js";
import { alikeList } from "./alike.js";
import { draft, note } from "./draft.js";
import { list, option } from "./inputs.js";

/** @typedef {{id: string, name: string, required: boolean, choices?: {id: string, name: string}[]}} Question */
/** @typedef {{id: string, name: string, group: string, group_name?: string, says?: string, notice: string | null, days: number, questions: Question[], sorts: string[]}} Category */
/** @typedef {import("../parts/field.js").Field} Field */
/** @typedef {{categories: {id: string, name: string}[], sure: boolean, alike: import("./alike.js").Alike[]}} Suggestion */

const PAUSE = 900;
const ENOUGH = 15;
const LONGEST_ANSWER = 200;
/** Metres do not matter to what is alike nearby; who stands where does not leave the phone any finer before it is sent. */
const DIGITS = 4;

/** @param {Category[]} all */
export function categoryPart(all) {
  const place = make("div", {});
  const told = make("div", { class: "suggested", role: "status" });
  const more = make("div", { class: "category-more" });
  const alike = make("div", { class: "alike-place" });
  /** @type {Map<string, Field>} */
  let questions = new Map();
  /** @type {Field} */
  let choice = choose([]);
  // What the citizen chose is never changed for them.
  let own = Boolean(draft().category);
  let asked = "";
  let turn = 0;
  /** @type {Set<string>} categories whose missing answers were named */
  const warned = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;

  /** @param {{id: string, name: string}[]} guesses */
  function choose(guesses) {
    const first = guesses.map((one) => option(one.id, one.name));
    const under = (/** @type {string} */ group) => all.filter((one) => groupOf(one) === group && !guesses.some((guess) => guess.id === one.id));
    const groups = [...new Set(all.map(groupOf))].map((group) => make("optgroup", { label: group }, ...under(group).map((one) => option(one.id, one.name))));
    const options = [option("", say("complain.category.none")), first.length > 0 && make("optgroup", { label: say("complain.category.guesses") }, ...first), ...groups.filter((one) => one.children.length)];
    const made = list({ id: "category", label: say("complain.category"), hint: say("complain.category.hint"), options: options.filter((one) => one instanceof HTMLElement), value: draft().category, optional: true });
    made.input.addEventListener("change", () => {
      own = true;
      fill(told);
      take(made.input.value);
    });
    return made;
  }

  /** @param {string} id */
  function take(id) {
    note({ category: id });
    const found = all.find((one) => one.id === id);
    questions = new Map((found?.questions ?? []).map((one) => [`answers.${one.id}`, question(one)]));
    fill(more, found?.says && make("p", { class: "field-hint category-says" }, found.says), found?.notice && notice("warning", found.notice), ...[...questions.values()].map((one) => one.box));
  }

  /** What has no answer yet, said once: an answer may be unknown and a category wrongly guessed, and the office takes it without. */
  const unanswered = () => {
    const { category } = draft();
    const found = warned.has(category) ? [] : missing(all.find((one) => one.id === category)?.questions ?? []);
    if (found.length) warned.add(category);
    return found;
  };

  const suggest = async () => {
    const { text, office, position } = draft();
    const wish = { text: text.trim(), ...(office ? { office } : {}), ...(position ? { place: { lat: rounded(position.lat), long: rounded(position.long) } } : {}) };
    const wanted = JSON.stringify(wish);
    if (wish.text.length < ENOUGH || wanted === asked || !navigator.onLine) return;
    asked = wanted;
    turn += 1;
    const mine = turn;
    /** @type {Suggestion | null} */
    const found = await ask("/complaints/suggest", { method: "POST", body: wish }).catch(() => null);
    if (!found) asked = "";
    if (!found || mine !== turn || !place.isConnected) return;
    fill(alike, alikeList(found.alike));
    if (own || !found.categories.length) return;
    const [best] = found.categories;
    note({ category: found.sure && best ? best.id : "" });
    choice = choose(found.categories);
    fill(place, choice.box);
    take(draft().category);
    fill(told, make("p", {}, icon(found.sure ? "check" : "info"), say(found.sure ? "complain.category.sure" : "complain.category.unsure", { name: best?.name ?? "" })));
  };

  fill(place, choice.box);
  take(draft().category);
  return {
    box: make("section", { class: "complain-part", "aria-label": say("complain.category") }, place, told, more),
    alike,
    fields: () => [choice, ...questions.values()],
    typed: () => {
      clearTimeout(soon);
      soon = setTimeout(suggest, PAUSE);
    },
    faults: unanswered,
  };
}

/** @param {Category} one */
const groupOf = ({ group, group_name: name }) => name ?? group;

/** @param {number} degrees */
const rounded = (degrees) => Number(degrees.toFixed(DIGITS));

/** @param {Question} one @returns {Field} */
function question({ id, name, required, choices = [] }) {
  const plan = { id: `answers.${id}`, label: name, optional: !required, value: draft().answers[id] ?? "" };
  const made = choices.length ? list({ ...plan, options: [option("", say("complain.answer.none")), ...choices.map((one) => option(one.id, one.name))] }) : field({ ...plan, attributes: { maxlength: LONGEST_ANSWER, autocomplete: "off" } });
  const keep = () => note({ answers: { ...draft().answers, [id]: made.input.value } });
  made.input.addEventListener("input", keep);
  made.input.addEventListener("change", keep);
  return made;
}

/** @param {Question[]} all @returns {[string, string][]} */
function missing(all) {
  return all.filter((one) => one.required && !draft().answers[one.id]?.trim()).map((one) => [`answers.${one.id}`, say("complain.answer.missing", { name: one.name })]);
}
