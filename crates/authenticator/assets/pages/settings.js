// Language, notifications, the lock, and what the app is.

import { button, make, say, title } from "../element.js";
import { askPermission, mustInstallFirst, permission } from "../install.js";
import { LANGUAGES, spoken, t } from "../language.js";
import * as lock from "../lock.js";
import { renew } from "../push.js";
import { load, onChange, state } from "../state.js";
import { setting } from "../storage.js";

/** @param {HTMLElement} main @param {AbortSignal} until */
export function show(main, until) {
  const rings = make("div", { class: "card" }), locks = make("div", { class: "card" });
  const about = make("div", { class: "card" }, make("h2", {}, t("set-about")), make("p", {}, t("about-text", { server: location.host })));
  main.append(title(t("settings")), languages(), rings, locks, about);
  drawRings(rings);
  onChange(() => drawRings(rings), until);
  drawLock(locks);
}

function languages() {
  const choices = Object.entries(LANGUAGES).map(([code, name]) => {
    const input = make("input", { type: "radio", name: "language", value: code, onchange: () => choose(code) });
    input.checked = code === spoken();
    return make("label", { class: "option", lang: code }, input, name);
  });
  return make("div", { class: "card" }, make("fieldset", {}, make("legend", {}, make("h2", {}, t("set-language"))), ...choices));
}

/** @param {string} code */
function choose(code) {
  localStorage.setItem("language", code);
  location.reload();
}

/**
 * What is allowed is not yet on: the push service must have said where the phone can be woken.
 * @param {HTMLElement} card
 */
function drawRings(card) {
  const first = mustInstallFirst();
  const unreached = permission() === "granted" && state.accounts.some(({ endpoint }) => !endpoint);
  const text = t(first ? "ring-iphone" : unreached ? "ring-failed" : `ring-${permission()}`);
  // What says the same stays, so that nobody loses the button under their finger.
  if (card.querySelector("p")?.textContent === text) return;
  const status = make("p", unreached && !first ? { class: "error", role: "alert" } : {}, text);
  const turnOn = async () => {
    if ((await askPermission()) !== "granted") return drawRings(card);
    const told = await Promise.all(state.accounts.map((account) => renew(account).catch(() => null)));
    await load();
    say(t(told.some((one) => one?.subscription === "live") ? "ring-granted" : "ring-failed"));
  };
  const offers = !first && (unreached || permission() === "later");
  card.replaceChildren(make("h2", {}, t("set-notifications")), status, ...(offers ? [button(t("ring-on"), turnOn, "second")] : []));
}

/** @param {HTMLElement} card */
async function drawLock(card) {
  const on = await setting("lock");
  const can = on || (await lock.available());
  const error = make("p", { class: "error", role: "alert" });
  const turn = async () => {
    if (await (on ? lock.turnOff() : lock.turnOn())) return drawLock(card);
    error.textContent = t("lock-failed");
  };
  card.replaceChildren(make("h2", {}, t("set-lock")), make("p", {}, t("lock-text")), ...(on ? [make("p", {}, t("lock-is-on"))] : []), error,
    can ? button(t(on ? "lock-off" : "lock-on"), turn, "second") : make("p", { class: "quiet" }, t("lock-none")));
}
