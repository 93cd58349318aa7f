/** Starts the site: language, frame, page, and the keeper of the shell for poor networks. */

import { make, fill } from "./dom.js";
import { language, speak, wantedLanguage } from "./language.js";
import { lasting } from "./memory/browser-store.js";
import { watchConnection } from "./parts/connection.js";
import { showFrame } from "./parts/header.js";
import { startRouter } from "./router.js";

async function start() {
  const chosen = wantedLanguage();
  await speak(chosen).catch(() => speak("id"));
  showFrame();
  watchConnection();
  await startRouter();
  keepShell();
  // A photo that waits for a connection is kept for a day, whichever page is opened after it.
  if (lasting.get("parcels")) (await import("./documents/keeper.js")).sweep();
  if (lasting.get("complaint-outbox")) (await import("./complaints/outbox.js")).resume();
}

/** After the first page, so that it never competes with it. */
function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  const register = () => navigator.serviceWorker.register("service-worker.js").then(keepMessages).catch(() => undefined);
  if (document.readyState === "complete") register();
  else addEventListener("load", register, { once: true });
}

/** The words in use are already in the browser's cache; asking for them once more puts them beside the shell. */
async function keepMessages() {
  await navigator.serviceWorker.ready;
  await fetch(`messages/${language()}.json`, { cache: "force-cache" });
}

start().catch(() => {
  // Without its messages the site has no words; reloading is all that is left to offer.
  const again = make("button", { class: "button", type: "button", on: { click: () => location.reload() } }, "↻ Tanpa Antre");
  const main = document.getElementById("main");
  if (main) fill(main, again);
});
