// On an iPhone the app comes to the home screen first, as it keeps everything apart there; the ticket is not used before.

import { button, make, title } from "../element.js";
import { speakOn, t } from "../language.js";

/**
 * @param {HTMLElement} main
 * @param {string} ticket
 * @param {() => void} go pairs here all the same
 */
export async function show(main, ticket, go) {
  await speakOn();
  const steps = make("ol", { class: "steps" }, make("li", {}, t("iphone-1")), make("li", {}, t("iphone-2")), make("li", {}, t("iphone-3")));
  const code = make("p", { class: "ticket" }, ticket.replace(/(.{4})(?=.)/g, "$1 "));
  const skip = button(t("iphone-skip"), () => {
    main.replaceChildren();
    go();
    main.querySelector("h1")?.focus();
  }, "second");
  main.append(title(t("iphone-title")), make("div", { class: "card" }, make("p", {}, t("iphone-text")), steps, code, skip));
}
