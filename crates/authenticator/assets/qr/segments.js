// The text of a code, from its segments (ISO/IEC 18004, 7.4): digits, capitals, bytes, and the charset that bytes are in.

const CAPITALS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const NUMERIC = 1, ALPHANUMERIC = 2, BYTES = 4, CHARSET = 7, END = 0;
/** Bits of a segment's length, for versions up to 9, and up to 26. */
const LENGTHS = /** @type {Record<number, [number, number]>} */ ({ [NUMERIC]: [10, 12], [ALPHANUMERIC]: [9, 11], [BYTES]: [8, 16] });

/** Reads bits, the highest first; what is beyond the end is an error. */
class BitReader {
  #at = 0;
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get left() {
    return this.bytes.length * 8 - this.#at;
  }

  /** @param {number} count */
  read(count) {
    if (count > this.left) throw new RangeError("too short");
    let value = 0;
    for (const end = this.#at + count; this.#at < end; this.#at += 1) value = (value << 1) | (((this.bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    return value;
  }
}

/** @param {BitReader} bits @param {number} count */
function digits(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 3) {
    const group = Math.min(left, 3);
    text += String(bits.read([0, 4, 7, 10][group] ?? 0)).padStart(group, "0");
  }
  return text;
}

/** @param {BitReader} bits @param {number} count */
function capitals(bits, count) {
  let text = "";
  for (let left = count; left > 0; left -= 2) {
    const value = bits.read(left > 1 ? 11 : 6);
    text += left > 1 ? (CAPITALS[Math.floor(value / 45)] ?? "") + (CAPITALS[value % 45] ?? "") : CAPITALS[value] ?? "";
  }
  return text;
}

/**
 * @param {Uint8Array} bytes
 * @param {number} charset as an ECI; 26 is UTF-8, 1 and 3 are Latin 1
 */
function letters(bytes, charset) {
  if (charset === 1 || charset === 3) return new TextDecoder("latin1").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (charset === 26) throw error;
    return new TextDecoder("latin1").decode(bytes);
  }
}

/**
 * @param {Uint8Array} data
 * @param {number} version
 * @returns {string | null} null if it cannot be read
 */
export function readText(data, version) {
  const bits = new BitReader(data);
  let text = "", charset = 0;
  try {
    while (bits.left >= 4) {
      const mode = bits.read(4);
      if (mode === END) break;
      if (mode === CHARSET) {
        // One, two or three bytes, as the first bits say.
        const first = bits.read(8);
        charset = first < 128 ? first : first < 192 ? ((first & 63) << 8) | bits.read(8) : ((first & 31) << 16) | bits.read(16);
        continue;
      }
      const length = LENGTHS[mode];
      if (!length) return null;
      const count = bits.read(length[version < 10 ? 0 : 1]);
      if (mode === NUMERIC) text += digits(bits, count);
      else if (mode === ALPHANUMERIC) text += capitals(bits, count);
      else text += letters(Uint8Array.from({ length: count }, () => bits.read(8)), charset);
    }
    return text;
  } catch {
    return null;
  }
}
