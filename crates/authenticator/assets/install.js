// What the app may do here: whether it stands on the home screen, or can be put there, and whether it may ring.

/** @typedef {import("./types.js").Notifications} Notifications */
/** @typedef {Event & { prompt: () => Promise<{ outcome: string }> }} Offer */

/** @type {Offer | null} */
let offer = null;
const bell = new EventTarget();

window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = /** @type {Offer} */ (event);
  bell.dispatchEvent(new Event("change"));
});
window.addEventListener("appinstalled", () => {
  offer = null;
  bell.dispatchEvent(new Event("change"));
});

/** @param {() => void} heard @param {AbortSignal} until */
export const onOffer = (heard, until) => bell.addEventListener("change", heard, { signal: until });

export const canInstall = () => offer !== null;

/** Opened from the home screen. */
export const installed = () => matchMedia("(display-mode: standalone)").matches || Reflect.get(navigator, "standalone") === true;

/** An iPhone or iPad; a recent iPad says that it is a Mac, but Macs have no touch screen. */
export const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

/** There the app on the home screen has a storage of its own, and only that one can ring. */
export const mustInstallFirst = () => isApple() && !installed();

export async function install() {
  await offer?.prompt();
  offer = null;
  bell.dispatchEvent(new Event("change"));
}

/** What this device calls itself, as a first name that its owner can change. */
export async function deviceName() {
  const data = Reflect.get(navigator, "userAgentData");
  const { model } = (await data?.getHighEntropyValues(["model"]).catch(() => null)) ?? {};
  if (model) return String(model).slice(0, 60);
  const agent = navigator.userAgent;
  if (isApple()) return /iPhone/.test(agent) ? "iPhone" : "iPad";
  const system = ["Android", "Windows", "Macintosh", "CrOS", "Linux"].find((name) => agent.includes(name)) ?? "";
  return { Macintosh: "Mac", CrOS: "Chromebook" }[system] ?? system;
}

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
