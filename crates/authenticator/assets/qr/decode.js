// A QR code in a picture (ISO/IEC 18004): found by its corners, sampled as a camera saw it, corrected, and read.

import { alignments } from "./alignment.js";
import { evenly, greys, inverted, isDark, locally } from "./binarize.js";
import { readData } from "./codewords.js";
import { corners, distance, finders, moduleSize } from "./finders.js";
import { readFormat } from "./format.js";
import { perspective } from "./perspective.js";
import { readText } from "./segments.js";
import { alignmentLines, LARGEST, side } from "./versions.js";

/** @typedef {import("./binarize.js").Bits} Bits */
/** @typedef {import("./finders.js").Corners} Corners */
/** @typedef {import("./finders.js").Point} Point */

/**
 * @param {import("./binarize.js").Picture} picture
 * @returns {string | null} null if there is no code that can be read
 */
export function decode(picture) {
  const grey = greys(picture);
  for (const make of [evenly, locally, (/** @type {typeof grey} */ all) => inverted(evenly(all))]) {
    const text = search(make(grey));
    if (text !== null) return text;
  }
  return null;
}

/** @param {Bits} bits */
function search(bits) {
  for (const three of corners(finders(bits))) {
    for (const version of versions(bits, three)) {
      for (const fourth of fourths(bits, three, version)) {
        const text = sample(bits, three, version, fourth);
        if (text !== null) return text;
      }
    }
  }
  return null;
}

/**
 * The versions that the distance of the corners allows, the likeliest first.
 * @param {Bits} bits
 * @param {Corners} three
 */
function versions(bits, { corner, right, down }) {
  /** @param {Point} from @param {Point} to */
  const between = (from, to) => {
    const sizes = [moduleSize(bits, from, to), moduleSize(bits, to, from)].filter((size) => size > 0);
    return sizes.length ? distance(from, to) / (sizes.reduce((sum, size) => sum + size, 0) / sizes.length) : 0;
  };
  const counts = [between(corner, right), between(corner, down)].filter((count) => count > 0);
  if (!counts.length) return [];
  const exact = (counts.reduce((sum, count) => sum + count, 0) / counts.length + 7 - 17) / 4;
  const near = Math.round(exact);
  return [near, exact > near ? near + 1 : near - 1, exact > near ? near - 1 : near + 1].filter((version) => version >= 1 && version <= LARGEST);
}

/**
 * Where the fourth corner may be: places in the code and in the picture.
 * @param {Bits} bits
 * @param {Corners} three
 * @param {number} version
 * @returns {[Point, Point][]}
 */
function fourths(bits, { corner, right, down }, version) {
  const span = side(version) - 7;
  const across = { x: (right.x - corner.x) / span, y: (right.y - corner.y) / span };
  const below = { x: (down.x - corner.x) / span, y: (down.y - corner.y) / span };
  /** @type {[Point, Point]} */
  const flat = [{ x: span + 3.5, y: span + 3.5 }, { x: right.x + down.x - corner.x, y: right.y + down.y - corner.y }];
  const line = alignmentLines(version).at(-1);
  if (line === undefined) return [flat];
  const inside = line - 3;
  const near = { x: corner.x + inside * (across.x + below.x), y: corner.y + inside * (across.y + below.y) };
  const found = alignments(bits, near, across, below, 3 + Math.ceil(span / 7));
  return [...found.map((place) => /** @type {[Point, Point]} */ ([{ x: line + 0.5, y: line + 0.5 }, place])), flat];
}

/**
 * @param {Bits} bits
 * @param {Corners} three
 * @param {number} version
 * @param {[Point, Point]} fourth
 */
function sample(bits, { corner, right, down }, version, fourth) {
  const size = side(version), far = size - 3.5;
  const map = perspective([{ x: 3.5, y: 3.5 }, { x: far, y: 3.5 }, { x: 3.5, y: far }, fourth[0]], [corner, right, down, fourth[1]]);
  if (!map) return null;
  const modules = new Uint8Array(size * size);
  for (let row = 0; row < size; row += 1) for (let column = 0; column < size; column += 1) {
    let dark = 0;
    for (const [x, y] of /** @type {const} */ ([[0.5, 0.5], [0.3, 0.3], [0.7, 0.3], [0.3, 0.7], [0.7, 0.7]])) {
      const point = map(column + x, row + y);
      dark += Number(isDark(bits, point.x, point.y));
    }
    modules[row * size + column] = Number(dark >= 3);
  }
  return read((row, column) => modules[row * size + column] ?? 0, size, version) ?? read((row, column) => modules[column * size + row] ?? 0, size, version);
}

/**
 * @param {import("./format.js").Modules} modules
 * @param {number} size
 * @param {number} version
 */
function read(modules, size, version) {
  const format = readFormat(modules, size);
  const data = format && readData(modules, size, version, format);
  return data ? readText(data, version) : null;
}
