// The codewords of a code, in their order, without the mask, and put into their blocks (ISO/IEC 18004, 7.7 and 7.8).

import { correct } from "./reed-solomon.js";
import { blocks, patterns } from "./versions.js";

/** @typedef {import("./format.js").Modules} Modules */

/** @type {((row: number, column: number) => boolean)[]} where each mask turns a module over */
const MASKS = [
  (y, x) => (y + x) % 2 === 0, (y) => y % 2 === 0, (_, x) => x % 3 === 0, (y, x) => (y + x) % 3 === 0,
  (y, x) => (Math.floor(y / 2) + Math.floor(x / 3)) % 2 === 0, (y, x) => ((y * x) % 2) + ((y * x) % 3) === 0,
  (y, x) => (((y * x) % 2) + ((y * x) % 3)) % 2 === 0, (y, x) => (((y + x) % 2) + ((y * x) % 3)) % 2 === 0,
];

/**
 * @param {Modules} modules
 * @param {number} size
 * @param {number} version
 * @param {number} mask
 */
function readCodewords(modules, size, version, mask) {
  const turned = MASKS[mask], pattern = patterns(version);
  const bytes = [];
  let held = 0, bits = 0, upwards = true;
  // Two columns at a time from the right, up and down; the timing column is left out.
  for (let right = size - 1; right > 0; right -= 2, upwards = !upwards) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = upwards ? size - 1 - step : step;
      for (const column of [right, right - 1]) {
        if (pattern(row, column)) continue;
        held = (held << 1) | (modules(row, column) ^ Number(turned?.(row, column)));
        bits += 1;
        if (bits === 8) [held, bits] = (bytes.push(held), [0, 0]);
      }
    }
  }
  return bytes;
}

/**
 * The data of a code, corrected.
 * @param {Modules} modules
 * @param {number} size
 * @param {number} version
 * @param {{ level: number, mask: number }} format
 * @returns {Uint8Array | null} null if too much is wrong
 */
export function readData(modules, size, version, { level, mask }) {
  const words = readCodewords(modules, size, version, mask);
  const plan = blocks(version, level, words.length);
  /** @type {number[][]} */
  const all = plan.map(() => []);
  let at = 0;
  const longest = Math.max(...plan.map(({ data }) => data));
  const correction = plan[0]?.correction ?? 0;
  for (let place = 0; place < longest; place += 1) plan.forEach(({ data }, block) => place < data && all[block]?.push(words[at++] ?? 0));
  for (let place = 0; place < correction; place += 1) for (const block of all) block.push(words[at++] ?? 0);
  const data = [];
  for (const block of all) {
    const good = correct(block, correction);
    if (!good) return null;
    data.push(...good.slice(0, good.length - correction));
  }
  return Uint8Array.from(data);
}
