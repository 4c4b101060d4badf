// Reed-Solomon error correction over the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, annexes A and B).
// Polynomials are lists of coefficients, the constant first.

const POWERS = new Uint8Array(255), LOGS = new Uint8Array(256);
for (let value = 1, power = 0; power < 255; power += 1) {
  POWERS[power] = value;
  LOGS[value] = power;
  value = (value << 1) ^ (value & 128 ? 0x11d : 0);
}

/** @param {number} exponent */
const power = (exponent) => POWERS[((exponent % 255) + 255) % 255] ?? 0;
/** @param {number} a @param {number} b */
const times = (a, b) => (a && b ? power((LOGS[a] ?? 0) + (LOGS[b] ?? 0)) : 0);
/** @param {number} a @param {number} b not 0 */
const over = (a, b) => (a ? power((LOGS[a] ?? 0) - (LOGS[b] ?? 0)) : 0);

/**
 * @param {number[]} polynomial
 * @param {number} x
 */
const at = (polynomial, x) => polynomial.reduceRight((sum, part) => times(sum, x) ^ part, 0);

/** @param {number[]} block @param {number} correction */
const syndromes = (block, correction) => Array.from({ length: correction }, (_, root) => block.reduce((sum, word) => times(sum, power(root)) ^ word, 0));

/**
 * The polynomial whose roots tell where the errors are (Berlekamp and Massey).
 * @param {number[]} syndrome
 */
function locator(syndrome) {
  let current = [1], before = [1], length = 0, gap = 1, last = 1;
  for (let step = 0; step < syndrome.length; step += 1) {
    let off = syndrome[step] ?? 0;
    for (let part = 1; part <= length; part += 1) off ^= times(current[part] ?? 0, syndrome[step - part] ?? 0);
    if (off === 0) {
      gap += 1;
      continue;
    }
    const share = over(off, last);
    const next = Array.from({ length: Math.max(current.length, before.length + gap) }, (_, part) => (current[part] ?? 0) ^ times(share, before[part - gap] ?? 0));
    if (2 * length <= step) {
      [before, length, last, gap] = [current, step + 1 - length, off, 1];
    } else gap += 1;
    current = next;
  }
  return { polynomial: current, length };
}

/**
 * @param {number[]} block data and correction
 * @param {number} correction how many words of correction
 * @returns {number[] | null} the block without errors, or null if there are too many
 */
export function correct(block, correction) {
  const syndrome = syndromes(block, correction);
  if (syndrome.every((one) => one === 0)) return block;
  const { polynomial, length } = locator(syndrome);
  if (length > correction / 2) return null;
  // Ω = S·Λ mod xⁿ gives how large each error is (Forney).
  const sizes = syndrome.map((_, part) => syndrome.slice(0, part + 1).reduce((sum, one, place) => sum ^ times(one, polynomial[part - place] ?? 0), 0));
  const slope = polynomial.map((part, place) => (place % 2 ? part : 0)).slice(1);
  const mended = [...block];
  let found = 0;
  for (let place = 0; place < block.length; place += 1) {
    const root = power(-place);
    if (at(polynomial, root) !== 0) continue;
    const divisor = at(slope, root);
    if (divisor === 0) return null;
    const index = block.length - 1 - place;
    mended[index] = (mended[index] ?? 0) ^ times(power(place), over(at(sizes, root), divisor));
    found += 1;
  }
  return found === length && syndromes(mended, correction).every((one) => one === 0) ? mended : null;
}
