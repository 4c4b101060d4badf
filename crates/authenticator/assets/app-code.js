// One-time codes by RFC 6238, with keys that no script can read.

/**
 * @typedef {object} CodeRule
 * @property {CryptoKey} key an HMAC key
 * @property {number} digits 6 to 8
 * @property {number} period seconds
 */

/**
 * @param {CodeRule} rule
 * @param {number} time milliseconds
 */
export async function codeAt({ key, digits, period }, time) {
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(Math.floor(time / 1000 / period)));
  const mac = new DataView(await crypto.subtle.sign("HMAC", key, counter.buffer));
  // RFC 4226, 5.3: the last half byte says which four bytes are taken.
  const at = mac.getUint8(mac.byteLength - 1) & 15;
  const number = (mac.getUint32(at) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, "0");
}

/**
 * The share of a code's life that is left, from 1 to 0.
 * @param {number} period seconds
 * @param {number} time milliseconds
 */
export const left = (period, time) => 1 - (time % (period * 1000)) / (period * 1000);

/** @param {string} code as a person reads it: in two groups */
export const grouped = (code) => `${code.slice(0, Math.ceil(code.length / 2))} ${code.slice(Math.ceil(code.length / 2))}`;
