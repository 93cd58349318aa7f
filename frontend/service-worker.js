/**
 * Keeps the shell and the service lists for poor networks: the network is asked first and answers if it is quick; what
 * was kept answers when it is slow or gone. Appointments, files and free places are never kept.
 */

const SHELF = "shell-1";
const PATIENCE = 2_500;
// What the first page has just loaded: taken from the browser's own cache, so it costs nothing.
const FIRST = [
  "./",
  "pictures/blossoms.svg",
  "pictures/icon.svg",
  "pictures/kawung.svg",
  "pictures/tumpal.svg",
  "scripts/api.js",
  "scripts/catalogue.js",
  "scripts/dom.js",
  "scripts/icons.js",
  "scripts/language.js",
  "scripts/main.js",
  "scripts/memory/browser-store.js",
  "scripts/memory/saved-references.js",
  "scripts/memory/tickets.js",
  "scripts/pages/home.js",
  "scripts/parts/connection.js",
  "scripts/parts/field.js",
  "scripts/parts/finder.js",
  "scripts/parts/header.js",
  "scripts/parts/loading.js",
  "scripts/parts/notice.js",
  "scripts/parts/office-card.js",
  "scripts/parts/reference-form.js",
  "scripts/parts/saved-list.js",
  "scripts/router.js",
  "scripts/rules/moments.js",
  "scripts/rules/opening.js",
  "scripts/rules/reference.js",
  "scripts/rules/search.js",
  "styles/base.css",
  "styles/pages.css",
  "styles/parts.css",
];
// What the way to an appointment needs: taken in when somebody sets out on it.
const WAY = [
  "messages/en.json",
  "messages/id.json",
  "scripts/lost.js",
  "scripts/memory/attempts.js",
  "scripts/memory/session.js",
  "scripts/pages/details.js",
  "scripts/pages/missing.js",
  "scripts/pages/office.js",
  "scripts/pages/service.js",
  "scripts/pages/times.js",
  "scripts/parts/citizen-fields.js",
  "scripts/parts/day-strip.js",
  "scripts/parts/refusal.js",
  "scripts/parts/time-choice.js",
  "scripts/parts/time-list.js",
  "scripts/parts/trail.js",
  "scripts/rules/changes.js",
  "scripts/rules/citizen.js",
];
// What somebody needs who has an appointment, a ticket or a file: taken in then, or at a second visit.
const LATER = [
  "messages/letters.en.json",
  "messages/letters.id.json",
  "messages/visit.en.json",
  "messages/visit.id.json",
  "scripts/board-feed.js",
  "scripts/pages/booked.js",
  "scripts/pages/move.js",
  "scripts/pages/status.js",
  "scripts/pages/ticket.js",
  "scripts/pages/verify.js",
  "scripts/parts/cancel.js",
  "scripts/parts/documents.js",
  "scripts/parts/file-details.js",
  "scripts/parts/qr.js",
  "scripts/parts/record-views.js",
  "scripts/parts/standing.js",
  "scripts/parts/ticket-tools.js",
  "scripts/parts/ticket.js",
  "scripts/parts/timeline.js",
  "scripts/parts/visit-today.js",
  "scripts/ratings/offer.js",
  "scripts/rules/visit-day.js",
  "styles/letters.css",
  "styles/print.css",
  "styles/visit.css",
];
// What sends documents ahead: taken in when a record asks for some.
const DOCUMENTS = [
  "messages/documents.en.json",
  "messages/documents.id.json",
  "scripts/documents/card.js",
  "scripts/documents/errands.js",
  "scripts/documents/framing.js",
  "scripts/documents/keeper.js",
  "scripts/documents/one.js",
  "scripts/documents/section.js",
  "scripts/documents/sender.js",
  "scripts/documents/shrink.js",
  "scripts/documents/transfer.js",
  "scripts/documents/watch.js",
  "scripts/rules/documents.js",
  "styles/documents.css",
];
// What rates what is over: taken in when somebody does.
const RATINGS = [
  "messages/ratings.en.json",
  "messages/ratings.id.json",
  "scripts/ratings/question.js",
  "scripts/ratings/rate.js",
  "scripts/ratings/satisfaction.js",
  "styles/ratings.css",
];
const RATING = /\/scripts\/ratings\/rate\.js$/;
// What brings and follows a complaint: taken in with its pages.
const COMPLAINTS = [
  "messages/complaints.en.json",
  "messages/complaints.id.json",
  "scripts/complaints/acts.js",
  "scripts/complaints/alike.js",
  "scripts/complaints/category.js",
  "scripts/complaints/draft.js",
  "scripts/complaints/follow.js",
  "scripts/complaints/form.js",
  "scripts/complaints/inputs.js",
  "scripts/complaints/outbox.js",
  "scripts/complaints/photos.js",
  "scripts/complaints/place.js",
  "scripts/complaints/public.js",
  "scripts/complaints/sent.js",
  "scripts/complaints/standing.js",
  "scripts/complaints/states.js",
  "scripts/complaints/taken.js",
  "scripts/complaints/talk.js",
  "scripts/complaints/who.js",
  "styles/complaints.css",
];
const SENDING = /\/scripts\/documents\/(section|one)\.js$/;
const COMPLAINING = /\/scripts\/complaints\/(follow|form|public)\.js$/;
const SETTING_OUT = /\/scripts\/pages\/(?!home\.js$)/;
const HAVING = /\/scripts\/pages\/(booked|move|status|ticket|verify)\.js$/;
const KEPT_ANSWERS = /^\/v1\/(offices(\/[^/]+(\/services\/[^/]+)?)?|complaints\/categories)$/;

self.addEventListener("install", (event) => {
  event.waitUntil(takeIn(FIRST));
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  const ours = request.method === "GET" && address.origin === location.origin;
  const kept = !address.pathname.startsWith("/v1/") || KEPT_ANSWERS.test(address.pathname);
  if (!ours || !kept) return;
  event.respondWith(quickest(request));
  const again = request.mode === "navigate";
  if (again || SETTING_OUT.test(address.pathname)) event.waitUntil(takeIn(WAY));
  if (again || HAVING.test(address.pathname)) event.waitUntil(takeIn(LATER));
  if (RATING.test(address.pathname)) event.waitUntil(takeIn(RATINGS));
  if (COMPLAINING.test(address.pathname)) event.waitUntil(takeIn([...COMPLAINTS, ...DOCUMENTS, ...LATER]));
  if (SENDING.test(address.pathname)) event.waitUntil(takeIn(DOCUMENTS));
});

async function takeIn(paths) {
  const shelf = await caches.open(SHELF);
  const missing = async (path) => !(await shelf.match(path));
  const add = async (path) => (await missing(path)) && shelf.add(new Request(path, { cache: "force-cache" }));
  await Promise.allSettled(paths.map(add));
}

async function dropOld() {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
}

async function quickest(request) {
  const shelf = await caches.open(SHELF);
  const asked = fetch(request).then((answer) => keep(shelf, request, answer));
  const known = await shelf.match(request, { ignoreSearch: request.mode === "navigate" });
  if (!known) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, known));
  return Promise.race([asked.catch(() => known), late]);
}

async function keep(shelf, request, answer) {
  if (answer.ok) await shelf.put(request, answer.clone());
  return answer;
}
