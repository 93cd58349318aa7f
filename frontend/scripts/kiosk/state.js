/** The visit at the kiosk: forgotten when its citizen leaves, whoever comes next. */

/** @typedef {{services: string[], reference: string, proof: string}} Visit */

/** @type {Visit} */
export const visit = { services: [], reference: "", proof: "" };

export function forgetVisit() {
  visit.services = [];
  visit.reference = visit.proof = "";
}

/** @type {{office: import("../desk/state.js").Office | null}} */
const here = { office: null };

export function office() {
  return here.office;
}

/** @param {import("../desk/state.js").Office} office */
export function setOffice(office) {
  here.office = office;
}
