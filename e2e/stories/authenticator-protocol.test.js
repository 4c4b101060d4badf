// The protocol's document is true: a client that knows nothing but the document is paired and approves, and our app says what is in it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { approves, number, signsOut, ticketOf } from "../actors/approving.js";
import { Authenticator } from "../actors/authenticator.js";
import { closeBrowser, Person } from "../actors/person.js";
import { PushService } from "../actors/push-service.js";
import { Server } from "../actors/server.js";
import { examples, having, held, holds, ofKind, rows, said } from "../authenticator/document.js";
import { answersNotifications } from "../authenticator/notifications.js";
import { Phone } from "../authenticator/phone.js";

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
before(async () => {
  pushes = await PushService.start();
  server = await Server.start("demo");
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const RULE = { name: "ECDSA", hash: "SHA-256" };
const CONTEXT = Buffer.from(`${said(/ASCII text `([^`]+)`, a line feed/)}\n`);
const COMMON = said(/All of these have the fields ([^.]+), and are sent/);
/** Of each kind of message: its address, its further fields, and the kind of its answer. */
const MESSAGES = new Map(rows(/^\| `(\w+)` → `([^`]+)` \| (.*?) ?\| (.*?) \|$/gm).map(([kind = "", path = "", fields = "", answer = ""]) =>
  [kind, { path, fields: names(COMMON).concat(names(fields)), answer: names(answer)[0] ?? "" }]));

/** @param {string} text */
function names(text) {
  return [...text.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? "");
}

/** @param {string} kind */
function message(kind) {
  const found = MESSAGES.get(kind);
  if (!found) throw new Error(`the document has no message ${kind}`);
  return found;
}

/** @param {any} content @param {CryptoKey} key */
async function seal(content, key) {
  const bytes = Buffer.from(JSON.stringify(content));
  const signature = Buffer.from(await crypto.subtle.sign(RULE, key, Buffer.concat([CONTEXT, bytes])));
  return JSON.stringify({ ...having("signature"), message: bytes.toString("base64url"), signature: signature.toString("base64url") });
}

/**
 * What an envelope says, if this key has signed it: the one that it names itself, in the answer to a pairing.
 * @param {string} text
 * @param {string} [serverKey]
 */
async function open(text, serverKey) {
  const envelope = JSON.parse(text);
  holds(having("signature"), envelope);
  const bytes = Buffer.from(envelope.message, "base64url");
  const content = JSON.parse(bytes.toString("utf8"));
  const key = await crypto.subtle.importKey("raw", Buffer.from(serverKey ?? content.key, "base64url"), CURVE, false, ["verify"]);
  assert.ok(await crypto.subtle.verify(RULE, key, Buffer.from(envelope.signature, "base64url"), Buffer.concat([CONTEXT, bytes])), "the server signed it");
  return content;
}

/** @param {string} path @param {string} body */
const post = (path, body) => fetch(server.address + path, { method: "POST", body });

/** A client that is paired. */
class Client {
  #sequence = 0;

  /** @param {any} paired @param {CryptoKeyPair} keys */
  constructor(paired, keys) {
    this.paired = paired;
    this.keys = keys;
  }

  /** @param {string} kind @param {Record<string, unknown>} values of its further fields, or others in the place of ours */
  content(kind, values = {}) {
    const { account, device } = this.paired, time = Date.now();
    this.#sequence = Math.max(time, this.#sequence + 1);
    const all = /** @type {Record<string, unknown>} */ ({ kind, server: server.address, account, device, sequence: this.#sequence, time, ...values });
    return Object.fromEntries(message(kind).fields.map((name) => [name, all[name]]));
  }

  /** @param {string} kind @param {Record<string, unknown>} [values] */
  async sends(kind, values) {
    return await post(message(kind).path, await seal(this.content(kind, values), this.keys.privateKey));
  }

  /** @param {string} kind @param {Record<string, unknown>} [values] */
  async says(kind, values) {
    const response = await this.sends(kind, values);
    assert.equal(response.status, 200, kind);
    const answer = await open(await response.text(), this.paired.key);
    holds(ofKind(message(kind).answer), answer);
    assert.deepEqual([answer.server, answer.device, answer.sequence], [server.address, this.paired.device, this.#sequence]);
    return answer;
  }
}

test("a client that follows the document is paired, hears of a sign-in and approves it, and is refused by its words", async () => {
  const person = await Person.at(server);
  await person.typesNameAndPassword("eva");
  await person.follows("sign-in-next");
  await person.chooses("method-app_notification-title");
  const ticket = await ticketOf(person);
  const shown = said(/QR code of `([^`]+)`/).replace("<server>", server.address).replace("<ticket>", ticket);
  assert.equal(await Authenticator.address(person.page), shown);
  const about = await (await fetch(server.address + said(/`GET ([^`]+)`/))).json();
  holds(having("demo_push"), about);

  const keys = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]));
  const key = Buffer.from(await crypto.subtle.exportKey("raw", keys.publicKey)).toString("base64url");
  const subscription = pushes.subscribes(about.push_key);
  const place = { ...having("endpoint"), ...subscription.toJSON() };
  holds(having("endpoint"), place);
  const pair = { ...ofKind("pair"), server: server.address, ticket, key, subscription: place, time: Date.now() };
  holds(ofKind("pair"), pair);
  const path = said(/`POST ([^`]+)`/);
  const paired = await open(await (await post(path, await seal(pair, keys.privateKey))).text());
  holds(ofKind("paired"), paired);
  const client = new Client(paired, keys);

  const [trial] = (await client.says("list")).requests;
  assert.equal(trial.purpose, "set_up");
  const proved = await client.says("answer", { challenge: trial.challenge, decision: "approve", number: await number(person) });
  assert.deepEqual([proved.challenge, proved.outcome], [trial.challenge, "approved"]);
  await person.leavesRecoveryCodes();
  await person.staysSignedIn("no");
  await signsOut(person);

  const { body: events } = await client.sends("watch");
  await person.typesNameAndPassword("eva");
  let heard = "";
  const look = said(/At each `([^`]+)` the device sends `list`/);
  for await (const part of /** @type {any} */ (events)) if ((heard += Buffer.from(part).toString("utf8")).split("\n").includes(look)) break;
  const pushed = await open((await subscription.next()).text, paired.key);
  holds(ofKind("request"), pushed);
  const { requests } = await client.says("subscribe", { subscription: place, notifications: "granted" });
  assert.deepEqual([pushed.request], requests);
  await client.says("answer", { challenge: pushed.request.challenge, decision: "approve", number: await number(person) });
  await person.staysSignedIn("no");

  const again = client.content("list"), other = /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(CURVE, false, ["sign"]));
  await post(message("list").path, await seal(again, keys.privateKey));
  /** How to be refused by each word. @type {Record<string, () => Promise<Response>>} */
  const refused = {
    unreadable: () => post(message("list").path, "{}"),
    too_large: () => post(message("list").path, " ".repeat(8193)),
    server: () => client.sends("list", { server: "https://other.example" }),
    ticket: async () => post(path, await seal({ ...pair, time: Date.now() }, keys.privateKey)),
    signature: async () => post(message("list").path, await seal(client.content("list"), other.privateKey)),
    unknown_device: () => client.sends("list", { device: "a".repeat(26) }),
    replayed: async () => post(message("list").path, await seal(again, keys.privateKey)),
    clock: () => client.sends("list", { time: Date.now() - 3 * 60_000 }),
  };
  const errors = rows(/^\| `(\w+)` \| (\d{3}) \|/gm);
  // Nobody can have the server be busy at will.
  assert.deepEqual(errors.map(([word]) => word).filter((word) => word !== "busy").sort(), Object.keys(refused).sort());
  for (const [word = "", status] of errors) {
    const response = await refused[word]?.();
    if (!response) continue;
    const { sequence, ...answer } = /** @type {Record<string, unknown>} */ (await response.json());
    assert.deepEqual([response.status, answer["error"]], [Number(status), word]);
    holds(having("error"), answer);
    assert.equal(sequence, word === "replayed" ? again["sequence"] : undefined, word);
  }
  await client.says("leave");
  await person.leaves();
});

test("the web app says to the server what the document has it say, and nothing else", async () => {
  const person = await Person.at(server);
  await person.typesNameAndPassword("fatima");
  await person.follows("sign-in-next");
  await person.chooses("method-app_notification-title");
  const phone = await Phone.with(/** @type {any} */ (server), { notifications: false });
  const allows = await answersNotifications(phone.page, "default");
  /** @type {Map<string, any>} the last of each kind, by its path */
  const sent = new Map();
  phone.page.on("request", (request) => {
    if (request.method() !== "POST" || !new URL(request.url()).pathname.startsWith("/authenticator/")) return;
    const envelope = JSON.parse(request.postData() ?? "");
    holds(having("signature"), envelope);
    sent.set(new URL(request.url()).pathname, JSON.parse(Buffer.from(envelope.message, "base64url").toString("utf8")));
  });
  await phone.opens(`#${await ticketOf(person)}`);
  await phone.taps("pair-quiet");
  await phone.meets("ask-set_up");
  await approves(person, phone);
  await person.leavesRecoveryCodes();
  holds(ofKind("pair"), sent.get(said(/`POST ([^`]+)`/)));
  await phone.opens("#/settings");
  await phone.meets("settings");
  await allows();
  await phone.taps("ring-on");
  await phone.reads("ring-granted");
  await phone.opens();
  await phone.page.getByRole("link", { name: phone.t("edit-of", { name: "Demo School" }) }).click();
  await phone.taps("remove");
  await phone.taps("remove-yes");
  await phone.meets("removed-title");
  for (const [kind, { path, fields }] of MESSAGES) {
    const content = sent.get(path);
    assert.ok(content, `the app sends ${kind}`);
    assert.equal(content.kind, kind);
    assert.deepEqual(Object.keys(content).sort(), [...fields].sort(), kind);
  }
  holds(having("endpoint"), sent.get(message("subscribe").path).subscription);
  assert.deepEqual([...sent.keys()].sort(), [...MESSAGES.values()].map(({ path }) => path).concat(said(/`POST ([^`]+)`/)).sort());
  await phone.leaves();
  await person.leaves();
});

test("no example of the document was left out", () => {
  assert.ok(examples.length >= 10, `${examples.length} examples`);
  assert.deepEqual(examples.filter((example) => !held.has(example)), []);
});
