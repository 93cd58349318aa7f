/** Makes a photo small enough for a poor network while small print stays readable. What is small already, and PDFs, stay as they are. */

import { shrunk } from "../rules/documents.js";

// The print of an identity card that fills the photo is then some 40 pixels high, well above what is read surely.
const LONGEST = 2_000;
const SMALL = 1_200_000;
// Below this, compression draws rings around letters.
const QUALITY = 0.86;
const TAKEN_AS_IS = ["image/jpeg", "image/png", "image/webp"];
const PDF = "application/pdf";
const PDF_BEGINS = "%PDF-";
const HEIC = /^(heic|heix|hevc|mif1|msf1|heim|heis)$/;

/** A file that this browser cannot make a picture of: "heic", "not-a-picture" or "damaged". */
export class Unreadable extends Error {
  /** @param {"heic" | "not-a-picture" | "damaged"} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * @param {File} file as chosen
 * @returns {Promise<Blob>} what is sent, with its true type
 */
export async function prepare(file) {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const letters = String.fromCharCode(...head);
  if (letters.startsWith(PDF_BEGINS)) return file.type === PDF ? file : new Blob([file], { type: PDF });
  const picture = await pictureOf(file, letters);
  const { width, height } = shrunk(picture.width, picture.height, LONGEST);
  const asItIs = TAKEN_AS_IS.includes(file.type) && file.size <= SMALL && width === picture.width;
  try {
    return asItIs ? file : await redrawn(picture, width, height);
  } finally {
    if (picture instanceof ImageBitmap) picture.close();
  }
}

/** Upright, as the camera noted it. @param {File} file @param {string} letters its first twelve bytes @returns {Promise<ImageBitmap | HTMLImageElement>} */
async function pictureOf(file, letters) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return inElement(file).catch(() => {
      if (letters.slice(4, 8) === "ftyp" && HEIC.test(letters.slice(8, 12))) throw new Unreadable("heic");
      throw new Unreadable(file.type.startsWith("image/") ? "damaged" : "not-a-picture");
    });
  }
}

/** The older way, for browsers that refuse the options above. @param {File} file @returns {Promise<HTMLImageElement>} */
async function inElement(file) {
  const picture = new Image();
  const address = URL.createObjectURL(file);
  picture.src = address;
  try {
    await picture.decode();
    return picture;
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** As JPEG, which leaves behind where and with what the photo was taken. @param {CanvasImageSource} picture @param {number} width @param {number} height @returns {Promise<Blob>} */
function redrawn(picture, width, height) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  // Where a picture is transparent, JPEG would show black.
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Unreadable("damaged"))), "image/jpeg", QUALITY);
  });
}
