// The demo as its visitors see it: the real app in the phone of the simulator, woken by the demo's own push service.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { number, signsOut, ticketOf } from "../actors/approving.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";
import { listens } from "../authenticator/notifications.js";
import { en, nl } from "../authenticator/words.js";

/** @typedef {import("../../crates/authenticator/assets/words/en.js").Key} Key */

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/** The app where it is shown: in a tab of its own, or in the frame of the simulator's page. */
class App {
  /**
   * @param {import("playwright-core").Page | import("playwright-core").FrameLocator} screen
   * @param {"en" | "nl"} language
   */
  constructor(screen, language) {
    this.screen = screen;
    this.words = language === "nl" ? nl : en;
  }

  /**
   * @param {Key} key
   * @param {Record<string, string>} [parts]
   */
  t(key, parts = {}) {
    return this.words[key].replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");
  }

  /** @param {Key} key */
  async meets(key) {
    await this.screen.getByRole("heading", { name: this.t(key), exact: true }).first().waitFor();
  }

  /** @param {Key} key */
  async taps(key) {
    await this.screen.getByRole("button", { name: this.t(key), exact: true }).click();
  }

  /** @param {Key} key */
  async follows(key) {
    await this.screen.getByRole("link", { name: this.t(key), exact: true }).first().click();
  }

  /** @param {string} digits */
  async approves(digits) {
    await this.screen.getByLabel(this.t("number"), { exact: true }).fill(digits);
    await this.taps("approve");
    await this.meets("said-approved");
  }

  /**
   * From the page that a ticket opens to the test.
   * @param {string} name of the phone
   */
  async pairs(name) {
    await this.meets("pair-title");
    await this.screen.getByLabel(this.t("pair-name")).fill(name);
    await this.taps("pair-go");
    await this.meets("ask-set_up");
  }

  /** What the request says of who asks. */
  async facts() {
    const rows = await this.screen.locator("request-card .facts > div").all();
    return await Promise.all(rows.map(async (row) => [await row.locator("dt").textContent(), await row.locator("dd").innerText()]));
  }
}

/**
 * Opens the simulator's phone in a tab of its own.
 * @param {Person} person
 */
async function opensSimulator(person) {
  const hand = await person.inAnotherTab();
  await hand.opens("/simulator/authenticator");
  await hand.sees("simulator-authenticator");
  return { hand, app: new App(hand.page.frameLocator(".handheld iframe"), person.habits.language) };
}

/** Both ways that the page of the set-up offers to whoever has no phone: its link for this device, and its letters. */
const WAYS = /** @type {const} */ ([["en", "eva", "link"], ["nl", "gijs", "letters"]]);

for (const [language, name, way] of WAYS) {
  test(`${name} sets the app up by the ${way} of the page, and approves a sign-in in the simulator's phone, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    await person.page.context().grantPermissions(["notifications"], { origin: server.address });
    await person.typesNameAndPassword(name);
    await person.follows("sign-in-next");
    await person.chooses("method-app_notification-title");
    await person.sees("method-app_notification-title");
    const { hand, app } = await opensSimulator(person);
    await app.meets("empty-title");
    await hand.keepsPicture("simulator-authenticator-empty");
    if (way === "link") {
      const opened = person.page.context().waitForEvent("page");
      await person.follows("method-app_notification-add-here");
      const tab = await opened;
      const here = new App(tab, language);
      await here.pairs("Pixel 9");
      await here.approves(await number(person));
      await tab.close();
      await hand.opens("/simulator/authenticator");
    } else {
      await app.follows("add");
      await app.screen.getByLabel(app.t("type-label")).fill((await ticketOf(person)).toLowerCase());
      await app.taps("next");
      await app.pairs("Pixel 9");
      await hand.looks();
      await hand.keepsPicture("simulator-authenticator-test");
      await app.approves(await number(person));
      await app.follows("next");
      await app.meets("ready-title");
      await app.follows("ready-next");
    }
    await person.leavesRecoveryCodes();
    await person.staysSignedIn("no");
    await signsOut(person);

    await app.meets("accounts");
    await app.screen.getByRole("heading", { name: "Demo School", exact: true }).waitFor();
    await hand.looks();
    // A page that nothing but the notification leads away from.
    await app.follows("settings");
    await app.meets("settings");
    await app.screen.getByText(app.t("ring-granted")).waitFor();
    const { rings, opens } = await listens(hand.page);
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    const shown = await number(person);
    const [notification] = await rings(1);
    const from = app.t("on", { browser: "Chrome", system: "Linux" });
    assert.equal(notification?.title, "Demo School");
    assert.deepEqual(notification?.body.split("\n"), [app.t("push-sign_in"), "127.0.0.1", from]);
    assert.equal(notification?.lang, language);
    await opens();
    await app.meets("ask-sign_in");
    await app.screen.getByText(`Demo School · ${name}@demo.example`).waitFor();
    // The organization's own pages are no application that could be named.
    const facts = await app.facts();
    assert.deepEqual(facts.map(([what]) => what), [app.t("fact-place"), app.t("fact-browser"), app.t("fact-time")]);
    assert.equal(facts[0]?.[1], app.t("address-only", { address: "127.0.0.1" }));
    assert.equal(facts[1]?.[1]?.replace(/\s*\n\s*/g, "|"), `${from}|${app.t("familiar")}`);
    assert.match(facts[2]?.[1] ?? "", /\d:\d\d/);
    await hand.looks();
    await hand.keepsPicture("simulator-authenticator");
    await app.approves(shown);
    await person.staysSignedIn("no");
    await hand.looks();
    await person.leaves();
  });
}
