// Keys of other sites: the `otpauth` address that a QR code holds, or a key that is typed. What is unclear is refused.

import { fromBase32 } from "./bytes.js";

/**
 * @typedef {object} OtpAuth
 * @property {string} issuer
 * @property {string} name
 * @property {Uint8Array<ArrayBuffer>} secret
 * @property {"SHA-1" | "SHA-256" | "SHA-512"} hash
 * @property {number} digits
 * @property {number} period
 */

const HASHES = /** @type {const} */ ({ SHA1: "SHA-1", SHA256: "SHA-256", SHA512: "SHA-512" });
/** Codes that count, and pictures or colours that some add, are left alone. */
const KNOWN = ["secret", "issuer", "algorithm", "digits", "period"];

/** @param {string} text as it is typed: either case, spaces, hyphens, padding */
export function readSecret(text) {
  const secret = fromBase32(text.slice(0, 300).toUpperCase().replace(/[\s-]/g, "").replace(/=+$/, ""));
  return secret && secret.length >= 10 && secret.length <= 128 ? secret : null;
}

/**
 * @param {string} text
 * @returns {OtpAuth | null}
 */
export function readOtpAuth(text) {
  const match = /^otpauth:\/\/totp\/([^?#]*)\?([^#]*)$/i.exec(text.trim());
  if (!match || text.length > 1000) return null;
  const fields = new URLSearchParams(match[2]);
  if (KNOWN.some((name) => fields.getAll(name).length > 1)) return null;
  let label = "";
  try {
    label = decodeURIComponent(match[1] ?? "");
  } catch {
    return null;
  }
  const parts = /^(?:([^:]*):)?\s*(.*)$/s.exec(label);
  const secret = readSecret(fields.get("secret") ?? "");
  const algorithm = (fields.get("algorithm") ?? "SHA1").toUpperCase().replace("-", "");
  const digits = fields.get("digits") ?? "6";
  const period = fields.get("period") ?? "30";
  if (!secret || !Object.hasOwn(HASHES, algorithm) || !/^[678]$/.test(digits) || !["30", "60"].includes(period)) return null;
  const issuer = (fields.get("issuer") ?? parts?.[1] ?? "").trim().slice(0, 80);
  const name = (parts?.[2] ?? "").trim().slice(0, 120);
  const hash = HASHES[/** @type {keyof typeof HASHES} */ (algorithm)];
  return issuer || name ? { issuer, name, secret, hash, digits: Number(digits), period: Number(period) } : null;
}

/**
 * @param {OtpAuth} read
 * @returns {Promise<import("./types.js").OwnCode>}
 */
export async function ownCode({ issuer, name, secret, hash, digits, period }) {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash }, false, ["sign"]);
  return { id: crypto.randomUUID(), issuer, name, label: "", hash, digits, period, key, added: Date.now() };
}
