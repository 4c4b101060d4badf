// What an organization chooses: who gets a new password by themselves and in which ways, and what is asked of people so that they can.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { begins, chooses, comesBackIn, forgets, setsPassword, signedInElsewhere, types } from "../actors/resetting.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start("demo", { TWEESTAP_RESET_WORK_BITS: "14" });
  server.run("group", "add", "demo.example", "Docenten");
  server.run("group", "join", "demo.example", "docenten", "vera@demo.example", "wout@demo.example");
  server.run("organization", "set", "demo.example", "--reset-for", "docenten", "--reset-methods", "app-code,recovery-codes", "--ask-for-reset", "on");
  server.run("group", "join", "demo.example", "docenten", "anna@demo.example", "daan@demo.example");
});
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * Signs in, where something is asked on the way to the account.
 * @param {Person} person
 * @param {string} name
 */
async function signsIn(person, name) {
  await person.typesNameAndPassword(name);
  await person.sees("sign-in-ask-title");
  await person.typesCode(appOf(name).freshCode());
  await person.sees("sign-in-stay-title");
  await person.presses("sign-in-stay-no");
}

test("Anna, who has too little for a reset, is asked for one more method, in English without scripts, and says not now", async () => {
  const anna = await Person.at(server, { script: false });
  await signsIn(anna, "anna");
  await anna.sees("security-info-confirm-lacks-title");
  await anna.reads(anna.t("security-info-confirm-lacks-text"));
  assert.equal(await anna.page.getByRole("button", { name: anna.t("security-info-confirm-right") }).count(), 0, "nothing is to be confirmed");
  await anna.presses("security-info-confirm-later");
  await anna.page.waitForURL("**/account");
  await anna.leaves();
});

test("Daan adds recovery codes on the way, in Dutch on a small screen, and is not asked again", async () => {
  const daan = await Person.at(server, { language: "nl", colours: "dark", screen: { width: 320, height: 640 } });
  await signsIn(daan, "daan");
  await daan.sees("security-info-confirm-lacks-title");
  await daan.keepsPicture("one-more-method");
  await daan.follows("security-info-add");
  await daan.sees("security-info-add-title");
  await daan.chooses("method-recovery_codes-title");
  await daan.writesDownCodes();
  await daan.reads(daan.t("security-info-added"));
  const again = await Person.at(server, { language: "nl" });
  await signsIn(again, "daan");
  await again.page.waitForURL("**/account");
  await again.opens("/security-info/confirm?continue_to=%2Faccount%2Factivity");
  await again.sees("security-info-confirm-title");
  await again.reads(/^daan@demo.example$/);
  await again.keepsPicture("still-right");
  await again.presses("security-info-confirm-right");
  await again.page.waitForURL("**/account/activity");
  await again.leaves();
  await daan.leaves();
});

for (const [name, language] of /** @type {const} */ ([["vera", "en"], ["wout", "nl"]])) {
  test(`${name}, who is in the group, resets the password by the ways that serve (${language})`, async () => {
    const { paper } = await Phone.of(server, name);
    const person = await forgets(server, language);
    const elsewhere = await signedInElsewhere(server, name, language);
    await begins(person, name);
    const ways = await person.page.locator("main form button").allTextContents();
    const offered = [person.t("method-app_code-choice"), person.t("method-recovery_codes-choice")];
    for (const way of offered) assert.ok(ways.some((says) => says.includes(way)), `${way} in ${ways}`);
    assert.equal(await person.page.getByRole("button", { name: person.t("method-mail_code-choice") }).count(), 0);
    await person.keepsPicture("reset-ways-that-serve");
    await chooses(person, "method-app_code-choice");
    await types(person, appOf(name).freshCode());
    await person.reads(person.t("reset-choose-more"));
    await chooses(person, "method-recovery_codes-choice");
    await types(person, paper[0] ?? "");
    await setsPassword(person, name, elsewhere);
    await comesBackIn(person, name, () => person.typesCode(appOf(name).freshCode()));
    await person.leaves();
  });
}

for (const [name, language] of /** @type {const} */ ([["bas", "en"], ["nobody", "nl"]])) {
  test(`${name}, who may not, walks the same pages in vain (${language})`, async () => {
    const person = await forgets(server, language);
    await begins(person, name);
    await chooses(person, "method-app_code-choice");
    await types(person, name === "bas" ? appOf("bas").freshCode() : "123456");
    await person.reads(person.t("method-app_code-wrong"));
    await person.leaves();
  });
}
