// Whether the phone may ring.

/** @typedef {import("./types.js").Notifications} Notifications */

/** Whether this browser, as it is opened now, has notifications and push at all. */
export const possible = () =>
  "serviceWorker" in navigator && typeof Notification === "function" && typeof PushManager === "function";

/** @returns {Notifications} */
export function permission() {
  if (!possible()) return "unsupported";
  const states = /** @type {const} */ ({ granted: "granted", denied: "blocked", default: "later" });
  return states[Notification.permission] ?? "later";
}

/** Asks the person; only where they pressed something. */
export async function askPermission() {
  if (permission() === "later") await Notification.requestPermission().catch(() => null);
  return permission();
}
