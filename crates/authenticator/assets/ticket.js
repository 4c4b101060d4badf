// The ticket that pairs a phone: from a QR code's address, or typed.

import { fromBase32 } from "./bytes.js";

/** @typedef {{ server: string, ticket: string }} Invitation */

/**
 * @param {string} text as a person types it: either case, with spaces or hyphens
 * @returns {string | null} the 26 capitals, or null if it is no ticket
 */
export function readTicket(text) {
  const ticket = text.slice(0, 100).toUpperCase().replace(/[\s-]/g, "");
  return ticket.length === 26 && fromBase32(ticket) ? ticket : null;
}

/**
 * @param {string} text what a QR code holds, or what was pasted
 * @returns {Invitation | null}
 */
export function readAddress(text) {
  const match = /^(https?:\/\/[^\s/?#]+)\/authenticator#([A-Za-z2-7\s-]+)$/.exec(text.trim().slice(0, 500));
  const ticket = match && readTicket(match[2] ?? "");
  if (!match || !ticket || !URL.canParse(match[1] ?? "")) return null;
  const server = new URL(match[1] ?? "");
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(server.hostname) || server.hostname.endsWith(".localhost");
  return server.protocol === "https:" || loopback ? { server: server.origin, ticket } : null;
}

/**
 * The bytes of a ticket, and the app code's secret from them (RFC 5869).
 * @param {string} ticket
 */
export async function codeKey(ticket) {
  const bytes = fromBase32(ticket);
  if (!bytes) throw new TypeError("not a ticket");
  const source = await crypto.subtle.importKey("raw", bytes, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode("tweestap authenticator app code");
  const rule = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  return crypto.subtle.deriveKey(rule, source, { name: "HMAC", hash: "SHA-1", length: 160 }, false, ["sign"]);
}
