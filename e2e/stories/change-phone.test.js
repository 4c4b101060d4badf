// A new phone takes the place of the old one. A browser that was only remembered asks first who it is, and the old phone answers.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { approves, number, pairs, phoneWithPush, setsUp, signsOut, ticketOf } from "../actors/approving.js";
import { closeBrowser, Person } from "../actors/person.js";
import { PushService } from "../actors/push-service.js";
import { Server } from "../actors/server.js";

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

/** @param {Person} person */
async function names(person) {
  await person.opens("/security-info");
  await person.sees("security-info-title");
  return await person.page.locator(".rows .name").allTextContents();
}

for (const [language, name] of /** @type {const} */ ([["en", "eva"], ["nl", "gijs"]])) {
  test(`${name} changes the phone: the old one says yes and is then not known any more, and the new one approves, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    const { phone: old } = await phoneWithPush(server, pushes, { language });
    await setsUp(person, name, old, "Pixel 9");
    await signsOut(person);
    // From here on this browser is signed in without a second step, so that a change asks for one.
    await person.typesNameAndPassword(name);
    await number(person);
    await person.page.locator("input[name=remember]").check();
    await old.opens();
    await old.meets("ask-sign_in");
    await approves(person, old);
    await person.staysSignedIn("no");
    await signsOut(person);
    await person.typesNameAndPassword(name);
    await person.staysSignedIn("no");

    assert.deepEqual(await names(person), ["Pixel 9"]);
    await person.page.getByRole("link", { name: `${person.t("security-info-change")} Pixel 9`, exact: true }).click();
    await person.sees("method-app_notification-title");
    await person.reads(person.t("security-info-change-phone-asks"));
    await person.keepsPicture("change-phone");
    await person.presses("sign-in-next");
    await person.sees("sign-in-ask-title");
    await old.sees("ask-step_up");
    await old.person.keepsPicture("app-step-up");
    await approves(person, old);
    // Back where the change was begun, so that it still is one.
    await person.sees("method-app_notification-title");
    await person.reads(person.t("security-info-change-phone"));
    await person.presses("sign-in-next");
    await person.page.locator("#ticket").waitFor({ state: "attached" });

    const { phone: young, subscription } = await phoneWithPush(server, pushes, { language });
    await young.opens(`#${await ticketOf(person)}`);
    await young.meets("pair-title");
    await young.page.getByLabel(young.t("pair-name")).fill("Fairphone 6");
    await young.taps("pair-go");
    await young.sees("ask-set_up");
    // Until the new phone has worked nothing has changed, for the account and for the old phone.
    const aside = await person.inAnotherTab();
    assert.deepEqual(await names(aside), ["Pixel 9"]);
    await old.opens();
    await old.meets("accounts");
    await old.page.locator(".digits:not(:empty)").waitFor();
    await approves(person, young);
    await person.leavesRecoveryCodes();
    await person.reads(person.t("security-info-changed"));
    await person.keepsPicture("phone-changed");
    assert.deepEqual(await names(aside), ["Fairphone 6"]);
    assert.equal((await server.mailTo(`${name}@demo.example`)).subject, person.t("security-info-mail-changed-subject"));

    await old.opens();
    await old.reads("gone", { organization: "Demo School" });
    await old.person.looks();
    await old.person.keepsPicture("app-changed-away");
    await old.taps("ok");
    await old.meets("empty-title");

    await signsOut(person);
    await young.opens();
    // What was remembered was forgotten with the old phone.
    await person.typesNameAndPassword(name);
    await person.sees("sign-in-ask-title");
    await subscription.next();
    await young.sees("ask-sign_in");
    await approves(person, young);
    await person.staysSignedIn("no");
    await young.leaves();
    await old.leaves();
    await person.leaves();
  });
}

for (const [language, name] of /** @type {const} */ ([["nl", "fatima"], ["en", "hanna"]])) {
  test(`whoever has just signed in with a recovery code is still asked on the old phone, or says that it is gone, in ${language}`, async () => {
    const person = await Person.at(server, { language });
    const { phone: old } = await phoneWithPush(server, pushes, { language });
    await person.typesNameAndPassword(name);
    await person.follows("sign-in-next");
    await person.chooses("method-app_notification-title");
    await pairs(person, old, "Pixel 9");
    const codes = await person.makesRecoveryCodes();
    await person.staysSignedIn("no");
    const comesBackToChange = async (/** @type {string} */ code) => {
      await signsOut(person);
      await person.typesNameAndPassword(name);
      await number(person);
      await person.goesAnotherWay(new RegExp(person.t("method-recovery_codes-choice")));
      await person.typesCode(code);
      await person.staysSignedIn("no");
      await names(person);
      await person.page.getByRole("link", { name: `${person.t("security-info-change")} Pixel 9`, exact: true }).click();
      await person.sees("method-app_notification-title");
      await person.reads(person.t("security-info-change-phone-asks"));
    };

    await comesBackToChange(codes[0] ?? "");
    await person.presses("sign-in-next");
    await person.sees("sign-in-ask-title");
    await old.opens();
    await old.sees("ask-step_up");
    await approves(person, old);
    await person.sees("method-app_notification-title");
    await person.reads(person.t("security-info-change-phone-approved"));
    await person.keepsPicture("change-phone-approved");
    await person.presses("sign-in-next");
    await person.page.locator("#ticket").waitFor({ state: "attached" });

    await comesBackToChange(codes[1] ?? "");
    await person.keepsPicture("change-phone-asks");
    await person.presses("security-info-change-phone-lost");
    await person.page.locator("#ticket").waitFor({ state: "attached" });
    await old.leaves();
    await person.leaves();
  });
}
