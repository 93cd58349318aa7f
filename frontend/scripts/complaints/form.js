/** The form of a complaint, a wish or a question; what waits for a network; and what was just made. */

import { Problem, Unreachable, ask } from "../api.js";
import { catalogue } from "../catalogue.js";
import { fill, make, readFrom, wear } from "../dom.js";
import { icon } from "../icons.js";
import { language, learn, say } from "../language.js";
import { pressOnce, showFaults } from "../parts/field.js";
import { later } from "../parts/loading.js";
import { failure, notice, wordsOf } from "../parts/notice.js";
import { backLink } from "../parts/trail.js";
import { go, show } from "../router.js";
import { categoryPart } from "./category.js";
import { bodyOf, draft, forgetDraft, isBegun, note } from "./draft.js";
import { area, picks } from "./inputs.js";
import { forgetMade, isUnseen, post, resume, sendWaiting, takeBack, takeMade, troubleOf, waiting } from "./outbox.js";
import { placePart } from "./place.js";
import { sentPage } from "./sent.js";
import { whoPart } from "./who.js";

const SORTS = ["complaint", "aspiration", "information"];
const LONGEST = 4_000;
const SHORTEST = 10;

/** @type {import("../router.js").PageMaker} */
export async function page({ parameters: [stage = ""], query }) {
  await Promise.all([learn("complaints"), wear("complaints")]);
  const made = stage === "sent" || isUnseen() ? takeMade() : null;
  if (made) return sentPage(made);
  if (waiting()) return waitingPage();
  const join = query.get("join");
  if (join && join !== draft().join) note({ join, joined: query.get("title") ?? "" });
  const office = query.get("office");
  if (office && !isBegun()) note({ office });
  const [all, { categories }] = await Promise.all([catalogue().catch(() => null), ask("/complaints/categories").catch(offline)]);
  return { title: say("complain.title"), body: [make("div", { class: "column column-narrow complain" }, backLink("#/", say("back.home")), head(), form(all?.offices ?? [], categories))] };
}

/** Without a network it can be written all the same; the office chooses the category. @param {unknown} error */
function offline(error) {
  if (error instanceof Unreachable) return { categories: [] };
  throw error;
}

function head() {
  const lines = ["complain.lead.free", "complain.lead.clock", "complain.lead.two"].map((key) => make("li", {}, icon("check"), make("span", {}, say(key))));
  return make("header", { class: "page-head" }, make("h1", {}, say("complain.title")), make("ul", { class: "complain-lead" }, ...lines), make("p", {}, make("a", { href: "#/complaints" }, say("complain.public"))));
}

/** @param {import("../api.js").Office[]} offices @param {import("./category.js").Category[]} categories */
function form(offices, categories) {
  const place = make("div", { class: "form-messages" });
  const category = categoryPart(categories);
  const where = placePart(offices, category.typed);
  const who = whoPart();
  const sort = picks({ id: "sort", label: say("complain.sort"), value: draft().sort, choices: SORTS.map((value) => ({ value, name: say(`complaints.sort.${value}`), text: say(`complaints.sort.${value}.text`) })), chosen: (value) => note({ sort: value }) });
  const text = area({ id: "text", label: say("complain.what"), hint: say("complain.what.hint"), value: draft().text, longest: LONGEST, rows: 6 });
  text.input.addEventListener("input", () => {
    note({ text: text.input.value });
    category.typed();
  });
  const photos = later(async () => (await import("./photos.js")).photoPart(), (box) => box, { lines: 1 });
  const button = make("button", { class: "button button-large", type: "submit" }, icon("arrow-right"), say("complain.send"));
  const fields = () => [sort, text, ...category.fields(), ...where.fields, ...who.fields];
  const send = async () => {
    const short = draft().text.trim().length < SHORTEST;
    /** @type {[string, string][]} */
    const found = [...category.faults(), ...who.faults()];
    const faults = new Map(short ? [["text", say("complain.what.missing")], ...found] : found);
    showFaults(place, fields(), faults);
    if (faults.size) return;
    await carry(bodyOf(draft(), language()), (error) => refused(error, place, fields()));
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    pressOnce(button, say("complain.sending"), send);
  };
  if (draft().text) category.typed();
  const kept = make("p", { class: "hint-line" }, icon("keep"), make("span", {}, say("complain.kept")), isBegun() && forgetButton());
  return make("form", { class: "form", novalidate: true, autocomplete: "off", on: { submit } }, place, sort.box, text.box, category.alike, category.box, where.box, photos, who.box, make("div", { class: "complain-send" }, button, kept));
}

function forgetButton() {
  const forget = async () => {
    forgetDraft();
    await (await import("./photos.js")).dropChosen();
    show({ focus: true });
  };
  return make("button", { class: "button button-quiet", type: "button", on: { click: forget } }, icon("close"), say("complain.forget"));
}

/** @param {Record<string, unknown>} body @param {(error: unknown) => void} refuse */
async function carry(body, refuse) {
  try {
    await post(body);
    go("#/complain/sent");
  } catch (error) {
    if (!waiting()) return refuse(error);
    resume();
    show({ focus: true });
  }
}

/** @param {unknown} error @param {HTMLElement} place @param {import("../parts/field.js").Field[]} fields */
function refused(error, place, fields) {
  const found = error instanceof Problem ? error.errors.map((one) => /** @type {[string, string]} */ ([idOf(one.field, fields), one.detail])) : [];
  const faults = new Map(found.filter(([id]) => id));
  if (faults.size) return showFaults(place, fields, faults);
  fill(place, failure(error, null, { heading: "h2", title: say("complain.refused") }));
  readFrom(place);
}

/** @param {string} name as the server has it @param {import("../parts/field.js").Field[]} fields */
function idOf(name, fields) {
  return fields.find(({ id }) => id === name || name.endsWith(`.${id}`))?.id ?? "";
}

/** It has not arrived, as far as anybody knows. @returns {import("../router.js").Page} */
function waitingPage() {
  const trouble = troubleOf();
  const told = make("div", {}, trouble && notice("warning", say("complain.waits.not-yet"), make("p", {}, wordsOf(trouble))));
  const now = make("button", { class: "button button-large", type: "button" }, icon("retry"), say("complain.waits.now"));
  const again = async () => {
    try {
      await sendWaiting();
      go("#/complain/sent");
    } catch (error) {
      if (!waiting()) return show({ focus: true });
      fill(told, notice("warning", say("complain.waits.not-yet"), make("p", {}, wordsOf(error)), { role: "alert" }));
    }
  };
  now.addEventListener("click", () => pressOnce(now, say("complain.sending"), again));
  const mend = () => {
    takeBack();
    show({ focus: true });
  };
  resume();
  forgetMade();
  const back = make("button", { class: "button button-quiet", type: "button", on: { click: mend } }, icon("pen"), say("complain.waits.mend"));
  const words = make("blockquote", { class: "waits-text" }, draft().text);
  const head = make("header", { class: "page-head" }, make("h1", {}, say("complain.waits")), make("p", { class: "lead" }, say("complain.waits.text")));
  return { title: say("complain.waits"), body: [make("div", { class: "column column-narrow" }, backLink("#/", say("back.home")), head, words, told, make("div", { class: "tools-row" }, now, back), make("p", { class: "hint-line" }, icon("lock"), make("span", {}, say("complain.waits.kept"))))] };
}
