// A lock of the app's screen by the phone's own finger, face or PIN (WebAuthn). It proves nothing to the server.

import { fromBase64, toBase64 } from "./bytes.js";
import { button, make, title } from "./element.js";
import { t } from "./language.js";
import { keepSetting, setting } from "./storage.js";

/** How long the app may be out of sight before it locks, in milliseconds. */
const AWAY = 60_000;
let last = 0;

const challenge = () => crypto.getRandomValues(new Uint8Array(32));

/** Bit 2 of the flags says that the phone checked who held it (WebAuthn 6.1). @param {ArrayBuffer} data */
const checked = (data) => (new Uint8Array(data)[32] ?? 0) & 4;

export async function available() {
  return typeof PublicKeyCredential === "function" && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false));
}

/** @returns {Promise<boolean>} */
export async function turnOn() {
  const name = t("set-lock");
  const credential = await navigator.credentials.create({
    publicKey: {
      challenge: challenge(), rp: { name: t("app") }, user: { id: challenge().slice(0, 16), name, displayName: name },
      pubKeyCredParams: [{ type: "public-key", alg: -7 }, { type: "public-key", alg: -257 }], timeout: 60_000,
      authenticatorSelection: { authenticatorAttachment: "platform", userVerification: "required", residentKey: "discouraged" },
    },
  }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) return false;
  const { response } = credential;
  if (!(response instanceof AuthenticatorAttestationResponse) || !checked(response.getAuthenticatorData())) return false;
  await keepSetting("lock", toBase64(credential.rawId));
  last = Date.now();
  return true;
}

/** @returns {Promise<boolean>} turning it off needs what opens it */
export async function turnOff() {
  if (!(await unlocked(0))) return false;
  await keepSetting("lock", null);
  return true;
}

/**
 * Whether the person has unlocked, now or shortly before.
 * @param {number} recent milliseconds that an earlier time counts
 */
export async function unlocked(recent) {
  const id = await setting("lock");
  if (!id || Date.now() - last < recent) return true;
  const allowCredentials = [{ type: /** @type {const} */ ("public-key"), id: fromBase64(id) }];
  const got = await navigator.credentials.get({
    publicKey: { challenge: challenge(), allowCredentials, userVerification: "required", timeout: 60_000 },
  }).catch(() => null);
  const good = got instanceof PublicKeyCredential && got.response instanceof AuthenticatorAssertionResponse && Boolean(checked(got.response.authenticatorData));
  if (good) last = Date.now();
  return good;
}

/**
 * Stands before the app until it is unlocked, and again when it was out of sight for a while.
 * @param {HTMLElement} main
 */
export async function stand(main) {
  let left = 0;
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState === "hidden") left = Date.now();
    // Opened anew, the app stands locked before anything is shown.
    else if (left && Date.now() - left > AWAY && (await setting("lock"))) location.reload();
  });
  if (document.visibilityState === "visible" && (await unlocked(0))) return;
  await new Promise((resolve) => {
    const open = button(t("locked-open"), async () => (await unlocked(0)) && resolve(null));
    main.replaceChildren(make("div", { class: "locked" }, title(t("locked-title")), make("p", {}, t("locked-text")), open));
    open.focus();
  });
}
