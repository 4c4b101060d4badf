// A request and its answer: who asks from where, the number, and what came of it.

import { now } from "./clock.js";
import { decide } from "./deeds.js";
import { button, make, say } from "./element.js";
import { clockTime, t } from "./language.js";
import { setting } from "./storage.js";

/** @typedef {import("./state.js").Waiting} Waiting */
/** @typedef {import("./language.js").Key} Key */

/** Words of refusals that have a text; after them the same answer can be sent again. */
const TROUBLES = /** @type {Record<string, Key>} */ ({ offline: "offline-answer", busy: "busy", clock: "clock", unproved: "unproved" });
const OUTCOMES = ["approved", "wrong_number", "refused", "reported", "over"];
let made = 0;

/** @param {import("./types.js").Asked} request */
export const question = (request) => t(/** @type {Key} */ (`ask-${request.purpose}`));

/** @param {import("./types.js").Asked} request */
export function place({ place, address }) {
  const where = place ?? (address ? t("address-only", { address }) : "");
  return where || t("place-unknown");
}

/** @param {import("./types.js").Asked} request */
export const browser = ({ browser, system }) => (browser && system ? t("on", { browser, system }) : browser || system);

export class RequestCard extends HTMLElement {
  /** @type {Waiting | null} */
  #waiting = null;
  #timer = 0;
  #ends = make("p", { class: "ends quiet" });
  /** Answered, or ended by time: nothing can be sent any more. */
  settled = false;

  /** @param {Waiting} waiting */
  shows(waiting) {
    this.#waiting = waiting;
    this.#ask();
    this.#tick();
  }

  #ask(typed = "") {
    const { account, request } = /** @type {Waiting} */ (this.#waiting);
    const test = request.purpose === "set_up";
    const who = make("p", { class: "who" }, `${account.label || request.organization || account.organization} · ${account.userName}`);
    this.replaceChildren(who, make("h2", { tabindex: -1 }, question(request)), test ? make("p", {}, t("ask-set_up-text")) : this.#facts(), this.#form(typed, test), this.#ends);
  }

  #facts() {
    const { request } = /** @type {Waiting} */ (this.#waiting);
    const { application, familiar, place: known, address, asked_at } = request;
    /** @type {[Key, string, string?][]} */
    const facts = [
      ["fact-application", application], ["fact-place", place(request), known && address],
      ["fact-browser", browser(request), t(familiar ? "familiar" : "unfamiliar")], ["fact-time", clockTime(asked_at)],
    ].filter((fact) => fact[1]).map((fact) => /** @type {[Key, string, string?]} */ (fact));
    return make("dl", { class: "facts" }, ...facts.map(([key, text, more]) =>
      make("div", {}, make("dt", {}, t(key)), make("dd", {}, text, more ? make("span", { class: key === "fact-browser" && !familiar ? "new" : "quiet" }, more) : null))));
  }

  /**
   * @param {string} typed
   * @param {boolean} test
   */
  #form(typed, test) {
    const id = `number-${(made += 1)}`;
    const input = make("input", {
      id, type: "text", class: "number", inputmode: "numeric", maxlength: 2, autocomplete: "off", "aria-describedby": `${id}-hint ${id}-error`, enterkeyhint: "send",
    });
    input.value = typed;
    input.addEventListener("input", () => (input.value = input.value.replace(/\D/g, "").slice(0, 2)));
    const approve = make("button", { type: "submit", class: "wide" }, t("approve"));
    const refuse = button(t("refuse"), () => this.#send("refuse", ""), "second");
    const report = button(t("report"), () => this.#confirm(input.value), "danger");
    const error = make("p", { class: "error", id: `${id}-error` });
    const form = make("form", { novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), this.#approve(input, error)) },
      make("label", { for: id }, t("number")), make("p", { class: "hint", id: `${id}-hint` }, t("number-hint")), error, input, approve,
      make("div", { class: "two" }, refuse, test ? null : report));
    return form;
  }

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} error
   */
  async #approve(input, error) {
    const good = /^\d\d$/.test(input.value);
    input.setAttribute("aria-invalid", String(!good));
    error.textContent = good ? "" : t("number-form");
    if (!good) return input.focus();
    if (await setting("lock")) {
      const { unlocked } = await import("./lock.js");
      if (!(await unlocked(30_000))) return this.#trouble(t("locked-answer"));
    }
    await this.#send("approve", input.value);
  }

