// The push service of the stories takes what RFC 8030, 8291 and 8292 allow, and nothing else.

import assert from "node:assert/strict";
import { createECDH, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { PushService } from "../actors/push-service.js";

const ece = createRequire(import.meta.url)("http_ece");

/** @type {PushService} */
let service;
before(async () => void (service = await PushService.start()));
after(() => service.stop());

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const jwk = publicKey.export({ format: "jwk" });
const point = Buffer.concat([Buffer.of(4), Buffer.from(jwk.x ?? "", "base64url"), Buffer.from(jwk.y ?? "", "base64url")]);
const key = point.toString("base64url");

/** @param {object} [other] */
function proof(other) {
  const text = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const signed = `${text({ typ: "JWT", alg: "ES256" })}.${text({ aud: service.origin, exp, sub: "mailto:it@school.example", ...other })}`;
  const signature = sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${key}`;
}

/**
 * @param {import("../actors/push-service.js").Subscription} subscription
 * @param {Record<string, string>} [other] headers
 */
async function sends(subscription, other = {}) {
  const { endpoint, p256dh, auth } = subscription.toJSON();
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  const body = ece.encrypt(Buffer.from("hello"), { version: "aes128gcm", privateKey: keys, dh: p256dh, authSecret: auth, salt: randomBytes(16) });
  const headers = { authorization: proof(), ttl: "60", urgency: "high", topic: "t", "content-encoding": "aes128gcm", ...other };
  return (await fetch(endpoint, { method: "POST", headers, body })).status;
}

test("a message arrives, opened, with what its sender said of it", async () => {
  const subscription = service.subscribes(key);
  const next = subscription.next();
  assert.equal(await sends(subscription), 201);
  const { text, ttl, urgency, topic, contact } = await next;
  assert.deepEqual({ text, ttl, urgency, topic, contact }, { text: "hello", ttl: 60, urgency: "high", topic: "t", contact: "mailto:it@school.example" });
});

test("what no push service takes is not taken", async () => {
  const subscription = service.subscribes(key);
  /** @type {Record<string, string>[]} */
  const wrong = [
    { authorization: "" },
    { authorization: proof({ aud: "https://push.example" }) },
    { authorization: proof({ exp: 1 }) },
    { authorization: proof({ exp: Math.floor(Date.now() / 1000) + 90000 }) },
    { authorization: proof({ sub: undefined }) },
    { authorization: `${proof().replace(/[^.]*, k=/, "AAAA, k=")}` },
    { ttl: "soon" },
    { urgency: "now" },
    { topic: "a b" },
    { "content-encoding": "aesgcm" },
  ];
  for (const headers of wrong) assert.equal(await sends(subscription, headers), 400, JSON.stringify(headers));
  assert.equal(await sends(service.subscribes(randomBytes(65).toString("base64url"))), 400);
  const other = service.subscribes();
  const mixed = Object.assign(service.subscribes(), { toJSON: () => ({ ...other.toJSON(), endpoint: subscription.endpoint }) });
  assert.equal(await sends(mixed), 400, "encrypted for another");
  assert.equal(subscription.waiting, 0);
  assert.equal(service.complaints.length, wrong.length + 2);
});

test("a subscription can end, and a push service can be out of order", async () => {
  const subscription = service.subscribes();
  for (const status of [410, 429, 500]) {
    subscription.answers = status;
    assert.equal(await sends(subscription), status);
  }
  assert.equal(subscription.asked, 3);
  assert.equal(subscription.waiting, 0);
});
