// The accounts while there is none, and nothing to tell of: the page that the app begins with when no QR code has led to it.

import { make, title } from "../element.js";
import { t } from "../language.js";

/** @param {HTMLElement} main */
export function show(main) {
  main.append(title(t("accounts")), nothingYet(), make("p", { class: "again" }, make("a", { class: "button", href: "#/add" }, t("add"))));
}

export function nothingYet() {
  const steps = [t("empty-step-1"), t("empty-step-2"), t("empty-step-3")];
  return make("div", { class: "card" }, make("h2", {}, t("empty-title")), make("p", {}, t("empty-text")),
    make("ol", { class: "steps" }, ...steps.map((step) => make("li", {}, step))), make("p", { class: "quiet" }, t("empty-lost")));
}
