// The server's time: the phone's own clock and the difference that the server told.

import { keepSetting, setting } from "./storage.js";

/** A difference that is worth telling a person of, in milliseconds. */
const NOTABLE = 60_000;
let ahead = 0;

/** Reads the difference that was kept. */
export async function setClock() {
  ahead = (await setting("clock").catch(() => 0)) ?? 0;
}

/** Milliseconds by the server's clock. */
export const now = () => Date.now() + ahead;

/** Whole minutes that the phone is behind (or, below zero, ahead); 0 if it hardly matters. */
export const minutesOff = () => (Math.abs(ahead) < NOTABLE ? 0 : Math.round(ahead / 60_000));

/**
 * Takes the server's time over, unless the difference is no more than the way there and back.
 * @param {unknown} time
 */
export async function heard(time) {
  if (typeof time !== "number" || !Number.isSafeInteger(time) || time < 0) return;
  const difference = time - Date.now();
  if (Math.abs(difference - ahead) < 2000) return;
  ahead = Math.abs(difference) < 2000 ? 0 : difference;
  await keepSetting("clock", ahead);
}
