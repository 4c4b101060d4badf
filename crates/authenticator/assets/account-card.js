// An account in the list: who it is of, its code, and how long that holds.

import { codeAt, grouped, left } from "./app-code.js";
import { now } from "./clock.js";
import { button, icon, make, say } from "./element.js";
import { t } from "./language.js";

/** @typedef {import("./types.js").Account} Account */
/** @typedef {import("./types.js").OwnCode} OwnCode */

const RULE = { digits: 6, period: 30 };
/** The length of the ring's line. */
const AROUND = 2 * Math.PI * 10.5;
const SHEETS = "M9 9h11v11H9zM15 9V4H4v11h5";
const TICK = "M5 13l4 4L19 7";
const DOTS = "M12 5v.01M12 12v.01M12 19v.01";

const dots = () => {
  const drawn = icon(DOTS);
  drawn.style.strokeWidth = "3";
  return drawn;
};

/** @param {Account | OwnCode} one */
export const nameOf = (one) => one.label || ("device" in one ? one.organization : one.issuer || one.name);
/** @param {Account | OwnCode} one */
const ownerOf = (one) => ("device" in one ? one.userName : one.issuer || one.label ? one.name : "");
/** @param {Account | OwnCode} one */
export const idOf = (one) => ("device" in one ? one.device : one.id);

/** @param {string} name */
export const mark = (name) => make("span", { class: "mark", "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? "");

export class AccountCard extends HTMLElement {
  #code = "";
  #timer = 0;
  /** @type {Account | OwnCode | null} */
  #one = null;
  #digits = make("span", { class: "digits" });
  #ring = icon("M12 1.5a10.5 10.5 0 1 1 0 21a10.5 10.5 0 1 1 0-21");

  /** @param {Account | OwnCode} one */
  shows(one) {
    this.#one = one;
    const name = nameOf(one);
    const edit = make("a", { class: "round", href: `#/account/${idOf(one)}`, "aria-label": t("edit-of", { name }) }, dots());
    const head = make("div", { class: "head" }, mark(name), make("div", { class: "what" }, make("h2", {}, name), make("p", { class: "quiet" }, ownerOf(one))), edit);
    this.replaceChildren(head, "device" in one && !one.proved ? this.#unfinished() : this.#line(name));
    this.#tick();
  }

  #unfinished() {
    return make("p", { class: "unfinished" }, t("unfinished"), " ", make("a", { href: "#/requests" }, t("unfinished-go")));
  }

  /** @param {string} name */
  #line(name) {
    this.#ring.setAttribute("class", "ring");
    this.#ring.style.strokeDasharray = String(AROUND);
    const copy = button("", () => this.#copy(), "second copy");
    copy.setAttribute("aria-label", t("copy-of", { name }));
    copy.append(icon(SHEETS));
    const code = make("p", { class: "app-code" }, make("span", { class: "hidden" }, `${t("code-of", { name })}: `), this.#digits);
    return make("div", { class: "line" }, code, this.#ring, copy);
  }

  async #copy() {
    const done = await navigator.clipboard.writeText(this.#code).then(() => true, () => false);
    say(t(done ? "copied" : "copy-failed"));
    const copy = this.querySelector("button");
    if (!copy || !done) return;
    copy.replaceChildren(icon(TICK));
    setTimeout(() => copy.replaceChildren(icon(SHEETS)), 1500);
  }

  connectedCallback() {
    this.#timer = window.setInterval(() => this.#tick(), 1000);
    this.#tick();
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  async #tick() {
    const one = this.#one;
    if (!one) return;
    const rule = "device" in one ? { ...RULE, key: one.codeKey } : one;
    const time = now();
    const share = left(rule.period, time);
    this.#ring.style.strokeDashoffset = String(AROUND * (1 - share));
    this.#ring.classList.toggle("ending", share < 0.2);
    const code = await codeAt(rule, time);
    if (code === this.#code) return;
    // Who is at this code hears that it changed; nobody else does.
    if (this.#code && this.contains(document.activeElement)) say(t("new-code", { code: grouped(code) }));
    this.#code = code;
    this.#digits.textContent = grouped(code);
  }
}

customElements.define("account-card", AccountCard);
