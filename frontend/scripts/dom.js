/** Builds elements. Text always becomes a text node, so nothing that the server or a citizen writes is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {Node | string | number | null | undefined | false} Leaf */
/** @typedef {Leaf | Leaf[]} Child */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes] `on` holds listeners; true, false and null do what they say
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes);
  fill(element, ...children);
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function draw(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  dress(element, attributes);
  fill(element, ...children);
  return element;
}

/**
 * Replaces what an element holds.
 * @param {Element} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  const leaves = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  element.replaceChildren(...leaves.map((leaf) => (leaf instanceof Node ? leaf : String(leaf))));
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} attributes
 */
function dress(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") listen(element, /** @type {Record<string, EventListener>} */ (value));
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/**
 * @param {Element} element
 * @param {Record<string, EventListener>} listeners
 */
function listen(element, listeners) {
  for (const [event, listener] of Object.entries(listeners)) element.addEventListener(event, listener);
}

/**
 * Makes a heading or box the reading position without putting it into the tab order.
 * @param {HTMLElement | null} element
 */
export function readFrom(element) {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

/** Loads a style sheet that only some pages need; once. @param {string} name @returns {Promise<unknown>} when it is worn */
export function wear(name) {
  const href = `styles/${name}.css`;
  if (document.querySelector(`link[href="${href}"]`)) return Promise.resolve();
  const sheet = make("link", { rel: "stylesheet", href });
  const worn = new Promise((resolve) => ["load", "error"].forEach((event) => sheet.addEventListener(event, resolve)));
  document.head.append(sheet);
  return worn;
}

/** Text that only a screen reader says. @param {string} words */
export function spoken(words) {
  return make("span", { class: "spoken" }, words);
}
