/** All services of all offices of the city, joined by their id; fetched once per language. */

import { ask, part } from "./api.js";
import { language } from "./language.js";

/** @typedef {import("./api.js").Office} Office */
/** @typedef {{id: string, name: string, agency: string, minutes: number, aliases: string[], summary: string, offices: string[]}} Service */
/** @typedef {{offices: Office[], services: Map<string, Service>}} Catalogue */

/** @type {Map<string, Promise<Catalogue>>} */
const known = new Map();

/** @returns {Promise<Catalogue>} */
export function catalogue() {
  const spoken = language();
  let found = known.get(spoken);
  if (!found) {
    found = gather();
    found.catch(() => known.delete(spoken));
    known.set(spoken, found);
  }
  return found;
}

/** @returns {Promise<Catalogue>} */
async function gather() {
  const { offices: listed } = await ask("/offices");
  const details = listed.map((/** @type {{id: string}} */ { id }) => ask(`/offices/${part(id)}`));
  /** @type {Office[]} */
  const offices = await Promise.all(details);
  return { offices, services: join(offices) };
}

/** @param {Office[]} offices @returns {Map<string, Service>} */
function join(offices) {
  /** @type {Map<string, Service>} */
  const services = new Map();
  for (const office of offices) {
    for (const listed of office.services) {
      const service = services.get(listed.id) ?? { aliases: [], summary: "", ...listed, offices: [] };
      service.offices.push(office.id);
      services.set(listed.id, service);
    }
  }
  return services;
}

/** @param {Catalogue} all @param {string} id @returns {Office | undefined} */
export function officeOf(all, id) {
  return all.offices.find((office) => office.id === id);
}
