// The level of error correction and the mask, from the fifteen bits beside the finders (ISO/IEC 18004, 7.9).

/** @typedef {(row: number, column: number) => number} Modules 1 where it is dark */

/** All thirty-two words, each with its ten bits of BCH code, and masked. */
const WORDS = Array.from({ length: 32 }, (_, data) => {
  let rest = data << 10;
  for (let bit = 14; bit >= 10; bit -= 1) if ((rest >> bit) & 1) rest ^= 0x537 << (bit - 10);
  return ((data << 10) | rest) ^ 0x5412;
});
/** The two bits of the level, as an index of L, M, Q, H. */
const LEVELS = [1, 0, 3, 2];

/** @param {number} bits */
function weight(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

/**
 * @param {Modules} modules
 * @param {number} size
 * @returns {{ level: number, mask: number } | null} null if too many bits are wrong in both copies
 */
export function readFormat(modules, size) {
  let one = 0, other = 0;
  // From the highest bit down: along row 8 to the corner and up column 8; the copy comes up column 8 and along row 8.
  for (let place = 0; place < 15; place += 1) {
    const along = place < 6 ? [8, place] : place < 8 ? [8, place + 1] : place === 8 ? [7, 8] : [14 - place, 8];
    const copy = place < 7 ? [size - 1 - place, 8] : [8, size - 15 + place];
    one = (one << 1) | modules(along[0] ?? 0, along[1] ?? 0);
    other = (other << 1) | modules(copy[0] ?? 0, copy[1] ?? 0);
  }
  const off = (/** @type {number} */ word) => Math.min(weight(word ^ one), weight(word ^ other));
  const best = WORDS.reduce((best, word, data) => (off(word) < off(WORDS[best] ?? 0) ? data : best), 0);
  return off(WORDS[best] ?? 0) <= 3 ? { level: LEVELS[best >> 3] ?? 0, mask: best & 7 } : null;
}
