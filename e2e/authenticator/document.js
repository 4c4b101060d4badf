// The protocol as docs/authenticator-protocol.md says it: its examples, its addresses and its tables, read from the page itself.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const PAGE = readFileSync(new URL("../../docs/authenticator-protocol.md", import.meta.url), "utf8");
/** What the page says in words that it may be null. */
const MAYBE = ["place", "subscription", "demo_push"];

/**
 * What the page says in this place.
 * @param {RegExp} place
 */
export function said(place) {
  const [, words] = place.exec(PAGE) ?? [];
  if (!words) throw new Error(`the document does not say ${place}`);
  return words;
}

/**
 * The rows of its tables that begin with one of these.
 * @param {RegExp} row
 */
export const rows = (row) => [...PAGE.matchAll(row)].map((match) => match.slice(1));

/** Every example of JSON. A number or an object that is left out stands as 0 or as null. @type {any[]} */
export const examples = [...PAGE.matchAll(/```json\n([^]+?)```|`(\{"[^`]+\})`/g)].map((match) =>
  JSON.parse((match[1] ?? match[2] ?? "").replace(/\{ …[^}]*\}/g, "null").replace(/(?<=: )(…|<[^>]*>)/g, "0")));

/** @param {(example: any) => boolean} fits */
function only(fits) {
  const [example, ...more] = examples.filter(fits);
  if (!example || more.length > 0) throw new Error(`${1 + more.length} examples of ${fits}`);
  return example;
}

/** @param {string} kind */
export const ofKind = (kind) => only((example) => example.kind === kind);
/** The example that has this field, and is of no kind. @param {string} field */
export const having = (field) => only((example) => !("kind" in example) && field in example);

const request = ofKind("requests").requests[0];
ofKind("request").request = request;

const ID = new RegExp(`^[${said(/are 26 characters `([^`]+)`/)}]{26}$`);
/** The examples that something was held against. */
export const held = new Set();

/**
 * Whether something that was sent is as its example: its fields, their kinds, and what is in them as far as an example can say that.
 * @param {any} example
 * @param {any} sent
 */
export function holds(example, sent) {
  held.add(example);
  alike(example, sent, example.kind ?? Object.keys(example).join());
}

/**
 * @param {any} example
 * @param {any} sent
 * @param {string} at
 */
function alike(example, sent, at) {
  if (MAYBE.some((name) => at.endsWith(`.${name}`)) && (example === null || sent === null)) return;
  assert.equal(Array.isArray(sent), Array.isArray(example), at);
  assert.equal(typeof sent, typeof example, at);
  if (typeof example === "object") {
    if (Array.isArray(example)) return sent.forEach((/** @type {any} */ one) => alike(example[0], one, at));
    assert.deepEqual(Object.keys(sent).sort(), Object.keys(example).sort(), at);
    for (const [name, value] of Object.entries(example)) alike(value, sent[name], `${at}.${name}`);
  }
  if (/\.(kind|outcome)$/.test(at)) assert.equal(sent, example, at);
  if (/^<id>$/.test(example)) assert.match(sent, ID, at);
  if (/^<bytes>$/.test(example)) assert.match(sent, /^[\w-]+$/, at);
  if (/^<.*public key.*>$/.test(example)) assert.equal(Buffer.from(sent, "base64url").length, 65, at);
  if (/^[0-9a-f]{6}$/.test(example)) assert.match(sent, /^[0-9a-f]{6}$/, at);
  if (/\.(time|\w+_at)$/.test(at)) assert.ok(Math.abs(sent - Date.now()) < 11 * 60_000, `${at}: ${sent}`);
}
