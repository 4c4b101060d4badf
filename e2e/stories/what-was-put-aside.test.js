// What a person looks through after "this was not me": what was put aside is kept or deleted, one by one, before the sign-in goes on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Phone } from "../actors/phone.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

const STRANGE = "Strange phone";
const NEW = "vier gele fietsen op zolder";

/**
 * A thief with the password and the app of somebody: adds an app, and puts a number of their own in the place of the phone.
 * @param {Person} thief
 * @param {string} number
 */
async function takesOver(thief, number) {
  await thief.opens("/security-info/add");
  await thief.chooses("method-app_code-title");
  await thief.sees("method-app_code-title");
  const app = await Authenticator.scan(thief.page);
  await thief.page.getByLabel(thief.t("method-app_code-add-label")).fill(app.freshCode());
  await thief.page.getByLabel(thief.t("security-info-name-label")).fill(STRANGE);
  await thief.presses("security-info-prove");
  await thief.reads(thief.t("security-info-added"));
  const phone = await Phone.at(server, number);
  await thief.page.getByRole("link", { name: `${thief.t("security-info-change")} ${thief.t("phone-mobile-name")}` }).click();
  await thief.givesNumber(number);
  await thief.page.locator("input[name=answer]").fill(await phone.code());
  await thief.presses("security-info-prove");
  await thief.reads(thief.t("security-info-changed"));
}

/**
 * The code of the newest mail with this subject.
 * @param {string} name
 * @param {string} subject
 */
async function codeOfMail(name, subject) {
  for (let n = 0; n < 50; n++) {
    const mail = await server.mailTo(`${name}@demo.example`);
    const [, code] = /\/not-me#(\S+)/.exec(mail.text) ?? [];
    if (mail.subject === subject && code) return code;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no mail “${subject}” to ${name}`);
}

/**
 * The section under this heading, with what stands in it.
 * @param {Person} person
 * @param {string} key
 */
function section(person, key) {
  return person.page.locator("section").filter({ has: person.page.getByRole("heading", { level: 2, name: person.t(key), exact: true }) });
}

/**
 * The names that a section lists.
 * @param {Person} person
 * @param {string} key
 */
async function names(person, key) {
  return (await section(person, key).locator(".name").allTextContents()).sort();
}

const OWNERS = /** @type {const} */ ([
  ["vera", "+31611223301", { language: "en", script: false }],
  ["wout", "+31611223302", { language: "nl", script: true, colours: "dark", screen: { width: 320, height: 640 } }],
]);

for (const [name, number, habits] of OWNERS) {
  const { language, script } = habits;
  test(`${name} looks through an app and a number that a thief left, in ${language} ${script ? "with" : "without"} script`, async () => {
    const thief = await Person.at(server, { language });
    await thief.signsIn(name, appOf(name));
    await takesOver(thief, number);
    await thief.leaves();

    const owner = await Person.at(server, habits);
    await owner.opens("/security-info/check");
    await owner.sees("sign-in-title");
    await owner.opens("/not-me");
    await owner.page.getByLabel(owner.t("not-me-code-label")).fill(await codeOfMail(name, owner.t("security-info-mail-changed-subject")));
    await owner.presses("sign-in-next");
    await owner.reads(STRANGE);
    await owner.presses("not-me-confirm");
    await owner.sees("not-me-done-title");
    await owner.typesNameAndPassword(name);
    await owner.typesCode(appOf(name).freshCode());
    await owner.choosesNewPassword(NEW);
    await owner.sees("security-info-check-title");
    await owner.keepsPicture("check-two");
    const [mobile, app, codes] = [owner.t("phone-mobile-name"), "Authenticator", owner.t("method-recovery_codes-default-name")];
    assert.deepEqual(await names(owner, "security-info-check-suspended"), [mobile, STRANGE].sort());
    assert.deepEqual(await names(owner, "security-info-check-yours"), [app, codes].sort());
    // The sign-in has not gone on: every other page leads back here.
    await owner.opens("/account");
    await owner.sees("security-info-check-title");

    await owner.presses("security-info-check-finish");
    await owner.page.getByRole("alert").getByText(owner.t("security-info-check-waits")).waitFor();
    await owner.looks();
    await owner.page.getByRole("button", { name: `${owner.t("security-info-delete")} ${STRANGE}`, exact: true }).click();
    await section(owner, "security-info-check-suspended").getByText(STRANGE).waitFor({ state: "detached" });
    await owner.sees("security-info-check-title");
    assert.deepEqual(await names(owner, "security-info-check-suspended"), [mobile]);
    await owner.presses("security-info-check-finish");
    await owner.page.getByRole("alert").getByText(owner.t("security-info-check-waits")).waitFor();

    // Where the pages have script, the number turns out to be the owner's after all.
    const decision = script ? "security-info-check-keep" : "security-info-delete";
    await owner.page.getByRole("button", { name: `${owner.t(decision)} ${mobile}`, exact: true }).click();
    await section(owner, "security-info-check-suspended").waitFor({ state: "detached" });
    await owner.sees("security-info-check-title");
    const left = script ? [app, codes, mobile] : [app, codes];
    assert.deepEqual(await names(owner, "security-info-check-yours"), left.sort());
    await owner.keepsPicture("check-nothing-left");
    await owner.presses("security-info-check-finish");
    await owner.staysSignedIn("no");
    await owner.opens("/security-info");
    assert.deepEqual((await owner.page.locator(".rows .name").allTextContents()).sort(), left);
    // There is nothing to look through any more.
    await owner.opens("/security-info/check");
    await owner.page.waitForURL("**/account");
    await owner.leaves();
  });
}
