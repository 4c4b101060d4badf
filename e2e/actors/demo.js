// What the demo's people have on their phones.

import { Authenticator } from "./authenticator.js";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @type {Map<string, Authenticator>} */
const apps = new Map();

/**
 * The sample apps' secrets, made as the demo makes them. An app remembers which codes it gave.
 * @param {string} name
 * @param {number} [app]
 */
export function appOf(name, app = 0) {
  const text = `demo ${name} ${app}`;
  const bytes = Array.from({ length: 20 }, (_, n) => (text.charCodeAt(n % text.length) * (n + 1)) & 0xff);
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g) ?? [];
  const secret = letters.map((letter) => BASE32[parseInt(letter, 2)]).join("");
  const made = apps.get(secret) ?? new Authenticator(secret);
  apps.set(secret, made);
  return made;
}
