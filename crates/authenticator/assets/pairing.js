// What pairing does with the server: who it is, the new account, and whether it may ring.

import { paint } from "./accent.js";
import { about, pair, Refused } from "./conversation.js";
import { permission } from "./install.js";
import { renew, subscription } from "./push.js";
import { add, look } from "./state.js";
import { readTicket } from "./ticket.js";

/** @typedef {Awaited<ReturnType<typeof about>>} About */

/**
 * Asks the server who it is, and takes its colour.
 * @param {AbortSignal} until
 */
export async function meet(until) {
  const told = await about();
  if (!until.aborted) paint(told.accent);
  return told;
}

/**
 * Makes the account of a ticket, keeps it and asks for its test.
 * @param {string} ticket
 * @param {string} name
 * @param {About | null} told what the server said of itself, if the phone may ring
 * @returns {Promise<string>} the word of the refusal, or empty
 */
export async function link(ticket, name, told) {
  if (!readTicket(ticket)) return "ticket";
  try {
    const made = told ? await subscription(told.push_key) : null;
    const account = await pair(ticket, name, made);
    await keep(account);
    paint(account.accent);
    return "";
  } catch (reason) {
    if (reason instanceof Refused) return reason.word;
    throw reason;
  }
}

/**
 * Keeps the new account, asks for its test, and tells the server why the phone does not ring, if it does not.
 * @param {import("./types.js").Account} account
 */
async function keep(account) {
  await add(account);
  // Asks the browser not to clear what is kept here when the phone is full.
  navigator.storage?.persist?.().catch(() => null);
  await look(account);
  if (!account.endpoint) renew(account).catch(() => null);
}
