// The server's time: the phone's own clock and the difference that the server told.

import { keepSetting, setting } from "./storage.js";

/** A difference that is worth telling a person of, in milliseconds. */
const NOTABLE = 60_000;
/** Clocks are not set more exactly than this. */
const SLACK = 1000;
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
 * Takes the server's time over, unless what is kept may be right: the server wrote it between the question and now.
 * @param {unknown} time by the server
 * @param {number} asked by the phone's own clock, when the question was sent
 */
export async function heard(time, asked) {
  if (typeof time !== "number" || !Number.isSafeInteger(time) || time < 0) return;
  const least = time - Date.now() - SLACK, most = time - asked + SLACK;
  if (least <= ahead && ahead <= most) return;
  ahead = least <= 0 && most >= 0 ? 0 : Math.round((least + most) / 2);
  await keepSetting("clock", ahead);
}
