// What the pages show: the accounts, what waits for an answer, and what went wrong; whoever shows it hears of changes.

import { now } from "./clock.js";
import * as storage from "./storage.js";

/** @typedef {import("./types.js").Account} Account */
/** @typedef {import("./types.js").Asked} Asked */
/** @typedef {{ account: Account, request: Asked }} Waiting */

export const state = {
  /** @type {Account[]} */
  accounts: [],
  /** @type {import("./types.js").OwnCode[]} */
  codes: [],
  /** @type {Map<string, Asked[]>} by device */
  requests: new Map(),
  /** @type {{ organization: string, proved: boolean }[]} accounts that the server does not know any more */
  gone: [],
  /** The word of the last refusal, or empty. */
  trouble: "",
};

const bell = new EventTarget();
/** @param {() => void} heard @param {AbortSignal} [until] */
export const onChange = (heard, until) => bell.addEventListener("change", heard, until ? { signal: until } : {});
export const changed = () => void bell.dispatchEvent(new Event("change"));

/** Reads what the phone keeps. */
export async function load() {
  const [accounts, codes, gone] = await Promise.all([storage.accounts(), storage.ownCodes(), storage.setting("gone")]);
  Object.assign(state, { accounts, codes, gone: gone ?? [] });
  changed();
}

/** @returns {Waiting[]} what has not ended, the newest first */
export function waiting() {
  const all = state.accounts.flatMap((account) => (state.requests.get(account.device) ?? []).map((request) => ({ account, request })));
  return all.filter(({ request }) => request.ends_at > now()).sort((a, b) => b.request.asked_at - a.request.asked_at);
}

/** @param {Account} account */
export async function forget(account) {
  state.requests.delete(account.device);
  await storage.forgetAccount(account.device);
  await load();
}

/**
 * Does something with the server for an account, and takes in what it means if that does not go well.
 * @template T
 * @param {Account} account
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>}
 */
export async function attempt(account, work) {
  try {
    const result = await work();
    state.trouble = "";
    return result;
  } catch (error) {
    const { Refused } = await import("./conversation.js");
    if (!(error instanceof Refused)) throw error;
    state.trouble = error.word;
    if (error.word === "unknown_device") {
      const gone = [...state.gone, { organization: account.label || account.organization, proved: account.proved }];
      await storage.keepSetting("gone", gone.slice(-3));
      await forget(account);
    }
    changed();
    return null;
  }
}

/** @param {Account} account */
export async function look(account) {
  const [{ list }, { renew }] = await Promise.all([import("./conversation.js"), import("./push.js")]);
  let answer = await attempt(account, () => list(account));
  if (!answer) return;
  if (answer.subscription === "gone") answer = (await attempt(account, () => renew(account))) ?? answer;
  state.requests.set(account.device, answer.requests);
  changed();
}

/** Asks for the requests of every account. */
export async function lookAll() {
  await Promise.all(state.accounts.map(look));
}

/** @param {Account} account a new one */
export async function add(account) {
  await storage.keepAccount(account);
  await load();
}
