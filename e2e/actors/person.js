// A person before a browser: what they see is watched all the time, for faults of accessibility and of the security policy.

import assert from "node:assert/strict";
import { readFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { texts } from "./texts.js";

export const PASSWORD = "correct fiets batterij nietje";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// A folder that is named is one of the project, wherever the stories are started from.
const PICTURES = resolve(fileURLToPath(new URL("../..", import.meta.url)), process.env["SCREENSHOTS"] ?? "target/screenshots");
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** @type {Promise<import("playwright-core").Browser> | undefined} */
let browser;

export async function closeBrowser() {
  // One that never started leaves nothing to close, and must not keep a server running.
  await (await browser?.catch(() => undefined))?.close();
  browser = undefined;
}

/**
 * @typedef {object} Habits
 * @property {"en" | "nl"} [language]
 * @property {boolean} [script] JavaScript is on
 * @property {"light" | "dark"} [colours]
 * @property {{ width: number, height: number }} [screen]
 */

export class Person {
  /**
   * @param {import("playwright-core").Page} page
   * @param {import("./server.js").Server} server
   * @param {Required<Habits>} habits
   */
  constructor(page, server, habits) {
    this.page = page;
    this.server = server;
    this.habits = habits;
    this.t = texts(habits.language);
    /** @type {string[]} */
    this.faults = [];
  }

  /**
   * @param {import("./server.js").Server} server
   * @param {Habits} [wishes]
   */
  static async at(server, wishes = {}) {
    const habits = { language: /** @type {const} */ ("en"), script: true, colours: /** @type {const} */ ("light"), screen: { width: 1024, height: 900 }, ...wishes };
    browser ??= chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
    const context = await (await browser).newContext({
      baseURL: server.address,
      locale: habits.language === "nl" ? "nl-NL" : "en-GB",
      javaScriptEnabled: habits.script,
      colorScheme: habits.colours,
      viewport: habits.screen,
    });
    context.setDefaultTimeout(10_000);
    return Person.#before(await context.newPage(), server, habits);
  }

  /**
   * @param {import("playwright-core").Page} page
   * @param {import("./server.js").Server} server
   * @param {Required<Habits>} habits
   */
  static #before(page, server, habits) {
    const person = new Person(page, server, habits);
    page.on("console", (message) => {
      const text = message.text();
      // A refused form answers with 4xx, which Chromium notes in the console.
      if (message.type() === "error" && !text.startsWith("Failed to load resource")) person.faults.push(text);
    });
    page.on("pageerror", (error) => person.faults.push(String(error)));
    return person;
  }

  /** The same person before another tab of the same browser. */
  async inAnotherTab() {
    return Person.#before(await this.page.context().newPage(), this.server, this.habits);
  }

  /** @param {string} path */
  async opens(path) {
    await this.page.goto(path);
  }

  /** @param {string} key */
  async sees(key) {
    await this.page.getByRole("heading", { level: 1, name: this.t(key) }).waitFor();
    await this.looks();
  }

  /** @param {string | RegExp} text */
  async reads(text) {
    await this.page.getByText(text).first().waitFor();
    await this.looks();
  }

  /** Checks the page that is shown, and what is shown in a frame of it: accessibility, width, language, policy. */
  async looks() {
    for (const frame of this.page.frames()) await this.#looksAt(frame);
    assert.deepEqual(this.faults, []);
  }

  /** @param {import("playwright-core").Frame} frame */
  async #looksAt(frame) {
    assert.equal(await frame.locator("html").getAttribute("lang"), this.habits.language);
    const { scroll, width } = await frame.evaluate(() => ({
      scroll: document.documentElement.scrollWidth, width: document.documentElement.clientWidth,
    })).catch(() => ({ scroll: 0, width: 0 }));
    assert.ok(scroll <= width, `the page is ${scroll} wide on a screen of ${width}`);
    if (!this.habits.script) return;
    // The policy forbids scripts that the page does not know; the devtools may run one. What a frame shows is a document of its own.
    const violations = await frame.evaluate(`(() => { ${AXE}; return axe.run(document, { resultTypes: ["violations"], iframes: false }); })()`);
    const found = /** @type {{ violations: { id: string, nodes: { html: string }[] }[] }} */ (violations).violations;
    assert.deepEqual(found.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`), []);
  }

  /** @param {string} name */
  async keepsPicture(name) {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: `${PICTURES}/${name}-${this.habits.language}.png`, fullPage: true });
  }

  /**
   * Types where the page has put the focus by itself.
   * @param {string} text
   */
  async typesAtFocus(text) {
    await this.page.locator("input:focus").waitFor();
    await this.page.keyboard.type(text);
  }

  /** @param {string} key */
  async presses(key) {
    await this.page.getByRole("button", { name: this.t(key), exact: false }).first().click();
  }

  /** @param {string} key */
  async follows(key) {
    await this.page.getByRole("link", { name: this.t(key), exact: true }).first().click();
  }

  /**
   * @param {string} name
   * @param {string} [password]
   */
  async typesNameAndPassword(name, password = PASSWORD) {
    await this.opens("/sign-in");
    await this.sees("sign-in-title");
    await this.page.getByLabel(this.t("sign-in-user-name-label")).fill(name.includes("@") ? name : `${name}@demo.example`);
    await this.presses("sign-in-next");
    await this.sees("sign-in-password-title");
    await this.typesPassword(password);
  }

  /** @param {string} password */
  async typesPassword(password) {
    await this.page.getByLabel(this.t("sign-in-password-label"), { exact: true }).fill(password);
    const answered = this.page.waitForResponse((response) => response.url().endsWith("/sign-in/password"));
    await this.presses("sign-in-submit");
    await answered;
    // The script shows the answer in place of the page: the field is empty then, or gone.
    await this.page.waitForFunction(() => !(/** @type {HTMLInputElement | null} */ (document.querySelector("#password"))?.value));
  }

  /** @param {string} code */
  async typesCode(code) {
    await this.page.locator("input[name=answer]").fill(code);
    await this.presses("sign-in-verify");
  }

  /**
   * Chooses a new password where the sign-in asks for one.
   * @param {string} password
   */
  async choosesNewPassword(password) {
    await this.sees("sign-in-new-password-title");
    await this.page.getByLabel(this.t("new-password-label"), { exact: true }).fill(password);
    await this.page.getByLabel(this.t("new-password-again-label"), { exact: true }).fill(password);
    await this.presses("sign-in-next");
  }

  /**
   * Chooses a method on a page that lists them.
   * @param {string} key of its title
   */
  async chooses(key) {
    await this.page.getByRole("button", { name: `: ${this.t(key)}` }).click();
  }

  /**
   * Gives a number to be set up.
   * @param {string} number
   */
  async givesNumber(number) {
    await this.page.getByLabel(this.t("phone-number"), { exact: true }).fill(number);
    await this.presses("sign-in-next");
  }

  async leavesRecoveryCodes() {
    await this.sees("security-info-recovery-title");
    await this.follows("security-info-recovery-later");
  }

  /** Makes recovery codes where they are offered, and keeps them. */
  async makesRecoveryCodes() {
    await this.sees("security-info-recovery-title");
    await this.keepsPicture("recovery-offer");
    await this.presses("security-info-recovery-make");
    return await this.writesDownCodes();
  }

  async writesDownCodes() {
    await this.sees("method-recovery_codes-title");
    await this.page.locator("#codes code").last().waitFor();
    const codes = await this.page.locator("#codes code").allTextContents();
    await this.keepsPicture("recovery-codes");
    await this.page.getByLabel(this.t("method-recovery_codes-add-label")).fill(codes[0] ?? "");
    await this.presses("security-info-prove");
    return codes;
  }

  /**
   * One of the other ways.
   * @param {RegExp} says what its button says
   */
  async goesAnotherWay(says) {
    await this.follows("sign-in-another");
    await this.sees("sign-in-another-title");
    await this.page.getByRole("button", { name: says }).click();
    await this.sees("sign-in-ask-title");
  }

  /** Where a page does not go on by itself. */
  async goesOn() {
    if (!this.habits.script) await this.presses("sign-in-continue");
  }

  /** @param {"yes" | "no"} answer */
  async staysSignedIn(answer) {
    await this.sees("sign-in-stay-title");
    await this.page.getByRole("button", { name: this.t(`sign-in-stay-${answer}`), exact: true }).click();
    await this.page.waitForURL("**/account");
  }

  /**
   * The whole way in, for stories that are about something else.
   * @param {string} name
   * @param {import("./authenticator.js").Authenticator} authenticator
   */
  async signsIn(name, authenticator) {
    await this.typesNameAndPassword(name);
    await this.sees("sign-in-ask-title");
    await this.typesCode(authenticator.freshCode());
    await this.staysSignedIn("no");
  }

  /** @param {string} name */
  async cookie(name) {
    return (await this.page.context().cookies()).find((cookie) => cookie.name === name);
  }

  async leaves() {
    await this.page.context().close();
  }
}
