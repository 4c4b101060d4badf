// What a person does with a request, and with an account that is to go.

import { now } from "./clock.js";
import { answer as send, leave } from "./conversation.js";
import { attempt, changed, forget, load, state } from "./state.js";
import * as storage from "./storage.js";

/**
 * Sends an answer; what came of it is remembered.
 * @param {import("./state.js").Waiting} waiting
 * @param {"approve" | "refuse" | "report"} decision
 * @param {string} number
 * @returns {Promise<string>} the outcome, or the word of what went wrong
 */
export async function decide({ account, request }, decision, number) {
  const outcome = await attempt(account, () => send(account, request.challenge, decision, number));
  if (!outcome) return state.trouble;
  const { challenge } = request;
  state.requests.set(account.device, (state.requests.get(account.device) ?? []).filter((one) => one.challenge !== challenge));
  if (outcome === "approved" && request.purpose === "set_up") {
    await storage.changeAccount(account.device, { proved: true });
    await load();
  }
  await storage.remember({ challenge, organization: account.label || account.organization, userName: account.userName, outcome, at: now(), request });
  const worker = await navigator.serviceWorker?.getRegistration("/authenticator");
  for (const shown of (await worker?.getNotifications({ tag: challenge })) ?? []) shown.close();
  changed();
  return outcome;
}

/** @param {import("./types.js").Account} account @returns {Promise<boolean>} whether the server heard of it */
export async function remove(account) {
  const heard = await leave(account).then(() => true, () => false);
  await forget(account);
  return heard;
}

/** The lost accounts have been told of. */
export async function acknowledge() {
  await storage.keepSetting("gone", []);
  await load();
}
