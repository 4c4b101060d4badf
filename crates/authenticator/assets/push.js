// Push: where the server can wake the phone.

import { fromBase64, toBase64 } from "./bytes.js";
import { about, subscribe, told } from "./conversation.js";
import { permission } from "./install.js";
import { changeAccount } from "./storage.js";

/** @typedef {import("./types.js").Subscription} Subscription */

/** @type {Promise<ServiceWorkerRegistration> | undefined} */
let registered;

/** The service worker's registration; fails where the browser has none of the kind that the app needs. */
export function registration() {
  registered ??= register();
  return registered;
}

async function register() {
  const policy = Reflect.get(window, "trustedTypes")?.createPolicy("authenticator", { createScriptURL: (/** @type {string} */ url) => url });
  const script = "/authenticator/service-worker.js";
  return navigator.serviceWorker.register(policy ? policy.createScriptURL(script) : script, { scope: "/authenticator", type: "module" });
}

/**
 * The subscription of this browser: one for all its accounts, as they are of one server.
 * @param {string} pushKey
 * @param {string | null} demo the script that stands in for the browser's push service
 * @returns {Promise<Subscription | null>}
 */
async function make(pushKey, demo) {
  await registration();
  if (demo) return (await import(new URL(demo, location.origin).href)).subscribe(pushKey);
  const manager = (await navigator.serviceWorker.ready).pushManager;
  const key = fromBase64(pushKey);
  const old = await manager.getSubscription();
  const oldKey = old?.options.applicationServerKey;
  // A subscription for another key of the server wakes nobody any more.
  if (old && oldKey && toBase64(oldKey) !== pushKey) await old.unsubscribe();
  return told(await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

/**
 * Where this phone can be woken, if it may ring.
 * @param {string} pushKey
 * @returns {Promise<Subscription | null>}
 */
export async function subscription(pushKey) {
  const { demo_push: demo } = await about().catch(() => ({ demo_push: null }));
  if (permission() !== "granted") return null;
  const limit = new Promise((resolve) => setTimeout(resolve, 12_000, null));
  return Promise.race([make(pushKey, demo).catch(() => null), limit]);
}

/** Ends the subscription, so that the server's push service says that it is gone. */
export async function unsubscribe() {
  const worker = await navigator.serviceWorker?.getRegistration("/authenticator");
  await (await worker?.pushManager?.getSubscription())?.unsubscribe();
}

/**
 * Tells the server anew where an account's phone can be woken.
 * @param {import("./types.js").Account} account
 */
export async function renew(account) {
  const made = await subscription(account.pushKey);
  const rings = made || permission() !== "granted" ? permission() : "unsupported";
  const answer = await subscribe(account, made, rings);
  await changeAccount(account.device, { endpoint: made?.endpoint ?? "", rings });
  return answer;
}

/**
 * When the app opens: whose subscription has changed, or whose permission was taken, tells the server.
 * @param {import("./types.js").Account[]} accounts
 * @returns {Promise<boolean>} whether anything was told
 */
export async function tend(accounts) {
  const pushKey = accounts[0]?.pushKey;
  if (!pushKey) return false;
  const made = await subscription(pushKey);
  if (!made && permission() === "granted") return false;
  const others = accounts.filter(({ endpoint, rings }) => endpoint !== (made?.endpoint ?? "") || rings !== permission());
  for (const account of others) await renew(account).catch(() => null);
  return others.length > 0;
}
