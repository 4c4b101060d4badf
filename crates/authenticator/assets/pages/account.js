// One account: what it is called here, and taking it off this phone.

import { idOf, nameOf } from "../account-card.js";
import { remove } from "../deeds.js";
import { button, make, say, title } from "../element.js";
import { dateTime, t } from "../language.js";
import { unsubscribe } from "../push.js";
import { load, state } from "../state.js";
import { changeAccount, forgetOwnCode, keepOwnCode } from "../storage.js";

/** @typedef {import("../account-card.js").Account} Account */
/** @typedef {import("../account-card.js").OwnCode} OwnCode */

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} _until
 * @param {string} id
 */
export function show(main, _until, id) {
  const one = [...state.accounts, ...state.codes].find((one) => idOf(one) === id);
  if (!one) return void location.replace("#/accounts");
  const name = nameOf(one);
  const input = make("input", { type: "text", id: "label", maxlength: 60, autocomplete: "off", "aria-describedby": "label-hint" });
  input.value = name;
  const saved = async (/** @type {Event} */ event) => {
    event.preventDefault();
    await rename(one, input.value.trim());
    say(t("edit-saved"));
    location.hash = "#/accounts";
  };
  const facts = "device" in one ? [[t("edit-user"), one.userName], [t("edit-server"), new URL(one.server).host]] : [[t("edit-user"), one.name]];
  const form = make("form", { onsubmit: saved }, make("label", { for: "label" }, t("edit-label")),
    make("p", { class: "hint", id: "label-hint" }, t("edit-hint")), input, make("button", { type: "submit" }, t("save")));
  const dialog = confirmation(main, one);
  main.append(title(name), make("div", { class: "card" }, form,
    make("dl", { class: "facts" }, ...[...facts, [t("edit-added"), dateTime(one.added)]].map(([key, text]) => make("div", {}, make("dt", {}, key), make("dd", {}, text))))),
  make("p", { class: "again" }, button(t("remove"), () => dialog.showModal(), "danger")), dialog);
}

/**
 * @param {Account | OwnCode} one
 * @param {string} label
 */
async function rename(one, label) {
  if ("device" in one) await changeAccount(one.device, { label: label === one.organization ? "" : label });
  else await keepOwnCode({ ...one, label });
  await load();
}

/**
 * @param {HTMLElement} main
 * @param {Account | OwnCode} one
 */
function confirmation(main, one) {
  const yes = button(t("remove-yes"), () => (dialog.close(), take(main, one)), "danger full");
  const dialog = make("dialog", { "aria-labelledby": "remove-title" }, make("h2", { id: "remove-title" }, t("remove-title", { name: nameOf(one) })),
    make("p", {}, t("device" in one ? "remove-text" : "remove-text-own")), make("div", { class: "stack" }, yes, button(t("cancel"), () => dialog.close(), "second")));
  return dialog;
}

/**
 * @param {HTMLElement} main
 * @param {Account | OwnCode} one
 */
async function take(main, one) {
  if (!("device" in one)) {
    await forgetOwnCode(one.id);
    await load();
    say(t("removed-own", { name: nameOf(one) }));
    location.hash = "#/accounts";
    return;
  }
  const heard = await remove(one);
  if (state.accounts.length === 0) await unsubscribe().catch(() => null);
  const heading = title(t("removed-title"));
  main.replaceChildren(heading, make("div", { class: "card" }, make("p", {}, t(heard ? "removed-text" : "removed-unheard")),
    make("p", { class: "actions" }, make("a", { class: "button", href: "/security-info" }, t("removed-go")), make("a", { class: "button second", href: "#/accounts" }, t("done")))));
  heading.focus();
}
