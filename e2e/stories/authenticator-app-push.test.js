// A push wakes the app's service worker: what the server signed becomes a notification, and nothing else does.

import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { after, before, test } from "node:test";

import { closeBrowser } from "../actors/person.js";
import { listens as listensTo } from "../authenticator/notifications.js";
import { Phone } from "../authenticator/phone.js";
import { PushService } from "../authenticator/push-service.js";
import { AuthenticatorServer } from "../authenticator/server.js";

/** @type {AuthenticatorServer} */
let server;
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  await closeBrowser();
  await server.stop();
});

/** @param {Phone} phone */
async function listens(phone) {
  await phone.works();
  return await listensTo(phone.page);
}

/**
 * Delivers as the browser's push service would.
 * @param {Phone} phone
 */
async function pushService(phone) {
  const session = await phone.page.context().newCDPSession(phone.page);
  /** @type {string} */
  const registrationId = await new Promise((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId));
    session.send("ServiceWorker.enable");
  });
  return (/** @type {string} */ data) => session.send("ServiceWorker.deliverPushMessage", { origin: server.address, registrationId, data });
}

/** What the phone shows now. @param {Phone} phone @returns {Promise<string[]>} */
const shown = (phone) => phone.page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ tag }) => tag));

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`a push becomes a notification, which opens the request and goes when it is answered, in ${language}`, async () => {
    const phone = await Phone.with(server, { language });
    await phone.pairs();
    const { rings, opens } = await listens(phone);
    const deliver = await pushService(phone);
    // The app is on a page that nothing interrupts.
    await phone.opens("#/settings");
    await phone.meets("settings");
    const { request, number } = server.asks();
    await deliver(server.push(request));
    const [notification] = await rings(1);
    const from = phone.t("on", { browser: "Firefox", system: "Windows" });
    assert.deepEqual(notification, { title: "School", body: [phone.t("push-sign_in"), "Library", "Utrecht, Netherlands", from].join("\n"), tag: request.challenge, lang: language });
    await deliver(server.push(request));
    await rings(2);
    assert.deepEqual(await shown(phone), [request.challenge]);
    await opens();
    await phone.meets("ask-sign_in");
    await phone.types(number);
    await phone.taps("approve");
    await phone.meets("said-approved");
    for (let tries = 0; tries < 100 && (await shown(phone)).length > 0; tries += 1) await phone.page.waitForTimeout(50);
    assert.deepEqual(await shown(phone), []);
    await phone.leaves();
  });
}

test("what the server did not sign, what is for another phone, and what has ended make no notification", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  const { rings } = await listens(phone);
  const deliver = await pushService(phone);
  const { request } = server.asks();
  const content = { kind: "request", server: server.address, device: server.device.id, request };
  const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  const good = JSON.parse(server.envelope(content));
  for (const bad of [
    server.envelope(content, stranger), server.envelope({ ...content, device: "a".repeat(26) }), server.envelope({ ...content, server: "https://other.example" }),
    server.envelope({ ...content, kind: "paired" }), server.envelope({ ...content, request: { ...request, ends_at: Date.now() - 1000 } }),
    server.envelope({ ...content, request: { ...request, purpose: "gift" } }), server.envelope({ ...content, request: { ...request, rings: false } }),
    JSON.stringify({ ...good, message: Buffer.from(JSON.stringify({ ...content, more: 1 })).toString("base64url") }), "nothing", "{}", "", "x".repeat(9000),
  ]) await deliver(bad);
  const { request: last } = server.asks({ application: "The last one" });
  await deliver(server.push(last));
  const all = await rings(1);
  assert.deepEqual(all.map(({ tag }) => tag), [last.challenge]);
  await phone.leaves();
});

test("what the demo's push service hands over counts as a push", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  const { rings } = await listens(phone);
  const { request } = server.asks();
  await phone.page.evaluate(async (text) => {
    const data = new TextEncoder().encode(text).buffer;
    (await navigator.serviceWorker.ready).active?.postMessage({ kind: "push", data });
  }, server.push(request));
  await rings(1);
  await phone.leaves();
});

test("the demo's push service is subscribed to, brings what is sent to it, and still does after the app was closed", async () => {
  const demo = await AuthenticatorServer.start();
  const service = new PushService(demo);
  const phone = await Phone.with(demo);
  await phone.pairs();
  const { rings } = await listens(phone);
  const { subscription } = demo.device;
  assert.equal(subscription.endpoint, `${demo.address}/simulator/push/1`);
  service.sends(subscription, demo.push(demo.asks().request));
  await rings(1);
  service.listener = null;
  await phone.page.goto("about:blank");
  await phone.opens();
  for (let tries = 0; tries < 100 && !service.listener; tries += 1) await phone.page.waitForTimeout(50);
  const { request } = demo.asks();
  service.sends(subscription, demo.push(request));
  assert.equal((await rings(2))[1]?.tag, request.challenge);
  assert.equal(service.asked, 1, "the keys were kept");
  await phone.leaves();
  await demo.stop();
});
