// Pictures of QR codes by Debian's qrencode, as a camera may see them: turned, slanted, blurred, noisy, shadowed.

import { execFileSync } from "node:child_process";
import { inflateSync } from "node:zlib";

/** @typedef {{ width: number, height: number, data: Uint8Array }} Picture four bytes for each pixel */

/**
 * @param {Buffer} png one bit or eight bits of grey, or a palette of black and white, as qrencode writes them
 * @returns {{ width: number, height: number, grey: Uint8Array }}
 */
function readPng(png) {
  let at = 8, width = 0, height = 0, depth = 0, kind = 0;
  const parts = [];
  /** @type {Buffer | null} */
  let palette = null;
  while (at < png.length) {
    const length = png.readUInt32BE(at), name = png.toString("latin1", at + 4, at + 8), body = png.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") [width, height, depth, kind] = [body.readUInt32BE(0), body.readUInt32BE(4), body[8] ?? 0, body[9] ?? 0];
    if (name === "PLTE") palette = body;
    if (name === "IDAT") parts.push(body);
    at += length + 12;
  }
  if (![0, 3].includes(kind) || ![1, 8].includes(depth)) throw new Error(`a PNG of kind ${kind} with ${depth} bits`);
  const bytes = inflateSync(Buffer.concat(parts)), stride = Math.ceil((width * depth) / 8), rows = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) for (let column = 0; column < stride; column += 1) {
    const filter = bytes[row * (stride + 1)], value = bytes[row * (stride + 1) + 1 + column] ?? 0;
    const left = column ? rows[row * stride + column - 1] ?? 0 : 0, above = row ? rows[(row - 1) * stride + column] ?? 0 : 0;
    const corner = row && column ? rows[(row - 1) * stride + column - 1] ?? 0 : 0;
    const guess = left + above - corner, near = [left, above, corner].reduce((best, one) => (Math.abs(guess - one) < Math.abs(guess - best) ? one : best));
    rows[row * stride + column] = value + ([0, left, above, (left + above) >> 1, near][filter ?? 0] ?? 0);
  }
  const grey = Uint8Array.from({ length: width * height }, (_, place) => {
    const x = place % width, row = Math.floor(place / width) * stride;
    const value = depth === 8 ? rows[row + x] ?? 0 : ((rows[row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
    return palette ? palette[3 * value] ?? 0 : depth === 8 ? value : value * 255;
  });
  return { width, height, grey };
}

/**
 * @param {string | Buffer} text
 * @param {string[]} [options] of qrencode
 */
export function code(text, options = []) {
  return readPng(execFileSync("qrencode", ["-o", "-", "-s", "4", "-m", "4", ...options], { input: text }));
}

/** Numbers that look like chance and are the same in every run. @param {number} seed */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * @typedef {object} Sight
 * @property {number} [scale]
 * @property {number} [turn] degrees
 * @property {number} [slant] how much smaller the far side is, 0 to 0.4
 * @property {number} [blur] pixels
 * @property {number} [noise] grey values
 * @property {number} [shadow] how dark one side is, 0 to 1
 * @property {boolean} [light] a light code on dark
 * @property {boolean} [mirrored]
 */

/**
 * A code as a camera sees it.
 * @param {ReturnType<typeof code>} code
 * @param {Sight} sight
 * @returns {Picture}
 */
export function seen(code, { scale = 1, turn = 0, slant = 0, blur = 0, noise = 0, shadow = 0, light = false, mirrored = false }) {
  const size = Math.ceil(Math.max(code.width, code.height) * scale * 1.5), random = chance(size + turn);
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const grey = new Float32Array(size * size);
  const around = Math.ceil(blur), taps = [];
  for (let y = -around; y <= around; y += 1) for (let x = -around; x <= around; x += 1) if (Math.hypot(x, y) <= blur || (x === 0 && y === 0)) taps.push([x, y]);
  /** @param {number} px @param {number} py */
  const at = (px, py) => {
    const u = (px - size / 2) / size, v = (py - size / 2) / size;
    // The far side is smaller: a plane that leans away.
    const depth = 1 / (1 - slant * v), x = (mirrored ? -u : u) * depth, y = v * depth;
    const sx = (x * cos + y * sin) * size / scale + code.width / 2, sy = (y * cos - x * sin) * size / scale + code.height / 2;
    const inside = sx >= 0 && sy >= 0 && sx < code.width && sy < code.height;
    return inside ? code.grey[Math.floor(sy) * code.width + Math.floor(sx)] ?? 255 : 255;
  };
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) {
    const sum = taps.reduce((sum, [dx = 0, dy = 0]) => sum + at(x + dx, y + dy), 0) / taps.length;
    const paper = (30 + sum * 0.75) * (1 - shadow * (x / size));
    grey[y * size + x] = (light ? 255 - paper : paper) + (random() - 0.5) * 2 * noise;
  }
  const data = new Uint8Array(size * size * 4).fill(255);
  grey.forEach((value, place) => data.fill(Math.max(0, Math.min(255, Math.round(value))), 4 * place, 4 * place + 3));
  return { width: size, height: size, data };
}