  /** @param {string} typed */
  #confirm(typed) {
    const heading = make("h2", { tabindex: -1 }, t("report-title"));
    const resets = /** @type {Waiting} */ (this.#waiting).request.purpose === "reset";
    this.replaceChildren(heading, make("p", {}, t(resets ? "report-text-reset" : "report-text")), make("p", { class: "error", role: "alert" }),
      make("div", { class: "stack" }, button(t("report-yes"), () => this.#send("report", ""), "danger full"), button(t("report-no"), () => this.#back(typed), "second")));
    heading.focus();
  }

  /** @param {string} typed */
  #back(typed) {
    this.#ask(typed);
    this.querySelector("input")?.focus();
  }

  /** @param {string} text */
  #trouble(text) {
    const place = this.querySelector(".error");
    if (place) place.textContent = text;
    say(text);
  }

  /**
   * @param {"approve" | "refuse" | "report"} decision
   * @param {string} number
   */
  async #send(decision, number) {
    const buttons = [...this.querySelectorAll("button")];
    for (const one of buttons) one.disabled = true;
    if (decision === "approve" && buttons[0]) buttons[0].textContent = t("approving");
    const outcome = await decide(/** @type {Waiting} */ (this.#waiting), decision, number);
    if (OUTCOMES.includes(outcome)) return this.settle(outcome);
    // The page of the accounts says what has become of this one.
    if (outcome === "unknown_device") return void (location.hash = "#/accounts");
    for (const one of buttons) one.disabled = false;
    if (decision === "approve" && buttons[0]) buttons[0].textContent = t("approve");
    this.#trouble(t(TROUBLES[outcome] ?? "refused-error"));
  }

  /** @param {string} outcome */
  settle(outcome) {
    if (this.settled) return;
    this.settled = true;
    clearInterval(this.#timer);
    const good = outcome === "approved";
    const title = make("h2", { tabindex: -1 }, t(/** @type {Key} */ (`said-${outcome}`)));
    const { request } = /** @type {Waiting} */ (this.#waiting);
    // Nobody who asks for a new password has shown that they know the old one.
    const other = outcome === "reported" && request.purpose === "reset" ? "-reset" : "";
    const text = t(/** @type {Key} */ (`said-${outcome}-text${other}`));
    const ready = good && request.purpose === "set_up";
    this.className = `card outcome ${good ? "good" : ["reported", "wrong_number"].includes(outcome) ? "bad" : ""}`;
    const on = ready ? "#/ready" : "#/accounts";
    const had = this.contains(document.activeElement) || document.activeElement === document.body;
    this.replaceChildren(title, make("p", {}, text), make("a", { class: "button second", href: on }, t(ready ? "next" : "done")));
    this.dispatchEvent(new CustomEvent("settled", { bubbles: true, detail: { ready } }));
    if (had) title.focus();
    else say(`${title.textContent}. ${text}`);
  }

  connectedCallback() {
    this.classList.add("card");
    this.#timer = window.setInterval(() => this.#tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  #tick() {
    if (!this.#waiting || this.settled) return;
    const seconds = Math.ceil((this.#waiting.request.ends_at - now()) / 1000);
    // A test may wait for minutes; nobody is hurried by what is far away.
    this.#ends.textContent = seconds <= 90 ? t("ends", { seconds: Math.max(seconds, 0) }) : "";
    if (seconds <= 0) this.settle("over");
  }
}

customElements.define("request-card", RequestCard);
