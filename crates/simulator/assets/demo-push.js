// Stands in for the browser's push service in the demo, where none can be reached: makes the keys of a subscription, hears what is sent to
// it while a page of the app is open, decrypts it (RFC 8291, RFC 8188), and hands it to the service worker as a push.

/** @typedef {{ id: number, pushKey: string, keys: CryptoKeyPair, auth: Uint8Array<ArrayBuffer>, endpoint: string, events: string }} Kept */

const CURVE = { name: "ECDH", namedCurve: "P-256" };
/** @type {EventSource | null} */
let listening = null;

/** @param {ArrayBuffer | Uint8Array} bytes */
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** @param {string} text base64url */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

/** @param {(string | ArrayBuffer | Uint8Array)[]} parts */
function joined(...parts) {
  const all = parts.map((part) => (typeof part === "string" ? new TextEncoder().encode(part) : new Uint8Array(part)));
  const whole = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 * @returns {Promise<T>}
 */
function store(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("demo-push", 1);
    opening.onupgradeneeded = () => void opening.result.createObjectStore("subscription", { keyPath: "id" });
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const request = work(opening.result.transaction("subscription", mode).objectStore("subscription"));
      request.onsuccess = () => (opening.result.close(), resolve(request.result));
      request.onerror = () => (opening.result.close(), reject(request.error));
    };
  });
}

/**
 * HKDF with SHA-256 (RFC 5869).
 * @param {Uint8Array<ArrayBuffer> | ArrayBuffer} source
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {Uint8Array<ArrayBuffer>} info
 * @param {number} length bytes
 */
async function derive(source, salt, info, length) {
  const key = await crypto.subtle.importKey("raw", source, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, key, length * 8));
}

/**
 * The content of a message of one record.
 * @param {Uint8Array<ArrayBuffer>} body header (salt, record size, the sender's key) and ciphertext
 * @param {Kept} kept
 * @throws if it was not made for this subscription
 */
async function decrypt(body, { keys, auth }) {
  const salt = body.slice(0, 16), sender = body.slice(21, 21 + (body[20] ?? 0));
  const receiver = await crypto.subtle.exportKey("raw", keys.publicKey);
  const theirs = await crypto.subtle.importKey("raw", sender, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, keys.privateKey, 256);
  const material = await derive(shared, auth, joined("WebPush: info\0", receiver, sender), 32);
  const secret = await derive(material, salt, joined("Content-Encoding: aes128gcm\0"), 16);
  const iv = await derive(material, salt, joined("Content-Encoding: nonce\0"), 12);
  const key = await crypto.subtle.importKey("raw", secret, "AES-GCM", false, ["decrypt"]);
  const padded = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, body.slice(21 + sender.length)));
  // The last record ends with a 2, and zeros as its padding.
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (padded[end] !== 2) throw new TypeError("not the last record");
  return padded.slice(0, end).buffer;
}

/** @param {Kept} kept */
function listen(kept) {
  listening?.close();
  listening = new EventSource(kept.events);
  listening.addEventListener("message", async (event) => {
    const data = await decrypt(bytes(event.data), kept).catch(() => null);
    if (data) (await navigator.serviceWorker.ready).active?.postMessage({ kind: "push", data });
  });
}

/**
 * @param {string} pushKey
 * @returns {Promise<Kept>}
 */
async function make(pushKey) {
  const keys = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const auth = crypto.getRandomValues(new Uint8Array(16));
  const response = await fetch("/simulator/push", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ push_key: pushKey }) });
  if (!response.ok) throw new Error("no subscription");
  const { endpoint, events } = await response.json();
  const kept = { id: 1, pushKey, keys, auth, endpoint, events };
  await store("readwrite", (all) => all.put(kept));
  return kept;
}

/**
 * The subscription of this browser, as its push manager would give it.
 * @param {string} pushKey the server's, in base64url
 * @returns {Promise<{ endpoint: string, p256dh: string, auth: string }>}
 */
export async function subscribe(pushKey) {
  /** @type {Kept | undefined} */
  const old = await store("readonly", (all) => all.get(1));
  // The demo forgets its subscriptions when it ends.
  const known = old && old.pushKey === pushKey && (await fetch(old.events, { method: "HEAD" }).then((answer) => answer.ok, () => false));
  const kept = known ? old : await make(pushKey);
  listen(kept);
  return { endpoint: kept.endpoint, p256dh: text(await crypto.subtle.exportKey("raw", kept.keys.publicKey)), auth: text(kept.auth) };
}
