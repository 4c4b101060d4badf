// Messages and their signatures: what is signed, and how it is checked before it is read.

import { fromBase64, toBase64 } from "./bytes.js";

/** @typedef {{ message: string, signature: string }} Envelope */

const RULE = { name: "ECDSA", hash: "SHA-256" };
const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const CONTEXT = new TextEncoder().encode("tweestap authenticator 1\n");
/** The longest envelope, in letters. */
const LONGEST = 8192;

/** A key pair whose secret half never leaves the browser. */
export function makeKeys() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

/** @param {CryptoKey} key a public one; 65 bytes come out */
export async function publicText(key) {
  return toBase64(await crypto.subtle.exportKey("raw", key));
}

/** @param {Uint8Array} bytes of a message */
function signed(bytes) {
  const all = new Uint8Array(CONTEXT.length + bytes.length);
  all.set(CONTEXT);
  all.set(bytes, CONTEXT.length);
  return all;
}

/**
 * @param {object} content
 * @param {CryptoKey} key the device's own
 * @returns {Promise<Envelope>}
 */
export async function seal(content, key) {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return { message: toBase64(bytes), signature: toBase64(await crypto.subtle.sign(RULE, key, signed(bytes))) };
}

/**
 * The parts of an envelope, not yet believed.
 * @param {string} text
 * @returns {{ bytes: Uint8Array<ArrayBuffer>, signature: Uint8Array<ArrayBuffer> } | null}
 */
export function unwrap(text) {
  if (text.length > LONGEST) return null;
  try {
    const { message, signature } = JSON.parse(text);
    const parts = { bytes: fromBase64(message), signature: fromBase64(signature) };
    return parts.signature.length === 64 ? parts : null;
  } catch {
    return null;
  }
}

/**
 * What an envelope says, if this key signed it.
 * @param {string} text
 * @param {string} serverKey its 65 bytes in base64url
 * @returns {Promise<Record<string, any> | null>}
 */
export async function open(text, serverKey) {
  const parts = unwrap(text);
  if (!parts) return null;
  try {
    const key = await crypto.subtle.importKey("raw", fromBase64(serverKey), CURVE, false, ["verify"]);
    if (!(await crypto.subtle.verify(RULE, key, parts.signature, signed(parts.bytes)))) return null;
    return read(parts.bytes);
  } catch {
    return null;
  }
}

/**
 * The answer to a pairing names the key that it is signed with; from then on that key is kept.
 * @param {string} text
 */
export async function openFirst(text) {
  const parts = unwrap(text);
  const named = parts && read(parts.bytes)?.["key"];
  return typeof named === "string" ? open(text, named) : null;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function read(bytes) {
  try {
    const content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return content && typeof content === "object" && !Array.isArray(content) ? content : null;
  } catch {
    return null;
  }
}
