// Phones that do not ring: the security info page says of each of them why, until that is mended.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { pairs, phoneWithPush, setsUp } from "../actors/approving.js";
import { closeBrowser, Person } from "../actors/person.js";
import { PushService } from "../actors/push-service.js";
import { Server } from "../actors/server.js";
import { answersNotifications } from "../authenticator/notifications.js";

/** @typedef {import("../authenticator/phone.js").Phone} Phone */

/** @type {Server} */
let server;
/** @type {PushService} */
let pushes;
before(async () => {
  pushes = await PushService.start();
  server = await Server.start("demo");
});
after(async () => {
  await closeBrowser();
  await server.remove();
  await pushes.stop();
  assert.deepEqual(pushes.complaints, []);
});

/**
 * What is said beside each phone, by its name.
 * @param {Person} person
 */
async function says(person) {
  await person.opens("/security-info");
  const rows = await person.page.locator(".rows > li").all();
  const all = rows.map(async (row) => [await row.locator(".name").textContent(), (await row.locator(".hint").allTextContents()).join()]);
  return Object.fromEntries(await Promise.all(all));
}

/**
 * Looks until the page says this beside a phone.
 * @param {Person} person
 * @param {string} name
 * @param {string} wanted
 */
async function comesToSay(person, name, wanted) {
  for (let tries = 0; tries < 50 && (await says(person))[name] !== wanted; tries += 1) await person.page.waitForTimeout(100);
  assert.equal((await says(person))[name], wanted);
}

/**
 * @param {Person} person
 * @param {Phone} phone
 * @param {string} name
 * @param {"pair-go" | "pair-quiet"} [go]
 */
async function adds(person, phone, name, go) {
  await person.opens("/security-info/add");
  await person.chooses("method-app_notification-title");
  await pairs(person, phone, name, go);
  await person.leavesRecoveryCodes();
  await person.reads(person.t("security-info-added"));
}

for (const [language, user] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`${user} reads which phone is blocked, silent, out of reach or left, and mends two of them, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    const { phone: first, subscription } = await phoneWithPush(server, pushes, { language });
    await setsUp(person, user, first, "Pixel 9");
    const { phone: blocked } = await phoneWithPush(server, pushes, { language, notifications: false });
    await adds(person, blocked, "Blocked");
    const { phone: silent } = await phoneWithPush(server, pushes, { language, notifications: false });
    const allows = await answersNotifications(silent.page, "default");
    await adds(person, silent, "Silent", "pair-quiet");
    const { phone: left } = await phoneWithPush(server, pushes, { language });
    await adds(person, left, "Left");
    await left.opens();
    await left.page.getByRole("link", { name: left.t("edit-of", { name: "Demo School" }) }).click();
    await left.taps("remove");
    await left.taps("remove-yes");
    await left.sees("removed-title");
    await comesToSay(person, "Silent", person.t("security-info-app-silent"));
    await comesToSay(person, "Left", person.t("security-info-app-left"));
    assert.equal((await says(person))["Pixel 9"], "");

    // A closed phone whose subscription has ended: the next request does not reach it, and its owner reads that.
    await first.page.goto("about:blank");
    subscription.answers = 410;
    const elsewhere = await Person.at(server, { language });
    await elsewhere.typesNameAndPassword(user);
    await elsewhere.sees("sign-in-ask-title");
    await comesToSay(person, "Pixel 9", person.t("security-info-app-gone"));
    assert.deepEqual(await says(person), {
      "Pixel 9": person.t("security-info-app-gone"), Blocked: person.t("security-info-app-blocked"),
      Silent: person.t("security-info-app-silent"), Left: person.t("security-info-app-left"),
    });
    await person.sees("security-info-title");
    await person.keepsPicture("phones-that-do-not-ring");

    // "Open the app once to mend that": so it does, without a word.
    subscription.answers = 201;
    await first.opens();
    await comesToSay(person, "Pixel 9", "");
    await allows();
    await silent.opens();
    await silent.follows("settings");
    await silent.taps("ring-on");
    await silent.reads("ring-granted");
    await comesToSay(person, "Silent", "");
    await elsewhere.leaves();
    for (const phone of [first, blocked, silent, left]) await phone.leaves();
    await person.leaves();
  });
}
