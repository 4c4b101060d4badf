// Language, notifications, the lock, and what the app is.

import { button, make, say, title } from "../element.js";
import { askPermission, mustInstallFirst, permission } from "../install.js";
import { LANGUAGES, spoken, t } from "../language.js";
import * as lock from "../lock.js";
import { renew } from "../push.js";
import { changed, state } from "../state.js";
import { setting } from "../storage.js";

/** @param {HTMLElement} main */
export function show(main) {
  const rings = make("div", { class: "card" }), locks = make("div", { class: "card" });
  const about = make("div", { class: "card" }, make("h2", {}, t("set-about")), make("p", {}, t("about-text", { server: location.host })));
  main.append(title(t("settings")), languages(), rings, locks, about);
  drawRings(rings);
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

/** @param {HTMLElement} card */
function drawRings(card) {
  const first = mustInstallFirst();
  const text = first ? t("ring-iphone") : t(`ring-${permission()}`);
  const status = make("p", {}, text);
  const turnOn = async () => {
    if ((await askPermission()) !== "granted") return drawRings(card);
    const told = await Promise.all(state.accounts.map((account) => renew(account).catch(() => null)));
    changed();
    drawRings(card);
    if (told.some((one) => one?.subscription === "live")) return say(t("ring-granted"));
    card.append(make("p", { class: "error", role: "alert" }, t("ring-failed")));
  };
  card.replaceChildren(make("h2", {}, t("set-notifications")), status, ...(permission() === "later" && !first ? [button(t("ring-on"), turnOn, "second")] : []));
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
