// Whether the app rings, and what it says where it does not; and a finger that pulls its page down.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closeBrowser } from "../actors/person.js";
import { answersNotifications } from "../authenticator/notifications.js";
import { Phone } from "../authenticator/phone.js";
import { AuthenticatorServer } from "../authenticator/server.js";

/** @typedef {import("../../crates/authenticator/assets/words/en.js").Key} Key */

/** @type {AuthenticatorServer} */
let server;
before(async () => void (server = await AuthenticatorServer.start()));
after(async () => {
  await closeBrowser();
  await server.stop();
});

/**
 * What the server has heard of the only device's notifications, as soon as it has.
 * @param {Phone} phone
 * @param {string} wanted
 */
async function hears(phone, wanted) {
  for (let tries = 0; tries < 100 && server.device.notifications !== wanted; tries += 1) await phone.page.waitForTimeout(50);
  assert.equal(server.device.notifications, wanted);
}

/**
 * From the button that was tapped to the page that says that the phone is ready.
 * @param {Phone} phone
 */
async function passesTest(phone) {
  await phone.meets("ask-set_up");
  await phone.types(server.device.requests[0].number);
  await phone.taps("approve");
  await phone.meets("said-approved");
  await phone.follows("next");
  await phone.sees("ready-title");
}

/** What a phone that does not ring is told before it is paired, which button it goes on by, and what its settings say. */
const QUIET = /** @type {[string, string, Key, Key, Key][]} */ ([
  ["that blocks notifications", "blocked", "pair-blocked", "pair-go", "ring-blocked"],
  ["whose browser has no notifications", "unsupported", "pair-unsupported", "pair-go", "ring-unsupported"],
  ["whose owner does not want notifications now", "later", "pair-3", "pair-quiet", "ring-later"],
]);

for (const language of /** @type {const} */ (["en", "nl"])) {
  for (const [which, why, before, go, after] of QUIET) {
    test(`a phone ${which} is told so while it is set up and in its settings, and so is the server, in ${language}`, async () => {
      const phone = await Phone.with(server, { language, notifications: false });
      if (why === "later") await answersNotifications(phone.page, "default");
      if (why === "unsupported") await phone.page.addInitScript(() => Reflect.deleteProperty(window, "PushManager"));
      await phone.opens(`#${server.ticket()}`);
      await phone.sees("pair-title");
      await phone.reads(before);
      await phone.person.keepsPicture(`app-pair-${why}`);
      await phone.taps(go);
      await passesTest(phone);
      await phone.reads("ready-quiet");
      await hears(phone, why);
      assert.equal(server.device.subscription, null);
      await phone.follows("ready-next");
      await phone.meets("accounts");
      if (why === "later") {
        await phone.reads("ring-later");
        await phone.person.looks();
        await phone.follows("ring-on");
      } else {
        await phone.follows("settings");
      }
      await phone.sees("settings");
      await phone.reads(after);
      await phone.person.keepsPicture(`app-rings-${why}`);
      await phone.leaves();
    });
  }

  test(`notifications are turned on later: the push service does not answer at first, and does when the app is opened again, in ${language}`, async () => {
    const phone = await Phone.with(server, { language, notifications: false });
    const allows = await answersNotifications(phone.page, "default");
    await phone.page.addInitScript(() => {
      const subscribe = PushManager.prototype.subscribe;
      const fails = () => Promise.reject(new DOMException("no push service", "AbortError"));
      PushManager.prototype.subscribe = function (options) {
        return sessionStorage.getItem("push service") ? subscribe.call(this, options) : fails();
      };
    });
    await phone.opens(`#${server.ticket()}`);
    await phone.taps("pair-quiet");
    await passesTest(phone);
    await phone.opens("#/settings");
    await phone.reads("ring-later");
    await allows();
    await phone.taps("ring-on");
    await phone.reads("ring-failed");
    // It may ring, but it does not yet.
    assert.equal(await phone.page.getByText(phone.t("ring-granted")).count(), 0);
    await phone.person.looks();
    await phone.person.keepsPicture("app-rings-failed");
    await hears(phone, "unsupported");
    await phone.page.evaluate(() => sessionStorage.setItem("push service", "answers"));
    await phone.opens();
    await hears(phone, "granted");
    assert.equal(server.device.subscription?.endpoint, "https://push.example/1");
    await phone.follows("settings");
    await phone.reads("ring-granted");
    assert.equal(await phone.page.getByText(phone.t("ring-failed")).count(), 0);
    await phone.leaves();
  });
}

test("pulling the page down by a hand's breadth looks again, and a touch that slips does not", async () => {
  const phone = await Phone.with(server);
  await phone.pairs();
  await phone.opens();
  await phone.meets("accounts");
  const devtools = await phone.page.context().newCDPSession(phone.page);
  const pulls = async (/** @type {number} */ way) => {
    const at = (/** @type {number} */ y) => ({ touchPoints: [{ x: 200, y }] });
    await devtools.send("Input.dispatchTouchEvent", { type: "touchStart", ...at(200) });
    for (let step = 1; step <= 4; step += 1) await devtools.send("Input.dispatchTouchEvent", { type: "touchMove", ...at(200 + (way * step) / 4) });
    await devtools.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  // It watches, and is not called: nothing but the finger can show this request.
  for (let tries = 0; tries < 100 && server.watchers.size === 0; tries += 1) await phone.page.waitForTimeout(50);
  const watchers = server.watchers;
  server.watchers = new Set();
  server.asks();
  server.watchers = watchers;
  server.heard = [];
  await pulls(60);
  await pulls(300);
  await phone.sees("ask-sign_in");
  assert.deepEqual(server.heard.map(({ kind }) => kind), ["list"], "the slip was no pull");
  await phone.leaves();
});
