// The demo's push service: gives an address out, and brings what is sent there, encrypted by RFC 8291, to the page that listens.

import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("../../crates/simulator/assets/demo-push.js", import.meta.url));

export class PushService {
  /** @type {import("node:http").ServerResponse | null} */
  listener = null;
  asked = 0;

  /** @param {import("./server.js").AuthenticatorServer} server */
  constructor(server) {
    server.demoPush = "/assets/simulator-demo-push.js";
    server.routes.set(server.demoPush, (_, response) => void response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(SCRIPT)));
    server.routes.set("/simulator/push", (_, response) => {
      this.asked += 1;
      const endpoint = `${server.address}/simulator/push/1`;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ endpoint, events: `${endpoint}/events` }));
    });
    server.routes.set("/simulator/push/1/events", (request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      if (request.method === "HEAD") return void response.end();
      response.write(": here\n\n");
      this.listener = response;
    });
  }

  /**
   * @param {{ p256dh: string, auth: string }} subscription
   * @param {string} text
   */
  sends(subscription, text) {
    const receiver = Buffer.from(subscription.p256dh, "base64url"), sender = createECDH("prime256v1"), salt = randomBytes(16);
    const key = sender.generateKeys(), shared = sender.computeSecret(receiver);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver, key]);
    const material = Buffer.from(hkdfSync("sha256", shared, Buffer.from(subscription.auth, "base64url"), info, 32));
    const part = (/** @type {string} */ name, /** @type {number} */ length) => Buffer.from(hkdfSync("sha256", material, salt, `Content-Encoding: ${name}\0`, length));
    const cipher = createCipheriv("aes-128-gcm", part("aes128gcm", 16), part("nonce", 12));
    const sealed = Buffer.concat([cipher.update(Buffer.concat([Buffer.from(text), Buffer.from([2, 0, 0])])), cipher.final(), cipher.getAuthTag()]);
    const header = Buffer.concat([salt, Buffer.from([0, 0, 16, 0, key.length]), key]);
    this.listener?.write(`data: ${Buffer.concat([header, sealed]).toString("base64url")}\n\n`);
  }
}
