// Starts the app without a network, and turns a push into a notification if the server that is known here has signed it.

import { fromBase64 } from "./bytes.js";
import { setClock, now } from "./clock.js";
import { isAsked, subscribe, told } from "./conversation.js";
import { open } from "./envelope.js";
import * as storage from "./storage.js";
import { words as en } from "./words/en-pages.js";
import { words as nl } from "./words/nl-pages.js";

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const CACHE = "authenticator {version}";
const PAGE = "/authenticator";
const FILES = [
  "accent.js", "account-card.js", "app-code.js", "app.css", "app.js", "badge.png", "bytes.js", "clock.js", "conversation.js", "deeds.js", "element.js",
  "envelope.js", "icon-192.png", "icon.svg", "install.js", "language.js", "lock.js", "manifest.webmanifest", "otpauth.js", "pages.css", "pairing.js", "push.js", "qr-camera.js",
  "request-card.js", "state.js", "storage.js", "ticket.js", "watch.js", "pages/account.js", "pages/accounts.js", "pages/add.js", "pages/empty.js",
  "pages/history.js", "pages/iphone.js", "pages/pair.js", "pages/ready.js", "pages/requests.js", "pages/settings.js", "qr/alignment.js", "qr/binarize.js",
  "qr/codewords.js", "qr/decode.js", "qr/finders.js", "qr/format.js", "qr/perspective.js", "qr/reed-solomon.js", "qr/segments.js", "qr/versions.js",
  "words/en-pages.js", "words/en.js", "words/nl-pages.js", "words/nl.js",
];

async function precache() {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...FILES.map((file) => `${PAGE}/${file}`)].map((path) => new Request(path, { cache: "no-cache" })));
}

async function tidy() {
  for (const name of await caches.keys()) if (name.startsWith("authenticator ") && name !== CACHE) await caches.delete(name);
  await worker.clients.claim();
}

/** @param {Request} request */
async function serve(request) {
  const { pathname } = new URL(request.url);
  const kept = await (await caches.open(CACHE)).match(pathname);
  return kept ?? fetch(request);
}

/**
 * The account and the request of a push, if one of the keys that are known here has signed it.
 * @param {string} text
 */
async function believed(text) {
  const all = await storage.accounts();
  for (const serverKey of new Set(all.map((account) => account.serverKey))) {
    const content = await open(text, serverKey);
    if (!content) continue;
    const account = all.find((one) => one.device === content["device"] && one.serverKey === serverKey && one.server === content["server"]);
    const good = account && content["kind"] === "request" && isAsked(content["request"]);
    return good ? { account, request: /** @type {import("./types.js").Asked} */ (content["request"]) } : null;
  }
  return null;
}

/** @param {string} text */
async function ring(text) {
  await setClock();
  const heard = await believed(text);
  if (!heard || heard.request.ends_at <= now()) return;
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage({ kind: "look" });
  const { account, request } = heard;
  if (!request.rings) return;
  /** @type {Record<string, string>} */
  const words = (await storage.setting("language")) === "nl" ? nl : en;
  const { browser, system, application } = request;
  const from = [request.place ?? request.address, (words["on"] ?? "").replace("{browser}", browser).replace("{system}", system)];
  const lines = [words[`push-${request.purpose}`], application, ...(request.purpose === "set_up" ? [] : from)].filter(Boolean);
  await worker.registration.showNotification(account.label || request.organization, {
    body: lines.join("\n"), tag: request.challenge, icon: `${PAGE}/icon-192.png`, badge: `${PAGE}/badge.png`, lang: words === nl ? "nl" : "en",
    requireInteraction: true, data: { challenge: request.challenge },
    // Not every browser has these yet.
    ...{ actions: [{ action: "open", title: words["push-open"] }], timestamp: request.asked_at, renotify: true },
  });
}

/** @param {string} challenge */
async function show(challenge) {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const app = windows.find((client) => new URL(client.url).pathname === PAGE);
  if (!app) return void (await worker.clients.openWindow(`${PAGE}#/requests/${challenge}`));
  await app.focus().catch(() => null);
  app.postMessage({ kind: "open", challenge });
}

/** The browser has given the subscription another address: every account's server is told. */
async function resubscribe() {
  await setClock();
  for (const account of await storage.accounts()) {
    const options = { userVisibleOnly: true, applicationServerKey: fromBase64(account.pushKey) };
    const made = await worker.registration.pushManager.subscribe(options).then(told, () => null);
    await subscribe(account, made, made ? "granted" : "later").catch(() => null);
  }
}

worker.addEventListener("install", (event) => event.waitUntil(precache()));
worker.addEventListener("activate", (event) => event.waitUntil(tidy()));
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { pathname } = new URL(url);
  const ours = pathname === PAGE || FILES.some((file) => pathname === `${PAGE}/${file}`);
  if (method === "GET" && ours && new URL(url).origin === location.origin) event.respondWith(serve(event.request));
});
worker.addEventListener("push", (event) => event.waitUntil(ring(event.data?.text() ?? "")));
worker.addEventListener("pushsubscriptionchange", (event) => /** @type {ExtendableEvent} */ (event).waitUntil(resubscribe()));
worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(String(event.notification.data?.challenge ?? "")));
});
worker.addEventListener("message", (event) => {
  const { kind, data } = event.data ?? {};
  if (kind === "renew") event.waitUntil(worker.skipWaiting());
  if (kind === "push" && data instanceof ArrayBuffer) event.waitUntil(ring(new TextDecoder().decode(data)));
});
