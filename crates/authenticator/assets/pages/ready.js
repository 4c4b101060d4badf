// The phone is paired: what happens from now on, and how to keep the app at hand.

import { button, make, note, title } from "../element.js";
import { canInstall, install, onOffer, permission } from "../install.js";
import { t } from "../language.js";
import { state } from "../state.js";

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 */
export function show(main, until) {
  const organization = state.accounts.at(-1)?.organization ?? "";
  const offer = make("div", {});
  const draw = () => offer.replaceChildren(...(canInstall()
    ? [make("h2", {}, t("install-title")), make("p", {}, t("install-text")), button(t("install"), install, "second")] : []));
  main.append(title(t("ready-title")), make("div", { class: "card" }, make("p", {}, t("ready-text", { organization })),
    permission() === "granted" ? null : note(t("ready-quiet")), offer,
    make("p", { class: "actions" }, make("a", { class: "button wide", href: "#/accounts" }, t("ready-next")))));
  onOffer(draw, until);
  draw();
}
