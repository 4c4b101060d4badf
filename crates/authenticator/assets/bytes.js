// Bytes as text: base64url and base32, both without padding.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @param {ArrayBuffer | Uint8Array} bytes */
export function toBase64(bytes) {
  let letters = "";
  for (const byte of new Uint8Array(bytes)) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {string} text
 * @throws if it is not base64url
 */
export function fromBase64(text) {
  if (!/^[\w-]*$/.test(text)) throw new TypeError("not base64url");
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}

/**
 * RFC 4648; what is over at the end must be nothing, so that a text has one meaning.
 * @param {string} text capitals and digits only
 * @returns {Uint8Array<ArrayBuffer> | null} null if it is not base32
 */
export function fromBase32(text) {
  const bytes = [];
  let held = 0, bits = 0;
  for (const letter of text) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return null;
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
      held &= (1 << bits) - 1;
    }
  }
  return bits < 5 && held === 0 ? Uint8Array.from(bytes) : null;
}
