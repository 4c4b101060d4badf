// A push service (RFC 8030) on a loopback port, and the browsers that subscribed there. It opens what it is sent with a library that
// is not ours, and takes a message only if its sender has signed for it (RFC 8292).

import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const ece = createRequire(import.meta.url)("http_ece");

/**
 * @typedef {object} Pushed
 * @property {string} text what the message says
 * @property {number} length of the body, in bytes
 * @property {number} ttl in seconds
 * @property {string} urgency
 * @property {string} topic
 * @property {string} contact whom the operator of a push service can ask
 * @property {string} key the sender's public key
 */

/** @param {string} text */
const json = (text) => JSON.parse(Buffer.from(text, "base64url").toString("utf8"));

/**
 * Reads a header `Authorization`. It throws what is wrong with it.
 * @param {string} header
 * @param {string} origin
 */
export function sender(header, origin) {
  const parts = /^vapid t=([\w-]+\.[\w-]+\.[\w-]+), ?k=([\w-]+)$/.exec(header);
  if (!parts?.[1] || !parts[2]) throw new Error(`no proof of the sender: ${header}`);
  const [head = "", claims = "", signature = ""] = parts[1].split(".");
  if (json(head).alg !== "ES256") throw new Error(`signed by ${head}`);
  const point = Buffer.from(parts[2], "base64url");
  const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
  const key = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x, y } });
  const right = verify("sha256", Buffer.from(`${head}.${claims}`), { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
  if (!right) throw new Error("not signed by that key");
  const { aud, exp, sub } = json(claims);
  const lasts = exp - Date.now() / 1000;
  if (aud !== origin) throw new Error(`signed for ${aud}`);
  if (lasts < 0 || lasts > 24 * 3600) throw new Error(`signed until ${exp}`);
  if (!/^(mailto:|https:)/.test(sub ?? "")) throw new Error(`no contact: ${sub}`);
  return { key: parts[2], contact: String(sub) };
}

/** One browser's subscription. */
export class Subscription {
  /** What the push service answers from now on: a status, or nothing, so that the sender waits. @type {number | "nothing"} */
  answers = 201;
  /** How often it was sent something, whatever it answered. */
  asked = 0;
  /** @type {Pushed[]} */
  #arrived = [];
  /** @type {((pushed: Pushed) => void)[]} */
  #waiting = [];
  #keys = createECDH("prime256v1");
  #auth = randomBytes(16);

  /**
   * @param {string} endpoint
   * @param {string} [senderKey] the only key that may send
   */
  constructor(endpoint, senderKey) {
    this.endpoint = endpoint;
    this.senderKey = senderKey;
    this.#keys.generateKeys();
  }

  /** As a device tells it to its server. */
  toJSON() {
    return {
      endpoint: this.endpoint,
      p256dh: this.#keys.getPublicKey().toString("base64url"),
      auth: this.#auth.toString("base64url"),
    };
  }

  /** @param {Buffer} body */
  opens(body) {
    const opened = ece.decrypt(body, { version: "aes128gcm", privateKey: this.#keys, authSecret: this.#auth.toString("base64url") });
    return opened.toString("utf8");
  }

  /** @param {Pushed} pushed */
  take(pushed) {
    const waits = this.#waiting.shift();
    if (waits) waits(pushed);
    else this.#arrived.push(pushed);
  }

  /**
   * The next message, as soon as it has arrived.
   * @returns {Promise<Pushed>}
   */
  next() {
    const arrived = this.#arrived.shift();
    return arrived ? Promise.resolve(arrived) : new Promise((found) => this.#waiting.push(found));
  }

  /** What has arrived and was not asked for yet. */
  get waiting() {
    return this.#arrived.length;
  }
}

export class PushService {
  /** @type {Map<string, Subscription>} */
  #subscriptions = new Map();
  #server = createServer((request, answer) => void this.#serve(request, answer));
  /** What was wrong with messages that were not taken. @type {string[]} */
  complaints = [];
  origin = "";

  static async start() {
    const service = new PushService();
    await new Promise((listening) => service.#server.listen(0, "127.0.0.1", () => listening(undefined)));
    const address = /** @type {import("node:net").AddressInfo} */ (service.#server.address());
    service.origin = `http://127.0.0.1:${address.port}`;
    return service;
  }

  /**
   * Subscribes a browser.
   * @param {string} [senderKey] `applicationServerKey`: the only key that may send; without it, any
   */
  subscribes(senderKey) {
    const path = `/push/${randomBytes(16).toString("base64url")}`;
    const subscription = new Subscription(this.origin + path, senderKey);
    this.#subscriptions.set(path, subscription);
    return subscription;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} answer
   */
  async #serve(request, answer) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const subscription = this.#subscriptions.get(request.url ?? "");
    if (!subscription || request.method !== "POST") return void answer.writeHead(404).end();
    subscription.asked += 1;
    if (subscription.answers === "nothing") return;
    let status = subscription.answers;
    if (status < 300) {
      try {
        subscription.take(this.#read(request.headers, Buffer.concat(chunks), subscription));
      } catch (error) {
        this.complaints.push(String(error));
        status = 400;
      }
    }
    answer.writeHead(status, status === 201 ? { location: `${this.origin}/message/${randomBytes(8).toString("hex")}` } : {}).end();
  }

  /**
   * @param {import("node:http").IncomingHttpHeaders} headers
   * @param {Buffer} body
   * @param {Subscription} subscription
   * @returns {Pushed}
   */
  #read(headers, body, subscription) {
    const word = (/** @type {string} */ name) => String(headers[name] ?? "");
    const { key, contact } = sender(word("authorization"), this.origin);
    if (subscription.senderKey && subscription.senderKey !== key) throw new Error("another sender's subscription");
    if (!/^\d+$/.test(word("ttl"))) throw new Error(`TTL: ${word("ttl")}`);
    if (!/^(very-low|low|normal|high)$/.test(word("urgency"))) throw new Error(`Urgency: ${word("urgency")}`);
    if (!/^[\w-]{0,32}$/.test(word("topic"))) throw new Error(`Topic: ${word("topic")}`);
    if (word("content-encoding") !== "aes128gcm") throw new Error(`Content-Encoding: ${word("content-encoding")}`);
    if (body.length > 4096) throw new Error(`${body.length} bytes`);
    const text = subscription.opens(body);
    return { text, length: body.length, ttl: Number(word("ttl")), urgency: word("urgency"), topic: word("topic"), contact, key };
  }
}
