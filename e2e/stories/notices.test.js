// Notices by mail, "this was not me", remembered browsers, and recent activity.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { Authenticator } from "../actors/authenticator.js";
import { appOf } from "../actors/demo.js";
import { closeBrowser, Person } from "../actors/person.js";
import { Server } from "../actors/server.js";

/** @type {Server} */
let server;
before(async () => void (server = await Server.start("demo")));
after(async () => {
  await closeBrowser();
  await server.remove();
});

/**
 * Adds an app on the page of security info.
 * @param {Person} person
 * @param {string} name
 */
async function addsApp(person, name) {
  await person.opens("/security-info/add");
  const row = person.page.locator(".rows > li").filter({ hasText: person.t("method-app_code-about") });
  await row.getByRole("button").click();
  await person.sees("method-app_code-title");
  const key = (await person.page.locator("#key").textContent()) ?? "";
  const app = new Authenticator(key.replaceAll(" ", "").toUpperCase());
  await person.page.getByLabel(person.t("method-app_code-add-label")).fill(app.freshCode());
  await person.page.getByLabel(person.t("security-info-name-label")).fill(name);
  await person.presses("security-info-prove");
  await person.page.waitForURL(/security-info/);
  return app;
}

/**
 * The newest mail with this subject.
 * @param {string} name
 * @param {string} subject
 */
async function mailTo(name, subject) {
  for (let n = 0; n < 50; n++) {
    const mail = await server.mailTo(`${name}@demo.example`);
    if (mail.subject === subject) return mail;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`no mail “${subject}” to ${name}`);
}

