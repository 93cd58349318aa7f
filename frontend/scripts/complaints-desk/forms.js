/** What each act asks for: its fields, and what is sent of them. */

import { make } from "../dom.js";
import { language, say } from "../language.js";
import { area, list, option, picks } from "../complaints/inputs.js";
import { officer } from "../desk/session.js";
import { field } from "../parts/field.js";

/** @typedef {import("./complaints.js").Complaint} Complaint */
/** @typedef {import("../parts/field.js").Field} Field */
/** @typedef {{id: string, name: string, days?: number, questions?: import("../complaints/category.js").Question[]}} Named */
/** @typedef {{categories: Named[], offices: Named[], agencies: Named[]}} City */
/** @typedef {{shown: HTMLElement[], last?: HTMLElement[], fields: Field[], needs: string[], body: () => Record<string, unknown>}} Form `needs` are ids of fields that may not be empty */

const LONGEST = 2_000;
const SHORT = 200;
const TITLE = 80;
const SORTS = ["complaint", "aspiration", "information"];
const DISMISSALS = ["no-facts", "no-answer", "not-public", "in-court", "answered-before", "abuse", "spam", "words"];
const CLOSURES = ["silent", "unreachable", "words"];
const OPENINGS = ["danger", "court", "false-report", "contact", "words"];
/** Words that are not the office's to the citizen. */
const WITHOUT = ["note", "answer", "identity"];
/** Into which state an act leads, so that the right ready words are offered; a reply has those of the state it is in. @type {Record<string, string>} */
const GOALS = { ask: "waiting", propose: "proposed", dismiss: "not-actionable", "pass-on": "not-responsible", close: "closed" };

/** @param {string} act @param {Complaint} one @param {City} city @returns {Form} */
export function formOf(act, one, city) {
  return (MAKERS[act] ?? nothing)(one, city, act);
}

/** @param {Complaint} one @param {City} city @param {string} act @returns {Form} */
function words(one, city, act) {
  const text = area({ id: "text", label: say(`complaint.${act}.text`), hint: say(`complaint.${act}.hint`), longest: LONGEST, rows: 5 });
  const ready = templates(one, act, text);
  return { shown: [...ready, text.box], fields: [text], needs: ["text"], body: () => ({ text: text.input.value.trim() }) };
}

/** Ready words, put into the field to be finished by hand. @param {Complaint} one @param {string} act @param {Field} text */
function templates({ templates: all = [], state, language: spoken }, act, text) {
  const fitting = all.filter((each) => each.state === (GOALS[act] ?? state));
  if (!fitting.length || WITHOUT.includes(act)) return [];
  const choice = list({ id: "template", label: say("complaint.template"), optional: true, options: [option("", say("complaint.template.none")), ...fitting.map((each) => option(each.id, each.text[language()]))] });
  choice.input.addEventListener("change", () => {
    const chosen = fitting.find((each) => each.id === choice.input.value);
    // In the citizen's language, whatever the officer reads.
    if (chosen) text.input.value = chosen.text[spoken ?? "id"];
    text.input.dispatchEvent(new Event("input"));
  });
  return [choice.box];
}

