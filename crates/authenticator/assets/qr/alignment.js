// The alignment pattern near the fourth corner: a dark module in a light ring in a dark ring (ISO/IEC 18004, 6.3.6).

import { isDark } from "./binarize.js";

/** @typedef {import("./binarize.js").Bits} Bits */
/** @typedef {import("./finders.js").Point} Point */

/**
 * How well the pattern fits, from 0 to 25 modules.
 * @param {Bits} bits
 * @param {Point} at
 * @param {Point} across one module to the right
 * @param {Point} down one module downwards
 */
function fit(bits, at, across, down) {
  let score = 0;
  for (let row = -2; row <= 2; row += 1) for (let column = -2; column <= 2; column += 1) {
    const ring = Math.max(Math.abs(row), Math.abs(column));
    score += Number(isDark(bits, at.x + column * across.x + row * down.x, at.y + column * across.y + row * down.y) === (ring !== 1));
  }
  return score;
}

/**
 * Places where the pattern may be, the best first.
 * @param {Bits} bits
 * @param {Point} near where it is expected
 * @param {Point} across
 * @param {Point} down
 * @param {number} reach how many modules around are searched
 * @returns {Point[]}
 */
export function alignments(bits, near, across, down, reach) {
  /** @type {{ at: Point, score: number, far: number }[]} */
  const found = [];
  const steps = 3;
  for (let row = -reach * steps; row <= reach * steps; row += 1) for (let column = -reach * steps; column <= reach * steps; column += 1) {
    const at = {
      x: near.x + (column * across.x + row * down.x) / steps, y: near.y + (column * across.y + row * down.y) / steps,
    };
    if (!isDark(bits, at.x, at.y)) continue;
    const score = fit(bits, at, across, down);
    if (score >= 21) found.push({ at, score, far: Math.hypot(row, column) / steps });
  }
  found.sort((a, b) => b.score - b.far / 4 - (a.score - a.far / 4));
  /** @type {Point[]} */
  const places = [];
  const size = Math.hypot(across.x, across.y);
  for (const { at, score } of found) {
    if (places.some((place) => Math.hypot(place.x - at.x, place.y - at.y) < 2 * size)) continue;
    // The middle of all the places that fit as well is more exact than any of them.
    const same = found.filter((one) => one.score >= score && Math.hypot(one.at.x - at.x, one.at.y - at.y) < size * 1.2);
    const middle = (/** @type {"x" | "y"} */ axis) => same.reduce((sum, one) => sum + one.at[axis], 0) / same.length;
    places.push({ x: middle("x"), y: middle("y") });
    if (places.length === 3) break;
  }
  return places;
}
