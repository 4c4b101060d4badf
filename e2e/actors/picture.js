// A screenshot as a small file: PNG with a palette (PNG specification, third edition, colour type 3).

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** @param {Buffer} png */
function chunks(png) {
  const found = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    found.push({ kind: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) });
  }
  return found;
}

/** @param {string} kind @param {Buffer} data */
function chunk(kind, data) {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * The colours of a picture of 8 bits without interlacing, which is what browsers make.
 * @param {Buffer} png
 */
function pixels(png) {
  const parts = chunks(png);
  const header = /** @type {{ data: Buffer }} */ (parts[0]).data;
  const [width, height, depth, kind] = [header.readUInt32BE(0), header.readUInt32BE(4), header[8], header[9]];
  const size = { 2: 3, 6: 4 }[kind ?? 0];
  if (depth !== 8 || size === undefined || header[12] !== 0) throw new Error("not a screenshot");
  const raw = inflateSync(Buffer.concat(parts.filter((part) => part.kind === "IDAT").map((part) => part.data)));
  const row = width * size;
  const bytes = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x++) {
      const left = x < size ? 0 : bytes[y * row + x - size] ?? 0;
      const up = y === 0 ? 0 : bytes[(y - 1) * row + x] ?? 0;
      const corner = x < size || y === 0 ? 0 : bytes[(y - 1) * row + x - size] ?? 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      bytes[y * row + x] = (raw[y * (row + 1) + 1 + x] ?? 0) + guess;
    }
  }
  const colours = Array.from({ length: width * height }, (_, n) => bytes.readUIntBE(n * size, 3));
  return { width, height, colours };
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/**
 * For each colour the place of the one that stands for it, 256 at most: alike ones are shown as the most frequent of them.
 * @param {number[]} colours
 */
function palette(colours) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts.keys()].sort((one, other) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0) || one - other);
  for (let bits = 0; ; bits++) {
    const mask = (0xff << bits) & 0xff;
    const bucket = (/** @type {number} */ colour) => colour & ((mask << 16) | (mask << 8) | mask);
    /** @type {Map<number, number>} */
    const places = new Map();
    const table = [];
    for (const colour of byCount) {
      if (!places.has(bucket(colour))) {
        places.set(bucket(colour), table.length);
        table.push(colour);
      }
    }
    if (table.length <= 256) return { table, place: (/** @type {number} */ colour) => places.get(bucket(colour)) ?? 0 };
  }
}

/** @param {Buffer} png */
export function withPalette(png) {
  const { width, height, colours } = pixels(png);
  const { table, place } = palette(colours);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const named = Buffer.alloc(table.length * 3);
  table.forEach((colour, n) => named.writeUIntBE(colour, n * 3, 3));
  const rows = Buffer.alloc((width + 1) * height);
  colours.forEach((colour, n) => (rows[Math.floor(n / width) * (width + 1) + 1 + (n % width)] = place(colour)));
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([SIGNATURE, chunk("IHDR", header), chunk("PLTE", named), chunk("IDAT", packed), chunk("IEND", Buffer.alloc(0))]);
}