test("what a thief added is put aside by the link of the mail, and its owner gets back in", async () => {
  const thief = await Person.at(server);
  await thief.signsIn("anna", appOf("anna"));
  const stolen = await addsApp(thief, "New phone");

  const anna = await Person.at(server);
  const mail = await mailTo("anna", anna.t("security-info-mail-added-subject"));
  const link = /http\S+\/not-me#\S+/.exec(mail.text)?.[0] ?? "";
  await anna.page.goto(link);
  await anna.reads("New phone");
  await anna.sees("not-me-title");
  assert.doesNotMatch(anna.page.url(), /#/, "the code does not stay in the address");
  await anna.keepsPicture("not-me");
  await anna.presses("not-me-confirm");
  await anna.sees("not-me-done-title");
  const told = await mailTo("noor", "anna@demo.example says: this was not me");
  assert.match(told.text, /Anna .*\(anna@demo\.example\)/, "the administrator is told");

  await thief.opens("/account");
  await thief.sees("sign-in-title");
  await thief.typesNameAndPassword("anna");
  await thief.typesCode(stolen.freshCode());
  await thief.reads(thief.t("method-app_code-wrong"));
  await thief.leaves();

  await anna.follows("not-me-done-sign-in");
  await anna.typesNameAndPassword("anna");
  await anna.typesCode(appOf("anna").freshCode());
  await anna.choosesNewPassword("vier gele fietsen op zolder");
  await anna.sees("security-info-check-title");
  await anna.keepsPicture("check");
  await anna.presses("security-info-check-finish");
  await anna.reads(anna.t("security-info-check-waits"));
  await anna.presses("security-info-delete");
  await anna.sees("security-info-check-title");
  await anna.presses("security-info-check-finish");
  await anna.staysSignedIn("no");
  await anna.opens("/security-info");
  assert.equal(await anna.page.locator(".rows > li").count(), 1);
  await anna.page.goto(link);
  await anna.reads(anna.t("not-me-code-stale"));
  await anna.leaves();
});

test("without script the code of the mail is typed", async () => {
  const daan = await Person.at(server, { language: "nl", script: false });
  await daan.signsIn("daan", appOf("daan"));
  await addsApp(daan, "Tweede telefoon");
  const mail = await mailTo("daan", daan.t("security-info-mail-added-subject"));
  const code = /\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b/.exec(mail.text)?.[0] ?? "";
  await daan.opens("/not-me");
  await daan.sees("not-me-title");
  await daan.page.getByLabel(daan.t("not-me-code-label")).fill("abcd");
  await daan.presses("sign-in-next");
  await daan.reads(daan.t("not-me-code-form"));
  await daan.page.getByLabel(daan.t("not-me-code-label")).fill(code.toUpperCase().replaceAll("-", " "));
  await daan.presses("sign-in-next");
  await daan.reads("Tweede telefoon");
  await daan.keepsPicture("not-me");
  await daan.presses("not-me-confirm");
  await daan.sees("not-me-done-title");
  await daan.opens("/account");
  await daan.sees("sign-in-title");
  assert.match(server.run("account", "show", "daan@demo.example"), /suspended +app_code “Tweede telefoon”\n.*review +due/);
  await daan.typesNameAndPassword("daan");
  await daan.typesCode(appOf("daan").freshCode());
  await daan.choosesNewPassword("vier gele fietsen op zolder");
  await daan.sees("security-info-check-title");
  await daan.keepsPicture("check");
  await daan.presses("security-info-check-keep");
  await daan.sees("security-info-check-title");
  await daan.presses("security-info-check-finish");
  await daan.staysSignedIn("no");
  await daan.opens("/security-info");
  assert.equal(await daan.page.getByText("Tweede telefoon").count() > 0, true);
  await daan.leaves();
});

test("a browser is not asked again until it is forgotten", async () => {
  const noor = await Person.at(server);
  await noor.typesNameAndPassword("noor");
  await noor.page.locator("input[name=remember]").check();
  await noor.typesCode(appOf("noor").freshCode());
  await noor.staysSignedIn("no");
  await mailTo("noor", noor.t("notice-remembered-subject"));
  await noor.opens("/account/sessions");
  await noor.sees("sessions-title");
  await noor.keepsPicture("devices");
  assert.equal(await noor.page.locator(".devices > li").count(), 1);
  await noor.opens("/sign-out");
  await noor.presses("sign-out-submit");
  await noor.typesNameAndPassword("noor");
  await noor.staysSignedIn("no");
  await noor.opens("/account/sessions");
  await noor.presses("devices-forget");
  await noor.reads(noor.t("devices-none"));
  await noor.opens("/sign-out");
  await noor.presses("sign-out-submit");
  await noor.typesNameAndPassword("noor");
  await noor.sees("sign-in-ask-title");
  await noor.page.locator("input[name=remember]").check();
  await noor.typesCode(appOf("noor").freshCode());
  await noor.staysSignedIn("no");
  await noor.opens("/account/sessions");
  await noor.presses("sessions-end-all");
  await noor.sees("sign-in-title");
  await mailTo("noor", noor.t("notice-forgotten-subject"));
  await noor.typesNameAndPassword("noor");
  await noor.sees("sign-in-ask-title");
  await noor.leaves();
});

for (const language of /** @type {const} */ (["en", "nl"])) {
  test(`recent activity asks who it was, and no leads where the mail leads (${language})`, async () => {
    const name = language === "en" ? "bas" : "cees";
    const guesser = await Person.at(server, { language });
    await guesser.typesNameAndPassword(name, "not the password");
    await guesser.reads(guesser.t("sign-in-password-wrong"));
    await guesser.leaves();
    const person = await Person.at(server, { language });
    await person.signsIn(name, appOf(name));
    await person.opens("/account/activity");
    await person.sees("activity-title");
    await person.reads(person.t("activity-advice-wrong-password"));
    await person.reads(person.t("activity-was-this-you"));
    await person.keepsPicture("was-this-you");
    await person.presses("activity-yes");
    await person.reads(person.t("activity-was-me"));
    assert.equal(await person.page.getByText(person.t("activity-was-this-you")).count(), 0);

    const other = await Person.at(server, { language });
    await other.typesNameAndPassword(name);
    await other.sees("sign-in-ask-title");
    await person.opens("/account/activity");
    await person.reads(person.t("activity-advice-password-known"));
    await person.presses("activity-no");
    await person.sees("not-me-title");
    await person.presses("not-me-confirm");
    await person.sees("not-me-done-title");
    await other.opens("/sign-in");
    await other.sees("sign-in-title");
    await person.opens("/account");
    await person.sees("sign-in-title");
    await person.leaves();
    await other.leaves();
  });
}
