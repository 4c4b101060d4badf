// While the app is on the screen it hears at once that something waits.

import { watch } from "./conversation.js";
import { look, lookAll, onChange, state } from "./state.js";

/** A browser may hold few connections to one server; the other accounts are asked when the app is opened. */
const MOST = 3;
/** @type {Map<string, AbortController>} by device */
const watched = new Map();

/**
 * @param {string} device
 * @param {AbortSignal} until
 */
async function follow(device, until) {
  let pause = 1000;
  while (!until.aborted) {
    const account = state.accounts.find((one) => one.device === device);
    if (!account) return;
    try {
      for await (const _ of looks(await watch(account, until))) {
        pause = 1000;
        await look(account);
      }
      // The server ends a stream by and by; one that ends at once is not asked again at once.
      await rest(Math.random() * 1000, until);
    } catch {
      await rest(pause * (0.5 + Math.random()), until);
      pause = Math.min(pause * 2, 60_000);
      if (!until.aborted) await look(account);
    }
  }
}

/**
 * The events of a stream that say "look".
 * @param {ReadableStream<Uint8Array> | null} stream
 */
async function* looks(stream) {
  if (!stream) return;
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += decoder.decode(value, { stream: true });
    const lines = held.split("\n");
    held = (lines.pop() ?? "").slice(0, 1000);
    if (lines.some((line) => /^event: ?look\r?$/.test(line))) yield;
  }
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} until
 */
const rest = (milliseconds, until) => new Promise((resolve) => {
  const timer = setTimeout(resolve, milliseconds);
  until.addEventListener("abort", () => (clearTimeout(timer), resolve(null)), { once: true });
});

function tend() {
  const visible = document.visibilityState === "visible";
  const wanted = new Set(visible ? state.accounts.slice(-MOST).map((account) => account.device) : []);
  for (const [device, controller] of watched) {
    if (wanted.has(device)) continue;
    controller.abort();
    watched.delete(device);
  }
  for (const device of wanted) {
    if (watched.has(device)) continue;
    const controller = new AbortController();
    watched.set(device, controller);
    follow(device, controller.signal).finally(() => watched.get(device) === controller && watched.delete(device));
  }
}

/** Begins to watch, now and whenever the app is looked at. */
export function startWatching() {
  onChange(tend);
  document.addEventListener("visibilitychange", () => {
    tend();
    if (document.visibilityState === "visible") lookAll();
  });
  window.addEventListener("online", lookAll);
  navigator.serviceWorker?.addEventListener("message", (event) => event.data?.kind === "look" && lookAll());
  tend();
  lookAll();
}
