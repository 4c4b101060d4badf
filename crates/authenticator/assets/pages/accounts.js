// The accounts and their codes, and what is worth knowing about this phone.

import { AccountCard } from "../account-card.js";
import { minutesOff } from "../clock.js";
import { acknowledge } from "../deeds.js";
import { button, make, note, title } from "../element.js";
import { canInstall, install, mustInstallFirst, onOffer, permission } from "../install.js";
import { t } from "../language.js";
import { onChange, state } from "../state.js";
import { nothingYet } from "./empty.js";

/**
 * @param {HTMLElement} main
 * @param {AbortSignal} until
 */
export function show(main, until) {
  const notes = make("div", {});
  const list = make("ul", { class: "cards plain-list" });
  const empty = nothingYet();
  main.append(title(t("accounts")), notes, list, empty, make("p", { class: "again" }, make("a", { class: "button", href: "#/add" }, t("add"))));
  let shown = "";
  const draw = () => {
    const all = [...state.accounts, ...state.codes];
    notes.replaceChildren(...worthKnowing());
    empty.hidden = all.length > 0;
    // The cards count down by themselves, and keep the focus as long as the accounts are the same.
    const now = JSON.stringify(all);
    if (now === shown) return;
    shown = now;
    list.replaceChildren(...all.map((one) => {
      const card = /** @type {AccountCard} */ (document.createElement("account-card"));
      card.className = "card account";
      card.shows(one);
      return make("li", {}, card);
    }));
  };
  onChange(draw, until);
  onOffer(draw, until);
  draw();
}

function worthKnowing() {
  const notes = state.gone.map(({ organization, proved }) =>
    make("div", { class: "alert" }, make("p", {}, t(proved ? "gone" : "gone-unproved", { organization })), button(t("ok"), acknowledge, "second small")));
  if (state.trouble === "offline") notes.push(note(t("offline")));
  const off = minutesOff();
  if (off) notes.push(note(t(off > 0 ? "clock-behind" : "clock-ahead", { minutes: Math.abs(off) })));
  if (state.accounts.length === 0) return notes;
  if (permission() === "later" && !mustInstallFirst()) {
    notes.push(make("div", { class: "note" }, make("p", {}, t("ring-later")), make("a", { class: "button second small", href: "#/settings" }, t("ring-on"))));
  }
  if (canInstall()) notes.push(make("div", { class: "note" }, make("p", {}, t("install-text")), button(t("install"), install, "second small")));
  return notes;
}
