/**
 * When a photo was taken stays with it when it is made smaller; where, and with what, is left behind. Read from and written as Exif
 * (CIPA DC-008): one tag for the moment, one for its offset from UTC.
 */

const [TAKEN, OFFSET, EXIF_PART] = [0x9003, 0x9011, 0x8769];
const LENGTHS = { [TAKEN]: 20, [OFFSET]: 7 };
/** The first of a file holds its Exif. */
const HEAD = 128 * 1024;
const [START, APP1, SCAN] = [0xffd8, 0xffe1, 0xffda];
const TEXT = 2;
const ENTRY = 12;

/** @typedef {Map<number, string>} Moment tag → what it says */

/** @param {File} file as chosen @param {Blob} small as it is sent @returns {Promise<Blob>} */
export async function withMoment(file, small) {
  if (small === file || small.type !== "image/jpeg") return small;
  const head = new DataView(await file.slice(0, HEAD).arrayBuffer());
  /** @type {Moment} */
  let moment = new Map();
  try {
    moment = momentOf(head);
  } catch {
    // A damaged head says nothing.
  }
  if (!moment.has(TAKEN)) return small;
  return new Blob([small.slice(0, 2), segment(moment), small.slice(2)], { type: small.type });
}

/** @param {DataView} view @returns {Moment} */
function momentOf(view) {
  if (view.getUint16(0) !== START) return new Map();
  for (let at = 2; view.getUint16(at) !== SCAN; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint16(at) === APP1 && text(view, at + 4, 4) === "Exif") return tags(view, at + 10);
  }
  return new Map();
}

/** @param {DataView} view @param {number} base where its offsets count from @returns {Moment} */
function tags(view, base) {
  const little = view.getUint16(base) === 0x4949;
  const short = (/** @type {number} */ at) => view.getUint16(base + at, little);
  const long = (/** @type {number} */ at) => view.getUint32(base + at, little);
  const entries = (/** @type {number} */ start) => Array.from({ length: short(start) }, (_, at) => start + 2 + at * ENTRY);
  const deeper = entries(long(4)).find((at) => short(at) === EXIF_PART);
  const found = deeper === undefined ? [] : entries(long(deeper + 8)).filter((at) => short(at) in LENGTHS && long(at + 4) === LENGTHS[short(at)]);
  return new Map(found.map((at) => [short(at), text(view, base + long(at + 8), long(at + 4) - 1)]));
}

/** @param {DataView} view @param {number} at @param {number} length */
function text(view, at, length) {
  return String.fromCharCode(...Array.from({ length }, (_, place) => view.getUint8(at + place)));
}

/** @param {Moment} moment @returns {Uint8Array<ArrayBuffer>} */
function segment(moment) {
  const said = [...moment].sort(([one], [other]) => one - other);
  const first = 26;
  const data = first + 2 + said.length * ENTRY + 4;
  const whole = said.reduce((size, [tag]) => size + (LENGTHS[tag] ?? 0), data);
  const bytes = new Uint8Array(10 + whole);
  const view = new DataView(bytes.buffer);
  const write = (/** @type {number} */ at, /** @type {string} */ words) => [...words].forEach((letter, place) => view.setUint8(at + place, letter.charCodeAt(0)));
  view.setUint16(0, APP1);
  view.setUint16(2, 8 + whole);
  write(4, "Exif");
  const entry = (/** @type {number} */ at, /** @type {number[]} */ [tag = 0, kind = 0, count = 0, value = 0]) => {
    view.setUint16(10 + at, tag);
    view.setUint16(10 + at + 2, kind);
    view.setUint32(10 + at + 4, count);
    view.setUint32(10 + at + 8, value);
  };
  write(10, "MM");
  view.setUint16(12, 42);
  view.setUint32(14, 8);
  view.setUint16(18, 1);
  entry(10, [EXIF_PART, 4, 1, first]);
  view.setUint16(10 + first, said.length);
  let place = data;
  said.forEach(([tag, words], at) => {
    entry(first + 2 + at * ENTRY, [tag, TEXT, LENGTHS[tag] ?? 0, place]);
    write(10 + place, words);
    place += LENGTHS[tag] ?? 0;
  });
  return bytes;
}
