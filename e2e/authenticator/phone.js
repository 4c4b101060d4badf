// A person with a phone that has the app.

import assert from "node:assert/strict";

import { en, nl } from "./words.js";
import { Person } from "../actors/person.js";

/** @typedef {import("../../crates/authenticator/assets/words/en.js").Key} Key */

export class Phone {
  /**
   * @param {Person} person
   * @param {import("./server.js").AuthenticatorServer} server
   * @param {Record<string, string>} words
   */
  constructor(person, server, words) {
    this.person = person;
    this.page = person.page;
    this.server = server;
    this.words = words;
  }

  /**
   * @param {import("./server.js").AuthenticatorServer} server
   * @param {import("../actors/person.js").Habits & { notifications?: boolean }} [habits]
   */
  static async with(server, { notifications = true, ...habits } = {}) {
    const person = await Person.at(/** @type {any} */ (server), { screen: { width: 390, height: 844 }, ...habits });
    const permissions = ["clipboard-write", "clipboard-read", ...(notifications ? ["notifications"] : [])];
    await person.page.context().grantPermissions(permissions, { origin: server.address });
    const phone = new Phone(person, server, habits.language === "nl" ? nl : en);
    await phone.#hasPushService();
    return phone;
  }

  /**
   * @param {Key} key
   * @param {Record<string, string | number>} [parts]
   */
  t(key, parts = {}) {
    const text = this.words[key];
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(parts[name] ?? ""));
  }

  /** Stands in for the browser's push service, which is not reachable from a test. */
  async #hasPushService() {
    await this.page.addInitScript(() => {
      /** @type {any} */
      let subscription = null;
      const bytes = (/** @type {number} */ length, /** @type {number} */ first) => new Uint8Array(length).fill(7).fill(first, 0, 1).buffer;
      PushManager.prototype.getSubscription = async () => subscription;
      const stand = /** @type {any} */ (PushManager.prototype);
      stand.subscribe = async (/** @type {PushSubscriptionOptionsInit} */ options) => (subscription = {
        endpoint: "https://push.example/1", options: { applicationServerKey: options?.applicationServerKey ?? null },
        getKey: (/** @type {string} */ name) => (name === "p256dh" ? bytes(65, 4) : bytes(16, 7)), unsubscribe: async () => ((subscription = null), true),
      });
    });
  }

  /** @param {string} [at] what follows `/authenticator` */
  async opens(at = "") {
    await this.page.goto(`/authenticator${at}`);
  }

  /** @param {Key} key */
  async meets(key) {
    await this.page.getByRole("heading", { name: this.t(key), exact: true }).first().waitFor();
  }

  /** Looks closely as well. @param {Key} key */
  async sees(key) {
    await this.meets(key);
    await this.person.looks();
  }

  /** @param {Key} key @param {Record<string, string | number>} [parts] */
  async reads(key, parts) {
    await this.page.getByText(this.t(key, parts)).first().waitFor();
  }

  /** @param {Key} key */
  async taps(key) {
    await this.page.getByRole("button", { name: this.t(key), exact: true }).first().click();
  }

  /** @param {Key} key */
  async follows(key) {
    await this.page.getByRole("link", { name: this.t(key), exact: true }).first().click();
  }

  /** @param {string} digits */
  async types(digits) {
    await this.page.getByLabel(this.t("number"), { exact: true }).fill(digits);
  }

  /** The whole way from the QR code's address to an account that is ready. */
  async pairs() {
    await this.opens(`#${this.server.ticket()}`);
    await this.meets("pair-title");
    await this.page.getByLabel(this.t("pair-name")).fill("Pixel 9");
    await this.page.locator("button[type=submit]").click();
    await this.meets("ask-set_up");
    await this.types(this.server.device.requests[0].number);
    await this.taps("approve");
    await this.meets("said-approved");
    assert.equal(this.server.device.proved, true);
  }

  /** Waits until the service worker has fetched the app, and serves this page. */
  async works() {
    await this.page.evaluate(async () => {
      const { active } = await navigator.serviceWorker.ready;
      if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
      // It serves the page a moment before it takes pushes.
      while (active?.state !== "activated") await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }

  /** The pages of the app that are always there. */
  async walks() {
    for (const [at, key] of /** @type {[string, Key][]} */ ([["accounts", "accounts"], ["requests", "requests"], ["history", "history"], ["add", "add"], ["settings", "settings"]])) {
      await this.page.evaluate((hash) => void (location.hash = hash), `#/${at}`);
      await this.page.getByRole("heading", { level: 1, name: this.t(key), exact: true }).waitFor();
      await this.person.looks();
      await this.person.keepsPicture(`app-${at}-${this.person.habits.colours}-${this.person.habits.screen.width}`);
    }
  }

  async leaves() {
    await this.person.leaves();
  }
}
