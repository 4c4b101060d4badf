// The server's side of the authenticator's protocol, as small as it can be, and the app's files with the headers that they need.

import { createHash, createPublicKey, generateKeyPairSync, randomBytes, randomInt, sign, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const ASSETS = fileURLToPath(new URL("../../crates/authenticator/assets/", import.meta.url));
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; "
  + "worker-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types authenticator";
const TYPES = /** @type {Record<string, string>} */ ({
  js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json",
});
const CONTEXT = Buffer.from("tweestap authenticator 1\n");
const FIELDS = /** @type {Record<string, string[]>} */ ({
  pair: ["kind", "server", "ticket", "key", "name", "subscription", "time"], list: [], watch: [], leave: [],
  answer: ["challenge", "decision", "number"], subscribe: ["subscription", "notifications"],
});
const COMMON = ["kind", "server", "account", "device", "sequence", "time"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

/** @typedef {{ id: string, account: string, key: import("node:crypto").KeyObject, name: string, sequence: number, proved: boolean, subscription: any, notifications: string, requests: any[], left: boolean, gone: boolean, ticket: string }} Device */

const id = () => Array.from(randomBytes(26), (byte) => LETTERS[byte & 31]).join("");

/** A refusal with its status. */
class Refusal extends Error {
  /**
   * @param {number} status
   * @param {string} word
   * @param {object} [more]
   */
  constructor(status, word, more = {}) {
    super(word);
    this.status = status;
    this.more = more;
  }
}

/** @param {Buffer} raw 65 bytes */
function publicKey(raw) {
  if (raw.length !== 65 || raw[0] !== 4) throw new Refusal(400, "unreadable");
  const part = (/** @type {number} */ from) => raw.subarray(from, from + 32).toString("base64url");
  return createPublicKey({ key: { kty: "EC", crv: "P-256", x: part(1), y: part(33) }, format: "jwk" });
}

export class AuthenticatorServer {
  #http = createServer((request, response) => void this.#serve(request, response));
  address = "";
  /** Milliseconds by which the server's clock is ahead of the phone's. */
  ahead = 0;
  keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  /** @type {Map<string, Device>} */
  devices = new Map();
  /** @type {Set<string>} */
  tickets = new Set();
  /** @type {Set<{ device: string, response: import("node:http").ServerResponse }>} */
  watchers = new Set();
  /** @type {{ path: string, bytes: number }[]} */
  sent = [];
  /** @type {{ kind: string, error?: string }[]} */
  heard = [];
  /** Answers are signed by another key. */
  forges = false;
  /** The script that stands in for the browser's push service. @type {string | null} */
  demoPush = null;
  /** What else is served, by path. @type {Map<string, (request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void>} */
  routes = new Map();
  organization = "School";
  accent = "1f5fbf";

  static async start() {
    const server = new AuthenticatorServer();
    await new Promise((resolve) => server.#http.listen(0, "127.0.0.1", () => resolve(null)));
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.#http.address());
    server.address = `http://localhost:${port}`;
    return server;
  }

  async stop() {
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(() => resolve(null)));
  }

  now() {
    return Date.now() + this.ahead;
  }

  /** A ticket, as its letters. */
  ticket() {
    const bits = [...randomBytes(16)].map((byte) => byte.toString(2).padStart(8, "0")).join("").padEnd(130, "0");
    const ticket = (bits.match(/.{5}/g) ?? []).map((five) => LETTERS[parseInt(five, 2)]).join("").toUpperCase();
    this.tickets.add(ticket);
    return ticket;
  }

  /** The only device, or the one that was paired last. */
  get device() {
    const device = [...this.devices.values()].at(-1);
    if (!device) throw new Error("no device");
    return device;
  }

  get key() {
    const { x, y } = /** @type {{ x: string, y: string }} */ (this.keys.publicKey.export({ format: "jwk" }));
    return Buffer.concat([Buffer.from([4]), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]).toString("base64url");
  }

  /**
   * Someone signs in: the device's account has a request.
   * @param {object} [wishes]
   */
  asks(wishes = {}, device = this.device) {
    const asked = this.now();
    const request = {
      challenge: id(), purpose: "sign_in", organization: this.organization, application: "Library", address: "203.0.113.7", place: "Utrecht, Netherlands",
      browser: "Firefox", system: "Windows", familiar: true, rings: true, asked_at: asked, ends_at: asked + 60_000, ...wishes,
    };
    const number = String(randomInt(10, 100));
    device.requests = [...device.requests.filter((one) => one.request.purpose === "set_up"), { request, number }];
    this.calls(device);
    return { request, number };
  }

  /** Tells whoever watches to look. */
  calls(device = this.device) {
    for (const one of this.watchers) if (one.device === device.id) one.response.write("event: look\ndata: {}\n\n");
  }

  /**
   * @param {object} content
   * @param {import("node:crypto").KeyObject} [key]
   */
  envelope(content, key = this.keys.privateKey) {
    const message = Buffer.from(JSON.stringify(content));
    const signer = this.forges ? generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey : key;
    const signature = sign("sha256", Buffer.concat([CONTEXT, message]), { key: signer, dsaEncoding: "ieee-p1363" });
    return JSON.stringify({ message: message.toString("base64url"), signature: signature.toString("base64url") });
  }

  /**
   * The content of a push message.
   * @param {any} request
   */
  push(request, device = this.device) {
    return this.envelope({ kind: "request", server: this.address, device: device.id, request });
  }

  /**
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async #serve(request, response) {
    const { pathname } = new URL(request.url ?? "/", this.address);
    response.setHeader("content-security-policy", POLICY);
    response.setHeader("x-content-type-options", "nosniff");
    const route = this.routes.get(pathname);
    if (route) return route(request, response);
    if (request.method === "POST" && pathname.startsWith("/authenticator/")) return this.#speak(pathname.slice(15), request, response);
    if (pathname === "/authenticator/server") {
      const { address: server, organization, accent, key: push_key } = this;
      return this.#json(response, 200, { server, organization, accent, language: "en", push_key, demo_push: this.demoPush, time: this.now() });
    }
    this.#file(pathname === "/authenticator" ? "app.html" : pathname.slice(15), request, response);
  }

  /**
   * @param {string} name
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  #file(name, request, response) {
    if (!/^[a-z][\w-]*(\/[a-z][\w-]*)?\.[a-z]+$/.test(name)) return void response.writeHead(404).end();
    let content;
    try {
      content = readFileSync(ASSETS + name);
    } catch {
      return void response.writeHead(404).end();
    }
    if (name === "app.html") content = Buffer.from(String(content).replaceAll("{language}", request.headers["accept-language"]?.startsWith("nl") ? "nl" : "en"));
    if (name === "service-worker.js") {
      content = Buffer.from(String(content).replace("{version}", "1"));
      response.setHeader("service-worker-allowed", "/authenticator");
    }
    if (name === "manifest.webmanifest") content = Buffer.from(String(content).replace("{name}", this.organization).replace("{accent}", this.accent));
    const tag = `"${createHash("sha256").update(content).digest("base64url").slice(0, 16)}"`;
    const headers = { "content-type": TYPES[name.split(".")[1] ?? ""] ?? "application/octet-stream", "cache-control": "no-cache", etag: tag };
    const same = request.headers["if-none-match"] === tag;
    if (!same && !name.endsWith(".png") && request.headers["accept-encoding"]?.includes("gzip")) {
      content = gzipSync(content);
      response.setHeader("content-encoding", "gzip");
    }
    this.sent.push({ path: name, bytes: same ? 0 : content.length });
    response.writeHead(same ? 304 : 200, headers).end(same ? undefined : content);
  }

  /**
   * @param {import("node:http").ServerResponse} response
   * @param {number} status
   * @param {object | string} content
   */
  #json(response, status, content) {
    const text = typeof content === "string" ? content : JSON.stringify(content);
    response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" }).end(text);
  }

  /**
   * @param {string} kind
   * @param {import("node:http").IncomingMessage} request
   * @param {import("node:http").ServerResponse} response
   */
  async #speak(kind, request, response) {
    let text = "";
    for await (const part of request) text += part;
    try {
      const answer = kind === "pair" ? this.#pair(text) : this.#talk(kind, text, response);
      this.heard.push({ kind });
      if (answer) this.#json(response, 200, this.envelope({ server: this.address, ...answer, time: this.now() }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.heard.push({ kind, error: error.message });
      this.#json(response, error.status, { error: error.message, time: this.now(), request_id: "r", ...error.more });
    }
  }

  /**
   * @param {string} text
   * @param {(content: any) => import("node:crypto").KeyObject} key
   * @param {string[]} fields
   */
  #open(text, key, fields) {
    if (text.length > 8192) throw new Refusal(413, "too_large");
    const { message, signature } = JSON.parse(text);
    const bytes = Buffer.from(message, "base64url");
    const content = JSON.parse(String(bytes));
    const rule = { key: key(content), dsaEncoding: /** @type {const} */ ("ieee-p1363") };
    if (!verify("sha256", Buffer.concat([CONTEXT, bytes]), rule, Buffer.from(signature, "base64url"))) throw new Refusal(401, "signature");
    if (JSON.stringify(Object.keys(content).sort()) !== JSON.stringify([...fields].sort())) throw new Refusal(400, "unreadable");
    if (content.server !== this.address) throw new Refusal(409, "server");
    if (Math.abs(content.time - this.now()) > 120_000) throw new Refusal(409, "clock");
    return content;
  }

  /** @param {string} text */
  #pair(text) {
    const content = this.#open(text, (read) => publicKey(Buffer.from(read.key, "base64url")), FIELDS["pair"] ?? []);
    if (!/^[A-Z2-7]{26}$/.test(content.ticket) || !this.tickets.delete(content.ticket)) throw new Refusal(410, "ticket");
    if (typeof content.name !== "string" || content.name.length < 1 || content.name.length > 60) throw new Refusal(400, "unreadable");
    const device = {
      id: id(), account: id(), key: publicKey(Buffer.from(content.key, "base64url")), name: content.name, sequence: 0, proved: false,
      subscription: content.subscription, notifications: "", requests: /** @type {any[]} */ ([]), left: false, gone: false, ticket: content.ticket,
    };
    this.devices.set(device.id, device);
    this.asks({ purpose: "set_up", application: "", ends_at: this.now() + 600_000 }, device);
    return {
      kind: "paired", device: device.id, account: device.account, user_name: "anna@school.example", display_name: "Anna Bos",
      organization: this.organization, accent: this.accent, key: this.key, push_key: this.key,
    };
  }

  /**
   * @param {string} kind
   * @param {string} text
   * @param {import("node:http").ServerResponse} response
   */
  #talk(kind, text, response) {
    const known = (/** @type {any} */ read) => {
      const device = this.devices.get(read.device);
      if (!device || device.account !== read.account) throw new Refusal(410, "unknown_device");
      return device.key;
    };
    const content = this.#open(text, known, [...COMMON, ...(FIELDS[kind] ?? ["?"])]);
    const device = /** @type {Device} */ (this.devices.get(content.device));
    if (content.sequence <= device.sequence) throw new Refusal(409, "replayed", { sequence: device.sequence });
    device.sequence = content.sequence;
    const answer = { device: device.id, sequence: content.sequence };
    if (kind === "watch") return void this.#watch(device, response);
    if (kind === "leave") return { kind: "left", ...answer, ...((device.left = true), (device.subscription = null), {}) };
    if (kind === "answer") return { kind: "outcome", ...answer, challenge: content.challenge, outcome: this.#outcome(device, content) };
    if (kind === "subscribe") Object.assign(device, { subscription: content.subscription, notifications: content.notifications, gone: false });
    device.requests = device.requests.filter((one) => one.request.ends_at > this.now());
    return { kind: "requests", ...answer, subscription: device.gone ? "gone" : device.subscription ? "live" : "none", requests: device.requests.map((one) => one.request) };
  }

  /**
   * @param {Device} device
   * @param {{ challenge: string, decision: string, number: string }} said
   */
  #outcome(device, { challenge, decision, number }) {
    const waiting = device.requests.find((one) => one.request.challenge === challenge);
    device.requests = device.requests.filter((one) => one !== waiting);
    if (!waiting) return "over";
    if (decision !== "approve") return decision === "refuse" ? "refused" : "reported";
    if (waiting.number !== number) return "wrong_number";
    device.proved ||= waiting.request.purpose === "set_up";
    return "approved";
  }

  /**
   * @param {Device} device
   * @param {import("node:http").ServerResponse} response
   */
  #watch(device, response) {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    response.write(": here\n\n");
    const watcher = { device: device.id, response };
    this.watchers.add(watcher);
    response.on("close", () => this.watchers.delete(watcher));
  }
}
