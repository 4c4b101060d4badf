// What a device says to its server, and what it believes of the answers.

import { toBase64 } from "./bytes.js";
import { heard, now } from "./clock.js";
import { makeKeys, open, openFirst, publicText, seal } from "./envelope.js";
import { takeSequence } from "./storage.js";
import { codeKey } from "./ticket.js";

/** @typedef {import("./types.js").Account} Account */
/** @typedef {import("./types.js").Subscription} Subscription */
/** @typedef {import("./types.js").Asked} Asked */

/** The server refused, by a word of the protocol, or could not be reached (`offline`), or is not to be believed (`unproved`). */
export class Refused extends Error {
  /**
   * @param {string} word
   * @param {Record<string, any>} [told]
   */
  constructor(word, told = {}) {
    super(word);
    this.word = word;
    this.told = told;
  }
}

/**
 * What the server is told of a browser's subscription.
 * @param {PushSubscription} subscription
 * @returns {Subscription | null}
 */
export function told(subscription) {
  const p256dh = subscription.getKey("p256dh"), auth = subscription.getKey("auth");
  return p256dh && auth ? { endpoint: subscription.endpoint, p256dh: toBase64(p256dh), auth: toBase64(auth) } : null;
}

/**
 * @param {string} kind
 * @param {object} envelope
 * @param {AbortSignal} [signal]
 */
async function post(kind, envelope, signal) {
  const headers = { "content-type": "application/json" };
  const rule = /** @type {const} */ ({ method: "POST", headers, credentials: "omit", cache: "no-store", redirect: "error" });
  const limit = signal ?? AbortSignal.timeout(15_000);
  const asked = Date.now();
  const response = await fetch(`/authenticator/${kind}`, { ...rule, body: JSON.stringify(envelope), signal: limit }).catch(() => {
    throw new Refused("offline");
  });
  if (response.ok) return { response, asked };
  const told = await response.json().catch(() => ({}));
  throw new Refused(typeof told?.error === "string" ? told.error : "offline", { ...told, asked });
}

/**
 * Says something, and once more if the server only minded the clock or the sequence.
 * @template T
 * @param {(least: number) => Promise<T>} say
 */
async function saysTwice(say) {
  try {
    return await say(0);
  } catch (error) {
    if (!(error instanceof Refused) || !["clock", "replayed"].includes(error.word)) throw error;
    const { time, sequence, asked } = error.told;
    if (error.word === "clock") await heard(time, asked);
    return say(error.word === "replayed" && Number.isSafeInteger(sequence) ? sequence + 1 : 0);
  }
}

/**
 * @param {Account} account
 * @param {string} kind
 * @param {object} fields
 * @param {AbortSignal} [signal]
 */
function send(account, kind, fields, signal) {
  const { server, device } = account;
  return saysTwice(async (least) => {
    const time = now();
    const sequence = await takeSequence(device, Math.max(time, least));
    const content = { kind, server, account: account.account, device, sequence, time, ...fields };
    return { ...(await post(kind, await seal(content, account.key), signal)), sequence };
  });
}

/**
 * Says something and reads the signed answer, which must be to this very message.
 * @param {Account} account
 * @param {string} kind
 * @param {object} fields
 * @param {string} wanted the kind of the answer
 */
async function talk(account, kind, fields, wanted) {
  const { response, asked, sequence } = await send(account, kind, fields);
  const answer = await open(await response.text().catch(() => ""), account.serverKey);
  const fits = answer?.["kind"] === wanted && answer["server"] === account.server && answer["device"] === account.device;
  if (!answer || !fits || answer["sequence"] !== sequence) throw new Refused("unproved");
  await heard(answer["time"], asked);
  return answer;
}

/** @param {Record<string, any>} answer @returns {import("./types.js").Listed} */
function listed(answer) {
  const requests = Array.isArray(answer["requests"]) ? answer["requests"].filter(isAsked) : [];
  return { requests, subscription: answer["subscription"] };
}

/** @param {any} one */
export function isAsked(one) {
  return typeof one?.challenge === "string" && /^[a-z2-7]{26}$/.test(one.challenge) && typeof one.organization === "string"
    && ["sign_in", "step_up", "reset", "set_up"].includes(one.purpose) && Number.isSafeInteger(one.ends_at);
}

/** @param {Account} account */
export const list = async (account) => listed(await talk(account, "list", {}, "requests"));

/**
 * @param {Account} account
 * @param {Subscription | null} subscription
 * @param {import("./types.js").Notifications} notifications
 */
export const subscribe = async (account, subscription, notifications) =>
  listed(await talk(account, "subscribe", { subscription, notifications }, "requests"));

/**
 * @param {Account} account
 * @param {string} challenge
 * @param {"approve" | "refuse" | "report"} decision
 * @param {string} number the two digits for an approval
 * @returns {Promise<string>} the outcome
 */
export async function answer(account, challenge, decision, number) {
  const told = await talk(account, "answer", { challenge, decision, number }, "outcome");
  if (told["challenge"] !== challenge) throw new Refused("unproved");
  return String(told["outcome"]);
}

/** @param {Account} account */
export const leave = (account) => talk(account, "leave", {}, "left");

/**
 * @param {Account} account
 * @param {AbortSignal} signal
 * @returns {Promise<ReadableStream<Uint8Array> | null>}
 */
export const watch = async (account, signal) => (await send(account, "watch", {}, signal)).response.body;

/**
 * @param {string} ticket
 * @param {string} name of this device
 * @param {Subscription | null} subscription
 * @returns {Promise<Account>}
 */
export async function pair(ticket, name, subscription) {
  const server = location.origin;
  const keys = await makeKeys();
  const key = await publicText(keys.publicKey);
  const { text, asked } = await saysTwice(async () => {
    const content = { kind: "pair", server, ticket, key, name, subscription, time: now() };
    const { response, asked } = await post("pair", await seal(content, keys.privateKey));
    return { text: await response.text().catch(() => ""), asked };
  });
  const told = await openFirst(text);
  const words = ["device", "account", "user_name", "display_name", "organization", "accent", "key", "push_key"];
  if (told?.["kind"] !== "paired" || told["server"] !== server || words.some((word) => typeof told[word] !== "string")) {
    throw new Refused("unproved");
  }
  await heard(told["time"], asked);
  return {
    device: told["device"], account: told["account"], server, userName: told["user_name"], displayName: told["display_name"],
    organization: told["organization"], label: "", accent: told["accent"], key: keys.privateKey, serverKey: told["key"],
    pushKey: told["push_key"], codeKey: await codeKey(ticket), sequence: 0, added: Date.now(), proved: false,
    endpoint: subscription?.endpoint ?? "", rings: subscription ? "granted" : "",
  };
}

/** @returns {Promise<import("./types.js").About>} what the server says of itself before it is known */
export async function about() {
  const response = await fetch("/authenticator/server", { credentials: "omit", signal: AbortSignal.timeout(10_000) }).catch(() => null);
  if (!response?.ok) throw new Refused("offline");
  return response.json().catch(() => {
    throw new Refused("offline");
  });
}
