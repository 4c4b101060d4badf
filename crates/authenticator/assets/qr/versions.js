// What the versions of a code are made of (ISO/IEC 18004, tables 1 and 9, annex E). Larger ones than 20 are not read by a phone's camera.

/** The largest version that is read. */
export const LARGEST = 20;

/** Error correction codewords of a block, by level L, M, Q, H and version. */
const CORRECTION = [
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28],
];
/** Blocks, likewise. */
const BLOCKS = [
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25],
];

/** Modules along a side. @param {number} version */
export const side = (version) => 17 + 4 * version;

/** Rows and columns of the middles of alignment patterns. @param {number} version */
export function alignmentLines(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2, last = 4 * version + 10;
  const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
  return [6, ...Array.from({ length: count - 1 }, (_, place) => last - (count - 2 - place) * step)];
}

/**
 * Whether a module belongs to the patterns of the code and not to its data.
 * @param {number} version
 * @returns {(row: number, column: number) => boolean}
 */
export function patterns(version) {
  const size = side(version), lines = alignmentLines(version), last = lines.at(-1);
  /** @param {number} row @param {number} column */
  const isFinder = (row, column) => (row < 9 && (column < 9 || column >= size - 8)) || (row >= size - 8 && column < 9);
  /** @param {number} row @param {number} column */
  const isAlignment = (row, column) => lines.some((y) => Math.abs(row - y) <= 2 && lines.some((x) =>
    Math.abs(column - x) <= 2 && !(y === 6 && (x === 6 || x === last)) && !(x === 6 && y === last)));
  /** @param {number} long @param {number} short */
  const isVersion = (long, short) => version >= 7 && short < 6 && long >= size - 11 && long < size - 8;
  return (row, column) => isFinder(row, column) || row === 6 || column === 6 || isAlignment(row, column) || isVersion(row, column) || isVersion(column, row);
}

/**
 * The lengths of the blocks, data and correction.
 * @param {number} version
 * @param {number} level 0 to 3 for L, M, Q, H
 * @param {number} total codewords of the code
 */
export function blocks(version, level, total) {
  const count = BLOCKS[level]?.[version - 1] ?? 0, correction = CORRECTION[level]?.[version - 1] ?? 0;
  const short = Math.floor(total / count), long = total % count;
  return Array.from({ length: count }, (_, place) => ({ data: short - correction + Number(place >= count - long), correction }));
}