/** @type {Record<string, (one: Complaint, city: City, act: string) => Form>} */
const MAKERS = {
  ask: words,
  reply: words,
  note: words,
  answer: words,
  propose: (one, city, act) => {
    const form = words(one, city, act);
    const why = field({ id: "without_photo", label: say("complaint.propose.without"), hint: say("complaint.propose.without.hint"), optional: true, attributes: { maxlength: SHORT, autocomplete: "off" } });
    return { ...form, last: [why.box], fields: [...form.fields, why], body: () => ({ ...form.body(), ...given({ without_photo: why.input.value.trim() }) }) };
  },
  verify: (one) => {
    const title = field({ id: "title", label: say("complaint.verify.title"), hint: say("complaint.verify.hint"), value: one.title ?? "", optional: true, attributes: { maxlength: TITLE, autocomplete: "off" } });
    return { shown: [title.box], fields: [title], needs: [], body: () => given({ title: title.input.value.trim() }) };
  },
  assign: (one, city) => {
    const whom = picks({ id: "officer", label: say("complaint.assign.whom"), value: "me", choices: ["me", "nobody"].map((value) => ({ value, name: say(`complaint.assign.${value}`) })), chosen: (value) => (chosen = value) });
    let chosen = "me";
    const agency = list({ id: "agency", label: say("complaint.agency"), hint: say("complaint.assign.agency"), value: one.agency, options: city.agencies.map((each) => option(each.id, each.name)) });
    const elsewhere = city.agencies.length > 1;
    return { shown: elsewhere ? [whom.box, agency.box] : [whom.box], fields: [whom, agency], needs: [], body: () => (elsewhere && agency.input.value !== one.agency ? { agency: agency.input.value } : { officer: chosen === "me" ? "me" : "" }) };
  },
  reclassify: (one, city) => {
    const category = list({ id: "category", label: say("complaint.category"), value: one.category, options: city.categories.map((each) => option(each.id, each.name)) });
    const days = field({ id: "days", label: say("complaint.days"), hint: say("complaint.days.hint"), type: "number", value: String(one.days ?? ""), attributes: { class: "input input-number", min: 1, max: 250, inputmode: "numeric" } });
    category.input.addEventListener("change", () => {
      const known = city.categories.find((each) => each.id === category.input.value)?.days;
      if (known) days.input.value = String(known);
    });
    const sort = list({ id: "sort", label: say("complaint.sort"), value: one.sort, options: SORTS.map((each) => option(each, say(`complaint.sort.${each}`))) });
    return { shown: [category.box, days.box, sort.box], fields: [category, days, sort], needs: ["days"], body: () => changed(one, city, { category: category.input.value, days: Number(days.input.value), sort: sort.input.value }) };
  },
  "pass-on": (one, city) => {
    const office = list({ id: "office", label: say("complaint.pass.office"), options: [option("", say("complaint.pass.none")), ...city.offices.map((each) => option(each.id, each.name))], value: "", optional: true });
    const agency = list({ id: "agency", label: say("complaint.agency"), options: [option("", say("complaint.pass.none")), ...city.agencies.map((each) => option(each.id, each.name))], value: "", optional: true });
    const outside = field({ id: "outside", label: say("complaint.pass.outside"), hint: say("complaint.pass.outside.hint"), optional: true, attributes: { maxlength: SHORT, autocomplete: "off" } });
    const shown = officer()?.agency ? [agency, outside] : [office, agency, outside];
    return { shown: shown.map(({ box }) => box), fields: [office, agency, outside], needs: [], body: () => given({ office: office.input.value, agency: agency.input.value, outside: outside.input.value.trim() }) };
  },
  dismiss: (one, city, act) => reasoned(one, act, DISMISSALS),
  close: (one, city, act) => reasoned(one, act, CLOSURES),
  identity: (one, city, act) => reasoned(one, act, OPENINGS),
  merge: () => {
    const into = field({ id: "into", label: say("complaint.merge.into"), hint: say("complaint.merge.hint"), attributes: { class: "input input-reference", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 24 } });
    return { shown: [into.box], fields: [into], needs: ["into"], body: () => ({ into: into.input.value.trim() }) };
  },
};

/** A reason from a list, with words where it does not say enough. @param {Complaint} one @param {string} act @param {string[]} codes @returns {Form} */
function reasoned(one, act, codes) {
  const reason = list({ id: "reason", label: say("complaint.reason"), options: [option("", say("complaint.reason.none")), ...codes.map((code) => option(code, say(`complaint.reason.${code}`)))], value: "" });
  const said = area({ id: "text", label: say(`complaint.${act}.text`), hint: say(`complaint.${act}.hint`), longest: LONGEST, rows: 3, optional: true });
  return { shown: [reason.box, ...templates(one, act, said), said.box], fields: [reason, said], needs: ["reason"], body: () => given({ reason: reason.input.value, text: said.input.value.trim() }) };
}

/** Only what is other than before; a category brings its own days along. @param {Complaint} one @param {City} city @param {{category: string, days: number, sort: string}} wish */
function changed(one, city, { category, days, sort }) {
  const usual = category === one.category ? one.days : city.categories.find((each) => each.id === category)?.days;
  return { ...(category === one.category ? {} : { category }), ...(days === usual ? {} : { days }), ...(sort === one.sort ? {} : { sort }) };
}

/** @param {Record<string, string>} all */
function given(all) {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

/** @returns {Form} */
function nothing() {
  return { shown: [make("p", {}, say("complaint.sure"))], fields: [], needs: [], body: () => ({}) };
}
