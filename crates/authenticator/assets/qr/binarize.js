// A picture as dark and light: by one threshold for an evenly lit code, or by that of the surroundings for a shadowed one.

/** @typedef {{ width: number, height: number, data: Uint8ClampedArray | Uint8Array }} Picture four bytes for each pixel */
/** @typedef {{ width: number, height: number, dark: Uint8Array }} Bits 1 where it is dark */

/** @param {Picture} picture */
export function greys({ width, height, data }) {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1) {
    // ITU-R BT.601, in 256ths.
    grey[at] = (77 * (data[4 * at] ?? 0) + 150 * (data[4 * at + 1] ?? 0) + 29 * (data[4 * at + 2] ?? 0)) >> 8;
  }
  return { width, height, grey };
}

/** @typedef {ReturnType<typeof greys>} Greys */

/**
 * One threshold: where the two sides differ most (Otsu).
 * @param {Greys} picture
 * @returns {Bits}
 */
export function evenly({ width, height, grey }) {
  const counts = new Float64Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  let all = 0, below = 0, sumBelow = 0, best = -1, threshold = 128;
  for (let value = 0; value < 256; value += 1) all += value * (counts[value] ?? 0);
  for (let value = 0; value < 256; value += 1) {
    below += counts[value] ?? 0;
    sumBelow += value * (counts[value] ?? 0);
    const above = grey.length - below;
    if (!below || !above) continue;
    const between = below * above * (sumBelow / below - (all - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, value];
  }
  return { width, height, dark: grey.map((value) => Number(value <= threshold)) };
}

/**
 * The threshold of each pixel's surroundings, an eighth of the picture to each side.
 * @param {Greys} picture
 * @returns {Bits}
 */
export function locally({ width, height, grey }) {
  const wide = width + 1;
  const sums = new Float64Array(wide * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += grey[y * width + x] ?? 0;
      sums[(y + 1) * wide + x + 1] = (sums[y * wide + x + 1] ?? 0) + row;
    }
  }
  const reach = Math.max(8, Math.min(width, height) >> 3);
  const dark = new Uint8Array(grey.length);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach), bottom = Math.min(height, y + reach + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach), right = Math.min(width, x + reach + 1);
      const sum = (sums[bottom * wide + right] ?? 0) - (sums[top * wide + right] ?? 0) - (sums[bottom * wide + left] ?? 0) + (sums[top * wide + left] ?? 0);
      dark[y * width + x] = Number((grey[y * width + x] ?? 0) < (sum / ((bottom - top) * (right - left))) * 0.92);
    }
  }
  return { width, height, dark };
}

/** @param {Bits} bits @returns {Bits} for a code that is light on dark */
export const inverted = ({ width, height, dark }) => ({ width, height, dark: dark.map((one) => 1 - one) });

/**
 * @param {Bits} bits
 * @param {number} x
 * @param {number} y
 */
export function isDark({ width, height, dark }, x, y) {
  const column = Math.floor(x), row = Math.floor(y);
  return column >= 0 && row >= 0 && column < width && row < height && dark[row * width + column] === 1;
}
