/** Starts the kiosk: signed in once, then the same two questions for everybody who comes in. */

import { ask, part } from "../api.js";
import { endSession, officer, session, whenEnded } from "../desk/session.js";
import { signInForm } from "../desk/sign-in.js";
import { fill, make } from "../dom.js";
import { blossom, icon } from "../icons.js";
import { LANGUAGES, language, say, speak, speakAlso, wantedLanguage } from "../language.js";
import { passes, watchConnection } from "../parts/connection.js";
import { skeletonPage } from "../parts/loading.js";
import { failure, notice } from "../parts/notice.js";
import { wallClock, clockTime } from "../rules/moments.js";
import { askReference } from "./check-in.js";
import { stays, watchIdle } from "./idle.js";
import { turnTo } from "./pages.js";
import { askServices } from "./services.js";
import { forgetVisit, office, setOffice } from "./state.js";
import { showTicket } from "./ticket.js";

/** `kiosk.html#sign-out` is the way out for who looks after the device; nobody at the screen finds it by chance. */
const SIGN_OUT = "#sign-out";
const CLOCK = 5_000;

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const usual = wantedLanguage();
const ways = { home, ticket: (/** @type {import("../desk/slip.js").TicketPage} */ ticket) => showTicket(ticket, home) };

async function show() {
  showFrame();
  document.title = say("kiosk.title");
  if (!session()) return showSignIn("");
  if (officer()?.role !== "kiosk") {
    endSession();
    return showSignIn(say("kiosk.not-a-kiosk"));
  }
  fill(main, ...skeletonPage());
  try {
    setOffice(await ask(`/offices/${part(officer()?.office ?? "")}`));
  } catch (error) {
    return fill(main, make("div", { class: "column" }, failure(error, show, { heading: "h1" })));
  }
  showFrame();
  return showStart();
}

/** @param {string} trouble */
function showSignIn(trouble) {
  stays(Infinity);
  const form = signInForm(show, { title: say("kiosk.sign-in.title"), text: say("kiosk.sign-in.text") });
  if (trouble) form.querySelector("form")?.prepend(notice("warning", trouble, null, { role: "alert" }));
  fill(main, form);
  /** @type {HTMLElement | null} */ (main.querySelector("#email"))?.focus();
}

function showStart() {
  const choice = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ act) => make("button", { class: "kiosk-start", type: "button", "data-way": name, on: { click: act } }, icon(sign), make("strong", {}, say(`kiosk.${name}`)), make("span", {}, say(`kiosk.${name}.text`)));
  turnTo({ title: say("kiosk.welcome"), text: say("kiosk.question"), body: [make("div", { class: "kiosk-starts" }, choice("calendar", "have", () => askReference(ways)), choice("ticket", "none", () => askServices(ways)))], seconds: Infinity });
}

/** The next citizen begins where everybody does: on the first page, in the kiosk's usual language. */
async function home() {
  forgetVisit();
  if (language() !== usual) {
    await speak(usual).catch(() => undefined);
    return show();
  }
  return office() && session() ? showStart() : show();
}

function showFrame() {
  const other = LANGUAGES.find((one) => one !== language()) ?? "id";
  const turn = async () => {
    await speak(other);
    await show();
    /** @type {HTMLElement | null} */ (document.querySelector(".language"))?.focus();
  };
  const clock = make("p", { class: "kiosk-clock" });
  const brand = make("p", { class: "brand" }, blossom(), make("span", {}, office()?.name ?? say("site.name")));
  fill(/** @type {HTMLElement} */ (document.getElementById("top")), make("div", { class: "bar kiosk-top" }, brand, clock, make("button", { class: "language", type: "button", on: { click: turn } }, make("span", { lang: other }, say("site.other-language")))));
  tellTime();
}

function tellTime() {
  const clock = document.querySelector(".kiosk-clock");
  const zone = office()?.time_zone;
  if (clock && zone) fill(clock, clockTime(wallClock(new Date(), zone).time));
}

async function start() {
  speakAlso("desk");
  await speak(usual).catch(() => speak("id"));
  if (location.hash === SIGN_OUT) endSession();
  watchConnection();
  watchIdle(() => void home());
  setInterval(tellTime, CLOCK);
  whenEnded(show);
  await show();
}

start().catch(() => passes(false));
