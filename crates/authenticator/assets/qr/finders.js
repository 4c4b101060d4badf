// The three corners of a code: squares whose every section through the middle is dark and light as 1:1:3:1:1 (ISO/IEC 18004, 6.3.3).

import { isDark } from "./binarize.js";

/** @typedef {import("./binarize.js").Bits} Bits */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {Point & { size: number, seen: number }} Finder `size` of a module in pixels */
/** @typedef {{ corner: Point, right: Point, down: Point }} Corners */

/** How many candidates are tried in threes. */
const MOST = 9;

/** @param {number[]} runs five lengths @returns {number} the size of a module, or 0 */
function ratio(runs) {
  const size = runs.reduce((sum, run) => sum + run, 0) / 7;
  const slack = size * 0.6;
  const good = size >= 1 && runs.every((run, place) => Math.abs(run - size * (place === 2 ? 3 : 1)) < slack * (place === 2 ? 2 : 1));
  return good ? size : 0;
}

/**
 * The middle of such a section through a point, along a direction.
 * @param {Bits} bits
 * @param {Point} from dark
 * @param {Point} step
 */
function section(bits, from, step) {
  /** @param {number} way */
  const half = (way) => {
    const runs = [0, 0, 0];
    let { x, y } = from;
    for (let place = 0; place < 3; place += 1) {
      while (isDark(bits, x, y) === (place !== 1) && x >= 0 && y >= 0 && x < bits.width && y < bits.height) {
        runs[place] = (runs[place] ?? 0) + 1;
        x += way * step.x;
        y += way * step.y;
      }
    }
    return runs;
  };
  const [a = 0, b = 0, c = 0] = half(-1), [d = 0, e = 0, f = 0] = half(1);
  const size = ratio([c, b, a + d - 1, e, f]);
  // The middle of the dark middle, in steps from the point.
  return size ? { size, off: (d - a) / 2 } : null;
}

/**
 * @param {Bits} bits
 * @returns {Finder[]} those that were seen most often first
 */
export function finders(bits) {
  /** @type {Finder[]} */
  const found = [];
  const { width, height, dark } = bits;
  for (let y = 0; y < height; y += 1) {
    let runs = [0, 0, 0, 0, 0], colour = 0;
    for (let x = 0; x <= width; x += 1) {
      const now = x < width ? dark[y * width + x] ?? 0 : 0;
      if (now === colour && x < width) {
        runs[4] = (runs[4] ?? 0) + 1;
        continue;
      }
      if (colour === 1 && ratio(runs)) check(bits, found, x - (runs[4] ?? 0) - (runs[3] ?? 0) - (runs[2] ?? 0) / 2, y);
      runs = [...runs.slice(1), 1];
      colour = now;
    }
  }
  return found.filter(({ seen }) => seen > 1).sort((a, b) => b.seen - a.seen).slice(0, MOST);
}

/**
 * @param {Bits} bits
 * @param {Finder[]} found
 * @param {number} x
 * @param {number} y
 */
function check(bits, found, x, y) {
  const up = section(bits, { x, y: y + 0.5 }, { x: 0, y: 1 });
  if (!up) return;
  const middle = y + 0.5 + up.off;
  const across = section(bits, { x, y: middle }, { x: 1, y: 0 });
  if (!across || Math.abs(across.size - up.size) > Math.max(across.size, up.size) * 0.6) return;
  const point = { x: x + across.off, y: middle };
  if (!section(bits, point, { x: 0.7071, y: 0.7071 }) && !section(bits, point, { x: 0.7071, y: -0.7071 })) return;
  const size = (across.size + up.size) / 2;
  const known = found.find((one) => Math.hypot(one.x - point.x, one.y - point.y) < 2.5 * size);
  if (!known) return void found.push({ ...point, size, seen: 1 });
  const { seen } = known;
  known.x = (known.x * seen + point.x) / (seen + 1);
  known.y = (known.y * seen + point.y) / (seen + 1);
  known.size = (known.size * seen + size) / (seen + 1);
  known.seen += 1;
}

/** @param {Point} a @param {Point} b */
export const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Threes of finders that may be the corners of one code, the likeliest first.
 * @param {Finder[]} all
 * @returns {Corners[]}
 */
export function corners(all) {
  /** @type {(Corners & { doubt: number })[]} */
  const threes = [];
  for (let a = 0; a < all.length; a += 1) for (let b = a + 1; b < all.length; b += 1) for (let c = b + 1; c < all.length; c += 1) {
    const three = arranged([all[a], all[b], all[c]].filter((one) => one !== undefined));
    if (three) threes.push(three);
  }
  return threes.sort((one, other) => one.doubt - other.doubt).slice(0, 6);
}

/** @param {Finder[]} three */
function arranged(three) {
  const [p, q, r] = three;
  if (!p || !q || !r) return null;
  // The corner lies opposite to the longest side.
  const sides = /** @type {[number, Finder, Finder, Finder][]} */ ([[distance(q, r), p, q, r], [distance(p, r), q, p, r], [distance(p, q), r, p, q]]);
  const [long, corner, one, other] = sides.reduce((best, side) => (side[0] > best[0] ? side : best));
  const a = distance(corner, one), b = distance(corner, other);
  const sizes = three.map(({ size }) => size);
  const doubt = Math.abs(a - b) / Math.max(a, b) + Math.abs(long - Math.hypot(a, b)) / long + (Math.max(...sizes) - Math.min(...sizes)) / Math.max(...sizes);
  if (doubt > 1.4 || Math.min(a, b) < 7 * Math.min(...sizes)) return null;
  const clockwise = (one.x - corner.x) * (other.y - corner.y) - (one.y - corner.y) * (other.x - corner.x) > 0;
  return { corner, right: clockwise ? one : other, down: clockwise ? other : one, doubt };
}

/**
 * The size of a module at a finder, measured along the way to another one.
 * @param {Bits} bits
 * @param {Point} from
 * @param {Point} to
 */
export function moduleSize(bits, from, to) {
  const long = distance(from, to);
  const step = { x: (to.x - from.x) / long / 2, y: (to.y - from.y) / long / 2 };
  const found = section(bits, from, step);
  return found ? found.size / 2 : 0;
}
