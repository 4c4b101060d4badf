// Pairing: what is going to happen, the name of the phone, and whether it may ring.

import { button, make, note, say, title } from "../element.js";
import { askPermission, deviceName, mustInstallFirst, permission } from "../install.js";
import { t } from "../language.js";

/** What is said of a refusal; all of them can be tried again here, but for the ticket's. @type {Record<string, import("../language.js").Key>} */
const TROUBLES = { offline: "pair-offline", ticket: "pair-ticket", server: "pair-ticket", busy: "busy", clock: "clock", unproved: "unproved" };

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 * @param {string} ticket
 */
export async function show(main, until, ticket) {
  const go = () => showPairing(main, until, ticket);
  if (mustInstallFirst()) (await import("./iphone.js")).show(main, ticket, go);
  else go();
}

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 * @param {string} ticket
 */
function showPairing(main, until, ticket) {
  const intro = make("p", {}, t("pair-for-unknown"));
  const steps = make("ol", { class: "steps" }, make("li", {}, t("pair-1")), make("li", {}, t("pair-2")), permission() === "later" ? make("li", {}, t("pair-3")) : null);
  const input = make("input", { type: "text", id: "name", maxlength: 60, autocomplete: "off", required: true, "aria-describedby": "name-hint error" });
  const error = make("p", { class: "error", id: "error", role: "alert" });
  const ring = make("button", { type: "submit", class: "wide" }, t(permission() === "later" ? "pair-ring" : "pair-go"));
  const quiet = permission() === "later" ? button(t("pair-quiet"), () => go(false), "second wide") : null;
  const blocked = permission() === "blocked" ? note(t("pair-blocked")) : permission() === "unsupported" ? note(t("pair-unsupported")) : null;
  const form = make("form", { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), go(true)) },
    make("label", { for: "name" }, t("pair-name")), make("p", { class: "hint", id: "name-hint" }, t("pair-name-hint")), input, blocked, error, make("div", { class: "stack" }, ring, quiet));
  main.append(title(t("pair-title")), make("div", { class: "card" }, intro, steps, form));
  deviceName().then((name) => (input.value ||= name));
  // What the page does is fetched when it can be seen.
  const pairing = import("../pairing.js");
  const known = pairing.then(({ meet }) => meet(until)).then((told) => {
    if (!until.aborted) intro.textContent = t("pair-for", { organization: told.organization });
    return told;
  }).catch(() => null);

  /** @param {boolean} mayRing */
  async function go(mayRing) {
    const name = input.value.trim();
    input.setAttribute("aria-invalid", String(!name));
    error.textContent = name ? "" : t("pair-name-form");
    if (!name) return input.focus();
    const buttons = [...main.querySelectorAll("button")];
    for (const one of buttons) one.disabled = true;
    const text = ring.textContent;
    ring.textContent = t("pair-busy");
    say(t("pair-busy"));
    if (mayRing) await askPermission();
    const told = mayRing ? await known : null;
    // Without a network the rest of the script may not have come either.
    const script = await pairing.catch(() => import("../pairing.js")).catch(() => null);
    const trouble = script ? await script.link(ticket, name, told) : "offline";
    if (trouble) again(t(TROUBLES[trouble] ?? "refused-error"));
    else location.replace("#/requests");

    /** @param {string} trouble */
    function again(trouble) {
      error.textContent = trouble;
      ring.textContent = text;
      for (const one of buttons) one.disabled = false;
    }
  }
}
