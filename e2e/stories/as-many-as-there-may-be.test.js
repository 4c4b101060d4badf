// The most of each method that an account may have: one more is refused, and the page says what to do.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { Passkeys } from "../actors/passkeys.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

const MOST_PASSKEYS = 10;
const MOST_APPS = 5;

/** @type {Server} */
let server;
/** The same server by its name: passkeys are bound to one. @type {Server} */
let named;
before(async () => {
  server = await Server.start("demo");
  named = Object.assign(Object.create(server), { address: server.address.replace("127.0.0.1", "localhost") });
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * Sets up a passkey on a device of its own, as no device makes two.
 * @param {Person} person
 * @param {string} name
 */
async function addsPasskey(person, name) {
  const device = await Passkeys.of(person);
  await person.opens("/security-info/add");
  await person.chooses("method-passkey-title");
  await person.page.getByLabel(person.t("security-info-name-label")).fill(name);
  await person.presses("security-info-prove");
  await person.page.getByRole("heading", { level: 1, name: person.t("security-info-recovery-title") }).waitFor();
  assert.equal(await device.count(), 1);
  await device.arePutAway();
}

for (const [language, name] of /** @type {const} */ ([["en", "anna"], ["nl", "daan"]])) {
  test(`${name} has ten passkeys, and the eleventh is refused until one is deleted, in ${language}`, async () => {
    const person = await Person.at(named, { language });
    await person.signsIn(name, appOf(name));
    for (let n = 1; n <= MOST_PASSKEYS; n++) await addsPasskey(person, `Key ${n}`);
    await person.opens("/security-info");
    assert.equal(await person.page.locator(".rows .name").filter({ hasText: /^Key \d+$/ }).count(), MOST_PASSKEYS);
    await person.looks();

    const device = await Passkeys.of(person);
    await person.opens("/security-info/add");
    await person.chooses("method-passkey-title");
    const full = person.t("security-info-full", { most: MOST_PASSKEYS, method: person.t("method-passkey-title") });
    await person.page.getByRole("alert").getByText(full, { exact: true }).waitFor();
    await person.sees("security-info-add-title");
    await person.keepsPicture("passkeys-full");
    assert.equal(await device.count(), 0, "no device was asked for a passkey that could not be kept");
    await device.arePutAway();

    await person.opens("/security-info");
    await person.page.getByRole("link", { name: `${person.t("security-info-delete")} Key 4`, exact: true }).click();
    await person.sees("security-info-delete-title");
    await person.presses("security-info-delete");
    await person.reads(person.t("security-info-deleted"));
    await addsPasskey(person, "Key 11");
    await person.opens("/security-info");
    const names = await person.page.locator(".rows .name").filter({ hasText: /^Key \d+$/ }).allTextContents();
    assert.deepEqual(names.sort(), [1, 10, 11, 2, 3, 5, 6, 7, 8, 9].map((n) => `Key ${n}`));
    await person.leaves();
  });
}

for (const [language, script] of /** @type {const} */ ([["en", true], ["nl", true], ["nl", false]])) {
  test(`ivo has five apps, and a sixth is refused whatever kind it is, in ${language} ${script ? "with" : "without"} script`, async () => {
    const ivo = await Person.at(named, { language, script });
    // Each of his apps gives its own codes.
    const app = language === "en" ? 0 : script ? 1 : 2;
    await ivo.signsIn("ivo", appOf("ivo", app));
    for (const method of ["app_code", "app_notification"]) {
      await ivo.opens("/security-info/add");
      await ivo.chooses(`method-${method}-title`);
      const full = ivo.t("security-info-full", { most: MOST_APPS, method: ivo.t(`method-${method}-title`) });
      await ivo.page.getByRole("alert").getByText(full, { exact: true }).waitFor();
      await ivo.sees("security-info-add-title");
      await ivo.keepsPicture(`${method}-full`);
    }
    await ivo.opens("/security-info");
    assert.equal(await ivo.page.locator(".rows > li").count(), MOST_APPS);
    await ivo.leaves();
  });
}
