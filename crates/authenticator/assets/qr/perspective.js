// From places in a code to places in a picture, as a camera sees a plane: (x, y) ↦ (ax + by + c, dx + ey + f) / (gx + hy + 1).

/** @typedef {import("./finders.js").Point} Point */
/** @typedef {(x: number, y: number) => Point} Map */

/**
 * @param {Point[]} from four points of the code
 * @param {Point[]} to where the picture has them
 * @returns {Map | null} null if three of them are on a line
 */
export function perspective(from, to) {
  const rows = from.flatMap(({ x, y }, place) => {
    const { x: u = 0, y: v = 0 } = to[place] ?? {};
    return [[x, y, 1, 0, 0, 0, -x * u, -y * u, u], [0, 0, 0, x, y, 1, -x * v, -y * v, v]];
  });
  const solved = solve(rows);
  if (!solved) return null;
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solved;
  return (x, y) => {
    const depth = g * x + h * y + 1;
    return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
  };
}

/**
 * Gauss's elimination.
 * @param {number[][]} rows each with its right side at the end
 */
function solve(rows) {
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    const rest = rows.slice(column);
    const pivot = rest.reduce((best, row) => (Math.abs(row[column] ?? 0) > Math.abs(best[column] ?? 0) ? row : best));
    if (Math.abs(pivot[column] ?? 0) < 1e-9) return null;
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    rows.forEach((row, place) => {
      if (place === column) return;
      const share = (row[column] ?? 0) / (pivot[column] ?? 1);
      for (let at = column; at <= n; at += 1) row[at] = (row[at] ?? 0) - share * (pivot[at] ?? 0);
    });
  }
  return rows.map((row, place) => (row[n] ?? 0) / (row[place] ?? 1));
}
